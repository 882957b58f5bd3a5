"""Speech by a server that answers as OpenAI's does, at `/v1/audio/speech`: on this machine or far away."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from pipeline.document.sound import Sound, Voice
from pipeline.errors import AnswerUnusable, CodecError
from pipeline.infra import codec
from pipeline.infra.engine_calls import within
from pipeline.infra.http import endpoint
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import mp3, wav
from pipeline.narration.phrasing import pack

_VERSION = 1
"""To be raised with every change here that changes the sound."""
_MOST_BYTES = 32_000_000
"""Of an answer: eleven minutes at 24 kHz."""
_LEAST_RATE = 16_000
"""Samples a second; less is the sound of a telephone."""
_OTHER = "Correct [speech] in publish.toml, or choose another speaker with --speaker."


class SpeechServer:
    """Asks the server of [speech] in publish.toml."""

    name = "speech"
    adjusts = frozenset({"speed"})

    def __init__(self, configuration: NarrationConfiguration) -> None:
        self._options = options = configuration.speech
        self._server = endpoint.server(
            "speech", options.base_url, options.key_variable, options.timeout_s, offline=configuration.offline
        )
        self.private = self._server.private

    def voice(self, language: str) -> Voice | None:
        """The voice of [speech], in any language; servers do not say which they speak."""
        return self.find_voice(language, self._options.voice) if self._options.voice else None

    def find_voice(self, language: str, name: str) -> Voice:
        """The voice that the server calls `name`; whether there is one, only the server knows."""
        options = self._options
        where = sha256(options.base_url.encode()).hexdigest()[:12]
        version = f"{_VERSION} {options.model} {options.format} {where}"
        return Voice(self.name, name, language, f"{version} {_digest(options.fields)}".rstrip())

    def pieces(self, text: str) -> list[str]:
        """`text` in as few pieces as the server takes one by one."""
        return pack(text, max(self._options.most_characters, 1))

    def speak(self, text: str, voice: Voice) -> Sound:
        """`text`, one piece, as sound at the server's rate."""
        question: dict[str, Any] = {
            **self._options.fields,
            "model": self._options.model,
            "input": text,
            "voice": voice.name,
            "response_format": self._options.format,
        }
        if voice.speed != 1:
            question["speed"] = voice.speed
        limit_s = self._options.timeout_s
        # The whole of it, since nothing else ends a server that trickles the head of its answer.
        data = within(
            limit_s + 1, "speech", lambda: self._server.fetch("/audio/speech", question, _MOST_BYTES)
        )
        return _sound(data)


def _digest(fields: Mapping[str, str]) -> str:
    """Of what a server is told beside the text; empty when that is nothing."""
    return sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:12] if fields else ""


def _sound(data: bytes) -> Sound:
    """What the server sent, whichever of the two formats it is in: some ignore what they were asked for."""
    try:
        sound = wav.decode(data) if data[:4] == b"RIFF" else codec.decode(_mp3(data), "mp3")
    except wav.NoSound as error:
        raise AnswerUnusable(f"The server of [speech] sent a WAV file that {error}.", _OTHER) from error
    except CodecError as error:
        raise AnswerUnusable(
            "The server of [speech] sent an MP3 file that cannot be decoded.", _OTHER
        ) from error
    if sound.rate < _LEAST_RATE:
        raise AnswerUnusable(
            f"The server of [speech] sent sound of {sound.rate} Hz, which is that of a telephone; {_LEAST_RATE} Hz are needed.",
            _OTHER,
        )
    return sound


def _mp3(data: bytes) -> bytes:
    """`data`, when it begins as MP3 files do. ffmpeg is not asked to guess: it would follow a playlist."""
    if data[:3] == b"ID3" or (data[:1] == b"\xff" and len(data) > 1 and data[1] & 0xE0 == 0xE0):
        if mp3.broken_off(data):
            raise AnswerUnusable("The server of [speech] sent an MP3 file that breaks off.", _OTHER)
        return data
    raise AnswerUnusable(f"The server of [speech] sent {_kind(data)} in place of sound.", _OTHER)


def _kind(data: bytes) -> str:
    """What it is, without a word of what it says: that may be the text or a key."""
    begin = data[:200].lstrip().lower()
    if not begin:
        return "nothing"
    if begin.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        return "a web page"
    if begin.startswith((b"{", b"[", b'"')):
        return "JSON"
    return "something that is neither WAV nor MP3"
