"""Recordings decoded as they stream: how long they last, and whether each clip holds the speech it should.

No recording lies in memory; of a clip, what is remembered is one bit for each hundredth of a second.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import CodecError
from pipeline.infra import codec
from pipeline.validation.book import BROKEN, Book
from pipeline.validation.content_documents import visible_text
from pipeline.validation.findings import Finding, finding
from pipeline.validation.overlays import Clip, Overlay
from pipeline.validation.sound_levels import RATE, Hearing

if TYPE_CHECKING:
    from numpy import int16
    from numpy.typing import NDArray

_LATE_S = 0.20
"""The rest before the first word of all, and fades, included; later than it, the highlight runs ahead of the voice."""
_HEAD_S = 0.70


class Listener:
    """Hears one recording from its beginning, for all clips that lie in it."""

    def __init__(self, hearings: Sequence[Hearing] = ()) -> None:
        self.samples = 0
        """Heard so far."""
        self._coming = sorted(hearings, key=lambda each: each.begin, reverse=True)
        self._open: list[Hearing] = []

    @property
    def seconds(self) -> float:
        """Heard so far."""
        return self.samples / RATE

    def take(self, block: bytes) -> None:
        """Hear what follows."""
        import numpy as np

        samples: NDArray[int16] = np.frombuffer(block[: len(block) // 2 * 2], np.int16)
        end = self.samples + len(samples)
        while self._coming and self._coming[-1].first < end:
            self._open.append(self._coming.pop())
        for each in self._open:
            each.hear(samples, self.samples)
        self._open = [each for each in self._open if each.end > end]
        self.samples = end


def listen(recording: Path, listener: Listener, *filters: str) -> str:
    """Have `listener` hear a recording in any format ffmpeg reads; what ffmpeg reports. Raises `CodecError`.

    ffmpeg reads a file, as players do: in a stream it cannot look ahead to where the encoder's padding begins
    (up to 27 ms in MP3), nor read MP4 whose index stands at the end.
    """
    decoding = ["-i", str(recording), *filters, "-f", "s16le", "-ac", "1", "-ar", str(RATE), "pipe:1"]
    report = codec.stream(decoding, listener.take)
    if not listener.samples:
        raise CodecError("It holds no sound.")
    return report


def length(recording: Path) -> float:
    """How long a recording lasts, in seconds. Raises `CodecError`."""
    listener = Listener()
    listen(recording, listener)
    return listener.seconds


def check(book: Book, overlays: Sequence[Overlay]) -> tuple[Mapping[str, float], Sequence[Finding]]:
    """How long each recording of the overlays lasts, in seconds by path, and everything wrong with their sound."""
    lengths: dict[str, float] = {}
    findings: list[Finding] = []
    texts = _texts(book, overlays)
    clips: dict[str, list[Clip]] = defaultdict(list)
    for clip in (clip for overlay in overlays for clip in overlay.clips if clip.recorded):
        clips[clip.sound].append(clip)
    first = next((each[0] for each in clips.values()), None)
    for path in (path for path in clips if path in book.names):
        hearings = [(each, _hearing(each)) for each in clips[path] if _speaks(each, texts)]
        listener = Listener([hearing for _, hearing in hearings])
        try:
            with book.unpack(path) as recording:
                listen(recording, listener)
        except (CodecError, *BROKEN) as error:
            findings.append(finding("S01", path, str(error)))
            continue
        lengths[path] = listener.seconds
        for clip, hearing in hearings:
            findings += _clip(clip, hearing, _HEAD_S if clip is first else _LATE_S)
    return lengths, findings


def _texts(book: Book, overlays: Sequence[Overlay]) -> Mapping[tuple[str, str], str]:
    """What is shown of each element with an id, by page and id, as far as it is a clip's."""
    wanted = {(clip.page, clip.target) for overlay in overlays for clip in overlay.clips}
    texts = {}
    for page in {page for overlay in overlays for page in overlay.pages}:
        root = book.xml(page.path)
        for element in () if root is None else root.iter():
            if (place := (page.path, element.get("id"))) in wanted:
                texts[place] = "".join(visible_text(element)) + (element.get("alt") or "")
    return texts


def _speaks(clip: Clip, texts: Mapping[tuple[str, str], str]) -> bool:
    """Whether a clip should hold speech."""
    known = clip.begin is not None and clip.end is not None and clip.end > clip.begin
    return known and any(sign.isalnum() for sign in texts.get((clip.page, clip.target), ""))


def _hearing(clip: Clip) -> Hearing:
    return Hearing(clip.begin or 0.0, clip.end or 0.0)


def _clip(clip: Clip, hearing: Hearing, latest_s: float) -> Iterator[Finding]:
    where = f"{clip.where} #{clip.target}"
    if not hearing.samples:
        return
    if hearing.onset is None:
        begin = hearing.begin / RATE
        message = f"Nothing is heard from {begin:.2f} s to {begin + hearing.seconds:.2f} s."
        yield finding("S02", where, message)
        return
    if hearing.onset > latest_s:
        yield finding("S03", where, f"The first sound comes {hearing.onset:.2f} s after the clip begins.")
    if hearing.runs_on:
        yield finding("S04", where, f"Sound runs on over {clip.begin:.3f} s, where the clip begins.")
    if hearing.is_clipped:
        yield finding("S05", where, "Samples stand at full scale for a while.")
    if hearing.is_broken_off:
        yield finding("S06", where, f"{hearing.longest_silence:.1f} s of silence lie within it.")
