"""The words a project wants: how a term is rendered, how it must not be, and what is left as it is.

A word counts only where it is a term by itself. Inside a longer rendering of another term it says that other term:
朝鮮 in 朝鮮半島 is no North Korea. Where it may be part of a name that the glossary does not know, nobody can be sure:
it is then neither called wrong nor called missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.translation.name_boundaries import stands_alone
from pipeline.translation.wordforms import Place, outside, places


@dataclass(frozen=True, slots=True)
class Term:
    """One term and what is wanted of its translation into one language."""

    source: str
    renderings: tuple[str, ...] = ()
    """Any of them will do; the first is the one to offer. Empty when only `forbidden` or `keep` matters."""
    forbidden: tuple[str, ...] = ()
    keep: bool = False
    """Not to be translated."""
    case: bool = False
    """Only in exactly these capitals."""
    sure: bool = True
    """False where the glossary doubts its own rendering: offered, and its absence is no finding."""

    @property
    def wanted(self) -> tuple[str, ...]:
        """What a translation says for it."""
        return (self.source,) if self.keep else self.renderings


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """The terms for one pair of languages. Equal to itself alone: what was found by it is remembered by it."""

    source: str = "en"
    """BCP 47, likewise `target`."""
    target: str = ""
    terms: tuple[Term, ...] = ()
    converted: tuple[Term, ...] = ()
    """The same terms as a sister language has them, in the target's characters: known names, never asked for."""

    def terms_in(self, text: str) -> tuple[Term, ...]:
        """The terms that occur in `text`, a sentence of the source, in the order of the glossary.

        A term that stands only inside longer ones, as refugee in Refugee Convention, does not count, nor does one
        that only spells another with the same wordings otherwise.
        """
        there = {term: places(term.source, text, self.source, case=term.case) for term in self.terms}
        taken = {place for spans in there.values() for place in spans}
        terms: list[Term] = []
        for term, spans in there.items():
            if spans and outside(spans, taken) and not any(_respelt(term, other, there) for other in terms):
                terms.append(term)
        return tuple(terms)

    def lost_terms(self, source: str, target: str) -> Iterator[Term]:
        """The terms of `source` for which `target` has no rendering, or that had to stay and did not."""
        terms = self.terms_in(source)
        for term in terms:
            asked = term.wanted if term.keep or term.sure else ()
            if asked and not self.is_rendered(term, target, terms):
                yield term

    def forbidden_words(self, source: str, target: str) -> Iterator[tuple[Term, str]]:
        """The terms of `source` and what `target` surely says for them that it must not."""
        terms = self.terms_in(source)
        right = {
            place for term in terms for each in term.renderings for place in places(each, target, self.target)
        }
        for term in terms:
            for each in term.forbidden:
                if set(self.alone(each, target, case=term.case)) - right:
                    yield term, each

    def is_rendered(self, term: Term, target: str, terms: Sequence[Term]) -> bool:
        """Whether `target` says `term`, and not only as a part of what it says for another of `terms`, those of its
        source: 朝鮮戰爭 says Korean War, and no North Korea beside it."""
        said = {each.source for each in terms} - {term.source}
        others = [
            name
            for other in self._known
            if other.source in said
            for name in other.wanted
            if not _both(name, term, other)
        ]
        return any(
            outside(places(each, target, self.target, case=term.keep), self._longer(each, target, others))
            for each in term.wanted
        )

    def alone(self, word: str, target: str, *, case: bool = False) -> tuple[Place, ...]:
        """Where `word` surely is a term by itself in `target`: in no longer wording of any term, and no part of
        what may be a longer name."""
        spans = places(word, target, self.target, case=case)
        names = [name for term in self._known for name in (*term.wanted, *term.forbidden)] if spans else ()
        return tuple(
            place
            for place in outside(spans, self._longer(word, target, names))
            if stands_alone(place, word, target, self.target)
        )

    @property
    def _known(self) -> tuple[Term, ...]:
        return (*self.terms, *self.converted)

    def _longer(self, word: str, target: str, names: Iterable[str]) -> Iterator[Place]:
        """Where those of `names` stand in `target` that hold `word`."""
        for name in dict.fromkeys(names):
            if len(name) > len(word) and places(word, name, self.target):
                yield from places(name, target, self.target)


NO_TERMS = Glossary()
"""A project without a glossary."""


def _respelt(term: Term, other: Term, there: dict[Term, tuple[Place, ...]]) -> bool:
    """Whether `term` is `other` in another spelling, and stands only where that stands."""
    same = (term.renderings, term.forbidden, term.keep) == (other.renderings, other.forbidden, other.keep)
    return same and set(there[term]) <= set(there[other])


def _both(name: str, term: Term, other: Term) -> bool:
    """Whether `name`, a rendering of `other`, is another one with one of `term` beside it: 유엔안보리, 유엔 and 안보리."""
    rests = [name.replace(each, " ", 1) for each in other.wanted if each != name and each in name]
    return any(each in rest for rest in rests for each in term.wanted)
