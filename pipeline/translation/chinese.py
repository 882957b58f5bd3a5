"""Traditional Chinese by way of Simplified, where no model writes it: OpenCC, then the glossary's own words.

OpenCC turns characters and common phrases into Taiwan's (`s2twp`), but not what a country is called there: 朝鲜
becomes 朝鮮 where Taiwan writes 北韓. The glossary knows, and a word of it is written anew only where it surely is a
term by itself: 朝鮮半島 and 朝鮮日報 keep their names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.languages import find
from pipeline.translation.characters import CONFIGURATION, converter_version, traditional
from pipeline.translation.glossary import Glossary, Term
from pipeline.translation.termbase import Termbase
from pipeline.translation.wordforms import Place

_REVISION = 2
"""Raised when words are written anew by other rules, so that none is taken from the memory as the old ones left it."""


@dataclass(frozen=True, slots=True)
class Simplified:
    """The way to zh-Hant over zh-Hans."""

    glossary: Glossary
    """Into zh-Hant, with the terms of zh-Hans converted."""
    target: str
    """What the engine is asked for."""
    label: str = f"opencc {CONFIGURATION}"

    @property
    def version(self) -> str:
        """All that decides the conversion."""
        return f"{self.label} {converter_version()}.{_REVISION}"

    def convert(self, source: str, words: str) -> str:
        """`words`, the zh-Hans translation of `source`, in Traditional characters."""
        text = traditional(words)
        terms = self.glossary.terms_in(source)
        anew: dict[Place, str] = {}
        for term in terms:
            for word in self._unwanted_words(term, text, terms) if term.renderings else ():
                for place in self.glossary.alone(word, text):
                    anew.setdefault(place, term.renderings[0])
        return _rewritten(text, anew)

    def _unwanted_words(self, term: Term, text: str, terms: Sequence[Term]) -> Iterator[str]:
        """What the glossary forbids for `term`, and where `text` says it in no right way, what zh-Hans says."""
        yield from term.forbidden
        if not self.glossary.is_rendered(term, text, terms):
            for other in self.glossary.converted:
                if other.source == term.source:
                    yield from (each for each in other.renderings if each not in term.renderings)


def through(target: str, source: str, terms: Termbase) -> Simplified | None:
    """The way round for a `target` that an engine lacks, if there is one."""
    return (
        Simplified(terms.glossary(source, target), by)
        if (by := find(target).fact("writing", "converted_from"))
        else None
    )


def _rewritten(text: str, anew: Mapping[Place, str]) -> str:
    """`text` with other words at these places; of two that overlap the later one is left out."""
    parts, done = [], 0
    for begin, end in sorted(anew):
        if begin >= done:
            parts += [text[done:begin], anew[begin, end]]
            done = end
    return "".join([*parts, text[done:]])
