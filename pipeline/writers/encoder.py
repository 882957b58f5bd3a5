"""Pieces of sound encoded and measured, each once: what was made of the same sentences before lies in the store.

What becomes of a piece follows from itself and from the gain of the whole, and never from what was made before.
"""

import json
import math
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, astuple, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.document.digest import digest
from pipeline.document.sound import Track
from pipeline.document.sound_pieces import Piece
from pipeline.infra import codec, loudness_meter
from pipeline.infra.store import Kept, Store, fingerprint, key
from pipeline.writers.encoders import Encoders, PieceRequest, without_page
from pipeline.writers.mp3_frames import Encoding, Stretch, stretches

VERSION = 1
"""Raised when the same piece and gain would give other bytes, or be measured otherwise."""

RATE = 44_100
PEAK_DBTP = -1.0
LIMIT_DBFS = -2.0
"""Where the limiter holds samples at first: between them, and through MP3, peaks rise by up to about a decibel."""
PEAK_SLACK_DB = 0.2
"""How far the sound stays below `PEAK_DBTP`: peaks are told in tenths, and each decoder has its own."""
CORRECTIONS = 4
"""Encodings at most after the first; a voice needs none or one."""
GAIN_STEP_DB = 0.2
"""Gains are multiples of it. Far below what anybody hears, and so much that a sentence more, which moves the gain of the
whole by thousandths, leaves nearly all pieces at theirs."""

Play = Callable[[Track], Iterable[bytes]]
"""Gives a track's PCM in pieces, exactly as long as its cues say."""

Stored = tuple[Kept, list[Any]]
"""An encoding, and what is known of it."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How finely sound is encoded; the bit rate is constant, as EPUB advises for overlays."""

    rate: int
    """Samples a second."""
    bitrate: str


FULL = Quality(RATE, "96k")
"""Apple recommends 44.1 kHz mono from 96 kbps up."""
SMALL = Quality(22_050, "32k")
"""For slow lines: a third of the bytes, speech is heard clearly."""


@dataclass(frozen=True, slots=True)
class Level:
    """What sound is put through: a gain, then a limiter."""

    gain_db: float
    limit_dbfs: float = LIMIT_DBFS


@dataclass(frozen=True, slots=True)
class Measured:
    """A piece encoded at full quality, and what was heard in it."""

    encoding: Encoding
    level: Level
    momentary: Sequence[float]
    """As `loudness_meter.integrate` takes it."""


class Encoder:
    """Encodes the pieces that `play` plays, in a `folder` for what is in the making; safe in several threads.

    What `encoders` have made elsewhere is taken from the store; anything else is made here.
    """

    def __init__(self, play: Play, store: Store, folder: Path, encoders: Encoders | None = None) -> None:
        self._play = play
        self._store = store
        self._folder = folder
        self._encoders = encoders

    def foretold(self, piece: Piece) -> Sequence[float]:
        """How loud it is before anything is done to it, as `loudness_meter.integrate` takes it."""
        own = key("loudness", VERSION, sound=piece.content)
        known = self._store.get(own)
        if known is None and self._is_made(PieceRequest(own, without_page(piece), "foretold")):
            known = self._store.get(own)
        levels: Sequence[float] = json.loads(known or self._store.remember(own, lambda: self._weigh(piece)))
        return levels

    def measure(self, piece: Piece, gain_db: float) -> Measured:
        """The piece at full quality, brought to about that gain, and so that its true peaks are below −1 dBTP."""
        stepped_db = step(gain_db, piece)
        own = key("piece", VERSION, sound=piece.content, quality=digest(FULL), gain=stepped_db)
        request = PieceRequest(own, without_page(piece), "measure", (gain_db,))
        entry, known = self._found_or_asked(request) or self._limit(piece, own, stepped_db)
        *sound, limit_dbfs, momentary = known
        return Measured(_encoding(entry, sound), Level(stepped_db, limit_dbfs), momentary)

    def encode(self, piece: Piece, level: Level, quality: Quality) -> Encoding:
        """The piece at a level that was found at full quality."""
        own = key("piece", VERSION, sound=piece.content, quality=digest(quality), level=asdict(level))
        if stored := self._found_or_asked(PieceRequest(own, without_page(piece), "encode", (level, quality))):
            return _encoding(*stored)
        with self._encoded_file(piece, level, quality) as path:
            return _encoding(*self._keep(own, path, piece))

    def answer(self, request: PieceRequest) -> None:
        """Make for another machine what it asks for, unless it is there, and see that it can have it.

        Raises as the method that makes it, and what hinders the store.
        """
        getattr(self, request.step)(request.piece, *request.given)
        entry = self._store.find(request.key)
        notes = [_knowledge_key(request.key, entry.digest)] if entry else []
        self._store.share((*notes, request.key))
        self._store.confirm(request.key)

    def _is_made(self, request: PieceRequest) -> bool:
        return self._encoders is not None and self._encoders.elsewhere(request)

    def _found_or_asked(self, request: PieceRequest) -> Stored | None:
        """What is in the store, once somebody else was asked to make it."""
        stored = self._find_stored(request.key)
        return self._find_stored(request.key) if not stored and self._is_made(request) else stored

    def _here(self) -> AbstractContextManager[object]:
        """Held while something is made in this process."""
        return self._encoders.here if self._encoders else nullcontext()

    def _find_stored(self, own: str) -> Stored | None:
        """What lies under the key `own`, if what is known of just this encoding lies beside it."""
        entry = self._store.find(own)
        record = self._store.get(_knowledge_key(own, entry.digest)) if entry else None
        return (entry, json.loads(record)) if entry and record else None

    def _play_piece(self, piece: Piece) -> Iterable[bytes]:
        """Its PCM; what other machines spoke of it is fetched at once."""
        self._store.fetch(clip.key for clip in piece.track.clips)
        return self._play(piece.track)

    def _weigh(self, piece: Piece) -> bytes:
        with self._here():
            signal = loudness_meter.samples(b"".join(self._play_piece(piece)))
            return json.dumps(loudness_meter.momentary(signal, piece.rate)).encode()

    def _limit(self, piece: Piece, own: str, gain_db: float) -> Stored:
        """Encoded with a lower limit until no peak is too high."""
        level = Level(gain_db)
        for left in range(CORRECTIONS, -1, -1):
            with self._encoded_file(piece, level, FULL) as path:
                momentary, peak_dbtp = _measure_mp3(path)
                over_db = peak_dbtp - (PEAK_DBTP - PEAK_SLACK_DB)
                if over_db <= 0 or not left:
                    stored = self._keep(own, path, piece, level.limit_dbfs, momentary)
                    break
            level = replace(level, limit_dbfs=round(level.limit_dbfs - over_db, 2))
        return stored

    @contextmanager
    def _encoded_file(self, piece: Piece, level: Level, quality: Quality) -> Iterator[Path]:
        """The piece as ffmpeg encodes it, in a file that is gone when the block is left."""
        path = self._folder / f"{secrets.token_hex(8)}.mp3"
        recipe = _recipe(level, quality)
        try:
            with self._here():
                codec.run([*codec.raw_input(piece.rate), *recipe, str(path)], self._play_piece(piece))
                yield path
        finally:
            path.unlink(missing_ok=True)

    def _keep(self, own: str, path: Path, piece: Piece, *measurements: object) -> Stored:
        """The encoding in the store: this one, or that of another machine that was first, whose ffmpeg may be another."""
        data = path.read_bytes()
        known = [*map(astuple, stretches(data, piece.frames)), *measurements]
        ours = _knowledge_key(own, fingerprint(data))
        self._store.put_if_absent(ours, json.dumps(known).encode())  # before: nobody finds an encoding alone
        entry = self._store.keep(own, (data,))
        if entry.digest == fingerprint(data):
            return entry, known
        return self._find_stored(own) or (self._store.local.keep(own, (data,)), known)


def step(gain_db: float, piece: Piece) -> float:
    """`gain_db` up or down to a step, by a number drawn from the piece: over all pieces the mean is as it was."""
    drawn = int.from_bytes(sha256(digest(piece.content).encode()).digest()[:4], "big") / 2**32
    return round(GAIN_STEP_DB * math.floor(gain_db / GAIN_STEP_DB + drawn), 2)


def _knowledge_key(own: str, digest: str) -> str:
    """The key of what is known of the encoding of that `digest` which lies under the key `own`."""
    return key("told of a piece", VERSION, of=own, digest=digest)


def _encoding(entry: Kept, sound: Iterable[Sequence[int]]) -> Encoding:
    return Encoding(entry, *(Stretch(*fields) for fields in sound))


def _measure_mp3(mp3: Path) -> tuple[list[float], float]:
    """The loudness of each 0.4 s once decoded, a tenth of a second apart, and the true peak."""
    import numpy as np

    sound = mp3.with_suffix(".f32")
    codec.run(["-f", "mp3", "-i", str(mp3), "-map", "0:a", "-f", "f32le", str(sound)])
    try:
        signal = np.memmap(sound, "<f4", "r") if sound.stat().st_size else np.zeros(0, np.float32)
        levels = loudness_meter.momentary(signal, RATE), loudness_meter.peak(signal)
        del signal
        return levels
    finally:
        sound.unlink()


def _recipe(level: Level, quality: Quality) -> list[str]:
    """MPEG frames without tags. The same sound gives the same bytes.

    LAME works at its usual level: 7 takes half the time and keeps to the sound more closely on the whole (24.6 dB for
    22.4 over it), but one frame in twenty has 8 dB more noise below 1.3 kHz, where speech is.
    """
    limit = f"alimiter=limit={10 ** (level.limit_dbfs / 20):.6f}:level=false:latency=1"
    gain = f"volume={level.gain_db:.2f}dB:precision=double"
    filters = f"aresample={quality.rate}:osf=dbl,{gain},{limit}"
    rate = str(quality.rate)
    coding = ["-c:a", "libmp3lame", "-b:a", quality.bitrate, "-ar", rate, "-ac", "1", "-threads", "1"]
    return ["-af", filters, *coding, "-map_metadata", "-1", "-bitexact", "-id3v2_version", "0", "-f", "mp3"]
