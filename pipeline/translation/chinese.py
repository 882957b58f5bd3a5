"""Traditional Chinese by way of Simplified, where no model writes it: OpenCC, then the glossary's own words.

OpenCC turns characters and common phrases into Taiwan's (`s2twp`), but not what a country is called there: 朝鲜
becomes 朝鮮 where Taiwan writes 北韓. The glossary knows.
"""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from pipeline.translation.glossary import Glossary, Term
from pipeline.translation.termbase import Termbase

_CONFIGURATION = "s2twp"


@dataclass(frozen=True, slots=True)
class Simplified:
    """The way to zh-Hant over zh-Hans."""

    glossary: Glossary
    """Into zh-Hant."""
    others: Glossary
    """Into zh-Hans."""
    target: str = "zh-Hans"
    """What the engine is asked for."""
    label: str = f"opencc {_CONFIGURATION}"

    @property
    def version(self) -> str:
        """All that decides the conversion."""
        return f"{self.label} {version('opencc')}"

    def converted(self, source: str, words: str) -> str:
        """`words`, the zh-Hans translation of `source`, in Traditional characters."""
        made = _converter().convert(words)
        for term in self.glossary.terms_in(source):
            if term.renderings and not any(each in made for each in term.renderings):
                made = self._replaced(made, term)
        return str(made)

    def _replaced(self, words: str, term: Term) -> str:
        """`words` with what the glossary wants for `term` in place of what it forbids, or says in zh-Hans."""
        same = [other for other in self.others.terms if other.source == term.source]
        converted = [_converter().convert(each) for other in same for each in other.renderings]
        for other in sorted({*term.forbidden, *converted}, key=len, reverse=True):
            words = words.replace(other, term.renderings[0])
        return words


def through(target: str, source: str, terms: Termbase) -> Simplified | None:
    """The way round for a `target` that an engine lacks, if there is one."""
    if target != "zh-Hant":
        return None
    return Simplified(terms.glossary(source, target), terms.glossary(source, "zh-Hans"))


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC(_CONFIGURATION)
