"""Recordings decoded: how long they last, and whether each clip holds the speech it should."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline import codec
from pipeline.errors import CodecError, writing
from pipeline.proofing.book import Book
from pipeline.proofing.findings import Finding, finding
from pipeline.proofing.overlays import Clip, Overlay
from pipeline.proofing.texts import shown

if TYPE_CHECKING:
    from numpy import bool_, int16
    from numpy.typing import NDArray

    Samples = NDArray[int16]
    Truths = NDArray[bool_]

RATE = 24_000
"""Samples a second to which everything is decoded."""
_FRAME = RATE // 100
_SILENT = 60
"""The loudest sample of a frame that counts as silence: −55 dBFS."""
_LATE_S = 0.20
"""The rest before the first word of all, and fades, included; later than it, the highlight runs ahead of the voice."""
_HEAD_S = 0.70
_FULL = 32_700
_MOST_FULL = 8
"""Samples at full scale in a row that are heard as a crackle."""
_LONG_SILENCE_S = 4.0


def decoded(data: bytes) -> "Samples":
    """The samples of a recording in any format ffmpeg reads; raises `CodecError`.

    ffmpeg reads a file, as players do: in a stream it cannot look ahead to where the encoder's padding begins
    (up to 27 ms in MP3), nor read MP4 whose index stands at the end.
    """
    import numpy as np

    with writing("the folder for temporary files"), TemporaryDirectory(prefix="manyvoices-") as folder:
        path = Path(folder) / "recording"
        path.write_bytes(data)
        pcm, _ = codec.run(["-i", str(path), "-f", "s16le", "-ac", "1", "-ar", str(RATE), "pipe:1"])
    if not pcm:
        raise CodecError("It holds no sound.")
    return np.frombuffer(pcm, np.int16)


def found(book: Book, made: Sequence[Overlay]) -> tuple[Mapping[str, float], Sequence[Finding]]:
    """How long each recording of the overlays lasts, in seconds by path, and everything wrong with their sound."""
    lengths: dict[str, float] = {}
    findings: list[Finding] = []
    first = made[0].clips[0] if made and made[0].clips else None
    for path in dict.fromkeys(clip.sound for overlay in made for clip in overlay.clips):
        if path not in book.names:
            continue
        try:
            samples = decoded(book.read(path))
        except CodecError as error:
            findings.append(finding("S01", path, error.message))
            continue
        lengths[path] = len(samples) / RATE
        for overlay in made:
            clips = [clip for clip in overlay.clips if clip.sound == path]
            findings += _heard(clips, samples, _texts(book, overlay), first)
    return lengths, findings


def _texts(book: Book, overlay: Overlay) -> Mapping[str, str]:
    root = book.xml(overlay.page.path)
    if root is None:
        return {}
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    return {
        clip.target: "".join(shown(named[clip.target])) + (named[clip.target].get("alt") or "")
        for clip in overlay.clips
        if clip.target in named
    }


def _heard(
    clips: Sequence[Clip], samples: "Samples", texts: Mapping[str, str], first: Clip | None
) -> Iterator[Finding]:
    for clip in clips:
        if clip.begin is None or clip.end is None or clip.end <= clip.begin:
            continue
        part = samples[round(clip.begin * RATE) : round(clip.end * RATE)]
        if len(part) and any(sign.isalnum() for sign in texts.get(clip.target, "")):
            before = samples[max(0, round(clip.begin * RATE) - _FRAME) : round(clip.begin * RATE)]
            yield from _clip(clip, part, before, _HEAD_S if clip is first else _LATE_S)


def _clip(clip: Clip, part: "Samples", before: "Samples", latest_s: float) -> Iterator[Finding]:
    import numpy as np

    where = f"{clip.where} #{clip.target}"
    loud = _loud(part)
    sounding = np.flatnonzero(loud)
    if not len(sounding):
        yield finding("S02", where, f"Nothing is heard from {clip.begin:.2f} s to {clip.end:.2f} s.")
        return
    onset = sounding[0] / 100
    if onset > latest_s:
        yield finding("S03", where, f"The first sound comes {onset:.2f} s after the clip begins.")
    if len(before) and np.abs(before.astype(int)).max() > 20 * _SILENT and loud[0]:
        yield finding("S04", where, f"Sound runs on over {clip.begin:.3f} s, where the clip begins.")
    if _run(np.abs(part.astype(int)) >= _FULL) >= _MOST_FULL:
        yield finding("S05", where, "Samples stand at full scale for a while.")
    gaps = np.diff(sounding)
    if len(gaps) and gaps.max() / 100 > _LONG_SILENCE_S:
        yield finding("S06", where, f"{gaps.max() / 100:.1f} s of silence lie within it.")


def _loud(part: "Samples") -> "Truths":
    """Frame by frame of 10 ms, whether anything is heard."""
    import numpy as np

    whole = np.abs(part.astype(int))
    frames = whole[: len(whole) // _FRAME * _FRAME].reshape(-1, _FRAME)
    peaks = frames.max(axis=1) if len(frames) else whole.max(keepdims=True)
    loud: Truths = peaks > _SILENT
    return loud


def _run(full: "Truths") -> int:
    """The longest run of true values."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], full.astype(int), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
