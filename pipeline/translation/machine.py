"""Sentences through an engine: packed, checked, kept in the store one by one as they come."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pipeline.document.events import Progress, Translating
from pipeline.document.notices import Level, Notice
from pipeline.errors import EngineError, ModelMissing, TranslationError
from pipeline.languages import Language
from pipeline.registry import Translator
from pipeline.store import Store, key
from pipeline.translation import checks

STAGE = "translation"
VERSION = 1
BATCH = 8
"""Sentences handed to an engine at once: as many as a killed run may lose."""
_MOST_FAULTS = 5
"""After so many unusable translations the engine is not asked further."""
_QUOTED = 80
"""Characters of a sentence shown in a message."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)


@runtime_checkable
class Prepared(Protocol):
    """What an engine may offer beside `Translator`: to fetch models, and to say which it uses."""

    def prepare(self, source: str, target: str, progress: Progress) -> str:
        """Make ready for a pair; the version of whatever translates it. Raises `ModelMissing`."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sentence to translate."""

    where: str
    """Its id."""
    text: str
    """White space collapsed, none at the ends."""
    said: str = ""
    """What the engine is told instead, when not the text itself."""
    kept: tuple[str, ...] = ()
    """What must stand in the translation as it is: addresses and code."""


class Machine:
    """One engine and one pair of languages, with the store behind them."""

    def __init__(
        self, engine: Translator, source: Language, target: Language, store: Store, progress: Progress
    ) -> None:
        self._engine = engine
        self._source = source
        self._target = target
        self._store = store
        self._progress = progress
        self._version: str | None = None
        self._missing: ModelMissing | None = None

    @property
    def label(self) -> str:
        """The engine's name and version, as readers see it."""
        return f"{self._engine.name} {self._engine.version}"

    def translations(self, wanted: Sequence[Wanted], done: int, total: int) -> tuple[str, ...]:
        """The translation of each sentence, in order. `done` of `total` were there before.

        Raises `ModelMissing`, `EngineBusy` or `EngineRefused`, and `TranslationError` for sentences the
        engine could not translate; what it could is in the store.
        """
        self._ready()
        known = {each: self._stored(each) for each in dict.fromkeys(wanted)}
        unknown = [each for each in known if known[each] is None]
        if unknown and self._missing:
            raise self._missing
        done += len(wanted) - len(unknown)
        faults: list[str] = []
        for batch in _batches(unknown):
            for each, words, fault in self._asked(batch):
                if fault:
                    faults.append(f"{each.where} “{quoted(each.text)}”: {fault}")
                    continue
                known[each] = words
                self._store.put(self._key(each), words.encode())
                done += 1
            if len(faults) >= _MOST_FAULTS:
                break
            self._progress.tell(Translating(self._target.tag, done, total))
        if faults:
            raise self._unusable(faults)
        return tuple(known[each] or "" for each in wanted)

    def fragment(self, text: str) -> str | None:
        """What the engine makes of a part of a sentence, None when nothing usable."""
        part = Wanted("", text)
        found = self._stored(part)
        if found is not None or self._missing or not checks.has_letters(text):
            return found
        try:
            words = self._ask([text])[0]
        except EngineError:
            return None
        if checks.fault(text, words, self._target, self._source.script):
            return None
        self._store.put(self._key(part), words.encode())
        return words

    def notices(self, where: str, source: str, words: str) -> Iterator[Notice]:
        """What a person should look at in a translation."""
        for code, text in checks.doubts(source, words, self._target):
            yield Notice(code, Level.WARNING, f"{self._target.tag} {where}", text)

    def _ready(self) -> None:
        """Know the version of what translates; without a model, the last one whose work may be stored."""
        if self._version is not None:
            return
        last = key(STAGE + ".last", VERSION, engine=self._engine.name, pair=self._pair)
        try:
            self._version = self._prepared()
        except ModelMissing as error:
            self._missing = error
            self._version = (self._store.get(last) or b"").decode()
            return
        if self._store.get(last) != self._version.encode():
            self._store.put(last, self._version.encode())

    def _prepared(self) -> str:
        if isinstance(self._engine, Prepared):
            return self._engine.prepare(self._source.tag, self._target.tag, self._progress)
        return self._engine.version

    @property
    def _pair(self) -> list[str]:
        return [self._source.tag, self._target.tag]

    def _key(self, each: Wanted) -> str:
        return key(
            STAGE,
            VERSION,
            engine=self._engine.name,
            model=self._version,
            pair=self._pair,
            text=each.said or each.text,
            kept=list(each.kept),
        )

    def _stored(self, each: Wanted) -> str | None:
        found = self._store.get(self._key(each))
        return None if found is None else found.decode()

    def _asked(self, batch: Sequence[Wanted]) -> Iterator[tuple[Wanted, str, str | None]]:
        """Each sentence with its translation, and why that cannot be used, None when it can."""
        try:
            answers = self._ask([each.said or each.text for each in batch])
            for each, words in zip(batch, answers, strict=True):
                if words and not all(kept in words for kept in each.kept):
                    words = self._around(each)
                yield each, words, self._fault(each, words)
        except EngineError as error:
            first, last = batch[0].where, batch[-1].where
            place = f"sentence {first}" if first == last else f"sentences {first} to {last}"
            error.message = f"{self._engine.name}, {place}: {error.message}"
            error.args = (error.message, error.advice)
            raise

    def _ask(self, texts: Sequence[str]) -> Sequence[str]:
        answers = self._engine.translate(texts, self._source.tag, self._target.tag)
        if len(answers) != len(texts):
            raise TranslationError(
                f"{self._engine.name} gave {len(answers)} translations for {len(texts)} sentences.",
                "Name another translator with --translator.",
            )
        return answers

    def _fault(self, each: Wanted, words: str | None) -> str | None:
        """What is wrong with a translation, apart from what had to be kept in it."""
        text = each.text
        for kept in each.kept if words else ():
            text, words = text.replace(kept, " "), (words or "").replace(kept, " ")
        return checks.fault(text, words, self._target, self._source.script)

    def _around(self, each: Wanted) -> str:
        """The sentence translated in the pieces between what must be kept."""
        pattern = "|".join(re.escape(kept) for kept in sorted(each.kept, key=len, reverse=True))
        pieces = re.split(f"({pattern})", each.said or each.text)
        spoken = [piece for piece in pieces if piece not in each.kept and checks.has_letters(piece)]
        made = iter(self._ask([piece.strip() for piece in spoken]) if spoken else ())
        return "".join(_respaced(piece, next(made)) if piece in spoken else piece for piece in pieces)

    def _unusable(self, faults: Sequence[str]) -> TranslationError:
        count = "A sentence" if len(faults) == 1 else f"{len(faults)} sentences"
        return TranslationError(
            f"{count} could not be translated into {self._target.name} by {self._engine.name}: {'; '.join(faults)}.",
            f"Put the translation into a reviewed file (<article>.{self._target.tag}.xlf) beside the article, "
            "or name another translator with --translator.",
        )


def addresses(text: str) -> tuple[str, ...]:
    """Web and mail addresses in `text`, which stay as they are."""
    found = (match.group().rstrip(".,;:!?)]}'\"") for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(found))


def quoted(text: str) -> str:
    """As much of a sentence as a message needs."""
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


def _batches(wanted: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    for begin in range(0, len(wanted), BATCH):
        yield wanted[begin : begin + BATCH]


def _respaced(piece: str, words: str) -> str:
    begin, end = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    return piece[:begin] + words.strip() + piece[end:]
