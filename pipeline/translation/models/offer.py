"""A model that a source offers, and which of several is the best."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_ARCHITECTURES = ("base-memory", "base", "tiny")
"""The best one first where no scores tell (FLORES, chrF: base-memory leads tiny by 1 to 3)."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a model did in its makers' own evaluation, on FLORES-200."""

    comet: float | None = None
    """COMET-22, 0 to 1."""
    chrf: float | None = None
    """0 to 100."""

    def __str__(self) -> str:
        known = [("COMET", self.comet and self.comet * 100), ("chrF", self.chrf)]
        return ", ".join(f"{name} {value:.1f}" for name, value in known if value)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file of an offer."""

    kind: str
    """`model`, `vocab`, `srcvocab` or `trgvocab`."""
    name: str
    url: str
    size: int | None
    """Bytes as it travels, packed."""
    unpacked: int | None
    """Bytes of the file itself."""
    digest: str
    """sha256 of the file itself, hexadecimal; empty where its source publishes none."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A released model of one pair of languages."""

    source: str
    """In Firefox's codes, likewise `target`."""
    target: str
    architecture: str
    version: str
    """Empty where the source numbers none."""
    files: tuple[RemoteFile, ...]
    quality: Quality = Quality()

    @property
    def size(self) -> int:
        """Bytes that travel, as far as they are known."""
        return sum(file.size or file.unpacked or 0 for file in self.files)

    @property
    def digest(self) -> str:
        """Of the model, which names it in every source."""
        return next(file.digest for file in self.files if file.kind == "model")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a source lists of a pair, and why it is nothing for us."""

    source: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a source lists."""

    offers: tuple[Offer, ...]
    refusals: tuple[Refusal, ...] = ()

    def of(self, source: str, target: str) -> "Listing":
        """What is listed of one pair, in Firefox's codes."""
        return Listing(
            tuple(each for each in self.offers if (each.source, each.target) == (source, target)),
            tuple(each for each in self.refusals if (each.source, each.target) == (source, target)),
        )


_NAME = re.compile(r"[a-z]+(\.[A-Za-z0-9_-]{1,40}){1,8}")
_PLACE = re.compile(r"[A-Za-z0-9_.~+-]+(/[A-Za-z0-9_.~+-]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}")
_ARCHITECTURE = re.compile(r"[A-Za-z0-9_-]{1,40}")


def is_name(name: object, kind: str) -> bool:
    """Whether `name` can be that of a file of the `kind`: `srcvocab.enko.spm`."""
    fits = isinstance(name, str) and len(name) <= 100 and _NAME.fullmatch(name)
    return bool(fits) and str(name).startswith(f"{kind}.")


def is_place(path: object) -> bool:
    """Whether `path` stays below an address to which it is joined."""
    fits = isinstance(path, str) and len(path) <= 500 and _PLACE.fullmatch(path)
    return bool(fits) and not {".", ".."} & set(str(path).split("/"))


def is_pair(source: object, target: object) -> bool:
    """Whether both can be codes of languages."""
    return all(isinstance(code, str) and _LANGUAGE.fullmatch(code) for code in (source, target))


def is_architecture(name: object) -> bool:
    """Whether `name` can be that of an architecture."""
    return isinstance(name, str) and bool(_ARCHITECTURE.fullmatch(name))


def score(value: object) -> float | None:
    """A published score, None when it is no number."""
    known = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 101
    return float(value) if known else None  # type: ignore[arg-type]


def is_complete(kinds: Iterable[str]) -> bool:
    """Whether files of these kinds make a model: most pairs share a vocabulary, those with Chinese, Japanese and
    Korean as target have two."""
    there = set(kinds)
    return "model" in there and ("vocab" in there or {"srcvocab", "trgvocab"} <= there)


def best(offers: Sequence[Offer]) -> Offer | None:
    """The best of the offers of one pair: of each architecture the newest, of those the one with the best published
    score; where one has none, the newest and then the largest that a small machine holds."""
    newest: dict[str, Offer] = {}
    for offer in offers:
        known = newest.get(offer.architecture)
        if known is None or _number(offer) >= _number(known):  # of equal ones the last is the newest
            newest[offer.architecture] = offer
    scored = all(offer.quality.comet is not None for offer in newest.values())
    return max(newest.values(), key=_score if scored else _rank, default=None)


def _score(offer: Offer) -> tuple[float, float, tuple[int, ...]]:
    return offer.quality.comet or 0.0, offer.quality.chrf or 0.0, _number(offer)


def _rank(offer: Offer) -> tuple[tuple[int, ...], int]:
    known = offer.architecture in _ARCHITECTURES
    return _number(offer), -_ARCHITECTURES.index(offer.architecture) if known else -len(_ARCHITECTURES)


def _number(offer: Offer) -> tuple[int, ...]:
    return tuple(int(part) for part in offer.version.split(".") if part.isdecimal())
