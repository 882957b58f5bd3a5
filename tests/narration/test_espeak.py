"""eSpeak NG says the same bytes whatever it said before, and says the text, not mark-up."""

import random
import signal
import socket
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from pipeline.document.sound import Voice
from pipeline.errors import AnswerUnusable, EngineBusy, SettingsError
from pipeline.languages import codes, languages
from pipeline.languages.normalization import normalize
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import espeak, espeak_process
from pipeline.narration.engines.espeak import EspeakSpeaker

SAID = {
    "en": "The court heard 12 witnesses from 3 countries.",
    "ko": "법원은 3개국에서 온 증인 12명의 말을 들었다.",
    "zh-Hans": "法庭听取了来自三个国家的12名证人的证词。",
    "zh-Hant": "法庭聽取了來自三個國家的12名證人的證詞。",
    "es": "El tribunal escuchó a 12 testigos de 3 países.",
    "pt-BR": "O tribunal ouviu 12 testemunhas de 3 países.",
    "ar": "استمعت المحكمة إلى 12 شاهدا من 3 دول.",
}


@pytest.fixture
def speaker() -> EspeakSpeaker:
    return EspeakSpeaker(NarrationConfiguration())


def say(speaker: EspeakSpeaker, text: str, language: str = "en") -> bytes:
    voice = speaker.voice(language)
    assert voice is not None
    return speaker.speak(text, voice).pcm


def shuffled(seed: int) -> list[str]:
    """Each language three times, in an order of the seed's."""
    order = [*SAID, *SAID, *SAID]
    random.Random(seed).shuffle(order)
    return order


def test_the_same_text_gives_the_same_bytes_in_any_order_and_process(speaker: EspeakSpeaker) -> None:
    voices = {language: speaker.voice(language) for language in SAID}
    found: dict[str, set[str]] = {language: set() for language in SAID}
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        elsewhere = [
            (tag, pool.submit(speaker.speak, SAID[tag], voice))
            for tag in shuffled(1)
            if (voice := voices[tag])
        ]
        for language in shuffled(2):
            found[language].add(sha256(say(speaker, SAID[language], language)).hexdigest())
        for language, future in elsewhere:
            found[language].add(sha256(future.result().pcm).hexdigest())
    assert all(len(each) == 1 for each in found.values()), found


def test_the_same_text_gives_the_same_bytes_in_threads(speaker: EspeakSpeaker) -> None:
    alone = say(speaker, SAID["ko"], "ko")
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: say(speaker, SAID["ko"], "ko"), range(8))) == {alone}


def test_the_same_text_gives_the_same_bytes_in_any_locale(
    speaker: EspeakSpeaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = say(speaker, SAID["zh-Hans"], "zh-Hans")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("TZ", "Asia/Seoul")
    monkeypatch.setenv("ESPEAK_DATA_PATH", "/nowhere")
    assert say(speaker, SAID["zh-Hans"], "zh-Hans") == here


@pytest.mark.parametrize("language", [tag for tag in languages() if "" not in codes(tag, "espeak")])
def test_every_language_of_the_table_is_spoken(speaker: EspeakSpeaker, language: str) -> None:
    pcm = say(speaker, f"{languages()[language].native} 12", language)
    assert len(pcm) // 2 > 22_050 // 4


@pytest.mark.parametrize("language", ["ja", "tlh-Latn", "xx"])
def test_a_language_it_cannot_read_has_no_voice(speaker: EspeakSpeaker, language: str) -> None:
    assert speaker.voice(language) is None


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "en-us"), ("ko", "ko"), ("zh-Hans", "cmn"), ("zh-Hant", "cmn"), ("pt-BR", "pt-br"), ("de", "de")],
)
def test_the_voice_is_the_language_s_own(speaker: EspeakSpeaker, language: str, code: str) -> None:
    voice = speaker.voice(language)
    assert voice is not None
    assert (voice.engine, voice.name, voice.language) == ("espeak", code, language)
    assert "eSpeak NG 1." in voice.version


def test_thai_is_read_word_by_word(speaker: EspeakSpeaker) -> None:
    voice = speaker.voice("th")
    assert voice is not None
    assert speaker.speak("รัฐบาลไทย", voice) == speaker.speak("รัฐบาล ไทย", voice)


def test_chinese_is_read_alike_in_both_scripts(speaker: EspeakSpeaker) -> None:
    assert say(speaker, SAID["zh-Hans"], "zh-Hans") == say(speaker, SAID["zh-Hant"], "zh-Hant")


def test_asking_for_voices_and_speaking_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    assert say(EspeakSpeaker(NarrationConfiguration()), "Yes.")


@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans"])
def test_markup_and_phonemes_are_read_as_text(speaker: EspeakSpeaker, language: str) -> None:
    assert len(say(speaker, "A <break time='9s'/> B", language)) > 1.5 * len(say(speaker, "A B", language))
    assert say(speaker, "[[k'at]]", language) != say(speaker, "[[d'og]]", language)
    assert len(say(speaker, "&lt;", language)) > 0


def test_a_control_character_neither_ends_the_text_nor_begins_a_command(speaker: EspeakSpeaker) -> None:
    whole = say(speaker, "one two three")
    assert say(speaker, "one\0two\x01three") == whole


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See https://www.example.org/a-b/c?x=1 for more.", "See example.org for more."),
        ("See www.example.org/report.", "See example.org."),
        ("자세한 내용은 https://example.org/ko/1에서", "자세한 내용은 example.org"),
        ("请看https://example.org/a，谢谢。", "请看example.org，谢谢。"),
        ("(https://example.org/a)", "(example.org)"),
        ("example.org 3.5", "example.org 3.5"),
    ],
)
def test_a_web_address_is_said_by_its_site(text: str, said: str) -> None:
    assert espeak._readable(text) == said


@pytest.mark.parametrize(("language", "text"), [*SAID.items(), ("en", "“What is this?”"), ("de", "Ich")])
def test_speech_begins_at_once_and_is_not_cut_at_its_end(
    speaker: EspeakSpeaker, language: str, text: str
) -> None:
    voice = speaker.voice(language)
    assert voice is not None
    raw = espeak._synthesize(normalize(text, language), voice.name)
    pcm = say(speaker, text, language)
    silent = len(pcm) - len(pcm.lstrip(b"\0"))
    assert silent / 2 / 22_050 <= 0.060
    assert (len(pcm) - len(pcm.rstrip(b"\0"))) / 2 / 22_050 <= 0.065
    assert raw.strip(b"\0") in pcm
    assert len(pcm) % 2 == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "es",
            "El audio no se puede reproducir; compruebe la conexión e inténtelo de nuevo o descargue el archivo.",
        ),
        ("uk", "Аудіо зараз не відтворюється. Перевірте з'єднання та спробуйте ще раз або завантажте файл."),
        (
            "ko",
            "지금은 오디오를 재생할 수 없습니다. 인터넷 연결을 확인하고 다시 시도하거나 파일을 다운로드해 주세요.",
        ),
    ],
)
def test_no_voice_is_cut_off_at_full_scale(speaker: EspeakSpeaker, language: str, text: str) -> None:
    assert np.abs(np.frombuffer(say(speaker, text, language), "<i2").astype(int)).max() < 29_000


def test_silence_is_cut_at_whole_samples() -> None:
    loud = b"\x00\x01\x05\x00"
    assert espeak._trim(bytes(20_000) + loud + bytes(20_000)) == bytes(2 * 661) + loud + bytes(2 * 1323)
    assert espeak._trim(loud) == loud


def test_a_text_without_a_sound_is_refused(speaker: EspeakSpeaker) -> None:
    with pytest.raises(AnswerUnusable, match="nothing to say"):
        say(speaker, "…")


def test_an_unknown_voice_is_refused_in_words(speaker: EspeakSpeaker) -> None:
    with pytest.raises(AnswerUnusable, match="no voice “nowhere”"):
        speaker.speak("Yes.", Voice("espeak", "nowhere", "en", "1"))


def test_a_crash_of_the_library_is_an_error_of_that_sentence(
    speaker: EspeakSpeaker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crashing = tmp_path / "crash.py"
    crashing.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    monkeypatch.setattr(espeak_process, "__file__", str(crashing))
    with pytest.raises(AnswerUnusable, match=f"code -{int(signal.SIGSEGV)}"):
        say(speaker, "Yes.")


def test_a_library_that_hangs_is_given_up(
    speaker: EspeakSpeaker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hanging = tmp_path / "hang.py"
    hanging.write_text("import time\ntime.sleep(30)\n")
    monkeypatch.setattr(espeak_process, "__file__", str(hanging))
    monkeypatch.setattr(espeak, "_LIMIT_S", 0.3)
    with pytest.raises(AnswerUnusable, match="did not finish"):
        say(speaker, "Yes.")


def test_a_system_out_of_processes_is_busy(speaker: EspeakSpeaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(EngineBusy, match="could not be started"):
        say(speaker, "Yes.")


@pytest.mark.parametrize(
    ("language", "text"), [("ko", "비가 그치자 사람들이 나왔다."), ("zh-Hans", "雨停了，人们走了出来。")]
)
def test_speed_and_pitch_are_followed(speaker: EspeakSpeaker, language: str, text: str) -> None:
    voice = speaker.voice(language)
    assert voice is not None
    plain = speaker.speak(text, voice)
    fast = speaker.speak(text, replace(voice, speed=1.6))
    high = speaker.speak(text, replace(voice, pitch=1.6))
    assert fast.samples < 0.75 * plain.samples
    assert high.pcm != plain.pcm
    assert speaker.speak(text, replace(voice, speed=1.0)) == plain


def test_a_region_s_voice_can_be_chosen_and_an_unknown_one_is_told(speaker: EspeakSpeaker) -> None:
    assert speaker.find_voice("en", "en-gb-scotland") is not None
    with pytest.raises(SettingsError, match="nowhere"):
        speaker.find_voice("en", "nowhere")
