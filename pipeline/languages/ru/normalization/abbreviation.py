"""Russian nouns shortened before a number or a name, in the case that the word before them asks for: на ул. Ленина."""

import re

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table
from pipeline.languages.ru.normalization.citation import PARTS, part_of_law
from pipeline.languages.ru.normalization.prepositions import GENITIVE

_CASES = {
    **dict.fromkeys(GENITIVE.split("|"), 1),
    **dict.fromkeys(("с", "со"), 1),
    **dict.fromkeys(("к", "ко", "по", "согласно"), 2),
    **dict.fromkeys(("в", "во", "на", "о", "об", "при"), 3),
}
"""The place of a case in the rows of the table."""
_WORD = re.compile(r"([^\W\d_]+)\s$")
_NUMBER = re.compile(r"\d\s$")


def before_numbers() -> list[NamedRule]:
    """To be applied first."""
    names = table("ru")["shortened_before_number"]
    return [
        rule(
            "a noun shortened before its number",
            rf"(?<![\w.])({_any_of(names)})\s?(?=\d)(?!\d{{1,2}}\s?(?:мин|сек))(?:({PARTS}(?:(?:,\s|\sи\s){PARTS}){{0,9}}(?!\d|[.,]\d)|\d{{1,4}}(?=\s[а-яё]{{2}})))?",
            _numbered,
            "по ст. 105 -> по статье 105",
            re.IGNORECASE,
        ),
    ]


def before_names() -> list[NamedRule]:
    """To be applied when years are said, which have г. behind them; and behind words alone."""
    names = table("ru")["shortened_before_name"]
    return [
        rule("see", r"(?<!\w)см\. ?(?=\w)", "смотри ", "см. рисунок -> смотри рисунок"),
        rule(
            "a noun shortened before its name",
            rf"(?<![\w.])({_any_of(names)})\s?(?=[А-ЯЁ][а-яё])",
            lambda found: f"{names[found[1]].split()[_case(found)]} ",
            "на ул. Ленина -> на улице Ленина",
        ),
        rule(
            "thousands without a number",
            r"(?<!\w)тыс\.(?!\w)",
            "тысяч",
            "сотни тыс. людей -> сотни тысяч людей",
        ),
        rule(
            "a region behind its name",
            r"(?<=[а-яё]кой )обл\.",
            "области",
            "Тульской обл. -> Тульской области",
        ),
        rule(
            "a region behind its name, in the nominative",
            r"(?<=[а-яё]кая )обл\.",
            "область",
            "Тульская обл. -> Тульская область",
        ),
        rule(
            "a district behind its name",
            r"(?<=[а-яё]кий )р-н(?!\w)",
            "район",
            "Клинский р-н -> Клинский район",
        ),
    ]


def _numbered(found: re.Match[str]) -> str:
    """With the number in words where a word follows that it does not count, часть два статьи, and where it has parts."""
    short, number = found.groups()
    noun = table("ru")["shortened_before_number"][short.lower()].split()[_case(found)]
    return f"{noun.capitalize() if short[0].isupper() else noun} {part_of_law(number) if number else ''}"


def _any_of(names: dict[str, str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _case(found: re.Match[str]) -> int:
    """By the preposition; the genitive behind a number (ч. 2 ст. 105), and else the nominative."""
    before = signs.before(found)
    word = _WORD.search(before)
    if word:
        return _CASES.get(word[1].lower(), 0)
    return 1 if _NUMBER.search(before) else 0
