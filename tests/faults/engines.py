"""Engines that fail in every way they can, in this process: a stranger's translator and a stranger's speaker, which do
well but for one answer, or for all from one on.
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline import errors
from pipeline.config.choices import Doubtful
from pipeline.document.article import Article, Edition
from pipeline.document.events import Nobody
from pipeline.document.sound import Sound, Voice
from pipeline.errors import ProgramFault, PublishError
from pipeline.infra import exception_messages
from pipeline.infra.exception_messages import in_words
from pipeline.infra.store import Store
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines.hum import HummingSpeaker
from pipeline.narration.narrate import Utterance, speak
from pipeline.readers import read
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.marker import MarkingTranslator
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory import Memory
from pipeline.translation.translate import translate
from tests.faults.trial import Outcome
from tests.faults.work import Try

BATCH = 50
"""Faults in one process."""
_TEXTS = {
    "en": "# The ferry\n\nIt came at noon. It rained until dark. “Is it here?” she said.\n",
    "ko": "# 다리\n\n강물이 크게 올랐다. 밤새 비가 왔다. “왔나요?” 하고 물었다.\n",
    "zh-Hans": "# 过河的桥\n\n河水涨得很高。雨下了一夜。“来了吗？”她问。\n",
}
_SENTENCES = ("Rain.", "비.", "雨。")
"""Too short to be said in two parts, which is another sound."""
_TARGETS = {"en": "ko", "ko": "zh-Hans", "zh-Hans": "en"}
_LIMIT_S = 0.05
"""How long the translator may take; one that hangs takes ten times as long."""


def _errors() -> Sequence[Callable[[], BaseException]]:
    """Exceptions of every class: ours, Python's own, and one that nobody knows."""
    ours = [
        each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, PublishError)
    ]
    own = [
        KeyError,
        ValueError,
        TypeError,
        RuntimeError,
        AssertionError,
        RecursionError,
        MemoryError,
        OSError,
    ]
    more = [TimeoutError, ConnectionResetError, StopIteration, EOFError, ArithmeticError, UnicodeError]
    strange = type("Strange", (Exception,), {"__str__": lambda self: 1 // 0})
    made = [partial(each, "secret 비밀") for each in (*ours, *own, *more)]
    return [*made, partial(UnicodeDecodeError, "utf-8", b"\xff", 0, 1, "bad"), strange]


def _answers(good: Sequence[str]) -> Mapping[str, Callable[[], Any]]:
    """Wrong answers to a translator's question, by what is wrong."""
    return {
        "too few": lambda: good[:-1],
        "too many": lambda: [*good, good[0]],
        "none": lambda: [],
        "nothing": lambda: None,
        "a text": lambda: "가" * len(good),
        "a number": lambda: 7,
        "bytes": lambda: [each.encode() for each in good],
        "numbers": lambda: [7] * len(good),
        "holes": lambda: [None] * len(good),
        "empty": lambda: [""] * len(good),
        "blank": lambda: [" \n\u200b"] * len(good),
        "half a letter": lambda: ["\ud83d"] * len(good),
        "control characters": lambda: ["\0\1\x1b"] * len(good),
        "for ever": lambda: ["가" * 20_000] * len(good),
        "a generator": lambda: (each for each in good),
        "a table": lambda: {each: each for each in good},
        "hanging": lambda: time.sleep(10 * _LIMIT_S),
    }


def _sounds(good: Sound) -> Mapping[str, Callable[[], Any]]:
    """Wrong answers to a speaker's question, by what is wrong."""
    import numpy as np

    nan = np.full(2400, np.nan, "<f4")
    return {
        "nothing": lambda: None,
        "a text": lambda: "pcm",
        "bytes": lambda: good.pcm,
        "empty": lambda: Sound(b"", good.rate),
        "half a sample": lambda: Sound(good.pcm[:-1], good.rate),
        "silence": lambda: Sound(bytes(len(good.pcm)), good.rate),
        "an array": lambda: Sound(nan, good.rate),  # type: ignore[arg-type]
        "no rate": lambda: Sound(good.pcm, 0),
        "a negative rate": lambda: Sound(good.pcm, -1),
        "half a rate": lambda: Sound(good.pcm, 24_000.5),  # type: ignore[arg-type]
        "a huge rate": lambda: Sound(good.pcm, 2**40),
        "an object": lambda: object(),
        "a pair": lambda: (good.pcm, good.rate),
    }


class _Faulty:
    """Fails from the question `first` on, for `length` questions, with an error or a wrong answer."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.first, self.length = chance.choice((0, 0, 1, 2)), chance.choice((1, 1, 2, 1000))
        self._number = number
        self._asked = -1
        self.what = ""

    def answer(self, good: Any, wrong: Mapping[str, Callable[[], Any]]) -> Any:
        """The good answer, or what comes in its place."""
        self._asked += 1
        if not self.first <= self._asked < self.first + self.length:
            return good
        raised = _errors()
        number = self._number % (len(raised) + len(wrong))
        if number >= len(raised):
            self.what = list(wrong)[number - len(raised)]
            return wrong[self.what]()
        error = raised[number]()
        self.what = type(error).__name__
        raise error


class _Translator(MarkingTranslator):
    """A stranger's."""

    name = "stranger"
    faulty: _Faulty | None = None

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        good = super().translate(texts, source, target)
        return self.faulty.answer(good, _answers(good)) if self.faulty else good


class _Speaker(HummingSpeaker):
    """A stranger's."""

    name = "stranger"
    faulty: _Faulty | None = None

    def speak(self, text: str, voice: Voice) -> Sound:
        good = super().speak(text, voice)
        return self.faulty.answer(good, _sounds(good)) if self.faulty else good


def engines(count: int, seed: int) -> Iterator[Try]:
    """`count` faults, half of them a translator's and half a speaker's, some dozens in a process."""
    for first in range(0, count, 2 * BATCH):
        for kind in (_translator, _speaker):
            yield partial(_batch, kind, range(first // 2, min(first, count) // 2 + BATCH), seed)


def _batch(kind: Callable[..., Iterator[str]], numbers: range, seed: int, folder: Path) -> Outcome:
    folder.mkdir()
    wrong: list[str] = []
    codes: list[int] = []
    longest = 0.0
    with (
        patch.object(exception_messages, "_log", lambda error: folder / "log"),
        patch("pipeline.infra.retrying.time.sleep"),
    ):
        for number in numbers:
            began = time.monotonic()
            try:
                wrong += list(kind(number, random.Random(f"{seed}-{number}"), folder / str(number), codes))
            except BaseException as error:
                wrong.append(f"{type(error).__name__} came through: {error!r}")
            longest = max(longest, time.monotonic() - began)
    what = f"seed {seed}, faults {numbers.start} to {numbers.stop - 1}"
    name = kind.__name__.strip("_")
    different = [each for each in wrong if each.startswith("not the same")]
    others = [each for each in wrong if each not in different]
    return Outcome(
        "engine", name, what, tuple(codes), longest, tuple(different), wrong=tuple(others), tries=len(numbers)
    )


def _translator(number: int, chance: random.Random, folder: Path, codes: list[int]) -> Iterator[str]:
    """A translator's fault; afterwards a good one makes of the rest what it would have made of all."""
    language = chance.choice(list(_TEXTS))
    folder.mkdir()
    engine = _Translator(TranslationConfiguration())
    engine.faulty = _Faulty(number, chance)
    code = 0
    try:
        edition = _edition(engine, language, folder / "memory.sqlite", doubtful=Doubtful.ORIGINAL)
        yield from _misplaced(edition, language, engine.faulty)
    except PublishError as error:
        code = error.exit_code
        yield from _bug(error, engine.faulty)
    codes.append(code)
    what, engine.faulty = engine.faulty.what, None
    if _words(_edition(engine, language, folder / "memory.sqlite")) != _good(language):
        yield f"not the same words after “{what}” of a translator"


def _misplaced(edition: Edition, language: str, faulty: _Faulty) -> Iterator[str]:
    """Words that are neither what the engine would have said nor marked as left in the article's language."""
    good = _good(language)
    left = set(edition.left)
    for id, words in _words(edition).items():
        if id not in left and words != good[id] and words.strip("[]") not in good[id]:
            yield f"wrong words are shown after “{faulty.what}”: {words[:40]!r} for {good[id]!r}"


def _speaker(number: int, chance: random.Random, folder: Path, codes: list[int]) -> Iterator[str]:
    """A speaker's fault; afterwards a good one gives the sound that it would have given at once."""
    folder.mkdir()
    engine = _Speaker(NarrationConfiguration())
    engine.faulty = _Faulty(number, chance)
    narration = NarrationConfiguration(store=folder / "store", offline=True)
    utterance = Utterance("s1", chance.choice(_SENTENCES), Voice(engine.name, "hum", "ko", "1"))
    saying = "pipeline.narration.synthesis"
    with (
        patch(f"{saying}.speaker", lambda name, configuration: engine),
        patch(f"{saying}.LOCAL", ()),
        patch(f"{saying}.WORDLESS", {engine.name}),
    ):
        code = 0
        for _ in range(3):
            try:
                speak(narration, utterance)
            except Exception as error:
                told = in_words(error)
                code = told.exit_code
                yield from _bug(told, engine.faulty)
        codes.append(code)
        what = engine.faulty.what
        engine.faulty = None
        speak(narration, utterance)
    kept = Store(narration.store).get(utterance.key)
    if kept is None or sha256(kept).hexdigest() != _sound(utterance.text):
        yield f"not the same sound after “{what}” of a speaker"
    if left := list(narration.store.glob("making/*")):
        yield f"left over after “{what}” of a speaker: {left}"


def _bug(error: PublishError, faulty: _Faulty) -> Iterator[str]:
    if isinstance(error, ProgramFault) and faulty.what != "ProgramFault":
        yield f"a bug is confessed after “{faulty.what}”: {error.message}"
    if "secret" in str(error) and faulty.what not in vars(errors):
        yield f"a stranger's words are shown after “{faulty.what}”: {error.message}"


def _edition(
    engine: _Translator, language: str, memory: Path, doubtful: Doubtful = Doubtful.ACCEPT
) -> Edition:
    from pipeline.config.tables import Limits

    limits = Limits(time_limit_s=_LIMIT_S, attempts=2)
    limited = Limited(engine, limits, sleep=lambda seconds: None)
    known = Memory(memory)
    try:
        return translate(
            _article(language),
            _TARGETS[language],
            reviewed=None,
            engines=[limited],
            memory=known,
            progress=Nobody(),
            doubtful=doubtful,
        )
    finally:
        known.close()


@cache
def _article(language: str) -> Article:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "article.md"
        path.write_text(_TEXTS[language], "utf-8")
        article, _ = read(path, language)
    return replace(article, language=language)


@cache
def _good(language: str) -> Mapping[str, str]:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        return _words(
            _edition(_Translator(TranslationConfiguration()), language, Path(name) / "memory.sqlite")
        )


@cache
def _sound(text: str) -> str:
    from pipeline.narration.audio_checks import trim

    engine = _Speaker(NarrationConfiguration())
    sound = trim(engine.speak(text, engine.voice("ko")))  # type: ignore[arg-type]
    return sha256(sound.rate.to_bytes(4, "little") + sound.pcm).hexdigest()


def _words(edition: Edition) -> Mapping[str, str]:
    return {sentence.id: sentence.text for sentence in edition.article.sentences()}
