"""Characters that only one of the two ways to write Chinese has: 們 or 们; 后, 里 and 只 belong to both."""

from functools import cache

_ENCODINGS = {"Hans": "gb2312", "Hant": "big5"}
"""The everyday characters of each: what its old standard has."""
_IN_BOTH = frozenset("麽")
"""What Hong Kong writes too."""
_OTHERWISE = {"Hans": "s2t", "Hant": "t2s"}
"""OpenCC's name of the way from each to the other."""
_PAIRS_OF_BYTES = b"\n".join(
    bytes((first, last)) for first in range(0xA1, 0xFF) for last in range(0x40, 0xFF)
)


@cache
def characters_only_in(script: str) -> frozenset[str]:
    """The everyday characters of `Hans` or `Hant` that the other writes otherwise and does not have."""
    from opencc import OpenCC

    other = "Hant" if script == "Hans" else "Hans"
    own = sorted(_everyday(script) - _everyday(other) - _IN_BOTH)
    converted = OpenCC(_OTHERWISE[script]).convert("\n".join(own)).split("\n")
    return frozenset(sign for sign, written in zip(own, converted, strict=True) if sign != written)


def _everyday(script: str) -> frozenset[str]:
    signs = _PAIRS_OF_BYTES.decode(_ENCODINGS[script], "ignore")
    return frozenset(sign for sign in signs if "\u4e00" <= sign <= "\u9fff")
