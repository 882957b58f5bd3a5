"""The words a project wants: how a term is rendered, how it must not be, and what is left as it is."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms for one pair of languages."""

    source: str = "en"
    target: str = ""
    terms: tuple[Term, ...] = ()

    def terms_in(self, text: str) -> tuple[Term, ...]:
        """The terms that occur in `text`, a sentence of the source, in the order of the glossary."""
        return tuple(term for term in self.terms if term.source in text)


NO_TERMS = Glossary()
"""A project without a glossary."""
