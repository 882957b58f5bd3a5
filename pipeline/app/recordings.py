"""Published editions as recordings with a text for each sentence: an episode with its captions, an e-book with its overlays."""

import html
import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.document.sound import Sound
from pipeline.errors import CodecError, EditionMissing, UnknownLanguage, writing
from pipeline.infra import codec
from pipeline.languages import find
from pipeline.narration.recognition import Sounding, number
from pipeline.validation.book import BROKEN, Book, NoBook, open_book
from pipeline.validation.content_documents import visible_text
from pipeline.validation.overlays import end_open_clips, overlays
from pipeline.validation.sound import length

_RATE = 16_000
"""Samples a second, all that an ear takes."""
_ADVICE = "Name an article's folder in the output, an edition's folder, or an .mp3 or .epub in it."
_CUE = re.compile(
    r"(?:^(?P<id>\S+)\n)?^(?P<begin>[\d:.]+) --> (?P<end>[\d:.]+).*\n(?P<text>[\s\S]+)", re.MULTILINE
)
_BETWEEN_WIDE = re.compile(
    r"(?<=[\u3000-\u30ff\u3400-\u9fff\uf900-\uffef])\n|\n(?=[\u3000-\u30ff\u3400-\u9fff\uf900-\uffef])"
)
"""Where a caption's line is broken without a space."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An edition that can be heard: its sentences, in the episode and where else they sound."""

    source: Path
    language: str
    sentences: tuple[Sounding, ...]
    """Those of one recording follow each other."""
    episode: Path | None
    book: Path | None

    @property
    def seconds(self) -> float:
        """How long all of it sounds."""
        return sum(one.end - one.begin for one in self.sentences)


def editions(path: Path) -> tuple[Recorded, ...]:
    """The editions at `path`: an article's folder, an edition's, an episode with its captions, or an e-book.

    Of a folder the episode is heard, and of its e-book what the episode leaves out. Raises `EditionMissing`.
    """
    if path.is_dir():
        captions = sorted(path.glob("*.vtt")) or sorted(path.glob("*/*.vtt"))
        recordings = [_edition(file.with_suffix(".mp3")) for file in captions]
    elif path.suffix.lower() == ".epub":
        recordings = [_in_book(path)]
    else:
        recordings = [_in_episode(path)]
    if not recordings:
        raise EditionMissing(f"No edition with sound and captions is at {path}.", _ADVICE)
    return tuple(recordings)


def recordings(edition: Recorded) -> Iterator[tuple[list[Sounding], Sound]]:
    """Each recording of an edition with its sentences. Raises `EditionMissing` when one cannot be read."""
    for page, sentences in groupby(edition.sentences, lambda one: one.page):
        if not page:
            assert edition.episode is not None
            yield list(sentences), _decode(edition.episode)
            continue
        assert edition.book is not None
        with (
            _book(edition.book) as book,
            writing("the folder for temporary files"),
            TemporaryDirectory() as name,
        ):
            file = Path(name) / "recording"
            file.write_bytes(book.read(page))
            yield list(sentences), _decode(file)


def _edition(episode: Path) -> Recorded:
    """The episode, and what else is in the e-book beside it."""
    own, book = _in_episode(episode), episode.with_suffix(".epub")
    if not book.is_file():
        return own
    known = {one.id for one in own.sentences}
    more = [one for one in _in_book(book).sentences if one.id not in known]
    sentences = number([*own.sentences, *more])
    return Recorded(episode.parent, own.language, tuple(sentences), episode, book)


def _in_episode(episode: Path) -> Recorded:
    captions = episode.with_suffix(".vtt")
    if episode.suffix.lower() != ".mp3" or not episode.is_file() or not captions.is_file():
        raise EditionMissing(f"{episode} is not an episode with its captions (.vtt) beside it.", _ADVICE)
    try:
        text = captions.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EditionMissing(f"The captions {captions} cannot be read: {error}.", _ADVICE) from error
    return Recorded(
        episode,
        _language(episode.stem.rpartition(".")[2], episode),
        tuple(number(_cues(text))),
        episode,
        None,
    )


def _in_book(path: Path) -> Recorded:
    with _book(path) as book:
        sentences = number(_clips(book))
        return Recorded(path, _language(book.language, path), tuple(sentences), None, path)


def _language(name: str, path: Path) -> str:
    try:
        return find(name).tag
    except UnknownLanguage as error:
        raise EditionMissing(f"The language of {path} is not known: “{name}”.", _ADVICE) from error


def _cues(captions: str) -> Iterator[Sounding]:
    for block in re.split(r"\n\s*\n", captions):
        if cue := _CUE.search(block):
            text = _BETWEEN_WIDE.sub("", re.sub(r"<[^>]*>", "", cue["text"]).strip())
            begin, end = _seconds(cue["begin"]), _seconds(cue["end"])
            yield Sounding(0, cue["id"] or "", "", begin, end, html.unescape(" ".join(text.split())))


def _clips(book: Book) -> Iterator[Sounding]:
    tracks = overlays(book)
    to_the_end = {clip.sound for overlay in tracks for clip in overlay.clips if clip.end == inf} & book.names
    for overlay in end_open_clips(tracks, {sound: _length(book, sound) for sound in to_the_end}):
        texts = {page.path: _texts(book, page.path) for page in overlay.pages}
        for clip in overlay.clips:
            text = texts.get(clip.page, {}).get(clip.target)
            if clip.times and text is not None:
                yield Sounding(0, clip.target, clip.sound, *clip.times, text)


def _length(book: Book, sound: str) -> float:
    try:
        with book.unpack(sound) as recording:
            return length(recording)
    except (CodecError, *BROKEN) as error:
        raise EditionMissing(f"The sound {sound} of {book.path} cannot be read: {error}", _ADVICE) from error


def _texts(book: Book, page: str) -> Mapping[str, str]:
    """What is seen of each element that has an id; of a picture, what is said in its place."""
    root = book.xml(page)
    named = (
        {} if root is None else {element.get("id"): element for element in root.iter() if element.get("id")}
    )
    return {
        id: " ".join(("".join(visible_text(element)) + (element.get("alt") or "")).split())
        for id, element in named.items()
    }


@contextmanager
def _book(path: Path) -> Iterator[Book]:
    try:
        book = open_book(path)
    except NoBook as error:
        raise EditionMissing(f"{path} is not an e-book: {error.found.text}", _ADVICE) from error
    with closing(book):
        yield book


def _decode(recording: Path) -> Sound:
    try:
        pcm, _ = codec.run(["-i", str(recording), "-f", "s16le", "-ac", "1", "-ar", str(_RATE), "pipe:1"])
    except CodecError as error:
        raise EditionMissing(
            f"The sound of {recording} cannot be read: {error.message}", "Publish it again."
        ) from error
    return Sound(pcm, _RATE)


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
