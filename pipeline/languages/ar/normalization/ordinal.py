"""Arabic ordinals: of centuries, sessions, articles, of days before their month, and numbers behind the plural they count."""

import re

from pipeline.languages.ar.normalization import agreement
from pipeline.languages.ar.normalization.date import LEVANT
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_MEN = "القرن|المركز|اليوم|العام|الأسبوع|الشهر|الطابق|الفصل|البند|الباب|المؤتمر|الدور|العيد|الموسم|اللقاء|الاجتماع|الهدف"
_WOMEN = "الدورة|الجلسة|الذكرى|المرة|السنة|الجولة|المرتبة|الدقيقة|النسخة|الطبعة|الحلقة|القمة|الفقرة|المادة|البطولة|المباراة|المرحلة"
_RANKED = "قرن|مركز|فصل|بند|باب|طابق|صف|جيل"
_RANKED_WOMEN = "مادة|فقرة|دورة|ذكرى|دقيقة|مرتبة"
"""What is numbered in order even where the number stands without its article."""
_NUMBER = r"([1-9]\d?)(?![\d%]|[.,:/-]\d)"


def rules() -> list[NamedRule]:
    """To be applied when verses and pages are said."""
    return [*_centuries(), *_ranked(), *_with_article(), *_days()]


def _centuries() -> list[NamedRule]:
    return [
        rule(
            "two centuries",
            r"(القرن(?:ين|ان)) (?:ال ?)?(\d\d?) و ?(?:ال ?)?(\d\d?)(?!\d)",
            lambda found: f"{found[1]} {_ordinal(found[2])} و{_ordinal(found[3])}",
            "القرنين 19 و20 -> القرنين التاسع عشر والعشرين",
        ),
    ]


def _ranked() -> list[NamedRule]:
    return [
        rule(
            "what is numbered in order",
            rf"(?<!\w)([وفب]?(?:(?:ال|لل)(?:{_RANKED}))) (?:ال ?)?{_NUMBER}",
            _of_man,
            "القرن 21 -> القرن الحادي والعشرين",
        ),
        rule(
            "what is numbered in order, feminine",
            rf"(?<!\w)([وفب]?(?:(?:ال|لل)(?:{_RANKED_WOMEN}))) (?:ال ?)?{_NUMBER}",
            _of_woman,
            "المادة 5 -> المادة الخامسة",
        ),
    ]


def _with_article() -> list[NamedRule]:
    return [
        rule(
            "an ordinal with its article",
            rf"(?<!\w)([وفبك]?(?:{_MEN})) ال ?{_NUMBER}",
            _of_man,
            "اليوم ال5 -> اليوم الخامس",
        ),
        rule(
            "an ordinal with its article, feminine",
            rf"(?<!\w)([وفبك]?(?:{_WOMEN})) ال ?{_NUMBER}",
            _of_woman,
            "الدورة ال5 -> الدورة الخامسة",
        ),
        rule(
            "a number behind what it counts",
            r"(?<!\w)([وفبك]?)(ال\w+) ال ?(\d{1,2})(?![\d%]|[.,:/-]\d)",
            _counted,
            "الولايات ال15 -> الولايات ال خمس عشرة",
        ),
    ]


def _days() -> list[NamedRule]:
    months = "|".join((*table("ar")["months"], *LEVANT.split("|")))
    return [
        rule(
            "a day before its month",
            rf"(?<![\d.,/:-])(?:ال ?)?([1-9]|[12]\d|3[01]) (?=من (?:شهر )?(?:{months})(?!\w))",
            lambda found: f"{_ordinal(found[1])} ",
            "5 من مايو -> الخامس من مايو",
        ),
    ]


def _of_man(found: re.Match[str]) -> str:
    return f"{found[1]} {_ordinal(found[2])}"


def _of_woman(found: re.Match[str]) -> str:
    return f"{found[1]} {_ordinal(found[2], woman=True)}"


def _counted(found: re.Match[str]) -> str:
    said = agreement.the_feminine(cardinal(found[3], "ar"), int(found[3]), found[2])
    return f"{found[1]}{found[2]} ال {said}"


def _ordinal(digits: str, *, woman: bool = False) -> str:
    return agreement.ordinal(int(digits), woman=woman)
