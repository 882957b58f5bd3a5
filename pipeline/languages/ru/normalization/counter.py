"""Russian numbers with what they count: одна лодка, две лодки, из пяти человек, в трёх странах."""

import re
from functools import cache

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table
from pipeline.languages.ru.normalization.agreement import (
    case_by_ending,
    gender_behind,
    gender_of_range,
    in_genitive,
)
from pipeline.languages.ru.normalization.cardinal import declined, plural
from pipeline.languages.ru.normalization.prepositions import GENITIVE

_LONGEST = 15
_END = r"(?![\d/:°-]|[.,]\d)"


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number in the nominative before the noun `after`; beside -ам, -ами and -ах, and a genitive, in that case."""
    if len(digits) > _LONGEST or (len(digits) > 1 and digits[0] == "0"):
        return cardinal(digits, base)
    number = int(digits)
    if re.fullmatch(table(base)["nouns"]["feminine"], after):
        return declined(number, "nominative", "feminine")
    if in_genitive(number, after):
        return declined(number, "genitive")
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
        rule(
            "a number of people to whom something was done",
            rf"(?<!\w)(?<!не )((?:{table('ru')['counted']['done_to']})(?:л|ла|ло|ли|в|ть|ют|ет)\s)(\d{{1,{_LONGEST}}})\s([а-яё]{{3,30}})(?!\w)",
            _affected,
            "арестовали 21 человека -> арестовали двадцать одного человека",
            re.IGNORECASE,
        ),
        rule(
            "from one number to another of the same",
            rf"(?<![\w.,:/–-])(\d{{1,{_LONGEST}}})\s?[-–—]\s?(\d{{1,{_LONGEST}}})\s([а-яё]{{3,30}})(?!\w)",
            _range,
            "1–2 минуты -> одна – две минуты",
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
    number = int(digits)
    case = case_by_ending(noun, adjective) or ("genitive" if in_genitive(number, noun) else "")
    gender = gender_behind(number, noun) if adjective.endswith("х") else ""
    return f"{declined(number, case or 'nominative', gender)} {adjective} {noun}"


def _affected(found: re.Match[str]) -> str:
    """The accusative of living beings: двадцать одного человека, where a genitive is двадцати одного."""
    before, digits, noun = found.groups()
    number = int(digits)
    if number % 10 != 1 or digits[0] == "0" or not in_genitive(number, noun):
        return found.group()
    tens = f"{declined(number - 1, 'nominative')} " if number > 1 else ""
    return f"{before}{tens}{declined(1, 'genitive')} {noun}"


def _range(found: re.Match[str]) -> str:
    """Both numbers in the case and the gender of the one noun, which agrees with the second: 2–3 дней, but 2–5 дней."""
    first, last, noun = found.groups()
    if first[0] == "0" or last[0] == "0" or {noun, f"{noun}."} & _units():
        return found.group()
    if int(last) <= int(first):
        return f"{cardinal(first, 'ru')} – {cardinal(last, 'ru')} {noun}"  # a score
    if in_genitive(int(last), noun):
        said = [declined(int(digits), "genitive") for digits in (first, last)]
    elif case_by_ending(noun):
        return found.group()
    else:
        said = _in_gender(int(first), int(last), noun)
    return f"{' – '.join(said)} {noun}"


@cache
def _units() -> set[str]:
    """What has rules of its own behind both numbers."""
    names = table("ru")
    return {*names["units"], *names["currencies"], *names["scales"]}


def _in_gender(first: int, last: int, noun: str) -> list[str]:
    shared = gender_of_range(last, noun)
    own = gender_behind(last, noun) if plural(last) == "one" else shared
    return [declined(first, "nominative", own or shared), declined(last, "nominative", own or shared)]
