"""Arabic numbers that are no counts: centuries and sessions by their ordinals, days of a month, paragraphs, verses, versions."""

import re
from functools import cache

from pipeline.languages.ar.normalization.agreement import ordinal, the_feminine
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table

_MEN = "القرن|المركز|اليوم|العام|الأسبوع|الشهر|الطابق|الفصل|البند|الباب|المؤتمر|الدور|العيد|الموسم|اللقاء|الاجتماع|الهدف"
_WOMEN = "الدورة|الجلسة|الذكرى|المرة|السنة|الجولة|المرتبة|الدقيقة|النسخة|الطبعة|الحلقة|القمة|الفقرة|المادة|البطولة|المباراة|المرحلة"
_RANKED = "قرن|مركز|فصل|بند|باب|طابق|صف|جيل"
_RANKED_WOMEN = "مادة|فقرة|دورة|ذكرى|دقيقة|مرتبة"
"""What is numbered in order even where the number stands without its article."""
LEVANT = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
"""The months as the Levant calls them."""
_SCRIPTURE = (
    "متى|مرقس|لوقا|يوحنا|التكوين|الخروج|اللاويين|التثنية|المزامير|المزمور|مزمور|الأمثال|إشعياء|إرميا|دانيال|رومية|كورنثوس|أفسس"
    "|فيلبي|الرؤيا|البقرة|آل عمران|النساء|المائدة|الأنعام|الأعراف|التوبة|يونس|يوسف|الإسراء|الكهف|مريم|الحج|النور|الحجرات"
)


@cache
def rules() -> list[Rule]:
    """To be applied before all other rules for digits."""
    return [*_citation_rules(), *_ordinals(), *_dotted_rules(), *_signs()]


def _ordinals() -> list[Rule]:
    months = "|".join((*table("ar")["months"], *LEVANT.split("|")))
    day = r"(?<![\d.,/:-])(?:ال ?)?([1-9]|[12]\d|3[01])"
    return [
        (
            re.compile(r"(القرن(?:ين|ان)) (?:ال ?)?(\d\d?) و ?(?:ال ?)?(\d\d?)(?!\d)"),
            lambda found: f"{found[1]} {_ordinal(found[2])} و{_ordinal(found[3])}",
        ),
        (
            re.compile(rf"(?<!\w)([وفب]?(?:(?:ال|لل)(?:{_RANKED}))) (?:ال ?)?([1-9]\d?)(?![\d%]|[.,:/-]\d)"),
            lambda found: f"{found[1]} {_ordinal(found[2])}",
        ),
        (
            re.compile(
                rf"(?<!\w)([وفب]?(?:(?:ال|لل)(?:{_RANKED_WOMEN}))) (?:ال ?)?([1-9]\d?)(?![\d%]|[.,:/-]\d)"
            ),
            lambda found: f"{found[1]} {_ordinal(found[2], woman=True)}",
        ),
        (
            re.compile(rf"(?<!\w)([وفبك]?(?:{_MEN})) ال ?([1-9]\d?)(?![\d%]|[.,:/-]\d)"),
            lambda found: f"{found[1]} {_ordinal(found[2])}",
        ),
        (
            re.compile(rf"(?<!\w)([وفبك]?(?:{_WOMEN})) ال ?([1-9]\d?)(?![\d%]|[.,:/-]\d)"),
            lambda found: f"{found[1]} {_ordinal(found[2], woman=True)}",
        ),
        (
            re.compile(r"(?<!\w)([وفبك]?)(ال\w+) ال ?(\d{1,2})(?![\d%]|[.,:/-]\d)"),
            lambda found: (
                f"{found[1]}{found[2]} ال {the_feminine(cardinal(found[3], 'ar'), int(found[3]), found[2])}"
            ),
        ),
        (re.compile(rf"{day} (?=من (?:شهر )?(?:{months})(?!\w))"), lambda found: f"{_ordinal(found[1])} "),
    ]


def _ordinal(digits: str, *, woman: bool = False) -> str:
    return ordinal(int(digits), woman=woman)


def _citation_rules() -> list[Rule]:
    return [
        (
            re.compile(r"(?<=\d)(?:\((?:\d{1,2}|[ء-ي])\))+"),
            lambda found: "".join(f"، {item}" for item in re.findall(r"\((\w+)\)", found.group())),
        ),
        (
            re.compile(rf"(?<!\w)((?:{_SCRIPTURE}) \(?)(\d{{1,3}}):(\d{{1,3}})(?:\s?[-–]\s?(\d{{1,3}}))?(?!\d)"),
            lambda found: f"{found[1]}{found[2]}، {found[3]}" + (f" إلى {found[4]}" if found[4] else ""),
        ),
        (re.compile(r"(?<!\w)ص\.? ?(?=\d)"), "صفحة "),
    ]  # fmt: skip


def _dotted_rules() -> list[Rule]:
    return [
        (
            re.compile(r"(?<![\d.])(\d{1,2})([.-])(\d{1,2})\2((?:1[89]|20)\d\d)(?![\d.-])"),
            lambda found: f"{found[1]}/{found[3]}/{found[4]}",
        ),
        (re.compile(r"(?<![\d/])((?:1[89]|20)\d\d)/([01]?\d)/([0-3]?\d)(?![\d/])"), r"\3/\2/\1"),
        (
            re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3}){2}(?!\.?\d)"),
            lambda found: found.group().replace(".", ""),
        ),
        (
            re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?!\.?\d)"),
            lambda found: " نقطة ".join(cardinal(part, "ar") for part in found.group().split(".")),
        ),
        (re.compile(r"(?<![\d.,])\d{1,3}\.000(?!\d|[.,]\d)"), lambda found: found.group().replace(".", "")),
        (
            re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?=,\d{1,2}(?!\d))"),
            lambda found: found.group().replace(".", ""),
        ),
        (
            re.compile(r"(مادة \d+)/(?=\d)|(رقم \d+|بوينغ \d{3})-(?=\d)"),
            lambda found: f"{found[1] or found[2]}، ",
        ),
        (re.compile(r"(?<![\d/])(\d{1,4})/((?:19|20)\d\d)(?![\d/])"), _verbalize_paired),
        (re.compile(r"(?<=\d)،(?=\d{1,2} (?:ألف|مليون|مليار|تريليون|في المئة|في المائة))"), "."),
    ]


def _verbalize_paired(found: re.Match[str]) -> str:
    """A season of two years, or the number of a law and its year."""
    season = re.fullmatch(r"(?:19|20)\d\d", found[1]) and int(found[2]) - int(found[1]) == 1
    return f"{found[1]}{' إلى ' if season else '، '}{found[2]}"


def _signs() -> list[Rule]:
    return [
        (re.compile(r"(?<![\d٪%])(?<!\d )([%٪])\s?(\d+(?:\.\d+)?)(?!\s?[%٪]|[.,]?\d)"), r"\2\1"),
        (re.compile(r"(\d\s?[%٪])\s?[-–—]\s?(?=\d)"), r"\1 إلى "),
        (re.compile(r"(?<![\w.])([بكلفو])-(?=\d)"), lambda found: f"{_LETTERS[found[1]]} "),
        (re.compile(r"(?<![-=<>])([<>≤≥≈])\s?(?=\d)(?!\d+>)"), lambda found: f" {_THAN[found[1]]} "),
        (re.compile(r"(?<=\d)\s?ه(?![\w.])"), " هجرية"),
        (re.compile(r"((?:عام|سنة|العام) \d{3,4})\s?م(?!\w)"), r"\1 ميلادية"),
        (re.compile(r"(\(\d{3,4}\s?[-–]\s?\d{3,4})\s?م(?=\.?\))\.?"), r"\1 ميلادية"),
        (re.compile(r"(?<![\d.,/])2 ?(كم|كلم|سم|كغ|كجم|كلغ)(?!\w|\s?/)"), lambda found: _PAIRS[found[1]]),
        (re.compile(r"(?<=فيتامين )([بدك])\s?-?(?=\d)"), lambda found: f"{found[1]}ي "),
    ]


_LETTERS = {"ب": "باء", "ك": "كاف", "ل": "لام", "ف": "فاء", "و": "واو"}
_THAN = {"<": "أقل من", ">": "أكثر من", "≤": "لا يزيد على", "≥": "لا يقل عن", "≈": "نحو"}
_PAIRS = {
    "كم": "كيلومترين", "كلم": "كيلومترين", "سم": "سنتيمترين", "كغ": "كيلوغرامين", "كجم": "كيلوغرامين", "كلغ": "كيلوغرامين",
}  # fmt: skip
