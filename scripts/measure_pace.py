"""How fast each language is spoken, and how long the voice rests, beside what was measured of people.

Usage: python scripts/measure_pace.py [--language ko]... [--speaker auto] [--voice NAME] [--speed 1]

The passages of `passages.toml` beside this script are spoken, each once (what was spoken is kept in the store), and laid out as editions are. Rests
are what is heard: the time in which the level lies more than 24 dB below that of speech, over the end of a sentence, the pause behind it and the
beginning of the next. Syllables are the vowels of what the voice is given; a long vowel, a final n and a doubled consonant count in Japanese. They are
set against the time without rests of 150 ms and more, as phoneticians do. Ends with 1 where a language lies outside its bounds.

Syllables a second: F. Pellegrino, C. Coupé, E. Marsico, A across-language perspective on speech information rate, Language 87 (2011): people
who read aloud, three tenths less to three tenths more; for other languages the slowest and the fastest of 170 speakers of 17 languages, C. Coupé and
others, Different languages, similar encoding efficiency, Science Advances 5 (2019).
"""

import argparse
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy

from pipeline.app.job import read_job
from pipeline.app.stage_configurations import narration_of
from pipeline.config.loading import load
from pipeline.document.article import Block, Sentence
from pipeline.document.pages import Page, PageKind, pages
from pipeline.document.sound import Run, Timeline, Track
from pipeline.infra.loudness_meter import samples
from pipeline.infra.store import Store
from pipeline.languages import find, words
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import kokoro
from pipeline.narration.leveling import REFERENCE_LUFS
from pipeline.narration.narrate import Script, laid_out, sound, speak
from pipeline.narration.timeline import pause_between, pcm
from pipeline.narration.voice_selection import find_voice
from pipeline.translation.translate import original

READ_ALOUD = {"en": 6.19, "fr": 7.18, "it": 6.99, "ja": 7.84, "es": 7.82, "zh": 5.18}
SHARE = 0.3
SLOWEST, FASTEST = 4.0, 9.0
QUIET = 10 ** ((REFERENCE_LUFS - 24) / 20)
FRAME_S = 0.01
REST_S = 0.15
_VOWELS = "aeiouyæøœɑɐəɚɛɜɤɨɪɯɔɵʊʌʉɒᵻᵊɝAIOQWY"
_AS_ONE = re.compile(f"[{_VOWELS}]+")
"""Vowels in a row are one syllable where a language's sounds are written so."""
_EACH = re.compile(f"[{_VOWELS}]")
_MORAS = re.compile(f"[{_VOWELS}ːɴʔ]")
_JOINED = frozenset(["en", "pt", "zh"])
_TIES = re.compile("[\u0300-\u036f]")


@dataclass
class Pace:
    """What was measured of a language."""

    syllables: int = 0
    voiced_s: float = 0
    signs: int = 0
    """Words, or characters of a language written without spaces."""
    whole_s: float = 0
    rests: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Milliseconds, by the name of the pause, and within sentences."""

    @property
    def rate(self) -> float:
        """Syllables a second without rests."""
        return self.syllables / self.voiced_s


def main() -> None:
    """Measure, and print a line a language, then one a pause."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--language", action="append")
    parser.add_argument("--speaker", default="auto")
    parser.add_argument("--voice", default="")
    parser.add_argument("--speed", type=float, default=1.0)
    asked = parser.parse_args()
    known = tomllib.loads(Path(__file__).with_name("passages.toml").read_text("utf-8"))["passage"]
    within, rests = True, defaultdict(list)  # type: bool, dict[str, list[float]]
    for tag, passages in groupby(known, key=lambda passage: str(passage["language"])):
        if not asked.language or tag in asked.language:
            pace = _measured(tag, [passage["text"] for passage in passages], asked)
            within &= _tell(tag, pace)
            for name, found in pace.rests.items():
                rests[name] += found
    for name, found in sorted(rests.items()):
        _tell_rests(name, found)
    raise SystemExit(not within)


def _measured(tag: str, texts: Sequence[str], asked: argparse.Namespace) -> Pace:
    pace = Pace()
    for text in texts:
        _measure(tag, text, asked, pace)
    return pace


def _measure(tag: str, text: str, asked: argparse.Namespace, pace: Pace) -> None:
    with TemporaryDirectory() as folder:
        script, narration = _script(text, tag, Path(folder), asked)
    for utterance in script.utterances():
        speak(narration, utterance)
    store = Store(narration.store)
    timeline = laid_out(script, store)
    said = {utterance.sentence: utterance.said for utterance in script.utterances()}
    for track in timeline.tracks:
        _measure_track(track, timeline, store, said, pace)


def _script(
    text: str, tag: str, folder: Path, asked: argparse.Namespace
) -> tuple[Script, NarrationConfiguration]:
    file = folder / "passage.md"
    file.write_text(f"---\nlanguage: {tag}\n---\n{text}", "utf-8")
    settings = load({})
    article = read_job(file, settings).article
    narration = replace(narration_of(settings), speaker=asked.speaker, offline=True, casts={})
    voice = replace(find_voice(tag, asked.voice, narration), speed=asked.speed)
    read = (page for page in pages(original(article), words(tag), ()) if page.kind is PageKind.SECTION)
    return Script(tuple(read), voice), narration


def _measure_track(track: Track, timeline: Timeline, store: Store, said: dict[str, str], pace: Pace) -> None:
    levels = _levels(b"".join(pcm(track, lambda key: sound(store, key))), timeline.rate)
    bounds = [_ends(levels, cue.begin / timeline.rate, cue.end / timeline.rate) for cue in track.cues]
    order = list(_sentences(track.page))
    for (_, sentence), (begin, end) in zip(order, bounds, strict=True):
        inner = [rest for rest in _silences(levels[begin:end]) if rest >= REST_S]
        pace.rests["within a sentence"] += [1000 * rest for rest in inner]
        pace.voiced_s += (end - begin) * FRAME_S - sum(inner)
        pace.syllables += _syllables(said[sentence.id], timeline.voice.language)
        pace.signs += _signs(sentence.text, timeline.voice.language)
    for ((block, _), (after, _)), ((_, end), (begin, _)) in zip(
        pairwise(order), pairwise(bounds), strict=True
    ):
        pace.rests[pause_between(block, after)].append(1000 * (begin - end) * FRAME_S)
    pace.whole_s += (bounds[-1][1] - bounds[0][0]) * FRAME_S


def _sentences(page: Page) -> Iterator[tuple[Block, Sentence]]:
    for outer in page.blocks:
        for block in outer.walk():
            for sentence in block.sentences:
                yield block, sentence


def _levels(content: bytes, rate: int) -> Any:
    """The level of each frame, root of the mean square."""
    signal = samples(content)
    frame = int(rate * FRAME_S)
    return numpy.sqrt((signal[: signal.size // frame * frame].reshape(-1, frame) ** 2).mean(axis=1))


def _ends(levels: Any, begin_s: float, end_s: float) -> tuple[int, int]:
    """The first frame of a cue that is heard, and the one behind the last."""
    first = round(begin_s / FRAME_S)
    heard = numpy.flatnonzero(levels[first : round(end_s / FRAME_S)] > QUIET)
    return first + int(heard[0]), first + int(heard[-1]) + 1


def _silences(levels: Any) -> list[float]:
    """Seconds of each rest within a sentence."""
    heard = numpy.flatnonzero(levels > QUIET)
    return [float(gap - 1) * FRAME_S for gap in numpy.diff(heard) if gap > 1]


def _syllables(text: str, tag: str) -> int:
    spoken = _TIES.sub("", kokoro._phonemes((Run(text, tag),)))
    base = find(tag).base
    return len((_MORAS if base == "ja" else _AS_ONE if base in _JOINED else _EACH).findall(spoken))


def _signs(text: str, tag: str) -> int:
    return len(text.split()) if _counts_words(tag) else sum(map(str.isalnum, text))


def _counts_words(tag: str) -> bool:
    """Korean is counted by syllables, as its broadcasters do."""
    return find(tag).spaced and find(tag).base != "ko"


def _tell(tag: str, pace: Pace) -> bool:
    """Whether it lies within its bounds."""
    usual = READ_ALOUD.get(find(tag).base)
    least, most = (usual * (1 - SHARE), usual * (1 + SHARE)) if usual else (SLOWEST, FASTEST)
    within = least <= pace.rate <= most
    unit = "words" if _counts_words(tag) else "characters"
    print(
        f"{tag:<8} {pace.rate:5.2f} syllables a second, of people {least:.2f} to {most:.2f}{'' if within else ': outside'};"
        f" {60 * pace.signs / pace.whole_s:4.0f} {unit} a minute, rests included",
        flush=True,
    )
    return within


def _tell_rests(name: str, rests: list[float]) -> None:
    if rests:
        print(
            f"{name:<18} {median(rests):5.0f} ms, from {min(rests):.0f} to {max(rests):.0f}, {len(rests)} times"
        )


if __name__ == "__main__":
    main()
