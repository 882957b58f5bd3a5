"""Arabic numbers in words as they stand in a sentence: joined with a preposition or the article, and in the genitive."""

import re

from pipeline.languages.ar.normalization.date import LEVANT
from pipeline.languages.ar.normalization.words import HERS, LARGE, TENS, UNIT, WORD
from pipeline.languages.normalization.rules import NamedRule, rule

_RULING = (
    "جذر|أس|عام|سنة|في|من|إلى|على|منذ|حتى|نحو|بنحو|حوالي|قرابة|زهاء|بنسبة|بعد|قبل|بقيمة|قيمة|مسافة|نطاق|عن|بين|لمدة|مدة|خلال|بواقع"
    "|بارتفاع|عمر|سن|يوم|الدقيقة|بقوة|بسرعة|بنتيجة|بمعدل|لنحو|لحوالي"
    "|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
    f"|{LEVANT}|جانفي|فيفري|أفريل|جوان"
    "|جويلية|أوت|عامي|عامَي|سنتي|لعام|بعام|لسنة|بسنة|العام|غضون|بكلفة|بتكلفة|كلفة|بفارق|بزمن|بسعر|سعر|مقتل|إصابة|اعتقال|أصل|كل|مواليد|موسم|فوق|دون|مرور|مضي|أكثر من|أقل من|السنوات|الأعوام"
)
"""Behind these a number stands in the genitive; elsewhere it is left in the nominative."""
_OBLIQUE = (
    (rf"({TENS[:-2]})ون", r"\1ين"),
    (rf"({LARGE}|مئت|مائت)ان", r"\1ين"),
    (rf"({LARGE}|مئت|مائت)ا(?!\u064b)", r"\1ي"),
    ("اثنان", "اثنين"),
    ("اثنا", "اثني"),
    ("اثنتان", "اثنتين"),
    ("اثنتا", "اثنتي"),
)


def joined() -> list[NamedRule]:
    """To be applied when two thousand is said."""
    return [
        rule("a preposition before a number", rf"(?<!\w)([وف]?[وفبلك]) (?={WORD})", r"\1", "ب خمسة -> بخمسة"),
        rule(
            "and a half",
            r"(?<!\w)و ?(?=(?:نصف|ربع|ثلث|ثلثان|(?:خ|س|ث|ت|ع)ُ(?:مس|دس|بع|من|سع|شر)(?:ان)?)(?!\w))",
            "و",
            "و نصف -> ونصف",
        ),
    ]


def letters() -> list[NamedRule]:
    """To be applied last, when numbers are what they are counted with."""
    return [*_articles(), *_genitives()]


def _articles() -> list[NamedRule]:
    return [
        rule(
            "the article before a number", rf"(?<!\w)((?:و|ف)?[بك]?ال) (?={WORD})", r"\1", "ال خمسة -> الخمسة"
        ),
        rule(
            "the article of both parts of a number",
            rf"(?<!\w)((?:و|ف)?[بك]?ال(?:{UNIT}|{HERS}) و)(?={TENS}(?!\w))",
            r"\1ال",
            "الخمسة وعشرون -> الخمسة والعشرون",
        ),
    ]


def _genitives() -> list[NamedRule]:
    return [
        rule(
            "a number behind a word that rules it",
            rf"(?<!\w)[وف]?(?:{_RULING}) و?{WORD}(?: و?{WORD})*",
            _genitive,
            "من عشرون -> من عشرين",
        ),
        rule(
            "a number with a preposition",
            rf"(?<!\w)[وف]?[بلك]{WORD}(?: و?{WORD})*",
            _genitive,
            "بعشرون -> بعشرين",
        ),
        rule(
            "a number with a preposition and the article",
            rf"(?<!\w)[وف]?(?:بال|كال|لل)(?:{UNIT})(?: وال{TENS}(?!\w))?",
            _genitive,
            "بالخمسة والعشرون -> بالخمسة والعشرين",
        ),
    ]


def _genitive(found: re.Match[str]) -> str:
    said = found.group()
    for nominative, genitive in _OBLIQUE:
        said = re.sub(rf"{nominative}(?!\w)", genitive, said)
    return said
