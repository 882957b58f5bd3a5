"""Two thousand sentences spoken through servers that fail in every way: each is spoken whole, once, or reported."""

import json
import math
import random
import struct
import urllib.parse
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

import gtts.tts
import pytest

from pipeline import codec
from pipeline.document.article import Block, BlockKind, Role, Sentence, Span
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Sound
from pipeline.errors import PublishError
from pipeline.jobs import Pool
from pipeline.narration import saying
from pipeline.narration.casting import cast
from pipeline.narration.heard import expected_s, fault
from pipeline.narration.narrate import Script, doubts, narrate, sound, unspoken
from pipeline.settings import Settings
from pipeline.store import Store
from pipeline.tables import Speech

RATE = 16_000
COUNT = 1_000
LIMITS = {"requests_per_second": 0.0, "concurrency": 8, "failures": 0, "longest_wait_s": 0.05, "attempts": 3}
EVERY = 7
"""One request in so many goes wrong."""


def speech(text: str) -> bytes:
    count = round(expected_s(text, "ko") * RATE)
    return struct.pack(f"<{count}h", *(round(9000 * math.sin(at / 13)) for at in range(count)))


def wav(pcm: bytes, rate: int = RATE, tag: int = 1, bits: int = 16, size: int = -1) -> bytes:
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, tag, 1, rate, rate * bits // 8, bits // 8, bits)
    return b"RIFF\0\0\0\0WAVE" + form + struct.pack("<4sI", b"data", len(pcm) if size < 0 else size) + pcm


def broken_off(request: Any, whole: bytes) -> None:
    request.send(whole[: len(whole) // 2], Content_Length=str(len(whole)))
    request.close_connection = True


Way = Callable[[Any, bytes], None]
WAYS: list[Way] = [
    lambda request, whole: request.send(b"", 500),
    lambda request, whole: request.send(b"<html>busy", 503, Retry_After="0"),
    lambda request, whole: request.send(b"{}", 429),
    lambda request, whole: request.send(b""),
    lambda request, whole: request.send(b"<!doctype html><title>Before you continue</title>"),
    lambda request, whole: request.send(b'{"detail": "no"}'),
    broken_off,
]
SOUNDS: list[Way] = [
    lambda request, whole: request.send(wav(whole[44:], rate=8_000)),
    lambda request, whole: request.send(wav(struct.pack("<f", math.nan) * 9000, tag=3, bits=32)),
    lambda request, whole: request.send(wav(whole[44:], size=len(whole) * 2)),
    lambda request, whole: request.send(wav(bytes(len(whole)))),
    lambda request, whole: request.send(wav(whole[44:] * 4)),
    lambda request, whole: request.send(wav(whole[44 : 44 + len(whole) // 10 * 2])),
]


class Server:
    """Fails now and then, each time another way."""

    def __init__(
        self, ways: list[Way], text_of: Callable[[Any], str], answer: Callable[[str], bytes]
    ) -> None:
        self.ways, self.text_of, self.answer = ways, text_of, answer
        self.asked: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        self._chance = random.Random(5)
        self._failed = 0
        self._lock = Lock()

    def __call__(self, request: Any) -> None:
        text = self.text_of(request)
        with self._lock:
            self.asked[text] += 1
            wrong = self._chance.randrange(EVERY) == 0
            self._failed += wrong
            way = self.ways[self._failed % len(self.ways)]
            self.whole[text] += not wrong
        whole = self.answer(text)
        if wrong:
            way(request, whole)
        else:
            request.send(whole)


def script(settings: Settings, marks: str) -> Script:
    # No two are the same, and none is longer than one request takes.
    texts = [
        f"{marks} {'나다라마바사아자차카'[number % 10]} 사람들이 {number}번째로 돌아왔다."
        for number in range(COUNT)
    ]
    sentences = tuple(Sentence(f"s1-b1-k{number}", (Span(text),)) for number, text in enumerate(texts, 1))
    block = Block("s1-b1", BlockKind.PARAGRAPH, Role.BODY, sentences)
    voice, _ = cast("ko", settings)
    return Script((Page("s1", PageKind.SECTION, "t", (block,), episode=True),), voice)


def check(spoken: Script, server: Server, settings: Settings) -> None:
    """Every sentence is there, as long as its text, asked for no more often than it failed; what was odd is told."""
    store = Store(settings.store)
    told: list[int] = []
    outcome: list[tuple[str, PublishError | None]] = []
    for _ in range(6):  # as a person would: the same command again, until all is there
        outcome = list(
            narrate(
                {"ko": unspoken(spoken, store)},
                settings,
                Pool(1),
                lambda _, each: told.append(len(each.text)),
            )
        )
        if outcome == [("ko", None)]:
            break
        assert "could not be spoken" in str(outcome[0][1])
    assert outcome == [("ko", None)]
    odd = {notice.where for notice in doubts(spoken, store)}
    for utterance in spoken.utterances():
        found = sound(store, utterance.key)
        assert found is not None
        assert fault(found, utterance.text, "ko") == "" or utterance.sentence in odd
        if utterance.sentence not in odd:
            assert server.whole[utterance.text] == 1, utterance.text
    assert 0 < len(odd) < COUNT / 5
    assert len(spoken.utterances()) == COUNT


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for cached in (saying.speaker, saying._asked):
        cached.cache_clear()
    return Settings(
        store=tmp_path / "store",
        memory=tmp_path / "memory.sqlite",
        voices=tmp_path / "none",
        jobs=1,
        limits={"speech": LIMITS, "gtts": LIMITS},
    )


@pytest.mark.slow
def test_a_thousand_sentences_through_a_speech_server_on_a_bad_day(
    serve: Callable[..., str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    server = Server(
        [*WAYS, *SOUNDS],
        lambda request: str(json.loads(request.body)["input"]),
        lambda text: wav(speech(text)),
    )
    address = serve(server)
    chosen = replace(settings, speaker="speech", speech=Speech(base_url=address, voice="v", timeout_s=5.0))
    held = saying.speaker("speech", chosen)
    held.private = False  # as a server far away: limits, retries and threads
    check(script(chosen, "가"), server, chosen)


@pytest.mark.slow
def test_a_thousand_sentences_through_gtts_on_a_bad_day(
    serve: Callable[..., str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    monkeypatch.setattr(codec, "decode", lambda data, format: Sound(data, RATE))

    def answer(text: str) -> bytes:
        inner = json.dumps([b64encode(speech(text)).decode()])
        return json.dumps([["wrb.fr", "jQ1olc", inner, None]], separators=(",", ":")).encode()

    def text_of(request: Any) -> str:
        (rpc,) = urllib.parse.parse_qs(request.body.decode())["f.req"]
        return str(json.loads(json.loads(rpc)[0][0][1])[0])

    server = Server(WAYS, text_of, answer)
    address = serve(server)
    monkeypatch.setattr(gtts.tts, "_translate_url", lambda tld="com", path="": f"{address}/{path}")
    chosen = replace(settings, speaker="gtts")
    check(script(chosen, "하"), server, chosen)
