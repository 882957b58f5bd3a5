"""Rules of a recording and what lies beside it: chapters, captions, loudness, the report's digests."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from pipeline.document.boundaries import graphemes
from pipeline.errors import CodecError
from pipeline.infra import codec
from pipeline.infra.ownership import digest_of
from pipeline.validation.findings import Finding, finding
from pipeline.validation.sound import Listener, listen

Chapter = tuple[float, str]
"""Where it begins, in seconds, and its title."""

_CUE = re.compile(r"((?:\d+:)?\d\d:\d\d\.\d{3}) --> ((?:\d+:)?\d\d:\d\d\.\d{3})")
_TAG = re.compile(r"</?[a-z][^>]*>")
"""Of WebVTT: what is in another language stands in one, and nobody sees it."""
_CLOSE_S = 0.05
_LONGEST_LINE = 65
_LOUDNESS, _STEREO, _AWAY = -19.0, -16.0, 2.0
"""LUFS of speech in podcasts, in mono and where two channels say the same, and how far from it nobody minds."""


def check(recording: Path) -> Iterator[Finding]:
    """Everything wrong with the MP3 `recording`, and with the captions and chapters beside it."""
    try:
        listener = Listener()
        report = listen(recording, listener, "-af", "ebur128=framelog=quiet")
        chapters, seconds = _chapters(recording), listener.seconds
    except (CodecError, OSError) as error:
        yield finding("E01", recording.name, str(error))
        return
    yield from _in_order(recording.name, chapters, seconds)
    yield from _beside(recording, chapters, seconds)
    yield from _loudness(recording.name, report)


def beside(recording: Path) -> Sequence[Path]:
    """The files beside a recording that are checked with it: its chapters and its captions, if there are any."""
    return [path for path in map(recording.with_suffix, (".chapters.json", ".vtt")) if path.is_file()]


def check_report(report: Path) -> Iterator[Finding]:
    """Every file that is not what the `report.json` says of it."""
    try:
        editions = json.loads(report.read_text("utf-8"))["editions"]
        files = [file for edition in editions for file in edition.get("files", ())]
        stated = [(str(file["path"]), str(file["digest"])) for file in files]
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield finding("E05", str(report), f"The report cannot be read: {error!r}.")
        return
    for name, digest in stated:
        path = report.parent / name
        if not path.is_file() or digest_of(path) != digest:
            yield finding("E05", name, "It was changed or taken away after it was published.")


def _chapters(recording: Path) -> Sequence[Chapter]:
    metadata, _ = codec.run(["-i", str(recording), "-f", "ffmetadata", "pipe:1"])
    chapters = metadata.decode("utf-8", "replace").split("[CHAPTER]")[1:]
    return [_chapter(dict(re.findall(r"^(\w+)=(.*)$", one, re.MULTILINE))) for one in chapters]


def _chapter(values: Mapping[str, str]) -> Chapter:
    numerator, _, denominator = values.get("TIMEBASE", "1/1000").partition("/")
    title = re.sub(r"\\(.)", r"\1", values.get("title", ""))
    return int(values.get("START", 0)) * int(numerator) / int(denominator), title


def _loudness(name: str, report: str) -> Iterator[Finding]:
    """By what ffmpeg reports: how loud it is, and in how many channels."""
    measured = re.findall(r"I:\s+(-?\d+(?:\.\d+)?) LUFS", report)
    stereo = re.search(r"Audio: .*\bstereo\b", report) is not None
    usual, channels = (_STEREO, "stereo") if stereo else (_LOUDNESS, "mono")
    if measured and abs(float(measured[-1]) - usual) > _AWAY:
        message = f"{float(measured[-1]):.1f} LUFS; speech in {channels} is heard well at {usual:.0f}."
        yield finding("E07", name, message)


def _in_order(where: str, chapters: Sequence[Chapter], seconds: float) -> Iterator[Finding]:
    for begin, title in chapters:
        if begin > seconds:
            yield finding(
                "E02", where, f"“{title}” begins at {begin:.2f} s; the recording lasts {seconds:.2f} s."
            )
    for (before, _), (after, title) in pairwise(chapters):
        if after < before:
            yield finding("E02", where, f"“{title}” at {after:.2f} s follows a chapter at {before:.2f} s.")


def _beside(recording: Path, chapters: Sequence[Chapter], seconds: float) -> Iterator[Finding]:
    listed, captions = recording.with_suffix(".chapters.json"), recording.with_suffix(".vtt")
    if listed.is_file():
        yield from _alike(listed, chapters, seconds)
    if captions.is_file():
        yield from _captions(captions, seconds)


def _alike(listed: Path, chapters: Sequence[Chapter], seconds: float) -> Iterator[Finding]:
    try:
        stated = json.loads(listed.read_text("utf-8"))["chapters"]
        marks = [(float(one["startTime"]), str(one.get("title", ""))) for one in stated]
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield finding("E03", listed.name, f"The chapters cannot be read: {error!r}.")
        return
    yield from _in_order(listed.name, marks, seconds)
    same = len(marks) == len(chapters) and all(
        abs(one[0] - other[0]) <= _CLOSE_S and one[1] == other[1]
        for one, other in zip(marks, chapters, strict=True)
    )
    if chapters and not same:
        yield finding(
            "E03", listed.name, f"{len(marks)} chapters here, {len(chapters)} in the recording, or others."
        )


def _captions(captions: Path, seconds: float) -> Iterator[Finding]:
    text = captions.read_text("utf-8", "replace")
    times = [(_time(begin), _time(end)) for begin, end in _CUE.findall(text)]
    for begin, end in times:
        if end > seconds + _CLOSE_S or end <= begin:
            yield finding(
                "E04", captions.name, f"A caption goes from {begin:.3f} s to {end:.3f} s of {seconds:.3f} s."
            )
    for (_, before), (after, _) in pairwise(times):
        if after < before:
            yield finding(
                "E04", captions.name, f"A caption begins at {after:.3f} s, before the last one ends."
            )
    for line in (html.unescape(_TAG.sub("", line)) for line in text.splitlines()):
        letters = len(line) if len(line) <= _LONGEST_LINE else len(graphemes(line))
        if letters > _LONGEST_LINE and not _CUE.match(line):
            yield finding("E06", captions.name, f"“{line[:40]}…” has {letters} letters.")


def _time(clock: str) -> float:
    seconds = 0.0
    for part in clock.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
