"""A speech server that behaves, and that misbehaves in every way."""

import json
import math
import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.stage_configurations import narration_of
from pipeline.config.loading import load
from pipeline.config.tables import Speech
from pipeline.document.sound import Sound
from pipeline.errors import AnswerUnusable, EngineBusy, EngineRefused, SettingsError
from pipeline.infra import codec
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import speech_server
from pipeline.narration.engines.speech_server import SpeechServer
from pipeline.narration.synthesis import say as narration_say
from pipeline.narration.voice_selection import cast

RATE = 24_000


def tone(seconds: float = 0.5, rate: int = RATE) -> list[int]:
    return [round(9000 * math.sin(2 * math.pi * 200 * at / rate)) for at in range(round(seconds * rate))]


def wav(
    samples: bytes, *, tag: int = 1, channels: int = 1, rate: int = RATE, bits: int = 16, size: int = -1
) -> bytes:
    """A WAV file; `size` is what it claims, where that is not the truth."""
    width = channels * bits // 8
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, tag, channels, rate, rate * width, width, bits)
    claimed = len(samples) if size < 0 else size
    body = b"WAVE" + form + struct.pack("<4sI", b"data", claimed) + samples
    return b"RIFF" + struct.pack("<I", min(len(body), 2**32 - 1)) + body


def pcm(levels: list[int]) -> bytes:
    return struct.pack(f"<{len(levels)}h", *levels)


GOOD = wav(pcm(tone()))
HTML = b"<!DOCTYPE html><title>Login</title>"
SAID_BACK = b'{"error": "could not say: Yes. key sk-very-secret-1"}'


def configuration(address: str, **options: Any) -> NarrationConfiguration:
    return NarrationConfiguration(
        speech=Speech(base_url=f"{address}/v1", model="kokoro", voice="af_sky", **options)
    )


def say(address: str, text: str = "Yes.", **options: Any) -> Sound:
    speaker = SpeechServer(configuration(address, **options))
    voice = speaker.voice("en")
    assert voice is not None
    return speaker.speak(text, voice)


@pytest.fixture
def answering(serve: Callable[..., str]) -> Callable[..., str]:
    return lambda body, status=200, **headers: serve(lambda request: request.send(body, status, **headers))


def test_a_sentence_is_asked_for_in_openai_s_words_and_becomes_sound(serve: Callable[..., str]) -> None:
    asked = []

    def answer(request: Any) -> None:
        asked.append((request.path, json.loads(request.body)))
        request.send(GOOD)

    spoken = say(serve(answer), "모두 돌아왔다.")
    question = {"model": "kokoro", "input": "모두 돌아왔다.", "voice": "af_sky", "response_format": "wav"}
    assert asked == [("/v1/audio/speech", question)]
    assert spoken == Sound(pcm(tone()), RATE)


def test_mp3_is_understood_even_where_wav_was_asked_for(
    answering: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "tone.mp3"
    codec.run([*codec.raw_input(RATE), str(path)], [pcm(tone(1.0))])
    spoken = say(answering(path.read_bytes()))
    assert spoken.rate == RATE
    assert abs(spoken.samples - RATE) < 3000


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ({"channels": 2}, pcm([level for level in tone() for _ in "lr"])),
        ({"tag": 3, "bits": 32}, struct.pack("<12000f", *[level / 32767 for level in tone()])),
        ({"bits": 32}, struct.pack("<12000i", *[level * 65536 for level in tone()])),
        ({"size": 0xFFFFFFFF}, pcm(tone())),
        ({"size": 0}, pcm(tone())),
    ],
    ids=["stereo", "float", "32 bits", "streamed", "streamed with nought"],
)
def test_every_common_way_to_write_a_wav_gives_the_same_sound(
    answering: Callable[..., str], form: dict[str, int], body: bytes
) -> None:
    spoken = say(answering(wav(body, **form)))
    levels = struct.unpack(f"<{spoken.samples}h", spoken.pcm)
    assert max(abs(one - other) for one, other in zip(levels, tone(), strict=True)) <= 1


NAN = struct.pack("<1000f", *[0.1] * 999, math.nan)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "nothing in place of sound"),
        (HTML, "a web page"),
        (SAID_BACK, "JSON"),
        (b"#EXTM3U\nhttp://example.org/a.ts\n", "neither WAV nor MP3"),
        (wav(pcm(tone(rate=8000)), rate=8000), "8000 Hz"),
        (wav(NAN, tag=3, bits=32), "not numbers"),
        (wav(struct.pack("<2f", 0.0, 9000.0), tag=3, bits=32), "too loud"),
        (wav(pcm(tone()), size=50_000), "breaks off"),
        (wav(b""), "no samples"),
        (wav(pcm(tone()), tag=85), "way of its own"),
        (GOOD[:30], "does not say how"),
        (GOOD[:12], "no samples"),
        (b"\xff\xfb" + b"\0" * 500, "cannot be decoded"),
        (b"ID3" + HTML * 20, "cannot be decoded"),
    ],
)
def test_what_is_no_sound_is_one_error_that_quotes_nothing(
    answering: Callable[..., str], body: bytes, words: str
) -> None:
    with pytest.raises(AnswerUnusable, match=words) as caught:
        say(answering(body))
    assert "sk-very" not in str(caught.value)
    assert "Yes" not in str(caught.value)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_later(answering: Callable[..., str], status: int) -> None:
    with pytest.raises(EngineBusy) as caught:
        say(answering(HTML, status, Retry_After="7"))
    assert caught.value.seconds == 7


@pytest.mark.parametrize("status", [302, 401, 404])
def test_a_server_that_refuses_or_leads_away_is_left(answering: Callable[..., str], status: int) -> None:
    with pytest.raises(EngineRefused):
        say(answering(b"", status, Location="http://127.0.0.1:1/"))


def test_a_flood_is_left(answering: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech_server, "_MOST_BYTES", 5_000)
    with pytest.raises(AnswerUnusable, match="5,000 bytes"):
        say(answering(GOOD))


def test_a_trickle_and_a_standstill_are_left_in_time(serve: Callable[..., str]) -> None:
    for misbehave in (lambda request: request.trickle(GOOD, 0.05), lambda request: request.stall(GOOD[:99])):
        with pytest.raises(EngineBusy):
            say(serve(misbehave), timeout_s=0.4)


def test_an_answer_that_breaks_off_is_no_sound(serve: Callable[..., str]) -> None:
    def half(request: Any) -> None:
        request.send(GOOD[:2000], Content_Length=str(len(GOOD)))
        request.close_connection = True

    with pytest.raises(EngineBusy):
        say(serve(half))


def test_an_mp3_that_breaks_off_without_a_word_of_the_server_is_no_sound(serve: Callable[..., str]) -> None:
    whole, _ = codec.run([*codec.raw_input(RATE), "-b:a", "48k", "-f", "mp3", "pipe:1"], [pcm(tone(2.0))])

    def half(request: Any) -> None:
        request.send_response(200)  # without a length: where the connection ends, so does the answer
        request.end_headers()
        request.wfile.write(whole[: len(whole) // 2 | 1])
        request.close_connection = True

    with pytest.raises(AnswerUnusable, match="breaks off"):
        say(serve(half))


def test_the_key_travels_in_a_header_and_stands_nowhere_else(
    serve: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_KEY", "sk-very-secret-1")
    seen = []

    def answer(request: Any) -> None:
        seen.append(request.headers["Authorization"])
        request.send(SAID_BACK, 403)

    with pytest.raises(EngineRefused) as caught:
        say(serve(answer), key_variable="SPEECH_KEY")
    assert seen == ["Bearer sk-very-secret-1"]
    assert "sk-very" not in repr(caught.value)


def test_without_an_address_or_offline_it_refuses_to_begin() -> None:
    with pytest.raises(SettingsError, match="know its server"):
        SpeechServer(NarrationConfiguration())
    with pytest.raises(SettingsError, match="--offline"):
        SpeechServer(
            NarrationConfiguration(offline=True, speech=Speech(base_url="https://speech.example/v1"))
        )


def test_a_server_of_this_machine_is_private_and_others_are_not() -> None:
    assert SpeechServer(configuration("http://127.0.0.1:1")).private
    assert not SpeechServer(configuration("https://speech.example")).private


def test_voices_come_from_the_tables_by_language(tmp_path: Path) -> None:
    from pipeline.narration.speaker_parts import Part
    from pipeline.narration.voice_selection import cast, others

    file = tmp_path / "publish.toml"
    file.write_text(
        'speaker = "speech"\n[speech]\nbase_url = "http://127.0.0.1:1/v1"\nvoice = "a"\n'
        '[voices.ko]\nname = "b"\nquotations = "c"\nspeed = 1.2\n[pauses]\nparagraph_ms = 900\n',
        "utf-8",
    )
    settings = load({}, {}, file)
    assert settings.pauses.paragraph_ms == 900
    found = narration_of(settings)
    korean, english = cast("ko", found)[0], cast("en", found)[0]
    assert (korean.name, korean.speed, english.name, english.speed) == ("b", 1.2, "a", 1.0)
    assert {part: voice.name for part, voice in others(korean, found).items()} == {
        Part.QUOTATION: "c",
        Part.FEMALE_QUOTATION: "c",
        Part.MALE_QUOTATION: "c",
    }


def test_a_long_sentence_is_cut_at_clauses() -> None:
    speaker = SpeechServer(configuration("http://127.0.0.1:1", most_characters=20))
    assert speaker.pieces("他们回来了，谁也没有说话，天已经黑了，街上一个人也没有。") == [
        "他们回来了，谁也没有说话，天已经黑了，",
        "街上一个人也没有。",
    ]


DOCS = Path(__file__).parents[2] / "docs" / "voices.md"
RECIPES = re.findall(
    r"```toml\n(.*?)```",
    DOCS.read_text("utf-8").partition("## Larger models")[2].partition("\n## ")[0],
    re.DOTALL,
)


@pytest.mark.parametrize("recipe", RECIPES, ids=["qwen", "cosyvoice", "chatterbox"])
def test_the_recipes_for_larger_models_ask_what_their_servers_want(
    recipe: str, serve: Callable[..., str], tmp_path: Path
) -> None:
    """The stand-in refuses what such a server would: another model, a voice it lacks, or a recording without its words."""
    needed = {
        "Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice": lambda asked: (
            asked["voice"] == "sohee" and asked["language"] == "Korean"
        ),
        "FunAudioLLM/Fun-CosyVoice3-0.5B-2512": lambda asked: asked["ref_audio"] and asked["ref_text"],
        "chatterbox-multilingual": lambda asked: len(asked["input"]) <= 300,
    }

    def answer(request: Any) -> None:
        asked = json.loads(request.body)
        good = request.path == "/v1/audio/speech" and needed[asked["model"]](asked)
        request.send(wav(pcm(tone(1.0))) if good else b"{}", 200 if good else 400)

    file = tmp_path / "publish.toml"
    file.write_text(re.sub("http://127.0.0.1:[0-9]+", serve(answer), recipe), "utf-8")
    settings = narration_of(load({}, {}, file))
    voice, _ = cast("ko", settings)
    said = narration_say("s1", "비가 그쳤다.", voice, settings)
    assert (said.sound.rate, said.doubt, said.voice) == (RATE, "", None)


def test_what_a_server_is_told_beside_the_text_is_part_of_the_voice(answering: Callable[..., str]) -> None:
    address = answering(GOOD)
    plain, korean = (
        SpeechServer(configuration(address, fields=fields)).voice("ko")
        for fields in ({}, {"language": "Korean"})
    )
    assert plain is not None
    assert korean is not None
    assert korean.version.startswith(f"{plain.version} ")
