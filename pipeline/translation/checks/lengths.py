"""Whether a translation is as long as one would expect, in characters."""

import re
from enum import Enum, auto
from math import log, sqrt

from pipeline.languages import Language

_SHORTEST = 24
"""Characters: shorter ones vary too much to be judged."""
_SLACK = 6.0
"""Characters that a short sentence may be longer or shorter by, beside the spread."""


class Bounds(Enum):
    """How a translation's length lies to what people's translations reach."""

    WITHIN = auto()
    NEAR = auto()
    """Beyond what all but one or two in a thousand reach."""
    FAR = auto()
    """Beyond what next to none reaches."""


def strangeness(source: str, target: str, of: Language, to: Language) -> float | None:
    """How many spreads the length of `target` lies from the usual, below 0 when too short; None when not known."""
    said, target_length = len(source.strip()), len(_without_originals(target, to).strip())
    usual, other = _usual(to), _usual(of)
    if usual is None or other is None or not said or not target_length:
        return None
    expected = said * usual[0] / other[0]
    spread = sqrt(usual[1] ** 2 + other[1] ** 2 + (_SLACK / said) ** 2)
    return log(target_length / expected) / spread


def out_of_bounds(source: str, target: str, of: Language, to: Language) -> Bounds:
    """Whether a part must be missing or added, or may be."""
    strange = None if len(source.strip()) < _SHORTEST else strangeness(source, target, of, to)
    if strange is None or -_LEAST <= strange <= _MOST:
        return Bounds.WITHIN
    return Bounds.NEAR if -_FAR_LEAST <= strange <= _FAR_MOST else Bounds.FAR


_LEAST, _MOST = 3.45, 3.8
_FAR_LEAST, _FAR_MOST = 3.8, 4.2


def _without_originals(target: str, to: Language) -> str:
    """`target` without names in Latin letters that were put in brackets behind their renderings."""
    return target if to.script == "Latn" else _ORIGINAL.sub("", target)


_ORIGINAL = re.compile(r"\s?[(（][A-Za-zÀ-ɏ][A-Za-zÀ-ɏ\s.,'’\-]*[)）]")


def _usual(language: Language) -> tuple[float, float] | None:
    """Median of its length / the English length, and the spread as a logarithm; None where nobody measured them."""
    known = language.fact("checks", "length")
    return (known[0], known[1]) if known else None
