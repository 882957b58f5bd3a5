"""Whether a translation is as long as one would expect, in characters."""

import re
from math import log, sqrt

from pipeline.languages import Language

_USUAL = {
    "ko": (0.52, 0.20),
    "zh-Hans": (0.34, 0.21),
    "zh-Hant": (0.35, 0.26),
    "ja": (0.45, 0.19),
    "ar": (0.91, 0.155),
    "es": (1.15, 0.125),
    "fr": (1.20, 0.13),
    "pt": (1.12, 0.12),
    "de": (1.20, 0.14),
    "vi": (1.10, 0.14),
    "ru": (1.12, 0.16),
}
"""Median of target length / source length for an English source, and its spread as a logarithm, by human translations."""
_SHORTEST = 24
"""Characters: shorter ones vary too much to be judged."""
_SLACK = 6.0
"""Characters that a short sentence may be longer or shorter by, beside the spread."""


def strangeness(source: str, target: str, of: Language, to: Language) -> float | None:
    """How many spreads the length of `target` lies from the usual, below 0 when too short; None when not known."""
    said, told = len(source.strip()), len(_without_originals(target, to).strip())
    usual, other = _usual(to), _usual(of)
    if usual is None or other is None or not said or not told:
        return None
    expected = said * usual[0] / other[0]
    spread = sqrt(usual[1] ** 2 + other[1] ** 2 + (_SLACK / said) ** 2)
    return log(told / expected) / spread


def out_of_bounds(source: str, target: str, of: Language, to: Language) -> bool:
    """Whether a part must be missing or added."""
    if len(source.strip()) < _SHORTEST:
        return False
    strange = strangeness(source, target, of, to)
    return strange is not None and not -_LEAST <= strange <= _MOST


_LEAST, _MOST = 3.3, 3.6


def _without_originals(target: str, to: Language) -> str:
    """`target` without names in Latin letters that were put in brackets behind their renderings."""
    return target if to.script == "Latn" else _ORIGINAL.sub("", target)


_ORIGINAL = re.compile(r"\s?[(（][A-Za-zÀ-ɏ][A-Za-zÀ-ɏ\s.,'’\-]*[)）]")


def _usual(language: Language) -> tuple[float, float] | None:
    if language.base == "en":
        return 1.0, 0.0
    return _USUAL.get(language.tag) or _USUAL.get(language.base)
