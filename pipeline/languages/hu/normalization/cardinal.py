"""Hungarian numbers in words, in one word up to two thousand and with a hyphen before each three digits beyond."""

_ONES = ["_", "egy", "kettő", "három", "négy", "öt", "hat", "hét", "nyolc", "kilenc"]
_TENS = ["_", "tizen", "huszon", "harminc", "negyven", "ötven", "hatvan", "hetven", "nyolcvan", "kilencven"]
_WHOLE_TENS = {10: "tíz", 20: "húsz"}
_SCALES = ((10**12, "billió"), (10**9, "milliárd"), (10**6, "millió"), (1000, "ezer"))
_ONE_WORD = 2000
"""The largest number that is written in one word whatever it ends with (AkH. 12, 289)."""


def numeral(number: int) -> str:
    """The cardinal as it stands alone: kettő, ezerkilencszáz, kétezer-huszonnégy."""
    if not number:
        return "nulla"
    groups, rest = [], number
    for value, name in _SCALES:
        count, rest = divmod(rest, value)
        if count:
            one = count == 1 and value == 1000
            groups.append(name if one else counted(_below_thousand(count)) + name)
    if rest:
        groups.append(_below_thousand(rest))
    return ("" if number <= _ONE_WORD else "-").join(groups)


def counted(said: str) -> str:
    """A number as it stands before what it counts: két of kettő."""
    return said.removesuffix("kettő") + "két" if said.endswith("kettő") else said


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    head = ("" if hundreds == 1 else counted(_ONES[hundreds])) + "száz" if hundreds else ""
    return head + _below_hundred(rest)


def _below_hundred(number: int) -> str:
    if number in _WHOLE_TENS:
        return _WHOLE_TENS[number]
    tens, ones = divmod(number, 10)
    return (_TENS[tens] if tens else "") + (_ONES[ones] if ones else "")
