"""Hear sentences of a corpus with Whisper, spoken by our own narration, and say how much was understood.

    python scripts/ear_corpus.py FOLDER [--language ko] [--lines 60] [--half held-out] [--voice jm_kumo] [--speed 0.9]
    python scripts/ear_corpus.py scripts/corpora --half all

FOLDER holds one file `<language>.txt` a language, a sentence a line, as NTREX does. Voices are tuned on
the half `tuning` and reported on the half `held-out`; both are line numbers, in `ear_split.toml` beside
this script. The two halves share no document. `--lines` takes the first of the half's shuffled order.
`scripts/corpora` holds news sentences written for this project in languages that NTREX was not at hand for;
nothing was tuned on them, and all are heard.
What was heard is kept in the store, so that a run that was stopped goes on where it was. A line takes
about 10 s of one core. The exit code is 1 when a goal is missed.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.app.stage_configurations import narration_of
from pipeline.config import registry
from pipeline.config.loading import load
from pipeline.document.sound import Voice
from pipeline.infra.store import Store, key
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines.whisper import WhisperEar
from pipeline.narration.error_rate import distance, normal
from pipeline.narration.voice_selection import find_voice

GOALS = {"en": 0.04, "es": 0.04, "fr": 0.07, "zh-Hans": 0.11, "ja": 0.15, "ko": 0.15}
"""The highest character error rate allowed on the held-out half, by language."""

_ALL = "all"
_HALVES = ("tuning", "held-out", _ALL)


def main(arguments: Sequence[str]) -> int:
    """Measure the languages of a corpus; a line of the answer for each."""
    asked = _parser().parse_args(arguments)
    narration = narration_of(load({}))
    tags = asked.language or sorted(file.stem for file in asked.folder.glob("*.txt") if file.stem in GOALS)
    if not tags:
        print(f"No file <language>.txt in {asked.folder}.")
        return 2
    met = []
    for tag in tags:
        lines = (asked.folder / f"{tag}.txt").read_text("utf-8").splitlines()
        numbers = split(asked.half, len(lines))[: asked.lines]
        voice = replace(find_voice(tag, asked.voice, replace(narration, offline=True)), speed=asked.speed)
        rate = measured(lines, numbers, voice, narration)
        met.append(rate <= GOALS.get(tag, 1))
        print(
            f"{tag:<10}{asked.half:<10}{len(numbers):>4} lines{rate:>8.3f}  goal {GOALS.get(tag, '–')}",
            flush=True,
        )
    return 0 if all(met) else 1


def split(half: str, lines: int) -> tuple[int, ...]:
    """The numbers of the lines in one half, from 1, in their fixed shuffled order; of a whole corpus in its own."""
    if half == _ALL:
        return tuple(range(1, lines + 1))
    table = tomllib.loads(Path(__file__).with_name("ear_split.toml").read_text("utf-8"))
    return tuple(table[half])


def measured(
    lines: Sequence[str], numbers: Sequence[int], voice: Voice, narration: NarrationConfiguration
) -> float:
    """The character error rate over the lines `numbers` in `voice`. Each goes to standard error, with what was heard."""
    wrong = total = 0
    for number, text, transcript in _heard(lines, numbers, voice, narration):
        wanted = normal(text, voice.language)
        errors = distance(wanted, normal(transcript, voice.language))
        wrong, total = wrong + errors, total + len(wanted)
        print(
            f"{number}\t{errors / max(len(wanted), 1):.3f}\t{text}\t{transcript}", file=sys.stderr, flush=True
        )
    return wrong / max(total, 1)


def _heard(
    lines: Sequence[str], numbers: Sequence[int], voice: Voice, narration: NarrationConfiguration
) -> Iterator[tuple[int, str, str]]:
    said_by = [voice.engine, voice.name, voice.version, *([voice.speed] if voice.speed != 1 else [])]
    speaker, ear, store = registry.speaker(voice.engine, narration), WhisperEar(), Store(narration.store)
    for number in numbers:
        text = lines[number - 1]
        of = key("line", 1, voice=said_by, language=voice.language, ear=ear.version, text=text)
        transcript = store.get(of) or ear.hear(speaker.speak(text, voice), voice.language).encode()
        store.put(of, transcript)
        yield number, text, transcript.decode()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", action="append", help="a language of the corpus; may be repeated")
    parser.add_argument("--voice", default="", help="a voice or a blend in place of the usual one")
    parser.add_argument("--speed", type=float, default=1.0, help="how fast, 1 is the voice's own way")
    parser.add_argument("--lines", type=int, help="how many lines of the half")
    parser.add_argument("--half", choices=_HALVES, default="held-out")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
