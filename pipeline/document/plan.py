"""What a run would do with an article, before it does it."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """Sentences that need nobody any more."""

    standing: str
    """`final`, `reviewed`, `edited` or `machine`; empty for what needs no translator."""
    sentences: int
    characters: int
    """Of the source."""


@dataclass(frozen=True, slots=True)
class Share:
    """Sentences that would go to a translator; each counts once, however often it stands in the article.

    What else may be asked (a link's own words, to find its place; a sentence anew) is not counted.
    """

    engine: str
    label: str
    """Name and version."""
    private: bool
    """Whether the text stays on this machine."""
    sentences: int
    characters: int
    cost: float | None = None
    """By the prices in the settings; None when there is none for this translator."""


@dataclass(frozen=True, slots=True)
class LanguagePlan:
    """One edition's part."""

    language: str
    known: tuple[Known, ...]
    share: Share | None
    problem: str = ""
    """Why no translator can do what is left; empty when one can."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All editions of an article but the original."""

    source: str
    title: str
    language: str
    languages: tuple[LanguagePlan, ...]
    currency: str

    @property
    def leaves(self) -> tuple[str, ...]:
        """The translators that would get text away from this machine."""
        shares = (each.share for each in self.languages)
        return tuple(dict.fromkeys(share.engine for share in shares if share and not share.private))

    @property
    def cost(self) -> float:
        """Of all that has a price."""
        return sum(each.share.cost or 0.0 for each in self.languages if each.share)

    def as_value(self) -> dict[str, object]:
        """For machines, as JSON has it."""
        return {**asdict(self), "leaves": list(self.leaves), "cost": self.cost}
