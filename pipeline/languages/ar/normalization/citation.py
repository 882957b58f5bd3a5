"""Arabic numbers of paragraphs, verses, pages, versions, laws."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule

_SCRIPTURE = (
    "متى|مرقس|لوقا|يوحنا|التكوين|الخروج|اللاويين|التثنية|المزامير|المزمور|مزمور|الأمثال|إشعياء|إرميا|دانيال|رومية|كورنثوس|أفسس"
    "|فيلبي|الرؤيا|البقرة|آل عمران|النساء|المائدة|الأنعام|الأعراف|التوبة|يونس|يوسف|الإسراء|الكهف|مريم|الحج|النور|الحجرات"
)


def rules() -> list[NamedRule]:
    """To be applied before ordinals."""
    return [
        rule(
            "a paragraph in brackets",
            r"(?<=\d)(?:\((?:\d{1,2}|[ء-ي])\))+",
            lambda found: "".join(f"، {item}" for item in re.findall(r"\((\w+)\)", found.group())),
            "المادة 5(2)(أ) -> المادة 5، 2، أ",
        ),
        rule(
            "a verse",
            rf"(?<!\w)((?:{_SCRIPTURE}) \(?)(\d{{1,3}}):(\d{{1,3}})(?:\s?[-–]\s?(\d{{1,3}}))?(?!\d)",
            _verse,
            "يوحنا 3:16-18 -> يوحنا 3، 16 إلى 18",
        ),
        rule("a page", r"(?<!\w)ص\.? ?(?=\d)", "صفحة ", "ص. 5 -> صفحة 5"),
    ]


def versions() -> list[NamedRule]:
    """To be applied when millions are joined."""
    return [
        rule(
            "a version",
            r"(?<![\d.])\d+(?:\.\d+){2,}(?!\.?\d)",
            _version,
            "2.0.1 -> اثنان نقطة صفر نقطة واحد",
        ),
    ]


def laws() -> list[NamedRule]:
    """To be applied when thousands are joined."""
    return [
        rule(
            "the parts of a number",
            r"(مادة \d+)/(?=\d)|(رقم \d+|بوينغ \d{3})-(?=\d)",
            lambda found: f"{found[1] or found[2]}، ",
            "بوينغ 737-800 -> بوينغ 737، 800",
        ),
        rule(
            "a season, or a law and its year",
            r"(?<![\d/])(\d{1,4})/((?:19|20)\d\d)(?![\d/])",
            _paired,
            "2019/2020 -> 2019 إلى 2020",
        ),
    ]


def _verse(found: re.Match[str]) -> str:
    last = f" إلى {found[4]}" if found[4] else ""
    return f"{found[1]}{found[2]}، {found[3]}{last}"


def _version(found: re.Match[str]) -> str:
    return " نقطة ".join(cardinal(part, "ar") for part in found.group().split("."))


def _paired(found: re.Match[str]) -> str:
    """A season of two years, or the number of a law and its year."""
    season = re.fullmatch(r"(?:19|20)\d\d", found[1]) and int(found[2]) - int(found[1]) == 1
    return f"{found[1]}{' إلى ' if season else '، '}{found[2]}"
