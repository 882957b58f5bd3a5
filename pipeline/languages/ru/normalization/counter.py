"""Russian numbers with what they count: одна лодка, две лодки, из пяти человек, в трёх странах."""

import re

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table
from pipeline.languages.ru.normalization.agreement import case_by_ending, gender_behind
from pipeline.languages.ru.normalization.cardinal import declined, plural
from pipeline.languages.ru.normalization.prepositions import GENITIVE

_LONGEST = 15
_END = r"(?![\d/:°-]|[.,]\d)"


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number in the nominative before the noun `after`; beside -ам, -ами and -ах in that case."""
    if len(digits) > _LONGEST or (len(digits) > 1 and digits[0] == "0"):
        return cardinal(digits, base)
    number = int(digits)
    if re.fullmatch(table(base)["nouns"]["feminine"], after):
        return declined(number, "nominative", "feminine")
    return declined(number, case_by_ending(after) or "nominative", gender_behind(number, after))


def rules() -> list[NamedRule]:
    """To be applied when ordinals and what has a unit are said."""
    return [
        rule(
            "a number behind a preposition with the genitive",
            rf"(?<!\w)((?:{GENITIVE})\s)(\d{{1,{_LONGEST}}})(?:(\s?[-–—]\s?|\s(?:и|или)\s)(\d{{1,{_LONGEST}}}))?{_END}(?!\s?%)",
            _governed,
            "из 25 человек -> из двадцати пяти человек",
            re.IGNORECASE,
        ),
        rule(
            "a number before an adjective and its noun",
            rf"(?<![\w.,-])(\d{{1,{_LONGEST}}})\s([а-яё]{{2,30}}(?:[ыи]ми|[ыи]м|[ыи]х))\s([а-яё]{{2,30}})(?!\w)",
            _with_adjective,
            "в 12 европейских странах -> в двенадцати европейских странах",
        ),
    ]


def _governed(found: re.Match[str]) -> str:
    before, first, between, last = found.groups()
    word = re.match(r"\s([а-яё]+)", signs.after(found))
    after = word[1] if word else ""
    if last is None:
        return before + _genitive(first, after)
    joined = between.strip()
    return f"{before}{_genitive(first, after)} {joined if joined.isalpha() else '–'} {_genitive(last, after)}"


def _genitive(digits: str, after: str) -> str:
    if len(digits) > 1 and digits[0] == "0":
        return cardinal(digits, "ru")
    number = int(digits)
    feminine = plural(number) == "one" and bool(re.search(r"[ыи]$", after))
    return declined(number, "genitive", "feminine" if feminine else "")


def _with_adjective(found: re.Match[str]) -> str:
    digits, adjective, noun = found.groups()
    if digits[0] == "0":
        return found.group()
    case, number = case_by_ending(noun, adjective), int(digits)
    gender = gender_behind(number, noun) if adjective.endswith("х") else ""
    return f"{declined(number, case or 'nominative', gender)} {adjective} {noun}"
