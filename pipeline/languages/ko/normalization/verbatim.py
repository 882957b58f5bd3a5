"""Letters in Korean text: names with digits as they are known, initialisms, Roman numerals."""

import re
from functools import cache

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.ko.normalization.particles import PARTICLE, with_particle
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_ROMAN = r"(II|III|IV|VI{1,3}|IX|XI{1,3}|X{1,2}(?:IX|IV|VI{0,3})|XXI{1,3}|X{1,2}(?=\s?(?:장|세기|부|권|편)(?![가-힣])))"


def names() -> list[NamedRule]:
    """What has digits and is known by name; before all other rules."""
    known = "|".join(re.escape(name) for name in sorted(table("ko")["names"], key=len, reverse=True))
    return [
        rule(
            "a name with digits",
            rf"(?<![\w.$€£¥₩/-])(?<![$€£¥₩] )({known})(?![A-Za-z\d/]|[.-]\d){PARTICLE}",
            _name,
            "A4를 -> 에이포를",
        ),
        rule("the virus of 2019", r"코로나\s?-?19(?!\d)", "코로나 일구", "코로나19 -> 코로나 일구"),
        rule(
            "a numbered department",
            r"(?<=[가-힣])(\d{1,2})(?=과(?![가-힣]))",
            lambda found: cardinal.sino(int(found[1])),
            "수사2과 -> 수사이과",
        ),
        rule("one household", r"1(?=가구 \d주택)", "일", "1가구 2주택 -> 일가구 2주택"),
        rule("an age that has a name", r"(?<=중)2(?=병)", "이", "중2병 -> 중이병"),
    ]


@cache
def letters() -> list[NamedRule]:
    """Capitals by their Korean names, with the particle that fits; Roman numerals as numbers."""
    words = "|".join(sorted(table("ko")["words"], key=len, reverse=True))
    return [
        rule(
            "a grade below another",
            r"(?<![A-Za-z])(A{1,3}|B{1,3}|C{1,3})[-−](?![\w-])",
            r"\1 마이너스",
            "AA- -> AA 마이너스",
        ),
        rule(
            "letters with full stops",
            r"(?:(?<![A-Za-z])[A-Z]\.\s?){2,}",
            lambda found: re.sub(r"[.\s]", "", found.group()) + " ",
            "U.S. 정부 -> US 정부",
        ),
        rule(
            "the initial of a name",
            r"(?<![A-Za-z])([A-Z])\.(?=\s?[A-Z][a-z])",
            r"\1 ",
            "P. Diddy -> P  Diddy",
        ),
        rule(
            "a Roman numeral",
            rf"(?<![A-Za-z]){_ROMAN}(?![A-Za-z])",
            lambda found: cardinal.sino(signs.roman(found[1])),
            "II -> 이",
        ),
        rule(
            "the music of a country",
            r"(?<![A-Za-z])([KkJjCcTt])-?[Pp][Oo][Pp](?![A-Za-z])",
            lambda found: table("ko")["letters"][found[1].upper()] + "팝",
            "K-pop -> 케이팝",
        ),
        rule("a hyphen before Hangul", r"(?<=[A-Za-z])[-](?=[가-힣])", "", "K-팝 -> K팝"),
        rule(
            "letters joined by and",
            r"(?<![A-Za-z])([A-Z]{1,3})&([A-Z]{1,3})(?![A-Za-z])",
            r"\1앤\2",
            "R&D -> R앤D",
        ),
        rule(
            "an initialism said as a word",
            rf"(?<![A-Za-z])({words})(?![A-Za-z]){PARTICLE}",
            _initialism,
            "NATO는 -> 나토는",
        ),
        rule(
            "an initialism",
            rf"(?<![A-Za-z])([A-Z]{{1,6}})(?![A-Za-z]){PARTICLE}",
            _initialism,
            "NGO은 -> 엔지오는",
        ),
    ]


def _name(found: re.Match[str]) -> str:
    return with_particle(table("ko")["names"][found[1]], found[2] or "")


def _initialism(found: re.Match[str]) -> str:
    names = table("ko")
    known = names["words"].get(found[1]) or "".join(names["letters"][letter] for letter in found[1])
    return with_particle(str(known), found[2] or "")
