"""What a run would do with an article, before it does it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """Sentences that need nobody any more."""

    standing: str
    """`final`, `reviewed`, `edited` or `machine`; `left` where all that came before was refused; empty for what needs
    no translator."""
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
class Download:
    """What would be fetched before the work begins."""

    what: str
    size: int
    """Bytes, about."""


@dataclass(frozen=True, slots=True)
class LanguagePlan:
    """One edition's words."""

    language: str
    known: tuple[Known, ...]
    sentences: int
    """How many are left for translators."""
    characters: int
    """Of those."""
    share: Share | None
    """Of the translator that would be asked first."""
    others: tuple[Share, ...] = ()
    """Of those that may be asked for what the ones before them cannot do; each could get all of it."""
    downloads: tuple[Download, ...] = ()
    """Models that are needed and can be fetched."""
    pivot: str = ""
    """The language by way of which it is translated, by two models; empty when it goes straight."""
    problem: str = ""
    """Why no translator can do what is left; empty when one can."""
    advice: str = ""
    """What to do then."""


@dataclass(frozen=True, slots=True)
class SpeechPlan:
    """One edition's sound, that of the original too. A translation is taken to be as long as the original."""

    language: str
    speaker: str
    """Empty when nobody on this machine can speak it."""
    voice: str
    private: bool
    """Whether the text stays on this machine."""
    speech_s: float
    """Seconds of speech, about."""
    work_s: float
    """Seconds that it takes, about, when none of it is in the store."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All editions of an article."""

    source: str
    title: str
    language: str
    languages: tuple[LanguagePlan, ...]
    """All but the original."""
    currency: str
    speech: tuple[SpeechPlan, ...] = ()
    downloads: tuple[Download, ...] = ()
    """What is needed beside models."""
    disk: int = 0
    """Bytes that output and store would take, about."""

    @property
    def leaves(self) -> tuple[str, ...]:
        """The translators and speakers that get text away from this machine, or may be asked to."""
        shares = [share for each in self.languages for share in (each.share, *each.others) if share]
        translators = [share.engine for share in shares if not share.private]
        speakers = [each.speaker for each in self.speech if each.speaker and not each.private]
        return tuple(dict.fromkeys((*translators, *speakers)))

    @property
    def cost(self) -> float | None:
        """When the first translators do it; None when one that is asked has no price in the settings."""
        return _sum(_cost(each.share) for each in self.languages)

    @property
    def most_cost(self) -> float | None:
        """When the dearest of the translators that may be asked does it; None as for `cost`."""
        costs = [[_cost(share) for share in (each.share, *each.others)] for each in self.languages]
        return _sum(None if None in each else max(filter(None, each), default=0.0) for each in costs)

    @property
    def fetched(self) -> tuple[Download, ...]:
        """Everything that would be fetched, once."""
        models = (download for each in self.languages for download in each.downloads)
        return tuple(dict.fromkeys((*models, *self.downloads)))

    def as_value(self) -> dict[str, object]:
        """For machines, as JSON has it."""
        return {
            **asdict(self),
            "leaves": list(self.leaves),
            "cost": self.cost,
            "most_cost": self.most_cost,
            "fetched": [asdict(each) for each in self.fetched],
        }


def _cost(share: Share | None) -> float | None:
    if share is None or (share.cost is None and share.private):
        return 0.0
    return share.cost


def _sum(costs: Iterable[float | None]) -> float | None:
    known = list(costs)
    return None if None in known else sum(cost for cost in known if cost)
