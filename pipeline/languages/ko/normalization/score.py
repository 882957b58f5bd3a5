"""Scores and ratios in Korean text: 삼 대 이."""

import re

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.ko.normalization.particles import PARTICLE, with_particle
from pipeline.languages.normalization.rules import NamedRule, rule

_POINTS = r"(\d{1,3})"
_OF_GAMES = "경쟁률|비율|정도|수준|완승|완패|대승|신승|압승|역전|리드|승|패|구도|대결|맞대결|스코어|협상|면담|상담|교환"


def rules() -> list[NamedRule]:
    """Scores with 대, before vehicles are counted by the same word."""
    return [
        rule(
            "a score and how it ended",
            r"(?<![\d.])(\d{1,3})\s?대\s?(\d{1,3})(?:(?=\s?(?:무승부|승리|동점|패배))|(으?로))",
            _score,
            "2대0 승리 -> 이 대 영 승리",
        ),
        rule(
            "a ratio",
            rf"(?<![\d.]){_POINTS}\s?대\s{_POINTS}(?=\s?(?:{_OF_GAMES})|의(?![가-힣])|$|[.,)])()",
            _score,
            "10 대 1 -> 십 대 일",
        ),
        rule(
            "a score without spaces",
            rf"(?<![\d.])(\d{{1,3}})대(\d{{1,3}})(?!\d|\.\d|[명개건년월일만천]){PARTICLE}",
            _score,
            "1대1 -> 일 대 일",
        ),
    ]


def dashes() -> list[NamedRule]:
    """What has a dash or a colon and is no range and no time."""
    return [
        rule(
            "a score with a dash or a colon",
            rf"(?<![\dA-Za-z.])(\d{{1,3}})\s?[-–—:]\s?(\d{{1,3}})(?!\d|\.\d){PARTICLE}",
            _score,
            "1-0으로 -> 일 대 영으로",
        ),
    ]


def _score(found: re.Match[str]) -> str:
    first, last = (cardinal.sino(int(points)) for points in found.groups()[:2])
    return f"{first} 대 {with_particle(last, found[3] or '')}"
