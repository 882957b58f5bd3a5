"""Arabic numbers that agree with their noun: three, feminine, women; fifteen, feminine, states; the fifth session."""

import re

from pipeline.languages.normalization.tables import table

_UNITS = ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")
_FEW = re.compile(rf"({'|'.join((*_UNITS, 'عشرة'))})$")
_TEENS = re.compile(rf"({'|'.join(_UNITS)}) عشر$")
_ABOVE = re.compile(rf"({'|'.join(_UNITS)})(?= و\w+ون$)")
_MASCULINE = re.compile(
    r"ا(?!تفاقي|ستراتيجي|متياز)|إ(?!صاب|ذاع|دار|عان|شار)|ت(?!ظاهر|وصي|جرب|ربي)|كيلو|دولار|جنيه|يورو|لتر|سنتيم"
    r"|غرام|قرار|قطاع|صراع|نزاع|خلاف|خطاب|بيان|حساب|لقاء|لقاح|طلب|سجل|تيار|حيوان|نبات|فيروس|رهان|جواز|بلاغ|سند|هتاف|قطار"
    r"|نداء|عقار|حوار|جدار|مدار|مطار|ممر|محرك|مسار|معسكر|مخيم|مؤتمر|مشروع|منتج|ملف|مقترح|مستشفي|مسلسل|مخطط|مليار|تريليون|ميغا"
    r"|أصوات|أوقات|أموات|أبيات|مبرر|مشتب|محور|مبن|متهم$|مرشح$|مراسل$|نفق|لواء|عطاء|غاز|حمام|باص|صالون|تلفزيون|راديو|كمبيوتر|خزان|سد"
)
"""The beginnings of things that are masculine though their plural ends as the feminine does."""
_NO_NOUN = re.compile(
    r"(?:ال|لل|وال|بال|كال|نتيجة|نسبة|قيمة|مقارنة|إضافة|خاصة|عامة|كافة|مباشرة|تحية|بداية|نهاية|ساعة$|غداة|هجرية|ميلادية|مئوية|مربعة)"
    r"|ب(?!طول|لد|عث|طاق|ندقي|اخر|ارج|قر|ناي|واب|حير|ئر)|و(?!لاي|فا|حد|زار|ثيق|كال|جب|ظيف|رق)|ل(?!جن|غ|يل|حظ|وح|عب|اجئ)"
)
"""Words that end as the feminine does, but are not what is counted."""


def feminine(said: str, number: int, noun: str) -> str:
    """The number `said`, for a man, as it counts `noun`: three to ten a plural, more a singular."""
    last = number % 100
    if 3 <= last <= 10 and _is_plural(noun):
        return _FEW.sub(_shorter, said)
    if last <= 10 or 1900 <= number < 2100 or not noun.endswith("ة"):
        return said
    if _NO_NOUN.match(noun) and noun != "ساعة":
        return said
    said = said.replace("أحد عشر", "إحدى عشرة").replace("اثنا عشر", "اثنتا عشرة")
    if last > 20:
        said = re.sub(r"واحد(?= و\w+ون$)", "إحدى", said)
        said = re.sub(r"اثنان(?= و\w+ون$)", "اثنتان", said)
    said = _TEENS.sub(lambda found: f"{_shorter(found)} عشرة", said)
    return _ABOVE.sub(lambda found: _shorter(found).replace("ثماني", "ثمان"), said)


def the_feminine(said: str, number: int, noun: str) -> str:
    """The number `said` behind the plural that it counts, the states fifteen."""
    if not _is_plural(noun.removeprefix("ال")):
        return said
    return feminine(said, number, "سنوات" if number <= 10 else "سنة")


def _is_plural(noun: str) -> bool:
    broken: list[str] = table("ar")["feminine"]
    return noun in broken or (len(noun) > 3 and noun.endswith("ات") and not _MASCULINE.match(noun))


def _shorter(found: re.Match[str]) -> str:
    return found[1][:-1]


_FIRST = ("أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
_TENS = ("عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين")


def ordinal(number: int, *, woman: bool) -> str:
    """The ordinal of 1 to 99 with its article, in the genitive: the twenty-first."""
    tens, unit = divmod(number, 10)
    if number <= 10:
        first = "أولى" if woman and number == 1 else _FIRST[number - 1] + "ة" * woman
        return f"ال{first}"
    if not unit:
        return f"ال{_TENS[tens - 2]}"
    first = ("حادي" if unit == 1 else _FIRST[unit - 1]) + "ة" * woman
    return f"ال{first} عشر{'ة' * woman}" if tens == 1 else f"ال{first} وال{_TENS[tens - 2]}"
