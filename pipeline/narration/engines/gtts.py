"""Speech by Google Translate's voices: over the network, by name only, each sentence sent to Google.

Of gTTS this takes the requests and sends them itself, because gTTS checks no certificate, waits for
ever, and takes an answer without sound for silence.
"""

import json
import re
from base64 import b64decode
from importlib.metadata import version

from pipeline.document.sound import Sound, Voice
from pipeline.errors import AnswerUnusable, CodecError, EngineBusy, EngineRefused, SettingsError
from pipeline.infra import codec
from pipeline.infra.http import transfer
from pipeline.languages import codes
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import mp3
from pipeline.narration.phrasing import pack

LIMIT = 100
"""Characters that one request takes; over that gTTS cuts by itself, and drops the marks it cuts at."""

_VERSION = 1
"""To be raised with every change here that changes the sound."""
_LIMITS = transfer.Limits(size=4_000_000, total_s=30, redirects=0)
"""A hundred characters are 10 s of speech, about 100 kB."""
_TOO_OFTEN = "/sorry/"
"""In the address of Google's page for those who ask too often."""
_SPEECH = re.compile(r'"jQ1olc",("(?:[^"\\]|\\.)*")')
"""Where the answer holds speech: JSON in a JSON string, a list with the MP3 in base64."""


class GttsSpeaker:
    """Speaks with the voices of Google Translate."""

    name = "gtts"
    private = False

    def __init__(self, configuration: NarrationConfiguration) -> None:
        if configuration.offline:
            raise SettingsError(
                "The speaker gtts needs the network, and --offline forbids it.",
                "Leave out --offline, or choose --speaker auto or --speaker espeak.",
            )

    def voice(self, language: str) -> Voice | None:
        """Who would speak this language; None when Google has no voice for it."""
        code = next(
            iter(codes(language, self.name)), None
        )  # gTTS is not asked: its import tries the network's sockets
        return Voice(self.name, code, language, f"{_VERSION} gTTS-{version('gtts')}") if code else None

    def pieces(self, text: str) -> list[str]:
        """`text` in as few pieces as Google takes one by one."""
        return pack(text, LIMIT)

    def speak(self, text: str, voice: Voice) -> Sound:
        """`text` as sound at the server's rate, 24 kHz. All of it or an error."""
        pieces = self.pieces(text)
        if not pieces:
            raise EngineRefused(f"There is nothing to say in “{text}”.", "Change or remove the sentence.")
        sounds = [_decode(_fetch(piece, voice.name)) for piece in pieces]
        rate = sounds[0].rate
        return Sound(b"".join(codec.resample(sound, rate).pcm for sound in sounds), rate)


def _fetch(piece: str, code: str) -> bytes:
    """The MP3 of one piece."""
    from gtts import gTTS

    # The preprocessors would lengthen the text over the limit, for a tokenizer that is not needed then.
    (request,) = gTTS(piece, lang=code, lang_check=False, pre_processor_funcs=[])._prepare_requests()
    asked = transfer.Request(request.url, request.method, dict(request.headers), request.body.encode())
    try:
        body = transfer.answer(asked, _LIMITS)
    except transfer.NoAnswer as error:
        raise _translate(error) from error
    try:
        found = [json.loads(json.loads(each))[0] for each in _SPEECH.findall(body.decode())]
        audio = b"".join(b64decode(each, validate=True) for each in found)
    except (ValueError, TypeError, LookupError) as error:
        raise _silent(piece) from error
    if not audio:
        raise _silent(piece)
    return audio


def _decode(audio: bytes) -> Sound:
    if mp3.broken_off(audio):
        raise AnswerUnusable(
            "Google Translate sent sound that breaks off.",
            "Run the same command again later, or choose --speaker auto, which speaks on this machine.",
        )
    try:
        return codec.decode(audio, "mp3")
    except CodecError as error:
        raise AnswerUnusable(
            f"Google Translate sent something that is not audio: {error.message}", error.advice
        ) from error


def _translate(error: transfer.NoAnswer) -> EngineBusy | EngineRefused:
    message = f"Google Translate could not be asked to speak: {error}."
    if error.passing or _TOO_OFTEN in error.location:
        return EngineBusy(
            message,
            "Run the same command again later; what was spoken is kept. Or choose --speaker auto.",
            error.seconds,
        )
    return EngineRefused(message, "Choose --speaker auto, which speaks on this machine.")


def _silent(piece: str) -> AnswerUnusable:
    return AnswerUnusable(
        f"Google Translate answered without sound for “{piece}”.",
        "Run the same command again later, or choose --speaker auto, which speaks on this machine.",
    )
