"""Numbers within a Russian word: 5-летний, 30-процентный, 100-летие."""

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.ru.normalization.cardinal import declined, parts_below_thousand

_WHOLE = {1: "одно", 90: "девяносто", 100: "сто"}
"""Parts that are not in the genitive within a word."""


def glued(number: int) -> str:
    """The first part of a word, of a number below 1000 and of whole thousands: двадцатипяти."""
    thousands, rest = divmod(number, 1000)
    if thousands and not rest:
        return ("" if thousands == 1 else glued(thousands)) + "тысяче"
    return "".join(_WHOLE.get(part) or declined(part, "genitive") for part in parts_below_thousand(number))


def rules() -> list[NamedRule]:
    """To be applied before ranges, and when ordinals are said."""
    return [
        rule(
            "a number within a word",
            r"(?<![\w.,–-])([1-9]\d{0,2}|[1-9]\d{0,2}000)[-‑](?=[а-яё]{4})",
            lambda found: glued(int(found[1])),
            "25-летний -> двадцатипятилетний",
        ),
        rule(
            "so many percent, as an adjective",
            r"(?<![\w.,–-])([1-9]\d{0,2})\s?%-?(?=н(?:[ыо]й|ая|ое|ые|ого|ому|ым|ом|ую|ых|ыми)(?!\w))",
            lambda found: f"{glued(int(found[1]))}процент",
            "5%-ный -> пятипроцентный",
        ),
    ]
