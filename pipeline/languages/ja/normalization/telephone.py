"""Telephones in Japanese text: digit by digit, ノ between the groups."""

import re

from pipeline.languages.ja.normalization.cardinal import numeral, one_by_one
from pipeline.languages.normalization import digit_groups
from pipeline.languages.normalization.rules import NamedRule, rule

_SPEECH = digit_groups.Speech(one_by_one, "ノ", "プラス")
_EXAMPLES = (
    "(212) 555-0143 -> ニイチニノゴゴゴノゼロイチヨンサン",
    "1-800-555-0143 -> イチノハチゼロゼロノゴゴゴノゼロイチヨンサン",
    "4111 1111 1111 1234 -> ヨンイチイチイチノイチイチイチイチノイチイチイチイチノイチニサンヨン",
    "DE89 3704 0044 0532 -> DE ハチキューノサンナナゼロヨンノゼロゼロヨンヨンノゼロゴサンニ",
)


def machines() -> list[NamedRule]:
    """To be applied before versions."""
    return [digit_groups.machine(one_by_one, "テン", "10.0.0.1 -> イチゼロテンゼロテンゼロテンイチ")]


def rules() -> list[NamedRule]:
    """To be applied before dates, sums and scores."""
    return [
        rule(
            "a telephone abroad",
            r"(?<![\d-])(\+\d{1,3}[-\s]\d{1,4}(?:[-\s]\d{3,4}){1,3})(?![\d-])",
            _groups,
            "+81-3-1234-5678 -> プラスハチイチノサンノイチニサンヨンノゴロクナナハチ",
        ),
        rule(
            "a telephone with one dash or none",
            r"(?<![\d.,-])((?:\+\d{1,3}[-\s]?)?0\d{1,3}-?\d{6,8}|\+\d{1,3}[-\s]0\d{1,3}(?:-\d{3,4}){2})(?![\d-])",
            _groups,
            "090-12345678 -> ゼロキューゼロノイチニサンヨンゴロクナナハチ",
        ),
        rule(
            "a telephone with its area",
            r"(?<![\d-])(\(?0\d{1,4}\)?-\d{1,4}-\d{3,4})(?![\d-])",
            _groups,
            "03-1234-5678 -> ゼロサンノイチニサンヨンノゴロクナナハチ",
        ),
        digit_groups.with_letters(_SPEECH, "1-800-FLOWERS -> イチノハチゼロゼロノflowers"),
        *digit_groups.rules(_SPEECH, _EXAMPLES),
        digit_groups.formation(one_by_one, "4-4-2 -> ヨンヨンニ"),
        rule("the police", r"(?<!\d)(110)(?=番)", "ヒャクトー", "110番 -> ヒャクトー番"),
        rule("fire and ambulance", r"(?<!\d)(11[89])(?=番)", _number, "119番 -> ヒャクジューキュー番"),
    ]


def _groups(found: re.Match[str]) -> str:
    plus = "プラス" if "+" in found[1] else ""
    return plus + "ノ".join(map(one_by_one, re.findall(r"\d+", found[1])))


def _number(found: re.Match[str]) -> str:
    return numeral(int(found[1]))
