"""gTTS behind its adapter, against a server that answers as Google Translate does."""

import base64
import json
import re
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import gtts.lang
import gtts.tts
import pytest
import requests

from pipeline.config.loading import load
from pipeline.document.sound import Sound
from pipeline.errors import AnswerUnusable, EngineBusy, EngineRefused, SettingsError
from pipeline.infra import codec
from pipeline.infra.http import transfer
from pipeline.languages import languages
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import gtts as adapter
from pipeline.narration.engines.gtts import LIMIT, GttsSpeaker
from pipeline.narration.engines.hum import HummingSpeaker
from pipeline.narration.phrasing import pack


class Request(Protocol):
    """A request to the server of this machine."""

    path: str
    body: bytes

    def send(self, body: bytes, status: int = 200, **headers: str) -> None: ...
    def trickle(self, body: bytes, pause_s: float) -> None: ...
    def stall(self, body: bytes = b"", length: int = 0) -> None: ...


Serve = Callable[[Callable[[Request], None]], str]


@pytest.fixture(scope="module")
def mp3() -> bytes:
    """Half a second of humming, as Google sends speech: 24 kHz mono."""
    hummer = HummingSpeaker(NarrationConfiguration())
    voice = hummer.voice("en")
    assert voice is not None
    hummed = hummer.speak("abcdefgh", voice)
    made, _ = codec.run(
        [*codec.raw_input(24_000), "-b:a", "32k", "-write_xing", "0", "-f", "mp3", "pipe:1"], [hummed.pcm]
    )
    return made


def spoken(mp3: bytes) -> bytes:
    """The body of an answer with speech."""
    inner = json.dumps([base64.b64encode(mp3).decode()])
    rows = [["wrb.fr", "jQ1olc", inner, None, None, None, "generic"], ["di", 69], ["af.httprm", 68, "1", 20]]
    return b")]}'\n\n" + json.dumps(rows, separators=(",", ":")).encode()


# The shapes are those that the service was seen to answer with: gTTS's own reader, gtts/tts.py `stream`, which looks for
# `jQ1olc","[\\"…\\"]` in a line of the answer and takes what stands there for base64; and for who asks too often, issue 259 of
# pndurette/gTTS: a redirect to www.google.com/sorry/index with the address that was asked in `continue`.
SORRY = (
    "https://www.google.com/sorry/index?continue=https://translate.google.com/_/TranslateWebserverUi/data/batchexecute"
    "&q=1"
)
NO_SPEECH = b')]}\'\n\n[["wrb.fr","jQ1olc",null,null,null,[3],"generic"],["di",21]]'
CONSENT = b"<!doctype html><title>Before you continue</title>"


@dataclass
class Google:
    """The server, and what it was asked."""

    mp3: bytes
    serve: Serve
    monkeypatch: pytest.MonkeyPatch
    asked: list[tuple[str, str]] = field(default_factory=list)

    def answers(self, *answers: Callable[[Request], None]) -> None:
        """Answer each request in turn, the last one for ever."""
        waiting = list(answers)

        def answer(request: Request) -> None:
            self.asked.append(_asked(request.body))
            (waiting.pop(0) if len(waiting) > 1 else waiting[0])(request)

        address = self.serve(answer)
        self.monkeypatch.setattr(gtts.tts, "_translate_url", lambda tld="com", path="": f"{address}/{path}")

    def speech(self, request: Request) -> None:
        request.send(spoken(self.mp3))


def _asked(body: bytes) -> tuple[str, str]:
    """The text and the language of a request."""
    (rpc,) = urllib.parse.parse_qs(body.decode())["f.req"]
    text, code, *_ = json.loads(json.loads(rpc)[0][0][1])
    return text, code


@pytest.fixture
def google(mp3: bytes, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Google:
    return Google(mp3, serve, monkeypatch)


def say(text: str, language: str = "en") -> Sound:
    speaker = GttsSpeaker(NarrationConfiguration())
    voice = speaker.voice(language)
    assert voice is not None
    return speaker.speak(text, voice)


def alone(text: str, **options: Any) -> bytes:
    """What gTTS gives without the adapter."""
    written = BytesIO()
    gtts.gTTS(text, lang="en", **options).write_to_fp(written)
    return written.getvalue()


def test_a_sentence_becomes_sound(google: Google) -> None:
    google.answers(google.speech)
    sound = say("법원은 증인의 말을 들었다.", "ko")
    assert google.asked == [("법원은 증인의 말을 들었다.", "ko")]
    assert sound.rate == 24_000
    assert 0.45 < sound.samples / sound.rate < 0.65
    assert any(sound.pcm)


@pytest.mark.parametrize(
    ("language", "code"),
    [("zh-Hans", "zh-CN"), ("zh-Hant", "zh-TW"), ("he", "iw"), ("ko", "ko"), ("pt-BR", "pt"), ("es", "es")],
)
def test_languages_are_asked_for_by_google_s_codes(google: Google, language: str, code: str) -> None:
    google.answers(google.speech)
    say("12", language)
    assert google.asked == [("12", code)]


def test_every_language_that_both_google_and_the_table_have_is_spoken() -> None:
    speaker = GttsSpeaker(NarrationConfiguration())
    voices = {tag: voice.name for tag in languages() if (voice := speaker.voice(tag))}
    known = gtts.lang.tts_langs()
    assert set(voices.values()) <= set(known)
    assert [tag for tag in languages() if tag not in voices] == [
        tag for tag in languages() if tag.partition("-")[0] not in {"he", *known}
    ]


LONG = {
    "en": "The court heard 12,000 witnesses at 3.5 p.m., and many of them, from the U.S. and elsewhere, said so; "
    "others did not: they were silent, all of them, for hours. Then the court rose!",
    "ko": "법원은 3개국에서 온 증인 12명의 말을 들었고, 그중 한 명은 강을 건넌 아홉 살 아이였다고 밝혔으며, "
    "정부는 끝내 아무런 답변도 내놓지 않았으나, 유엔은 다시 한번 깊은 우려를 표하고 즉각 중단을 촉구했다.",
    "zh-Hans": "法庭听取了来自三个国家的十二名证人的证词，其中一名是渡河的九岁儿童。“政府没有回答。”联合国再次表示担忧，"
    "并要求立即停止遣返，因为这违反了国际法的基本原则，也违反了难民公约的明确规定，而且没有任何一个国家提出过异议。",
}


@pytest.mark.parametrize("language", LONG)
def test_a_long_sentence_is_cut_at_clauses_and_keeps_its_marks(google: Google, language: str) -> None:
    google.answers(google.speech)
    sound = say(LONG[language], language)
    texts = [text for text, _ in google.asked]
    assert len(texts) == 2
    assert all(len(text) <= 100 for text in texts)
    assert texts[0][-1] in ",;:.，。；！”"
    assert ("" if language == "zh-Hans" else " ").join(texts) == LONG[language]
    assert sound.samples / sound.rate > 0.9


def test_gtts_alone_drops_the_marks_and_asks_more_often(google: Google) -> None:
    google.answers(google.speech)
    alone(LONG["en"])
    assert len(google.asked) > 2
    assert not any(text.endswith((",", ";", ":")) for text, _ in google.asked)


@pytest.mark.parametrize(
    ("text", "lengths"),
    [("가" * 250, [100, 100, 50]), ("가나다 " * 60, [99, 99, 39]), ("…", []), ("—  ", []), ("3.5", [3])],
)
def test_what_has_no_clauses_is_cut_at_words_or_anywhere(text: str, lengths: list[int]) -> None:
    pieces = pack(text, LIMIT)
    assert [len(piece) for piece in pieces] == lengths
    assert re.sub(r"\W", "", "".join(pieces)) == re.sub(r"\W", "", text)


def test_a_text_without_a_letter_is_refused_before_anything_is_sent(google: Google) -> None:
    google.answers(google.speech)
    with pytest.raises(EngineRefused, match="nothing to say"):
        say("…")
    assert google.asked == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_busy_for_as_long_as_it_says(google: Google, status: int) -> None:
    google.answers(lambda request: request.send(b"", status, Retry_After="7"))
    with pytest.raises(EngineBusy, match=str(status)) as caught:
        say("Yes.")
    assert caught.value.seconds == 7


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_refusal_is_refused(google: Google, status: int) -> None:
    google.answers(lambda request: request.send(b"", status))
    with pytest.raises(EngineRefused, match=str(status)) as caught:
        say("Yes.")
    assert "--speaker auto" in caught.value.advice


@pytest.mark.parametrize(
    "body",
    [
        b"",
        NO_SPEECH,
        CONSENT,
        spoken(b""),
        b'"jQ1olc","[\\"%%%\\"]"',
        b'"jQ1olc","{}"',
        b'"jQ1olc","[7]"',
        b"\xff",
    ],
)
def test_an_answer_without_sound_is_an_error(google: Google, body: bytes) -> None:
    google.answers(lambda request: request.send(body))
    with pytest.raises(AnswerUnusable, match="without sound for “Yes"):
        say("Yes.")


@pytest.mark.parametrize("body", [b"", CONSENT])
def test_gtts_alone_takes_an_answer_without_sound_for_silence(google: Google, body: bytes) -> None:
    google.answers(lambda request: request.send(body))
    assert alone("Yes.") == b""


def test_an_answer_that_is_no_mp3_is_refused(google: Google) -> None:
    google.answers(lambda request: request.send(spoken(b"<html>" * 20)))
    with pytest.raises(AnswerUnusable, match="not audio"):
        say("Yes.")


def test_escaped_padding_is_understood(google: Google) -> None:
    body = spoken(google.mp3 + b"\0\0").replace(b"=", rb"\\u003d")
    assert rb"\\u003d" in body
    google.answers(lambda request: request.send(body))
    assert say("Yes.").samples


def test_a_failure_half_way_leaves_nothing(google: Google) -> None:
    google.answers(google.speech, lambda request: request.send(b"", 500))
    with pytest.raises(EngineBusy):
        say(LONG["ko"], "ko")
    assert len(google.asked) == 2


def test_gtts_alone_leaves_half_a_sentence(google: Google) -> None:
    google.answers(google.speech, lambda request: request.send(b"", 500))
    written = BytesIO()
    with pytest.raises(gtts.gTTSError):
        gtts.gTTS(LONG["en"], lang="en").write_to_fp(written)
    assert written.getvalue()


@pytest.mark.parametrize("part", [b"", b")]}'\n"])
def test_a_silent_server_is_given_up(google: Google, monkeypatch: pytest.MonkeyPatch, part: bytes) -> None:
    monkeypatch.setattr(
        adapter, "_LIMITS", transfer.Limits(size=10_000, total_s=5, connect_s=1, silence_s=0.3)
    )
    google.answers(lambda request: request.stall(part))
    begun = time.monotonic()
    with pytest.raises(EngineBusy, match="nothing came"):
        say("Yes.")
    assert time.monotonic() - begun < 2


def test_a_trickling_server_is_given_up(google: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "_LIMITS", transfer.Limits(size=100_000, total_s=0.5, silence_s=0.3))
    google.answers(lambda request: request.trickle(spoken(google.mp3), 0.05))
    begun = time.monotonic()
    with pytest.raises(EngineBusy, match="not done within"):
        say("Yes.")
    assert time.monotonic() - begun < 2


def test_gtts_alone_waits_for_ever() -> None:
    assert gtts.gTTS("Yes.").timeout is None


def test_a_flood_is_given_up(google: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "_LIMITS", transfer.Limits(size=1000, total_s=5))
    google.answers(google.speech)
    with pytest.raises(EngineRefused, match="more than 1000 bytes"):
        say("Yes.")


def test_an_answer_that_breaks_off_may_be_tried_again(google: Google) -> None:
    google.answers(lambda request: request.send(b"half", Content_Length="1000"))
    with pytest.raises(EngineBusy, match="broke off"):
        say("Yes.")


def test_no_connection_may_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr(gtts.tts, "_translate_url", lambda tld="com", path="": f"http://127.0.0.1:{port}/")
    with pytest.raises(EngineBusy, match="no connection"):
        say("Yes.")


def verified(google: Google, speak: Callable[[], object]) -> list[object]:
    """Whether certificates are checked, for each request that `speak` sends."""
    seen: list[object] = []
    send = requests.Session.send

    def watch(
        session: requests.Session, request: requests.PreparedRequest, **options: Any
    ) -> requests.Response:
        seen.append(options["verify"])
        return send(session, request, **options)

    google.monkeypatch.setattr(requests.Session, "send", watch)
    speak()
    return seen


def test_certificates_are_checked_as_gtts_alone_does_not(google: Google) -> None:
    google.monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    google.monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    google.answers(google.speech)
    assert verified(google, lambda: say("Yes.")) == [True]
    assert False in verified(google, lambda: alone("Yes."))


@pytest.mark.parametrize("status", [302, 307, 308])
def test_a_server_that_sends_on_to_another_one_gets_the_text_no_further(
    google: Google, serve: Serve, status: int
) -> None:
    elsewhere: list[bytes] = []
    other = serve(lambda request: elsewhere.append(request.body))
    google.answers(lambda request: request.send(b"", status, Location=f"{other}/"))
    with pytest.raises(EngineRefused, match="another address"):
        say("Yes.")
    assert elsewhere == []
    assert len(google.asked) == 1


def test_gtts_alone_sends_the_text_wherever_it_is_sent(google: Google, serve: Serve) -> None:
    elsewhere: list[str] = []

    def other(request: Request) -> None:
        elsewhere.append(_asked(request.body)[0])
        google.speech(request)

    address = serve(other)
    google.answers(lambda request: request.send(b"", 307, Location=f"{address}/"))
    assert alone("Yes.")
    assert elsewhere == ["Yes."]


def test_google_s_page_for_those_who_ask_too_often_means_later(google: Google) -> None:
    google.answers(lambda request: request.send(b"", 302, Location=SORRY))
    with pytest.raises(EngineBusy, match="another address"):
        say("Yes.")


def test_only_google_is_asked_since_no_setting_names_another_place(tmp_path: Path) -> None:
    (request,) = gtts.gTTS("Yes.", lang="en", lang_check=False)._prepare_requests()
    assert request.url.startswith("https://translate.google.com/")
    (led,) = gtts.gTTS("Yes.", lang="en", tld="com@127.0.0.1:1", lang_check=False)._prepare_requests()
    assert urllib.parse.urlsplit(led.url).hostname == "127.0.0.1"
    file = tmp_path / "publish.toml"
    file.write_text('[gtts]\ntld = "com@127.0.0.1:1"\n', "utf-8")
    with pytest.raises(SettingsError, match="gtts"):
        load({}, {}, file)


@pytest.mark.parametrize("language", ["zh-Hans", "ko-KR", "he"])
def test_gtts_alone_knows_our_tags_not(language: str) -> None:
    with pytest.raises(ValueError, match="not supported"):
        gtts.gTTS("12", lang=language)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_sound_that_breaks_off_is_an_error(google: Google, share: float) -> None:
    google.answers(lambda request: request.send(spoken(google.mp3[: int(len(google.mp3) * share) | 1])))
    with pytest.raises(AnswerUnusable, match="breaks off"):
        say("Yes.")


def test_gtts_alone_takes_half_a_sound_for_all_of_it(google: Google) -> None:
    half = google.mp3[: len(google.mp3) // 2 | 1]
    google.answers(lambda request: request.send(spoken(half)))
    assert alone("Yes.") == half


def test_gtts_alone_asks_once_and_gives_up(google: Google) -> None:
    google.answers(lambda request: request.send(b"", 503), google.speech)
    with pytest.raises(gtts.gTTSError):
        alone("Yes.")
    assert len(google.asked) == 1


def test_what_failed_for_a_moment_is_asked_again(google: Google, tmp_path: Path) -> None:
    from pipeline.narration import synthesis

    for cached in (synthesis.speaker, synthesis._ask):
        cached.cache_clear()
    google.answers(lambda request: request.send(b"", 503, Retry_After="0"), google.speech)
    quick = {"requests_per_second": 0.0, "longest_wait_s": 0.05}
    configuration = NarrationConfiguration(
        store=tmp_path, memory=tmp_path / "memory.sqlite", voices=tmp_path, limits={"gtts": quick}
    )
    voice = GttsSpeaker(configuration).voice("en")
    assert voice is not None
    said = synthesis.say("s1-b1-k1", "Yes.", voice, configuration)
    assert (len(google.asked), said.doubt) == (2, "")


def test_offline_it_refuses_to_begin() -> None:
    with pytest.raises(SettingsError, match="offline") as caught:
        GttsSpeaker(NarrationConfiguration(offline=True))
    assert "--speaker auto" in caught.value.advice


def test_asking_for_voices_opens_no_socket_not_even_to_import() -> None:
    lines = (
        "import socket",
        "socket.socket.__init__ = socket.getaddrinfo = lambda *a, **k: exit('a socket was opened')",
        "from pipeline.narration.engines.gtts import GttsSpeaker",
        "from pipeline.narration.configuration import NarrationConfiguration",
        "assert GttsSpeaker(NarrationConfiguration()).voice('ko')",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)
