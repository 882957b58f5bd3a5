"""A sentence that came out wrong is said another way, and a person is told."""

import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.config import registry
from pipeline.document.article import Block, BlockKind, Role, Sentence, Span
from pipeline.document.events import Progress
from pipeline.document.notices import Level
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Run, Sound, Voice
from pipeline.errors import (
    AnswerUnusable,
    EngineBusy,
    EngineError,
    EngineRefused,
    NarrationError,
    PublishError,
)
from pipeline.infra.store import Store
from pipeline.narration.audio_checks import expected_s
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.narrate import Script, Utterance, doubts, laid_out, speak, unspoken
from pipeline.narration.scheduling import narrating
from pipeline.narration.speaker_parts import Part
from pipeline.narration.synthesis import NOTHING_TO_SAY, say

RATE = 24_000
KOREAN = "비가 그치자, 사람들이 하나둘 거리로 나왔다."
VOICE = Voice("fake", "v", "ko", "1")


def speech(text: str, share: float = 1.0) -> Sound:
    count = round(expected_s(text, "ko") * share * RATE)
    return Sound(struct.pack(f"<{count}h", *(round(9000 * math.sin(at / 19)) for at in range(count))), RATE)


class Fake:
    """Says what the test's function says."""

    name = "fake"
    private = True

    def __init__(self, answer: Callable[[str], Sound]) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def voice(self, language: str) -> Voice | None:
        return VOICE

    def speak(self, text: str, voice: Voice) -> Sound:
        self.asked.append(text)
        return self.answer(text)


@pytest.fixture
def configuration(tmp_path: Path) -> NarrationConfiguration:
    return NarrationConfiguration(
        store=tmp_path / "store", memory=tmp_path / "memory.sqlite", voices=tmp_path / "none", jobs=1
    )


@pytest.fixture
def speakers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Fake]:
    """The speakers by name; those that are not here have no voice."""
    from pipeline.narration import synthesis

    made: dict[str, Fake] = {}
    nobody = Fake(speech)
    nobody.voice = lambda language: None  # type: ignore[method-assign]
    monkeypatch.setattr(registry, "speaker", lambda name, configuration: made.get(name, nobody))
    for cached in (synthesis.speaker, synthesis._ask):
        cached.cache_clear()
    return made


def test_what_came_out_well_is_kept_without_a_word(
    speakers: dict[str, Fake], configuration: NarrationConfiguration
) -> None:
    speakers["fake"] = Fake(speech)
    said = say("s1-b1-k1", KOREAN, VOICE, configuration)
    assert said.doubt == ""
    assert speakers["fake"].asked == [KOREAN]


@pytest.mark.parametrize(
    "wrong",
    [lambda text: speech(text, 0.2), lambda text: speech(text, 4), lambda text: Sound(bytes(90_000), RATE)],
)
def test_a_sentence_that_came_out_wrong_is_said_in_two_parts(
    speakers: dict[str, Fake], configuration: NarrationConfiguration, wrong: Callable[[str], Sound]
) -> None:
    speakers["fake"] = Fake(lambda text: wrong(text) if text == KOREAN else speech(text))
    said = say("s1-b1-k1", KOREAN, VOICE, configuration)
    assert speakers["fake"].asked == [KOREAN, "비가 그치자,", "사람들이 하나둘 거리로 나왔다."]
    assert "said in two parts" in said.doubt
    assert said.sound.samples / RATE > 2


def test_when_that_does_not_help_another_engine_of_this_machine_says_it(
    speakers: dict[str, Fake], configuration: NarrationConfiguration
) -> None:
    speakers["fake"] = Fake(lambda text: Sound(bytes(90_000), RATE))
    speakers["espeak"] = other = Fake(speech)
    other.voice = lambda language: Voice("espeak", "ko", language, "1")  # type: ignore[method-assign]
    said = say("s1-b1-k1", KOREAN, VOICE, configuration)
    assert "is silent" in said.doubt
    assert "said by espeak in its place" in said.doubt


def test_what_sounds_odd_whoever_says_it_is_kept_and_told(
    speakers: dict[str, Fake], configuration: NarrationConfiguration
) -> None:
    speakers["fake"] = Fake(lambda text: speech(text, 0.2))
    said = say("s1-b1-k1", KOREAN, VOICE, configuration)
    assert said.sound.samples
    assert "too short" in said.doubt
    assert "kept as it was" in said.doubt


def test_silence_is_never_kept(speakers: dict[str, Fake], configuration: NarrationConfiguration) -> None:
    speakers["fake"] = Fake(lambda text: Sound(bytes(90_000), RATE))
    with pytest.raises(NarrationError, match=r"s1-b1-k1.*그치자.*silent"):
        say("s1-b1-k1", KOREAN, VOICE, configuration)


def test_an_engine_that_does_not_work_at_all_ends_it(
    speakers: dict[str, Fake], configuration: NarrationConfiguration
) -> None:
    def broken(text: str) -> Sound:
        raise EngineRefused("The model cannot be loaded.", "Install it anew.")

    speakers["fake"], speakers["espeak"] = Fake(broken), Fake(speech)
    with pytest.raises(NarrationError, match="cannot be loaded") as caught:
        say("s1-b1-k1", KOREAN, VOICE, configuration)
    assert caught.value.advice == "Install it anew."
    assert speakers["espeak"].asked == []


@pytest.mark.parametrize("text", ["", "…", "— !", "🙂🙂", "。"])
def test_what_has_no_letter_is_a_short_rest_and_nobody_is_asked(
    speakers: dict[str, Fake], configuration: NarrationConfiguration, text: str
) -> None:
    assert say("s1-b1-k1", text, VOICE, configuration).sound is NOTHING_TO_SAY


def test_a_server_is_asked_once_more_before_the_sentence_is_cut(
    speakers: dict[str, Fake], configuration: NarrationConfiguration
) -> None:
    def first_wrong(text: str) -> Sound:
        if len(fake.asked) == 1:
            raise AnswerUnusable("It sent a web page.")
        return speech(text)

    fake = speakers["fake"] = Fake(first_wrong)
    fake.private = False
    assert "said once more" in say("s1-b1-k1", KOREAN, VOICE, configuration).doubt
    assert fake.asked == [KOREAN, KOREAN]


def page(*blocks: Block) -> Page:
    return Page("s1", PageKind.SECTION, "t", blocks, episode=True)


def block(id: str, text: str, kind: BlockKind = BlockKind.PARAGRAPH, *below: Block) -> Block:
    sentences = (Sentence(f"{id}-k1", (Span(text),)),) if text else ()
    return Block(id, kind, Role.BODY, sentences, blocks=below)


def test_a_doubt_is_told_in_this_run_and_in_the_next(
    speakers: dict[str, Fake], configuration: NarrationConfiguration, narrated: Callable[..., object]
) -> None:
    speakers["fake"] = Fake(lambda text: speech(text, 0.2) if text == KOREAN else speech(text))
    script = Script((page(block("b1", KOREAN), block("b2", "그리고 밤이 왔다.")),), VOICE)
    store = Store(configuration.store)
    assert narrated({"ko": unspoken(script, store)}, configuration) == [("ko", None)]
    assert unspoken(script, store) == []
    for _ in range(2):
        (notice,) = doubts(script, store)
        assert (notice.where, notice.level, notice.evidence) == ("b1-k1", Level.WARNING, KOREAN)
        assert "said in two parts" in notice.text
    assert laid_out(script, store).tracks[0].cues


def test_signs_without_a_sound_are_told(
    speakers: dict[str, Fake], configuration: NarrationConfiguration, narrated: Callable[..., object]
) -> None:
    class Choosy(Fake):
        def left_out(self, runs: Sequence[Run], voice: Voice) -> str:
            return "".join(sign for run in runs for sign in run.text if sign in "㐂𠮷")

    speakers["fake"] = Choosy(speech)
    script = Script((page(block("b1", "他叫㐂，昨天来了。"), block("b2", "今天下雨了。")),), VOICE)
    store = Store(configuration.store)
    narrated({"ko": unspoken(script, store)}, configuration)
    (notice,) = doubts(script, store)
    assert (notice.code, notice.where, notice.level) == ("narration.left out", "b1-k1", Level.WARNING)
    assert "no sound for 㐂" in notice.text


def test_halves_of_a_sentence_keep_their_languages(
    speakers: dict[str, Fake], configuration: NarrationConfiguration
) -> None:
    class Polyglot(Fake):
        def speak_runs(self, runs: Sequence[Run], voice: Voice) -> Sound:
            asked.append([(run.text, run.language) for run in runs])
            text = "".join(run.text for run in runs)
            return speech(text, 0.2 if len(asked) == 1 else 1.0)

    asked: list[list[tuple[str, str]]] = []
    speakers["fake"] = Polyglot(speech)
    parts = (Run("그는 ", "ko"), Run("the gift, the time", "en"), Run("라고 했다.", "ko"))
    said = say("k", "그는 the gift, the time라고 했다.", VOICE, configuration, parts)
    assert asked[1:] == [
        [("그는 ", "ko"), ("the gift,", "en")],
        [("the time", "en"), ("라고 했다.", "ko")],
    ]
    assert "said in two parts" in said.doubt


def test_headings_quotations_and_notes_have_voices_of_their_own() -> None:
    inner = block("b2-b1", "“我们都在。”")
    pages = (
        page(
            block("b0", "归来", BlockKind.HEADING),
            block("b1", "他说："),
            block("b2", "", BlockKind.QUOTATION, inner),
            block("b3", "见第三页。", BlockKind.NOTE),
        ),
    )
    others = {part: Voice("fake", part.value, "zh-Hans", "1") for part in Part if part is not Part.TEXT}
    script = Script(pages, Voice("fake", "text", "zh-Hans", "1"), others)
    assert [each.voice.name for each in script.utterances()] == ["headings", "text", "quotations", "notes"]


def test_another_speed_or_pitch_is_spoken_anew() -> None:
    from dataclasses import replace

    from pipeline.narration.narrate import Utterance

    voices = (VOICE, replace(VOICE, speed=1.1), replace(VOICE, pitch=1.1))
    assert len({Utterance("k", KOREAN, voice).key for voice in voices}) == 3


def test_the_narrator_is_the_voice_that_really_spoke(
    configuration: NarrationConfiguration, speakers: dict[str, Fake], tmp_path: Path
) -> None:
    def garbage(text: str) -> Sound:
        raise AnswerUnusable("It sent a web page in place of sound.")

    speakers["fake"] = Fake(garbage)
    speakers["espeak"] = Fake(speech)
    other = Voice("espeak", "ko", "ko", "7")
    speakers["espeak"].voice = lambda language: other  # type: ignore[method-assign]
    store = Store(configuration.store)
    one = page(Block("b1", BlockKind.PARAGRAPH, Role.BODY, (Sentence("k1", (Span(KOREAN),)),)))
    script = Script((one,), VOICE)
    for utterance in unspoken(script, store):
        speak(configuration, utterance)
    assert laid_out(script, store).voice == other


class Server(Fake):
    """A server on this machine that takes a sentence at a time."""

    def pieces(self, text: str) -> list[str]:
        return [text]


def _run(configuration: NarrationConfiguration, count: int, silent: Progress) -> list[PublishError | None]:
    """What came of the editions in Korean and Spanish, each of so many sentences."""
    ended: list[PublishError | None] = []
    with narrating(configuration, lambda *_: None, lambda _, error: ended.append(error)) as narration:
        for tag in ("ko", "es"):
            voice = replace(VOICE, language=tag)
            narration.speak(tag, [Utterance(f"k{n}", f"{n}번째 문장을 말한다.", voice) for n in range(count)])
    return ended


@pytest.mark.parametrize(
    ("error", "most", "word"),
    [
        (EngineRefused("It refuses (HTTP 401).", "Look at the account."), 1, "401"),
        (AnswerUnusable("It sent a web page in place of sound."), 5, "not asked any more"),
        (EngineBusy("It is busy (HTTP 429).", "Later.", 90_000), 1, "left alone for 1 day"),
    ],
)
def test_a_server_that_does_not_speak_is_given_up_and_asked_nothing_more(
    speakers: dict[str, Fake],
    configuration: NarrationConfiguration,
    silent: Progress,
    error: EngineError,
    most: int,
    word: str,
) -> None:
    def fail(_: str) -> Sound:
        raise error

    speakers["fake"], speakers["espeak"] = server, other = Server(fail), Fake(speech)
    other.voice = lambda language: Voice("espeak", "e", language, "1")  # type: ignore[method-assign]
    ended = _run(configuration, 40, silent)
    assert [word in str(each) for each in ended] == [True, True]
    assert len(server.asked) == most


@pytest.mark.parametrize(
    "sound",
    [
        None,
        "소리",
        speech("비가 왔다.").pcm,
        Sound(speech("비가 왔다.").pcm[:-1], RATE),
        Sound(speech("비가 왔다.").pcm, 0),
        Sound(speech("비가 왔다.").pcm, 2**40),
        Sound([0.5, math.nan], RATE),
    ],
)
def test_what_is_no_sound_is_told_of_and_is_no_bug(
    speakers: dict[str, Fake], configuration: NarrationConfiguration, sound: Sound
) -> None:
    speakers["fake"] = Fake(lambda text: sound)
    with pytest.raises(NarrationError, match="is not audio"):
        say("s1", "비.", VOICE, configuration)


def test_an_exception_of_a_strangers_speaker_is_no_bug_of_ours(
    speakers: dict[str, Fake], configuration: NarrationConfiguration
) -> None:
    def broken(text: str) -> Sound:
        raise KeyError(f"secret 비밀 {text}")

    speakers["fake"] = Fake(broken)
    with pytest.raises(NarrationError, match=r"The engine fake failed \(KeyError\)") as caught:
        say("s1", "비.", VOICE, configuration)
    assert "비밀" not in str(caught.value)
