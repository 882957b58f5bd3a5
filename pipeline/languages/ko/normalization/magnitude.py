"""English scales in Korean text, as machine translations copy them: $1.2bn is 십이억 달러.

By whole numbers, never by floating point, so that the sum that is said is the sum that is written.
"""

import re

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.ko.normalization.particles import PARTICLE, with_particle
from pipeline.languages.normalization import currencies
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.scales import POWERS, shift
from pipeline.languages.normalization.tables import table

_NUMBER = r"(\d+(?:\.\d+)?)"
_ANY = r"(thousand|million|billion|trillion|mln|mn|bn|tn|k|K|m|M|B)(?:s?(?= [A-Za-z])|(?![A-Za-z\d]))"
_CLEAR = r"(thousand|million|billion|trillion|mln|mn|bn|tn)(?![A-Za-z\d])"
"""What is a scale also where no money is: m alone is a metre."""
_TO = r"\s?(?:[-–—~∼～〜]|to)\s?"
_OF_PEOPLE = r"(?=\s?명(?![단칭예])| (?:people|persons|refugees|children|users|views)\b)"
_OF_MONEY = r"(?=\s?(?:(?:미국|홍콩|호주|캐나다)\s?)?(?:달러|유로|파운드|엔|원|위안|루피|리라|루블|프랑|페소|헤알|USD|EUR|GBP))"


def rules() -> list[NamedRule]:
    """To be applied before money and units."""
    sign = currencies.pattern("ko")
    money = rf"(?<![A-Za-z])({sign})\s?"
    return [
        rule("a negative sum", rf"(?<![\w)])[-−](?=(?:{sign})\s?\d)", "마이너스 ", "-$5 -> 마이너스 $5"),
        rule(
            "from sum to sum in English scales",
            rf"{money}{_NUMBER}\s?(?:{_ANY})?{_TO}(?:{sign})?\s?{_NUMBER}\s?{_ANY}{PARTICLE}",
            _between,
            "$1.5-2bn -> 십오억에서 이십억 달러",
        ),
        rule(
            "a sum in an English scale",
            rf"{money}{_NUMBER}[\s-]?{_ANY}{PARTICLE}",
            _sum,
            "£125m -> 일억 이천오백만 파운드",
        ),
        rule(
            "from amount to amount in English scales",
            rf"(?<![\d.]){_NUMBER}{_TO}{_NUMBER}[\s-]?{_CLEAR}",
            _from_to,
            "1.5-2 million -> 백오십만에서 이백만",
        ),
        rule(
            "money or people in an English scale",
            rf"(?<![\d.]){_NUMBER}[\s-]?{_ANY}(?:{_OF_MONEY}|{_OF_PEOPLE})",
            _number,
            "1.2bn 달러 -> 십이억 달러",
        ),
        rule(
            "an amount in an English scale",
            rf"(?<![\d.]){_NUMBER}[\s-]?{_CLEAR}",
            _number,
            "3 million -> 삼백만",
        ),
    ]


def _between(found: re.Match[str]) -> str:
    sign, first, scale, last, least, after = found.groups()
    name = with_particle(str(currencies.name(sign, "ko")), after or "")
    return f"{_myriad_value(first, scale or least)}에서 {_myriad_value(last, least)} {name}"


def _sum(found: re.Match[str]) -> str:
    sign, amount, scale, after = found.groups()
    return f"{_myriad_value(amount, scale)} {with_particle(table('ko')['currencies'][sign], after or '')}"


def _from_to(found: re.Match[str]) -> str:
    return f"{_myriad_value(found[1], found[3])}에서 {_myriad_value(found[2], found[3])}"


def _number(found: re.Match[str]) -> str:
    return _myriad_value(found[1], found[2])


def _myriad_value(amount: str, scale: str) -> str:
    """In words by 만 and 억; in digits where a fraction of one is left."""
    figures = shift(amount, POWERS[scale])
    return _by_groups(figures) if 4 < len(figures) <= 20 and "." not in figures else figures


def _by_groups(figures: str) -> str:
    """950000000 is 구억 오천만; 10000 by itself is 만."""
    groups, rest = [], int(figures)
    for scale in ("", "만", "억", "조", "경"):
        rest, group = divmod(rest, 10_000)
        if group:
            groups.append("만" if group == 1 and scale == "만" and not rest else cardinal.sino(group) + scale)
    return " ".join(reversed(groups))
