"""A sentence that is to be translated, and what an engine answered."""

import json
from dataclasses import dataclass

from pipeline.errors import PublishError
from pipeline.translation.checks import Pair
from pipeline.translation.memory.entry import NOWHERE, Place

Question = tuple[str, str]
"""What is the same for sentences that have the same translation: text and options."""


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
    running: bool = True
    """False for headings, captions, cells and the like."""
    place: Place = NOWHERE
    before: tuple[str, ...] = ()
    """The sentences just before it in the article."""

    @property
    def told(self) -> str:
        """What the engine is told."""
        return self.said or self.text

    @property
    def options(self) -> str:
        """What beside text and engine decides how it is translated; for the memory."""
        return self.options_by("")

    def options_by(self, way: str, *, refused: bool = False) -> str:
        """The same for a translation that came in another `way`, or for words that were refused."""
        asked: dict[str, object] = {"said": self.said, "kept": self.kept} if self.said or self.kept else {}
        asked |= {"way": way} if way else {}
        asked |= {"refused": True} if refused else {}
        return json.dumps(asked, ensure_ascii=False) if asked else ""

    @property
    def question(self) -> Question:
        """What is the same for sentences that have the same translation."""
        return self.text, self.options

    def pair(self, words: str | None) -> Pair:
        """With a translation, for the checks."""
        return Pair(self.where, self.text, words, self.kept, self.running)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine made of a sentence."""

    wanted: Wanted
    words: str = ""
    error: PublishError | None = None
    """Why there are no words; `AnswerUnusable` when they were not fit."""
    refused: str = ""
    """Those that were not fit, if there were any."""
