"""A speaker for tests: hums every letter, in every language, and needs nothing."""

from functools import cache
from math import pi, sin

from pipeline.document.sound import Sound, Voice
from pipeline.errors import EngineRefused
from pipeline.narration.configuration import NarrationConfiguration

RATE = 24_000
LETTER_MS = 60
"""How long each letter sounds; a space is as long, and silent."""

_LETTER = RATE * LETTER_MS // 1000
_WAVES = (96, 120, 144, 160, 180)
"""Lengths of a wave in samples, 133 to 250 Hz. Each goes into a letter without rest, so every letter
begins and ends at zero and nothing clicks."""
_LEVEL = 6000


class HummingSpeaker:
    """Hums as long as the text; other letters, another tune."""

    name = "hum"
    private = True

    def __init__(self, configuration: NarrationConfiguration) -> None:
        pass

    def voice(self, language: str) -> Voice | None:
        """The one voice, in any language."""
        return Voice(self.name, "hum", language, "1")

    def find_voice(self, language: str, name: str) -> Voice | None:
        """The same voice under any name."""
        return Voice(self.name, name, language, "1")

    def speak(self, text: str, voice: Voice) -> Sound:
        """`text` as 24 kHz sound of 60 ms a letter."""
        letters = " ".join(text.split())
        if not letters:
            raise EngineRefused("There is nothing to hum in an empty text.")
        return Sound(b"".join(_hum(letter) for letter in letters), RATE)


def _hum(letter: str) -> bytes:
    return bytes(2 * _LETTER) if letter == " " else _tone(_WAVES[ord(letter) % len(_WAVES)])


@cache
def _tone(wave: int) -> bytes:
    once = (round(_LEVEL * sin(2 * pi * sample / wave)) for sample in range(wave))
    return b"".join(level.to_bytes(2, "little", signed=True) for level in once) * (_LETTER // wave)
