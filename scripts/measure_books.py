"""How well text and sound of e-books keep together: articles are published, and their books are measured.

Usage: python scripts/measure_books.py [KIND | ARTICLE ...] [--to LANGUAGES] [--speaker NAME]

Without arguments, or with --kinds, the kinds of books are listed; `all` stands for all of them. Every figure is taken
from the finished EPUB: clips from its overlays, sound decoded from its MP3 files. The sound of sentences in the store
is held against it sample by sample. Ends with 1 when a goal is missed.
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PIL import Image

from pipeline.app.disclosures import disclosures
from pipeline.app.publish import publish
from pipeline.app.stage_configurations import narration_of, translation_of
from pipeline.config.loading import load
from pipeline.config.settings import Settings
from pipeline.config.tables import Casting
from pipeline.document.article import Edition
from pipeline.document.events import Nobody
from pipeline.document.pages import PageKind, pages
from pipeline.document.sound import Sound, Timeline
from pipeline.infra import codec
from pipeline.infra.store import Store
from pipeline.languages import words
from pipeline.narration.language_runs import languages as foreign
from pipeline.narration.lexicon import lexicon_for
from pipeline.narration.narrate import Script, laid_out, sound
from pipeline.narration.voice_selection import cast, others
from pipeline.readers import read
from pipeline.translation.chain import chain
from pipeline.translation.memory import Memory
from pipeline.translation.translate import original, reviewed_file, translate
from pipeline.validation.book import Book, open_book
from pipeline.validation.content_documents import body, visible_text
from pipeline.validation.overlays import Overlay, overlays, seconds, unnarrated_texts
from pipeline.validation.sound_levels import RATE

if TYPE_CHECKING:
    from numpy import int16
    from numpy.typing import NDArray

    Samples = NDArray[int16]

ROOT = Path(__file__).parents[1]
_SMALL = "tests/validation/articles"
KINDS = {
    "sample": ("input/article.md",),
    "golden": ("tests/readers/cases/*/in/*",),
    "right-to-left": (f"{_SMALL}/arabic.md", f"{_SMALL}/hebrew.md"),
    "japanese": (f"{_SMALL}/japanese.md",),
    "traditional-chinese": (f"{_SMALL}/traditional.md",),
    "1-section": (f"{_SMALL}/one-section.md", f"{_SMALL}/one-sentence.md"),
}
"""Articles by the kind of book they become; the sample is published in all its languages, others in their own."""
ELSEWHERE = {"60-minutes": "python scripts/bench_book.py"}
_TEXTS = {".md", ".markdown", ".txt", ".html", ".htm", ".docx"}
_CASTS = {"ja": Casting(speaker="kokoro")}
"""Who speaks what eSpeak NG does not."""

GOALS = {
    "narrated %": (100.0, True),
    "declared − decoded ms": (20.0, False),
    "gap or overlap ms": (2.0, False),
    "shortest clip s": (0.25, True),
    "onset p95 s": (0.10, False),
    "onset max s": (0.20, False),
    "off the PCM ms": (5.0, False),
}
"""What must be reached, and whether it is a least (else a most)."""
_SILENT = 60
"""The loudest sample of a frame that counts as silence: −55 dBFS."""
_FRAME = RATE // 200
_SOUGHT_S = 0.05
"""How far to both sides a sentence's sound is looked for."""
_LONGEST_S = 3.0

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Heard:
    """One page's overlay and its recording, decoded."""

    overlay: Overlay
    samples: "Samples"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and judge: 1 when a goal is missed."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", metavar="KIND|ARTICLE")
    parser.add_argument("--kinds", action="store_true", help="list the kinds of books")
    parser.add_argument("--to", help="languages, where they are not those of the kind")
    parser.add_argument("--speaker", default="espeak")
    asked = parser.parse_args(arguments)
    if asked.kinds or not asked.what:
        print("\n".join(_listed()))
        return 0
    try:
        names = [kind for name in asked.what for kind in (KINDS if name == "all" else (name,))]
        wanted = [(name, path) for name in names for path in _articles(name)]
    except FileNotFoundError as error:
        parser.error(f"{error} is neither an article nor a kind of book: {', '.join(KINDS)}, all")
    with TemporaryDirectory() as folder:
        found = {
            f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path} {language}": figures
            for number, (name, path) in enumerate(wanted)
            for language, figures in measured(
                _laid(path, Path(folder)), _settings(Path(folder), f"{number}", name, asked.to, asked.speaker)
            ).items()
        }
    print("\n".join(_told(found)))
    return any(missed(figures) for figures in found.values())


def _listed() -> Iterator[str]:
    for name in KINDS:
        found = _articles(name)
        yield f"{name:20} {len(found):3} article{'s' if len(found) > 1 else ''}: {', '.join(KINDS[name])}"
    for name, command in ELSEWHERE.items():
        yield f"{name:20} {command}"


def _articles(name: str) -> Sequence[Path]:
    """The articles of a kind, or the one at a path. Raises `FileNotFoundError` when there is none."""
    if name not in KINDS:
        if not Path(name).is_file():
            raise FileNotFoundError(name)
        return [Path(name).resolve()]
    found = sorted(path for pattern in KINDS[name] for path in ROOT.glob(pattern))
    return [path for path in found if path.suffix in _TEXTS]


def _laid(path: Path, folder: Path) -> Path:
    """Where the article lies with its pictures: those of the small ones are not kept with them, and drawn anew."""
    if path.parent != ROOT / _SMALL:
        return path
    for name, height in (("well.png", 32), ("line.png", 2)):
        Image.new("RGB", (48, height), (60, 60, 70)).save(folder / name)
    return Path(copy(path, folder))


def _settings(folder: Path, part: str, name: str, to: str | None, speaker: str) -> Settings:
    """Of one article: its output is its own, since articles may bear one name."""
    place = {
        "output": str(folder / part),
        "store": str(folder / "store"),
        "memory": str(folder / "memory.sqlite"),
    }
    made = load({**place, **({"to": to} if to else {}), "speaker": speaker, "offline": True})
    if speaker == "espeak":
        made = replace(made, casts={**_CASTS, **made.casts})
    return made if to or name == "sample" else replace(made, to=())


def _told(found: Mapping[str, Figures]) -> Iterator[str]:
    """Each book's figures beside their goals, then the worst of each."""
    for book, figures in found.items():
        said = (f"{name} {value:.3f} ({_goal(name)})" for name, value in figures.items())
        late = missed(figures)
        yield "  ".join([book, *said, *([f"MISSED: {', '.join(late)}"] if late else [])])
    yield f"{len(found)} books; the worst of each figure:"
    for name, (_, least) in GOALS.items():
        book = (min if least else max)(found, key=lambda book: found[book][name])
        reached = "MISSED" if name in missed(found[book]) else "reached"
        yield f"{name:22} {found[book][name]:8.3f}  goal {_goal(name):6} {reached:8} {book}"


def _goal(name: str) -> str:
    goal, least = GOALS[name]
    return f"{'≥' if least else '≤'} {goal:g}"


def measured(article: Path, settings: Settings) -> Mapping[str, Figures]:
    """Publish the article, and the figures of each edition's book by language."""
    report = publish(article, settings, Nobody())
    assert report.failed == (), report.failed
    folder = settings.output / report.slug
    names = [edition.language for edition in report.editions]
    made = {}
    for edition in _editions(article, names, settings):
        book = open_book(folder / edition.language / f"{report.slug}.{edition.language}.epub")
        made[edition.language] = _figures(book, _script(article, edition, settings), settings)
        book.close()
    return made


def missed(figures: Figures) -> Sequence[str]:
    """Names of the figures that miss their goals."""
    return [
        name
        for name, (goal, least) in GOALS.items()
        if (figures[name] < goal if least else figures[name] > goal)
    ]


def _editions(path: Path, languages: Sequence[str], settings: Settings) -> Iterator[Edition]:
    article, _ = read(path)
    memory = Memory(settings.memory)
    own: dict[str, Any] = {"engines": chain(translation_of(settings)), "memory": memory, "progress": Nobody()}
    for tag in languages:
        if tag == article.language:
            yield original(article)
        else:
            yield translate(article, tag, reviewed=reviewed_file(path, tag), **own)
    memory.close()


def _script(path: Path, edition: Edition, settings: Settings) -> Script:
    """What was spoken for an edition, by whom."""
    voice, _ = cast(edition.language, narration_of(settings))
    read = pages(edition, words(edition.language), disclosures(edition, settings.disclosure))
    marked = foreign(sentence for page in read for sentence in page.sentences())
    said = {tag: lexicon_for(path, tag, settings.lexicon) for tag in (edition.language, *marked)}
    return Script(read, voice, others(voice, narration_of(settings)), said[edition.language], said)


def _figures(book: Book, script: Script, settings: Settings) -> Figures:
    made, store = overlays(book), Store(settings.store)
    page_sounds = [Heard(one, _decoded(book, one.clips[0].sound)) for one in made if one.clips]
    onsets = sorted(_onsets(page_sounds))
    return {
        "narrated %": _narrated(book, made),
        "declared − decoded ms": max(_off_lengths(book, page_sounds)),
        "gap or overlap ms": max(_gaps(page_sounds), default=0.0),
        "shortest clip s": min(end - begin for begin, end in _times(page_sounds)),
        "onset p95 s": onsets[int(0.95 * (len(onsets) - 1))],
        "onset max s": onsets[-1],
        "off the PCM ms": max(_off_pcm(page_sounds, laid_out(script, store, settings.pauses), store)),
    }


def _decoded(book: Book, path: str) -> "Samples":
    """The samples of a recording in a book."""
    import numpy as np

    blocks: list[bytes] = []
    with book.unpack(path) as file:
        codec.stream(["-i", str(file), "-f", "s16le", "-ac", "1", "-ar", str(RATE), "pipe:1"], blocks.append)
    return np.frombuffer(b"".join(blocks), np.int16)


def _narrated(book: Book, made: Sequence[Overlay]) -> float:
    """Per cent of the letters that are seen, alternatives included, on all pages of the reading order."""
    left = sum(_letters(text) for overlay in made for _, text in unnarrated_texts(book, overlay))
    silent = [
        page.path for page in book.spine if page.path not in {page.path for one in made for page in one.pages}
    ]
    everything = sum(_letters("".join(visible_text(body(book.xml(page.path))))) for page in book.spine)
    left += sum(_letters("".join(visible_text(body(book.xml(path))))) for path in silent)
    return 100.0 * (1 - left / everything)


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


def _off_lengths(book: Book, page_sounds: Sequence[Heard]) -> Iterator[float]:
    stated = {one.refines: seconds(one.value) for one in book.statements if one.name == "media:duration"}
    for one in page_sounds:
        yield abs((stated.get(one.overlay.id) or 0.0) - len(one.samples) / RATE) * 1000


def _gaps(page_sounds: Sequence[Heard]) -> Iterator[float]:
    for one in page_sounds:
        for before, after in pairwise(one.overlay.clips):
            yield abs((after.begin or 0.0) - (before.end or 0.0)) * 1000


def _times(page_sounds: Sequence[Heard]) -> Iterator[tuple[float, float]]:
    return ((clip.begin or 0.0, clip.end or 0.0) for one in page_sounds for clip in one.overlay.clips)


def _onsets(page_sounds: Sequence[Heard]) -> Iterator[float]:
    """From the begin of each clip to its first sound; the rest before the first word of all is meant to be there."""
    import numpy as np

    for number, one in enumerate(page_sounds):
        for clip in one.overlay.clips[1 if number == 0 else 0 :]:
            part = np.abs(
                one.samples[round((clip.begin or 0) * RATE) : round((clip.end or 0) * RATE)].astype(int)
            )
            frames = part[: len(part) // _FRAME * _FRAME].reshape(-1, _FRAME).max(axis=1)
            sounding = np.flatnonzero(frames > _SILENT)
            if len(sounding):
                yield float(sounding[0]) * _FRAME / RATE


def _off_pcm(page_sounds: Sequence[Heard], timeline: Timeline, store: Store) -> Iterator[float]:
    """By how much the first and the last sentence of each section lie beside where the overlay says, milliseconds."""
    by_page = {Path(one.overlay.pages[0].path).stem: one for one in page_sounds}
    for track in timeline.tracks:
        if track.page.kind is not PageKind.SECTION:
            continue
        one = by_page[track.page.id]
        begins = {clip.target: clip.begin or 0.0 for clip in one.overlay.clips}
        for clip in {
            track.clips[0].sentence: track.clips[0],
            track.clips[-1].sentence: track.clips[-1],
        }.values():
            kept = sound(store, clip.key)
            assert kept is not None
            if clip.sentence in begins:
                yield abs(_lag_s(one.samples, codec.resample(kept, RATE), begins[clip.sentence])) * 1000


def _lag_s(samples: "Samples", kept: Sound, begin: float) -> float:
    """How much later than `begin` the sound `kept` is found in `samples`, seconds; by cross-correlation."""
    import numpy as np

    wanted = np.frombuffer(kept.pcm, np.int16)[: round(_LONGEST_S * RATE)].astype(float)
    side, start = round(_SOUGHT_S * RATE), round(begin * RATE)
    padded = np.concatenate([np.zeros(side), samples.astype(float), np.zeros(side + len(wanted))])
    part = padded[start : start + len(wanted) + 2 * side]
    size = 1 << (len(part) + len(wanted)).bit_length()
    spectrum = np.fft.rfft(part, size) * np.conj(np.fft.rfft(wanted, size))
    return float(np.argmax(np.fft.irfft(spectrum, size)[: 2 * side + 1]) - side) / RATE


if __name__ == "__main__":
    raise SystemExit(main())
