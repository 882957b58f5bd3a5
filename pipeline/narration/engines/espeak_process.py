"""Speaks one text with eSpeak NG in a process of its own: text in, PCM out.

Run by its path in an isolated interpreter, with the library, its data folder, the voice's file,
its words a minute, its pitch, and `ssml` or `text` as arguments; it may import nothing but what comes with Python.
"""

import ctypes
import sys
from typing import Any

RATE = 22_050
"""Samples a second of every voice of eSpeak NG's own synthesizer."""

# speak_lib.h of eSpeak NG 1.52
_SYNCHRONOUS = 2
_WORDS_A_MINUTE = 1
_VOLUME = 2
_PITCH = 3
_BY_CHARACTERS = 1
_UTF8 = 1  # and no flag that would give [[phonemes]] a meaning
_SSML = 0x10

_UNCUT = 50
"""Half its usual volume, at which several voices are cut off at full scale."""

_FORMS = {"text": _UTF8, "ssml": _UTF8 | _SSML}

_RECEIVE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def main() -> None:
    """Read UTF-8 text to the end of the standard input, write signed 16-bit mono PCM to the standard output."""
    library, data, voice, rate, pitch, form = sys.argv[1:]
    text = sys.stdin.buffer.read()
    sys.stdout.buffer.write(_speak(library, data, voice, text, int(rate), int(pitch), _FORMS[form]))


def _speak(library: str, data: str, voice: str, text: bytes, rate: int, pitch: int, form: int) -> bytes:
    espeak = ctypes.CDLL(library)
    chunks: list[bytes] = []

    def receive(samples: Any, count: int, _events: Any) -> int:
        if samples and count > 0:
            chunks.append(ctypes.string_at(samples, 2 * count))
        return 0

    callback = _RECEIVE(receive)  # held here: the library keeps no reference
    if espeak.espeak_Initialize(_SYNCHRONOUS, 0, data.encode(), 0) != RATE:
        sys.exit(f"its data in {data} cannot be used")
    espeak.espeak_SetSynthCallback(callback)
    if espeak.espeak_SetVoiceByName(voice.encode()) != 0:
        sys.exit(f"it has no voice “{voice}”")
    espeak.espeak_SetParameter(_WORDS_A_MINUTE, rate, 0)
    espeak.espeak_SetParameter(_PITCH, pitch, 0)
    espeak.espeak_SetParameter(_VOLUME, _UNCUT, 0)
    size = ctypes.c_size_t(len(text) + 1)
    if espeak.espeak_Synth(text + b"\0", size, 0, _BY_CHARACTERS, 0, form, None, None) != 0:
        sys.exit("it could not speak the text")
    return b"".join(chunks)


if __name__ == "__main__":
    main()
