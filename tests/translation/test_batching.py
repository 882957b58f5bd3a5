"""Many sentences through one engine: each answered for once, at once, and none asked for again that came back."""

import sys
import threading
import time
from collections import Counter
from dataclasses import replace

import pytest

from pipeline.config.registry import Context
from pipeline.config.tables import Limits
from pipeline.errors import AnswerUnusable, EngineBusy, EngineRefused, ModelMissing, SettingsError
from pipeline.translation.batching import ask_engine
from pipeline.translation.chain import chain, limit, prepare
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.limited_engine import Limited

TEXTS = [f"Sentence {number}." for number in range(20)]


class Engine:
    name = "test"
    version = "1"
    private = False

    def __init__(self, answer=None):
        self.answer = answer or (lambda texts: [f"{text} 말" for text in texts])
        self.asked = []
        self.contexts = []

    def translate_in(self, texts, source, target, context):
        self.asked.append(tuple(texts))
        self.contexts.append(context)
        return self.answer(texts)

    def translate(self, texts, source, target):
        raise AssertionError("the context got lost")


def all_of(engine, texts=TEXTS, accept=lambda number, words: None, **limits):
    more = {name: limits.pop(name) for name in ("inform", "target") if name in limits}
    held = Limited(engine, Limits(**{"time_limit_s": 0, "sentences": 8, **limits}), sleep=lambda _: None)
    target = more.pop("target", "ko")
    return list(ask_engine(held, "1.0", texts, "en", target, accept=accept, **more))


def words_of(answers):
    return [answer.words for answer in sorted(answers, key=lambda answer: answer.number)]


def test_neighbours_are_asked_together_and_answered_in_their_places():
    engine = Engine()
    answers = all_of(engine)
    assert words_of(answers) == [f"{text} 말" for text in TEXTS]
    assert [len(texts) for texts in engine.asked] == [8, 8, 4]
    assert {(answer.engine, answer.version, answer.error) for answer in answers} == {("test", "1.0", None)}


def test_an_answer_that_cannot_be_used_is_asked_for_in_halves():
    def merging(texts):
        if "Sentence 3." in texts and len(texts) > 1:
            raise AnswerUnusable("Merged.")
        return [f"{text} 말" for text in texts]

    engine = Engine(merging)
    assert words_of(all_of(engine)) == [f"{text} 말" for text in TEXTS]
    useful = [texts for texts in engine.asked if len(texts) == 1 or "Sentence 3." not in texts]
    assert max(Counter(text for texts in useful for text in texts).values()) == 1
    assert [context.attempt for context in engine.contexts[:3]] == [0, 1, 2]


@pytest.mark.parametrize(
    "answer", [lambda texts: ["말"] * (len(texts) + 1), lambda texts: [None] * len(texts)]
)
def test_a_wrong_count_or_none_is_no_answer(answer):
    [made] = all_of(Engine(answer), ["One."])
    assert made.words == ""
    assert isinstance(made.error, AnswerUnusable)


def test_only_the_sentence_that_is_not_accepted_is_asked_for_again():
    engine = Engine()
    turned = []

    def accept(number, words):
        if number == 5 and not turned:
            turned.append(words)
            return "it has other numbers"
        return None

    assert words_of(all_of(engine, accept=accept)) == [f"{text} 말" for text in TEXTS]
    assert engine.asked[1] == ("Sentence 5.",)
    assert engine.contexts[1].attempt == 1


def test_a_sentence_that_is_never_accepted_is_reported_with_the_reason():
    answers = all_of(Engine(), accept=lambda number, words: "it is empty" if number == 3 else None, repeats=2)
    [bad] = [answer for answer in answers if answer.error]
    assert (bad.number, bad.words, bad.engine) == (3, "", "")
    assert "it is empty" in bad.error.message


def test_a_local_engine_is_not_asked_twice_for_the_same():
    engine = Engine()
    all_of(engine, ["One."], accept=lambda number, words: "no", repeats=0)
    assert len(engine.asked) == 1


@pytest.mark.parametrize("error", [EngineBusy("Busy."), EngineRefused("No."), ModelMissing("None.")])
def test_what_an_engine_raises_is_said_of_each_sentence(error):
    def fail(texts):
        raise error

    answers = all_of(Engine(fail), attempts=2)
    assert [answer.number for answer in answers] == list(range(20))
    assert all(answer.error and not answer.words for answer in answers)


def test_each_question_has_its_own_context():
    engine = Engine()
    all_of(engine, inform=lambda numbers: Context(title="Title", before=(f"before {numbers[0]}",)))
    assert [context.before for context in engine.contexts] == [("before 0",), ("before 8",), ("before 16",)]


@pytest.mark.parametrize(("target", "joined"), [("ko", "하나, 말 둘 말."), ("zh-Hans", "하나, 말둘 말.")])
def test_a_sentence_too_long_for_a_question_is_cut_at_its_pauses_and_joined(target, joined):
    class Short(Engine):
        def fits(self, texts):
            return sum(map(len, texts)) < 8

    engine = Short(lambda texts: [f"{text.rstrip('.')} 말" + "." * text.endswith(".") for text in texts])
    assert words_of(all_of(engine, ["하나, 둘둘둘."], target=target)) == [joined.replace("둘", "둘둘둘")]
    assert len(engine.asked) == 2


def test_several_questions_are_asked_at_once_and_a_slow_one_holds_nobody_up():
    def slow(texts):
        time.sleep(0.5 if "Sentence 0." in texts else 0.01)
        return [f"{text} 말" for text in texts]

    answers = all_of(Engine(slow), sentences=1, concurrency=4)
    assert answers[-1].number == 0
    assert words_of(answers) == [f"{text} 말" for text in TEXTS]


def test_when_nobody_listens_any_more_nothing_new_is_asked():
    engine = Engine(lambda texts: (time.sleep(0.02), list(texts))[1])
    held = Limited(engine, Limits(time_limit_s=0, sentences=1, concurrency=2))
    listening = ask_engine(held, "1", TEXTS, "en", "ko", accept=lambda number, words: None)
    next(listening)
    listening.close()
    time.sleep(0.1)
    assert len(engine.asked) < 8


@pytest.mark.parametrize("concurrency", [1, 3])
def test_a_bug_in_an_engine_of_ours_is_not_hidden(concurrency):
    def broken(texts):
        raise ZeroDivisionError

    engine = Engine(broken)
    engine.name = "marker"
    with pytest.raises(ZeroDivisionError):
        all_of(engine, concurrency=concurrency)


@pytest.fixture
def stranger(tmp_path, monkeypatch):
    """A distribution that somebody else made, with a translator that looks at something when it is made."""

    def install(looks_at):
        (tmp_path / "shouting.py").write_text(
            "class Shouter:\n"
            "    name, version, private = 'shouter', '2', True\n"
            f"    def __init__(self, configuration): self.known = {looks_at}\n"
            "    def translate(self, texts, source, target): return [text.upper() for text in texts]\n"
        )
        about = tmp_path / "shouting-2.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 2\n")
        (about / "entry_points.txt").write_text("[manyvoices.translators]\nshouter = shouting:Shouter\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.delitem(sys.modules, "shouting", raising=False)

    return install


def test_an_engine_of_strangers_is_found_and_held_to_limits(stranger, configuration, told):
    stranger("configuration.offline")
    limits = {"shouter": {"sentences": 2}}
    [engine] = chain(replace(configuration, translator="shouter", limits=limits))
    assert prepare(engine, "en", "ko", told) == "2"
    assert engine.limits.sentences == 2
    answers = ask_engine(engine, "2", ["one", "two", "three"], "en", "ko", accept=lambda number, words: None)
    assert [answer.words for answer in answers] == ["ONE", "TWO", "THREE"]


@pytest.mark.parametrize("option", ["output", "speech"])
def test_an_engine_written_for_all_settings_is_refused_with_the_option_that_it_asks_for(
    stranger, configuration, option
):
    stranger(f"configuration.{option}")
    with pytest.raises(SettingsError, match=f"shouter.*“{option}”") as caught:
        chain(replace(configuration, translator="shouter"))
    assert "docs/api.md" in str(caught.value)


def test_a_fault_within_an_engine_is_not_taken_for_an_option_that_it_lacks(stranger, configuration):
    stranger("self.engine")
    with pytest.raises(AttributeError, match="engine"):
        chain(replace(configuration, translator="shouter"))


def test_a_row_of_engines_is_made_in_the_order_of_the_settings():
    engines = chain(TranslationConfiguration(translator="marker, auto,google,marker"))
    assert [engine.name for engine in engines] == ["marker", "firefox", "google"]
    assert [engine.private for engine in engines] == [True, True, False]


def test_limits_for_nobody_are_a_fault():
    with pytest.raises(SettingsError, match="gogle"):
        chain(TranslationConfiguration(limits={"gogle": {"attempts": 1}}))


def test_offline_refuses_an_engine_far_away_before_anything_is_sent():
    with pytest.raises(SettingsError, match="--offline"):
        limit("google", TranslationConfiguration(offline=True))


def test_questions_of_two_threads_are_never_mixed():
    lock = threading.Lock()
    engine = Engine(lambda texts: (lock.acquire(), lock.release(), [f"{text} 말" for text in texts])[2])
    answers = all_of(engine, [f"{number}" for number in range(300)], sentences=3, concurrency=8)
    assert words_of(answers) == [f"{number} 말" for number in range(300)]


@pytest.mark.parametrize(
    "answer",
    [
        lambda texts: None,
        lambda texts: 7,
        lambda texts: "가" * len(texts),
        lambda texts: [text.encode() for text in texts],
        lambda texts: [None] * len(texts),
        lambda texts: {text: text for text in texts},
    ],
)
def test_an_answer_of_another_type_is_no_translation_and_no_bug(answer):
    answers = all_of(Engine(answer), TEXTS[:2])
    assert words_of(answers) == ["", ""]
    assert {type(each.error) for each in answers} == {AnswerUnusable}
