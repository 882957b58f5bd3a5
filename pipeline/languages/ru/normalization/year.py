"""Russian years: ordinals in the case of год, годы, г. and гг. behind them."""

import re

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.ru.normalization.date import YEAR
from pipeline.languages.ru.normalization.ordinal import ordinal
from pipeline.languages.ru.normalization.prepositions import case_of_time, follows_word

_CASES = {
    "год": "nominative", "года": "genitive", "годом": "instrumental", "годе": "prepositional", "годы": "nominative",
    "годов": "genitive", "годам": "dative", "годами": "instrumental", "годах": "prepositional",
}  # fmt: skip
_ONE = {
    "nominative": "год",
    "genitive": "года",
    "dative": "году",
    "instrumental": "годом",
    "prepositional": "году",
}
_SEVERAL = {
    "nominative": "годы",
    "genitive": "годов",
    "dative": "годам",
    "instrumental": "годами",
    "prepositional": "годах",
}
_WORD = r"(год(?:а|у|ом|е|ы|ов|ам|ами|ах)?(?!\w)|гг?\.|г(?![\w./])(?<=(?:18|19|20)\d\d\sг))"
"""Without a full stop г is a year where the number is one of our time, and else so many grams."""


def rules() -> list[NamedRule]:
    """To be applied when dates are said."""
    return [
        rule(
            "from year to year behind с",
            rf"(?<!\w)([Сс])\s{YEAR}\s(по|до)\s{YEAR}(?![\d-]|[.,]\d)",
            _from_to,
            "с 1941 по 1945 -> с тысяча девятьсот сорок первого по тысяча девятьсот сорок пятый",
        ),
        rule(
            "years of a life in brackets",
            rf"(?<=\(){YEAR}\s?[-–—]\s?{YEAR}(?=\))",
            lambda found: f"{_nth(found[1], 'nominative')} – {_nth(found[2], 'nominative')}",
            "(1941–1945) -> (тысяча девятьсот сорок первый – тысяча девятьсот сорок пятый)",
        ),
        rule(
            "years before their word",
            rf"(?<![\d.,/-]){YEAR}(\s?[-–—]\s?|\s(?:и|или)\s)((?:1\d|20)?\d\d)\s?{_WORD}",
            _years,
            "в 1941–1945 гг. -> в тысяча девятьсот сорок первом – тысяча девятьсот сорок пятом годах",
        ),
        rule(
            "a year before its word",
            rf"(?<![\d.,/-]){YEAR}\s?{_WORD}",
            lambda found: _year(found, found[1], found[2]),
            "в 2024 году -> в две тысячи двадцать четвёртом году",
        ),
        rule(
            "a small year before its word",
            r"(?<![\w.,/-])(\d{1,3})\s(году|годом|годе|г\.(?=\s(?:до\s)?нашей\sэры))(?!\w)",
            lambda found: _year(found, found[1], found[2]),
            "в 988 году -> в девятьсот восемьдесят восьмом году",
        ),
        rule(
            "a year behind its season",
            rf"(?<!\w)((?:[Вв]есн|[Зз]им|[Оо]сен|[Лл]ет)(?:а|ы|у|ой|е|о|ом|ь|и|ью))\s{YEAR}(?=\s*(?:$|[.;:!?)»]|,(?!\d)))(?!\.\d)",
            lambda found: f"{found[1]} {_nth(found[2], 'genitive')} года",
            "летом 1985 -> летом тысяча девятьсот восемьдесят пятого года",
        ),
        rule(
            "a year behind в, at the end of what is said",
            r"(?<!\w)(?<!раз )([Вв])\s((?:19\d[1-9]|19[1-9]0|20[0-4][1-9]|20[1-4]0))(?:\s(и|или)\s((?:19|20)\d\d))?(?=\s*(?:$|[.;:!?)»]|,(?!\d)))(?!\.\d)",
            _in_years,
            "родился в 1985 -> родился в тысяча девятьсот восемьдесят пятом",
        ),
        rule(
            "a season",
            rf"(?<![\d.,/-]){YEAR}\s?/\s?((?:20)?\d\d)(?![\d/]|[.,]\d)",
            lambda found: f"{found[1]} – {found[2]}",
            "2023/24 -> 2023 – 24",
        ),
    ]


def _nth(digits: str, case: str) -> str:
    return ordinal(int(digits), "masculine" if case == "nominative" else case)


def _from_to(found: re.Match[str]) -> str:
    since, first, to, last = found.groups()
    named = re.match(r"\s?(?:год|г\.)", signs.after(found))
    until = last if named else _nth(last, "nominative" if to == "по" else "genitive")
    return f"{since} {_nth(first, 'genitive')} {to} {until}"


def _in_years(found: re.Match[str]) -> str:
    before, first, joined, last = found.groups()
    more = f" {joined} {_nth(last, 'prepositional')}" if last else ""
    return f"{before} {_nth(first, 'prepositional')}{more}"


def _case(found: re.Match[str], word: str) -> str:
    """By the word itself; году, г. and гг. by what is before the year."""
    if word in _CASES:
        return _CASES[word]
    if word == "году":
        return "dative" if case_of_time(found, otherwise="") in ("dative", "nominative") else "prepositional"
    return case_of_time(found, otherwise="genitive" if follows_word(found) else "nominative")


def _year(found: re.Match[str], digits: str, word: str) -> str:
    case = _case(found, word)
    return f"{_nth(digits, case)} {word if word.startswith('год') else _ONE[case]}"


def _years(found: re.Match[str]) -> str:
    first, between, last, word = found.groups()
    case, joined = _case(found, word), between.strip()
    said = f"{_nth(first, case)} {joined if joined.isalpha() else '–'} {_nth(last, case)}"
    return f"{said} {word if word.startswith('год') else _SEVERAL[case]}"
