"""Supertonic speaks a text with the same bytes each time, cut where it may rest, and says what is wrong with its weights."""

import hashlib
import json
import math
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import pytest

from pipeline.config.tables import Casting, Supertonic
from pipeline.document.sound import Run, Sound, Voice
from pipeline.errors import AnswerUnusable, EngineRefused, SettingsError, VoiceMissing
from pipeline.infra.runner import LocalPool, Serial
from pipeline.infra.store import Store
from pipeline.languages import languages
from pipeline.narration import narrate, supertonic_files
from pipeline.narration.audio_checks import expected_s, inner_silence_s
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import supertonic, supertonic_model
from pipeline.narration.engines.supertonic import SupertonicSpeaker
from pipeline.narration.narrate import Receipt, Utterance
from pipeline.narration.scheduling import narrating
from pipeline.narration.synthesis import say, speaker
from pipeline.narration.voice_selection import cast, kokoro_voice, lacking_voices, others
from tests.narration import small_supertonic as small

KOREAN = "비가 그친 뒤 시장은 다시 문을 열었다."
LONG = {
    "ko": "정부는 올해 예산을 늘리기로 했고, 시의회는 다음 달에 이를 논의하며, 주민들은 그동안 의견을 낼 수 있고, "
    "전문가들은 조심스럽게 지켜보자고 말했으며, 상인들은 세금이 오를까 걱정하고, 학생들은 새 도서관을 기다리고, "
    "의사들은 병원을 먼저 지어야 한다고 밝혔다.",
    "de": "Die Stadt baut im kommenden Jahr drei neue Brücken, von denen eine über den Fluss führt, während die anderen beiden "
    "den Hafen mit dem Bahnhof verbinden, was nach Ansicht der Verwaltung den Verkehr in der Innenstadt entlastet, obwohl "
    "Fachleute daran zweifeln, und deshalb wurde ein Gutachten bestellt, das im Herbst vorliegen soll.",
}


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    table = supertonic_files._table
    yield
    supertonic_files._table = table
    small.forget()
    speaker.cache_clear()


@pytest.fixture
def files() -> dict[str, bytes]:
    """The files of the small weights; what a test changes in them counts as published."""
    return small.weights()


@pytest.fixture
def installed(tmp_path: Path, files: Mapping[str, bytes]) -> NarrationConfiguration:
    return install(tmp_path, files)


def install(folder: Path, files: Mapping[str, bytes]) -> NarrationConfiguration:
    small.use(small.release(files))
    small.install(folder / "voices", files)
    return NarrationConfiguration(
        speaker="supertonic", voices=folder / "voices", store=folder / "store", offline=True
    )


def spoken(configuration: NarrationConfiguration, text: str, language: str = "ko", name: str = "F1") -> Sound:
    engine = SupertonicSpeaker(configuration)
    voice = engine.find_voice(language, name)
    assert voice is not None
    return engine.speak(text, voice)


def signs(configuration: NarrationConfiguration, text: str, language: str = "ko") -> str:
    """What the model is given of a text that is said in one breath."""
    return supertonic._signs(
        supertonic._spelled(text, language),
        language,
        supertonic_model.model(supertonic_files.weights_folder(configuration.voices)),
    )


def test_it_speaks_the_languages_of_its_list_and_no_others(installed: NarrationConfiguration) -> None:
    found = {tag: SupertonicSpeaker(installed).voice(tag) for tag in languages()}
    spoken = {tag for tag, voice in found.items() if voice}
    assert spoken > {"ko", "de", "ru", "uk", "ar", "pl", "nl", "tr", "cs", "el", "pt-BR", "en", "ja"}
    assert [found[tag] for tag in ("zh-Hans", "zh-Hant", "th", "fa")] == [None] * 4
    assert found["ko"] is not None
    assert (found["ko"].engine, found["ko"].name) == ("supertonic", "F1")


def test_the_published_weights_are_pinned_file_by_file() -> None:
    known = supertonic_files.published()
    assert len(known.revision) == 40
    assert len(known.voices) == 10
    assert len(known.files) == 17
    assert all(file.size and re.fullmatch("[0-9a-f]{64}", file.digest) for file in known.files.values())
    assert {f"voice_styles/{usual}.json" for tag in languages() if (usual := supertonic.usual(tag))} <= set(
        known.files
    )


def test_sound_fits_its_text_and_the_checks_let_it_pass(installed: NarrationConfiguration) -> None:
    voice = SupertonicSpeaker(installed).voice("ko")
    assert voice is not None
    said = say("s1", KOREAN, voice, installed)
    assert (said.doubt, said.voice, said.left_out) == ("", None, "")
    assert said.sound.rate == small.RATE
    assert 0.45 < said.sound.samples / said.sound.rate / expected_s(KOREAN, "ko") < 2


def test_other_words_voices_steps_and_speeds_are_other_sounds(installed: NarrationConfiguration) -> None:
    voice = SupertonicSpeaker(installed).voice("ko")
    assert voice is not None
    slow = replace(installed, supertonic=Supertonic(steps=3))
    sounds = {
        spoken(installed, KOREAN).pcm,
        spoken(installed, "바람이 분 뒤 시장은 다시 문을 열었다.").pcm,
        spoken(installed, KOREAN, name="M1").pcm,
        spoken(slow, KOREAN).pcm,
        SupertonicSpeaker(installed).speak(KOREAN, replace(voice, speed=1.2)).pcm,
    }
    assert len(sounds) == 5


def test_a_speed_changes_how_long_it_lasts(installed: NarrationConfiguration) -> None:
    voice = SupertonicSpeaker(installed).voice("ko")
    assert voice is not None
    usual, fast = (
        SupertonicSpeaker(installed).speak(KOREAN, replace(voice, speed=speed)).samples for speed in (1, 1.5)
    )
    assert fast == pytest.approx(usual / 1.5, rel=0.03)


def test_what_changes_the_sound_changes_the_version_of_the_voice(
    installed: NarrationConfiguration, files: dict[str, bytes], tmp_path: Path
) -> None:
    def version(configuration: NarrationConfiguration) -> str:
        voice = SupertonicSpeaker(configuration).voice("ko")
        return voice.version if voice else ""

    first, other = version(installed), version(replace(installed, supertonic=Supertonic(steps=12)))
    small.use(small.release(files, revision="0ther" + "1" * 35))
    small.install(tmp_path / "voices", files)
    assert len({first, other, version(installed)} - {""}) == 3


SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from tests.narration import small_supertonic as small
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines.supertonic import SupertonicSpeaker
small.use(json.loads(Path(sys.argv[1]).read_text()))
speaker = SupertonicSpeaker(NarrationConfiguration(voices=Path(sys.argv[2])))
voice = speaker.voice("ko")
print(*(hashlib.sha256(speaker.speak(text, voice).pcm).hexdigest() for text in sys.argv[3:]))
"""


def test_every_process_gives_the_same_bytes_whatever_was_said_before(
    installed: NarrationConfiguration, files: dict[str, bytes], tmp_path: Path
) -> None:
    table = tmp_path / "table.json"
    table.write_text(json.dumps(small.release(files)))
    texts = [KOREAN, LONG["ko"], "네."]
    own = [hashlib.sha256(spoken(installed, text).pcm).hexdigest() for text in texts]
    command = [sys.executable, "-c", SCRIPT, str(table), str(installed.voices)]
    for order in (texts, texts[::-1]):
        done = subprocess.run([*command, *order], capture_output=True, text=True, check=True)
        assert dict(zip(order, done.stdout.split(), strict=True)) == dict(zip(texts, own, strict=True))


def speak_by_small_weights(configuration: NarrationConfiguration, utterance: Utterance) -> Receipt:
    """What a worker does, in a process of its own."""
    small.use(json.loads((configuration.store.parent / "table.json").read_text()))
    return narrate.speak(configuration, utterance)


@pytest.mark.slow
def test_a_pool_keeps_the_same_sounds_as_one_process(
    installed: NarrationConfiguration,
    files: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[2])  # a process of the pool is handed it
    (tmp_path / "table.json").write_text(json.dumps(small.release(files)))
    voice = SupertonicSpeaker(installed).voice("ko")
    assert voice is not None
    texts = (KOREAN, LONG["ko"], "네.", "아니요, 그렇지 않습니다.")
    utterances = [Utterance(f"s{number}", text, voice) for number, text in enumerate(texts)]
    kept = []
    for number, workers in enumerate((Serial(), LocalPool(2))):
        own = replace(installed, store=tmp_path / f"store{number}", jobs=2)
        with (
            workers,
            narrating(own, lambda *_: None, lambda *_: None, workers, speak_by_small_weights) as narration,
        ):
            narration.speak("ko", utterances)
        kept.append([Store(own.store).get(each.key) for each in utterances])
    assert None not in kept[0]
    assert kept[0] == kept[1]


def test_what_was_spoken_once_is_found_in_the_store(
    installed: NarrationConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = SupertonicSpeaker(installed).voice("ko")
    assert voice is not None
    first = narrate.speak(installed, Utterance("s1", KOREAN, voice))
    monkeypatch.setattr(SupertonicSpeaker, "speak", lambda *_: pytest.fail("spoken twice"))
    assert narrate.speak(installed, Utterance("s2", KOREAN, voice)) == first


@pytest.mark.parametrize(
    ("language", "text", "given"),
    [
        ("ko", "3월 5일에 12명이 왔다.", "<ko>삼월 오일에 열두명이 왔다.</ko>"),
        ("ko", "“그만!”이라고 Trump는 말했다", "<ko>그만!이라고 트럼프는 말했다.</ko>"),
        ("ko", "KINU의 A동, 50%", "<ko>케이아이엔유의 에이동, 오십퍼센트.</ko>"),
        ("ko", "대통령 尹은 韓國 이야기를 했다.", "<ko>대통령 윤은 한국 이야기를 했다.</ko>"),
        ("de", "Er zahlte 12 € – sofort.", "<de>Er zahlte zwölf Euro - sofort.</de>"),
        ("de", "<en>Nein</en>", "<de>en Nein, en.</de>"),
        ("ru", "В 1990 году", "<ru>В тысяча девятьсот девяностом году.</ru>"),
        ("vi", "Người Việt 😀", "<vi>Người Việt.</vi>"),
    ],
)
def test_the_model_is_given_words_in_parts_of_letters_with_their_language_around(
    installed: NarrationConfiguration, language: str, text: str, given: str
) -> None:
    assert signs(installed, text, language) == unicodedata.normalize("NFKD", given)


@pytest.mark.parametrize("language", LONG)
def test_a_long_sentence_is_cut_at_its_clauses_into_even_breaths(language: str) -> None:
    breaths = supertonic._breaths(LONG[language], language)
    assert len(breaths) > 1
    assert all(expected_s(breath, language) < 17 for breath in breaths)
    assert all(breath.endswith(",") for breath in breaths[:-1])
    assert " ".join(breaths) == supertonic._spelled(LONG[language], language)
    assert min(map(len, breaths)) > 0.5 * max(map(len, breaths))


def test_what_has_no_mark_is_cut_between_words() -> None:
    text = "길고 긴 이야기 " * 60
    breaths = supertonic._breaths(text, "ko")
    assert " ".join(breaths) == text.strip()
    assert all(expected_s(breath, "ko") < 17 for breath in breaths)


def test_breaths_are_joined_without_a_click_and_with_one_short_rest(
    installed: NarrationConfiguration,
) -> None:
    sound = spoken(installed, LONG["ko"])
    rests = len(supertonic._breaths(LONG["ko"], "ko")) - 1
    samples = numpy.frombuffer(sound.pcm, "<i2").astype(int)
    quiet = numpy.flatnonzero(abs(samples) > 60)
    gaps = numpy.flatnonzero(numpy.diff(quiet) > 0.05 * sound.rate)
    assert len(gaps) == rests
    assert 0.05 < inner_silence_s(sound) < 0.25
    for gap in gaps:
        ends = samples[quiet[gap] - 5 : quiet[gap] + 6], samples[quiet[gap + 1] - 5 : quiet[gap + 1] + 6]
        assert all(abs(end).max() < 700 for end in ends)


def test_signs_that_the_model_does_not_know_are_named(installed: NarrationConfiguration) -> None:
    voice = SupertonicSpeaker(installed).voice("ja")
    assert voice is not None
    said = say("s1", "東京の夜はとても静かで、みんなが眠っている。", voice, installed)
    assert said.left_out == "東京夜静眠"


def test_a_sentence_of_nothing_that_can_be_said_is_refused(installed: NarrationConfiguration) -> None:
    with pytest.raises(AnswerUnusable, match="nothing to say"):
        spoken(installed, "東京", "ja")


def test_a_voice_that_it_does_not_have_is_refused_by_name(installed: NarrationConfiguration) -> None:
    with pytest.raises(SettingsError, match="no voice called “F9”"):
        SupertonicSpeaker(installed).find_voice("ko", "F9")
    with pytest.raises(SettingsError, match="does not speak Thai"):
        SupertonicSpeaker(installed).find_voice("th", "F1")


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("onnx/vocoder.onnx", lambda data: data[:-1], r"it cannot be loaded"),
        ("onnx/vocoder.onnx", lambda data: b"", r"it cannot be loaded"),
        ("onnx/vocoder.onnx", lambda data: small.predictor(), r"it takes style_dp, text_ids, text_mask"),
        ("onnx/tts.json", lambda data: b"{}", "does not say its sizes"),
        ("onnx/tts.json", lambda data: b"[1]", "does not say its sizes"),
        ("onnx/tts.json", lambda data: b"\xff", "is no JSON"),
        (
            "onnx/tts.json",
            lambda data: json.dumps(small.config(sample_rate=-1)).encode(),
            "does not say its sizes",
        ),
        ("onnx/unicode_indexer.json", lambda data: b'{"a": 1}', "is no list of numbers"),
        (
            "voice_styles/F1.json",
            lambda data: small.style("F1", {"style_dp": (1, 4, 6), "style_ttl": (1, 6, 8)}),
            r"its style_ttl has the shape \(1, 6, 8\)",
        ),
        (
            "voice_styles/F1.json",
            lambda data: small.style("F1", {"style_dp": (4, 6), "style_ttl": (1, 5, 8)}),
            r"its style_dp has the shape \(4, 6\)",
        ),
        (
            "voice_styles/F1.json",
            lambda data: data.replace(b'"dims": [1, 4', b'"dims": [1, 5'),
            "style_dp is none",
        ),
        ("voice_styles/F1.json", lambda data: b'{"style_dp": {}}', "style_dp is none"),
        ("voice_styles/F1.json", lambda data: small.style("F1", value=math.nan), "is not a number"),
    ],
)
def test_weights_of_another_architecture_are_refused_by_the_name_of_the_file(
    files: dict[str, bytes], name: str, change: Callable[[bytes], bytes], words: str, tmp_path: Path
) -> None:
    files[name] = change(files[name])
    with pytest.raises(EngineRefused, match=words) as caught:
        spoken(install(tmp_path, files), KOREAN)
    assert name in caught.value.message
    assert "voices install supertonic --replace" in caught.value.advice


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("onnx/vector_estimator.onnx", lambda data: data[:-1] + bytes([data[-1] ^ 1])),
        ("onnx/tts.json", lambda data: data.replace(b"512", b"256")),
        ("voice_styles/F1.json", lambda data: small.style("F2")[: len(data)].ljust(len(data))),
    ],
)
def test_a_file_that_was_changed_after_it_came_is_noticed_when_it_is_loaded(
    installed: NarrationConfiguration, name: str, change: Callable[[bytes], bytes]
) -> None:
    path = supertonic_files.weights_folder(installed.voices) / name
    path.write_bytes(change(path.read_bytes()))
    assert SupertonicSpeaker(installed).voice("ko") is not None
    with pytest.raises(EngineRefused, match="not as it was published") as caught:
        spoken(installed, KOREAN)
    assert str(path) in caught.value.message


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda folder: (folder / "onnx" / "vocoder.onnx").write_bytes(b"12"), "onnx/vocoder.onnx has 2 bytes of"),
        (lambda folder: (folder / "voice_styles" / "M1.json").unlink(), "voice_styles/M1.json is missing"),
        (lambda folder: (folder / "accepted.json").unlink(), "its licence was not accepted"),
        (lambda folder: (folder / "accepted.json").write_text("{"), "its licence was not accepted"),
        (lambda folder: folder.rename(folder.with_name("supertonic-0123456789ab")), "supertonic-0123456789ab is of another revision"),
    ],
)  # fmt: skip
def test_weights_that_are_not_all_there_do_not_speak_and_the_reason_is_named(
    installed: NarrationConfiguration, harm: Callable[[Path], Any], why: str
) -> None:
    harm(supertonic_files.weights_folder(installed.voices))
    assert SupertonicSpeaker(installed).voice("ko") is None
    with pytest.raises(VoiceMissing, match=why) as caught:
        cast("ko", installed)
    assert "voices install supertonic" in caught.value.advice


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("onnx/duration_predictor.onnx", small.predictor(math.nan), "Supertonic would say it in nan s"),
        ("onnx/duration_predictor.onnx", small.predictor(math.inf), "Supertonic would say it in inf s"),
        ("onnx/duration_predictor.onnx", small.predictor(1e6), "s can be right"),
        ("onnx/duration_predictor.onnx", small.predictor(0), "s can be right"),
        ("onnx/duration_predictor.onnx", small.predictor(-1), "s can be right"),
        ("onnx/vocoder.onnx", small.vocoder(math.nan), "samples that are not numbers"),
        ("onnx/vocoder.onnx", small.vocoder(0), "is silent"),
    ],
)
def test_what_runs_away_or_is_no_sound_is_said_by_another_speaker(
    files: dict[str, bytes], name: str, data: bytes, why: str, tmp_path: Path
) -> None:
    files[name] = data
    configuration = install(tmp_path, files)
    voice = SupertonicSpeaker(configuration).voice("ko")
    assert voice is not None
    said = say("s1", KOREAN, voice, configuration)
    assert why in said.doubt
    assert said.doubt.endswith("It was said by espeak in its place.")
    assert said.voice is not None
    assert said.voice.engine == "espeak"


def test_a_graph_that_fails_with_a_sentence_is_no_bug(files: dict[str, bytes], tmp_path: Path) -> None:
    """A number of signs that a graph has no row for."""
    files["onnx/unicode_indexer.json"] = json.dumps([600] * 0x3100).encode()
    configuration = install(tmp_path, files)
    voice = SupertonicSpeaker(configuration).voice("ko")
    assert voice is not None
    said = say("s1", KOREAN, voice, configuration)
    assert "Supertonic's duration_predictor failed" in said.doubt


class TestAuto:
    @pytest.fixture
    def automatic(self, installed: NarrationConfiguration) -> NarrationConfiguration:
        return replace(installed, speaker="auto")

    @pytest.fixture
    def with_kokoro(self, automatic: NarrationConfiguration, voices: Path) -> NarrationConfiguration:
        for file in voices.iterdir():
            (automatic.voices / file.name).symlink_to(file)
        return automatic

    def test_it_speaks_korean_and_what_kokoro_lacks(self, with_kokoro: NarrationConfiguration) -> None:
        by = {
            tag: cast(tag, with_kokoro)[0].engine for tag in ("ko", "de", "uk", "en", "zh-Hans", "es", "th")
        }
        assert by == {
            "ko": "supertonic",
            "de": "supertonic",
            "uk": "supertonic",
            "en": "kokoro",
            "zh-Hans": "kokoro",
            "es": "kokoro",
            "th": "espeak",
        }

    def test_without_it_all_is_as_it_was(self, with_kokoro: NarrationConfiguration) -> None:
        (supertonic_files.weights_folder(with_kokoro.voices) / "accepted.json").unlink()
        by = {tag: cast(tag, with_kokoro) for tag in ("ko", "de", "en", "th")}
        assert {tag: voice.engine for tag, (voice, _) in by.items()} == {
            "ko": "kokoro",
            "de": "espeak",
            "en": "kokoro",
            "th": "espeak",
        }

    def test_kokoros_voices_are_not_fetched_for_korean(self, automatic: NarrationConfiguration) -> None:
        assert kokoro_voice("ko", automatic) == ""
        assert lacking_voices(["ko", "de"], automatic) == ()
        assert kokoro_voice("en", automatic) == "af_heart"
        assert "jm_kumo" in lacking_voices(["en"], automatic)
        (supertonic_files.weights_folder(automatic.voices) / "accepted.json").unlink()
        assert kokoro_voice("ko", automatic).startswith("jm_kumo")

    def test_it_speaks_what_kokoro_has_no_dictionary_for(
        self, automatic: NarrationConfiguration, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("pipeline.narration.voice_selection.phonemes.lacking", lambda tag: f"pip {tag}")
        assert cast("ja", automatic)[0].engine == "supertonic"
        (supertonic_files.weights_folder(automatic.voices) / "accepted.json").unlink()
        with pytest.raises(VoiceMissing, match="dictionary by which Japanese is spoken") as caught:
            cast("ja", automatic)
        assert caught.value.advice == "Run: pip ja"

    def test_nobody_is_warned_of_kokoros_missing_voices(self, automatic: NarrationConfiguration) -> None:
        assert cast("ko", automatic)[1] == ()

    @pytest.mark.parametrize(
        ("casting", "engine", "name"),
        [
            (Casting(name="M1"), "supertonic", "M1"),
            (Casting(name="jm_kumo"), "kokoro", "jm_kumo"),
            (Casting(quotations="jm_kumo"), "kokoro", "jm_kumo*0.6+zm_yunyang*0.4"),
            (Casting(quotations="F2"), "supertonic", "F1"),
        ],
    )
    def test_who_named_a_voice_gets_its_engine(
        self, with_kokoro: NarrationConfiguration, casting: Casting, engine: str, name: str
    ) -> None:
        configuration = replace(with_kokoro, casts={"ko": casting})
        voice, _ = cast("ko", configuration)
        assert (voice.engine, voice.name) == (engine, name)
        assert {each.engine for each in others(voice, configuration).values()} <= {engine}

    def test_voices_of_two_speakers_for_one_edition_are_refused(
        self, with_kokoro: NarrationConfiguration
    ) -> None:
        casting = Casting(name="jm_kumo", answers="M1")
        with pytest.raises(SettingsError, match="jm_kumo, M1"):
            cast("ko", replace(with_kokoro, casts={"ko": casting}))

    def test_a_voice_of_its_own_that_is_not_here_is_missed(self, tmp_path: Path) -> None:
        missing = NarrationConfiguration(voices=tmp_path, casts={"ko": Casting(name="M2")})
        with pytest.raises(VoiceMissing, match="supertonic's voice M2") as caught:
            cast("ko", missing)
        assert "voices install supertonic" in caught.value.advice

    def test_it_stands_in_for_kokoro_before_espeak(self, with_kokoro: NarrationConfiguration) -> None:
        broken = Voice("kokoro", "af_heart", "en", "1")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                "pipeline.narration.engines.kokoro.infer", lambda *_: numpy.zeros(24_000, numpy.float32)
            )
            said = say("s1", "The rain has stopped at last.", broken, with_kokoro)
        assert said.voice is not None
        assert said.voice.engine == "supertonic"


def test_parts_in_other_languages_are_said_by_its_own_rules(installed: NarrationConfiguration) -> None:
    voice = SupertonicSpeaker(installed).voice("ko")
    assert voice is not None
    assert voice.knows == frozenset()
    runs = (Run("그는 ", "ko"), Run("Goodbye", "en"), Run("라고 했다.", "ko"))
    text = "".join(run.text for run in runs)
    assert say("s1", text, voice, installed, runs).sound == say("s1", text, voice, installed).sound
