"""How well text and sound of e-books keep together: the article is published, and its books are measured.

Usage: python scripts/measure_books.py ARTICLE [--to LANGUAGES] [--speaker NAME]

Every figure is taken from the finished EPUB: clips from its overlays, sound decoded from its MP3 files. The sound of
sentences in the store is held against it sample by sample. Ends with 1 when a goal is missed.
"""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pipeline import codec
from pipeline.disclosures import disclosures
from pipeline.document.article import Edition
from pipeline.document.pages import PageKind, pages
from pipeline.document.sound import Sound, Timeline
from pipeline.languages import words
from pipeline.narration.casting import cast
from pipeline.narration.narrate import Script, laid_out, sound
from pipeline.proofing.book import Book, opened
from pipeline.proofing.overlays import Overlay, overlays, seconds, unnarrated
from pipeline.proofing.sound import RATE, decoded
from pipeline.proofing.texts import body, shown
from pipeline.publish import publish
from pipeline.readers import read
from pipeline.settings import Settings, load
from pipeline.store import Store
from pipeline.translation.chain import chain
from pipeline.translation.memory import Memory
from pipeline.translation.translate import original, reviewed_file, translate

if TYPE_CHECKING:
    from numpy import int16
    from numpy.typing import NDArray

    Samples = NDArray[int16]

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


class Unheard:
    """Nobody watches."""

    def tell(self, event: object) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One page's overlay and its recording, decoded."""

    overlay: Overlay
    samples: "Samples"


def main() -> None:
    """Measure, print, and judge."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("article", type=Path)
    parser.add_argument("--to", default="")
    parser.add_argument("--speaker", default="espeak")
    asked = parser.parse_args()
    flags = {"to": asked.to} if asked.to else {}
    with TemporaryDirectory() as folder:
        place = {
            "output": f"{folder}/output",
            "store": f"{folder}/store",
            "memory": f"{folder}/memory.sqlite",
        }
        settings = load({**flags, **place, "speaker": asked.speaker, "offline": True})
        found = measured(asked.article, settings if asked.to else replace(settings, to=()))
    for language, figures in found.items():
        print(language, *(f"{name} {value:.3f}" for name, value in figures.items()), sep="  ")
    raise SystemExit(any(missed(figures) for figures in found.values()))


def measured(article: Path, settings: Settings) -> Mapping[str, Figures]:
    """Publish the article, and the figures of each edition's book by language."""
    report = publish(article, settings, Unheard())
    assert report.failed == (), report.failed
    folder = settings.output / report.slug
    names = [edition.language for edition in report.editions]
    made = {}
    for edition in _editions(article, names, settings):
        book = opened(folder / edition.language / f"{report.slug}.{edition.language}.epub")
        made[edition.language] = _figures(book, edition, settings)
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
    own: dict[str, Any] = {"engines": chain(settings), "memory": memory, "progress": Unheard()}
    for tag in languages:
        if tag == article.language:
            yield original(article)
        else:
            yield translate(article, tag, reviewed=reviewed_file(path, tag), **own)
    memory.close()


def _figures(book: Book, edition: Edition, settings: Settings) -> Figures:
    made = overlays(book)
    heard = [Heard(one, decoded(book.read(one.clips[0].sound))) for one in made if one.clips]
    onsets = sorted(_onsets(heard))
    return {
        "narrated %": _narrated(book, made),
        "declared − decoded ms": max(_off_lengths(book, heard)),
        "gap or overlap ms": max(_gaps(heard), default=0.0),
        "shortest clip s": min(end - begin for begin, end in _times(heard)),
        "onset p95 s": onsets[int(0.95 * (len(onsets) - 1))],
        "onset max s": onsets[-1],
        "off the PCM ms": max(_off_pcm(heard, _timeline(edition, settings), Store(settings.store))),
    }


def _narrated(book: Book, made: Sequence[Overlay]) -> float:
    """Per cent of the letters that are seen, alternatives included, on all pages of the reading order."""
    left = sum(_letters(text) for overlay in made for _, text in unnarrated(book, overlay))
    silent = [page.path for page in book.spine if page.path not in {one.page.path for one in made}]
    everything = sum(_letters("".join(shown(body(book.xml(page.path))))) for page in book.spine)
    left += sum(_letters("".join(shown(body(book.xml(path))))) for path in silent)
    return 100.0 * (1 - left / everything)


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


def _off_lengths(book: Book, heard: Sequence[Heard]) -> Iterator[float]:
    stated = {one.refines: seconds(one.value) for one in book.statements if one.name == "media:duration"}
    for one in heard:
        yield abs((stated.get(one.overlay.id) or 0.0) - len(one.samples) / RATE) * 1000


def _gaps(heard: Sequence[Heard]) -> Iterator[float]:
    for one in heard:
        for before, after in pairwise(one.overlay.clips):
            yield abs((after.begin or 0.0) - (before.end or 0.0)) * 1000


def _times(heard: Sequence[Heard]) -> Iterator[tuple[float, float]]:
    return ((clip.begin or 0.0, clip.end or 0.0) for one in heard for clip in one.overlay.clips)


def _onsets(heard: Sequence[Heard]) -> Iterator[float]:
    """From the begin of each clip to its first sound; the rest before the first word of all is meant to be there."""
    import numpy as np

    for number, one in enumerate(heard):
        for clip in one.overlay.clips[1 if number == 0 else 0 :]:
            part = np.abs(
                one.samples[round((clip.begin or 0) * RATE) : round((clip.end or 0) * RATE)].astype(int)
            )
            frames = part[: len(part) // _FRAME * _FRAME].reshape(-1, _FRAME).max(axis=1)
            sounding = np.flatnonzero(frames > _SILENT)
            if len(sounding):
                yield float(sounding[0]) * _FRAME / RATE


def _timeline(edition: Edition, settings: Settings) -> Timeline:
    voice, _ = cast(edition.language, settings)
    told = disclosures(edition, settings.disclosure)
    return laid_out(Script(pages(edition, words(edition.language), told), voice), Store(settings.store))


def _off_pcm(heard: Sequence[Heard], timeline: Timeline, store: Store) -> Iterator[float]:
    """By how much the first and the last sentence of each section lie beside where the overlay says, milliseconds."""
    by_page = {Path(one.overlay.page.path).stem: one for one in heard}
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
                yield abs(_lag_s(one.samples, codec.resampled(kept, RATE), begins[clip.sentence])) * 1000


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
    main()
