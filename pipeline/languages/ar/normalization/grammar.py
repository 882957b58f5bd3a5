"""Arabic: dates by month names, times, ordinals and one or two of a thing."""

import re
from functools import cache

from pipeline.languages.ar.normalization import numbering
from pipeline.languages.ar.normalization.agreement import feminine
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`, in the gender that counts it, as far as the noun shows its own."""
    said = cardinal(digits, base)
    if after and digits[0] != "0":
        said = feminine(said, int(digits), after)
    return (
        said if not said.endswith(_DUAL) or (after and after not in table("ar")["uncounted"]) else f"{said}ن"
    )


_DUAL = ("مئتا", "ألفا", "مليونا", "مليارا")
"""num2words has them as they stand before a noun."""


_UNIT = "واحد|اثنان|ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة"
_HERS = "إحدى|اثنتان|ثلاث|أربع|خمس|ست|سبع|ثمان|ثماني|تسع"
_FEW = "ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة"
_TENS = "(?:عشر|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)ون"
_LARGE = "ألف|مليون|مليار|تريليون"
_WORD = (
    rf"(?:{_UNIT}|أحد|اثنا|اثنتا|{_HERS}|عشر|{_TENS}|(?:ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)?مائة|(?:مئت|مائت)(?:ان|ا)"
    rf"|(?:{_LARGE})(?:ان|ا\u064b?)?|آلاف|ملايين|مليارات|فاصلة|صفر)(?!\w)"
)
_RULING = (
    "عام|سنة|في|من|إلى|على|منذ|حتى|نحو|بنحو|حوالي|قرابة|زهاء|بنسبة|بعد|قبل|بقيمة|قيمة|مسافة|نطاق|عن|بين|لمدة|مدة|خلال|بواقع"
    "|بارتفاع|عمر|سن|يوم|الدقيقة|بقوة|بسرعة|بنتيجة|بمعدل|لنحو|لحوالي"
    "|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
    f"|{numbering.LEVANT}|جانفي|فيفري|أفريل|جوان"
    "|جويلية|أوت|عامي|عامَي|سنتي|لعام|بعام|لسنة|بسنة|العام|غضون|بكلفة|بتكلفة|كلفة|بفارق|بزمن|بسعر|سعر|مقتل|إصابة|اعتقال|أصل|كل|مواليد|موسم|فوق|دون|مرور|مضي|أكثر من|أقل من|السنوات|الأعوام"
)
"""Behind these a number stands in the genitive; elsewhere it is left in the nominative."""
_OBLIQUE = (
    (rf"({_TENS[:-2]})ون", r"\1ين"),
    (rf"({_LARGE}|مئت|مائت)ان", r"\1ين"),
    (rf"({_LARGE}|مئت|مائت)ا(?!\u064b)", r"\1ي"),
    ("اثنان", "اثنين"),
    ("اثنا", "اثني"),
    ("اثنتان", "اثنتين"),
    ("اثنتا", "اثنتي"),
)


@cache
def letters(base: str) -> list[Rule]:
    """Numbers in words as they stand in a sentence: two thousand in the dual, the genitive, the article."""
    return [
        (re.compile(r"(?<!\w)م\. (?=[ء-ي]{2})"), "المهندس "),
        (re.compile(rf"(?<!\w)اثنان ({_LARGE})(?!\w)(?: (\w+))?"), _two),
        (re.compile(rf"(?<!\w)(و?(?:{'|'.join(_DUAL)}))(?= (?:فاصلة|في المئة|إلى)(?!\w))"), r"\1ن"),
        (re.compile(rf"(?<!\w)([وف]?[وفبلك]) (?={_WORD})"), r"\1"),
        (re.compile(r"(?<!\w)و ?(?=(?:نصف|ربع|ثلث)(?!\w))"), "و"),
        (re.compile(rf"(?<=\w) و({_FEW}) ألف(?!\w)"), r" و\1 آلاف"),
        (
            re.compile(
                rf"(?<!\w)(و?)(واحد|اثنان|{_FEW}) ({'|'.join(table('ar')['measures'])})(?: (مربع|مكعب|مئوية))?(?!\w)"
            ),
            _verbalize_measured,
        ),
        (re.compile(rf"(?<!\w)((?:و|ف)?[بك]?ال) (?={_WORD})"), r"\1"),
        (re.compile(rf"(?<!\w)((?:و|ف)?[بك]?ال(?:{_UNIT}|{_HERS}) و)(?={_TENS}(?!\w))"), r"\1ال"),
        (re.compile(rf"(?<!\w)[وف]?(?:{_RULING}) و?{_WORD}(?: و?{_WORD})*"), _genitive),
        (re.compile(rf"(?<!\w)[وف]?[بلك]{_WORD}(?: و?{_WORD})*"), _genitive),
        (re.compile(rf"(?<!\w)[وف]?(?:بال|كال|لل)(?:{_UNIT})(?: وال{_TENS}(?!\w))?"), _genitive),
    ]


def _verbalize_measured(found: re.Match[str]) -> str:
    """One and two kilometres by its number, three to ten in the plural; never the last digit of a decimal."""
    joined, number, unit, shape = found.groups()
    if _decimal(found) or re.search(rf"(?<!\w)و?(?:{_HERS}|اثنتا|اثنتي) $", signs.before(found)):
        return found.group()
    hers = unit.endswith("ة")
    named = [unit, shape] if shape else [unit]
    if number in ("واحد", "اثنان"):
        if joined:
            return found.group()
        said = [*named, "واحدة" if hers else "واحد"] if number == "واحد" else map(_dual, named)
        return " ".join(said)
    kinds = [f"{shape.removesuffix('ة')}ة"] if shape else []
    return " ".join([f"{joined}{number[:-1] if hers else number}", table("ar")["measures"][unit], *kinds])


def _dual(noun: str) -> str:
    return f"{noun[:-1]}تان" if noun.endswith("ة") else f"{noun}ان"


def _decimal(found: re.Match[str]) -> bool:
    """Whether it begins with the last digit of a decimal, 1.2."""
    return bool(re.search(rf"(?<!\w)فاصلة (?:(?:{_UNIT}|صفر) )*$", signs.before(found)))


def _two(found: re.Match[str]) -> str:
    """Two thousand or two million in the dual, but never the last digit of a decimal: 1.2 million."""
    if _decimal(found):
        return found.group()
    if re.search(rf"(?<!\w)و?(?:{_UNIT}|عشر|{_TENS}) (?:إلى|أو|و) $", signs.before(found)):
        return found.group()
    if not found[2]:
        return f"{found[1]}ان"
    return f"{found[1]}ا{'ن' * (found[2] in table('ar')['uncounted'])} {found[2]}"


def _genitive(found: re.Match[str]) -> str:
    said = found.group()
    for nominative, genitive in _OBLIQUE:
        said = re.sub(rf"{nominative}(?!\w)", genitive, said)
    return said


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [
        (re.compile(r"(?<=\d)٫(?=\d)"), "."),
        (re.compile(r"(?<=\d)٬(?=\d)"), ""),
        (re.compile(r"(?<=\d)،(?=\d{3}(?!\d))"), ""),
        *numbering.rules(),
        (
            re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])"),
            lambda found: _date(found[3], found[2], found[1]),
        ),
        (re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])"), lambda found: _date(*found.groups())),
        (re.compile(r"(?<![\d:])(الساعة )?(\d{1,2}):([0-5]\d):([0-5]\d)(?![\d:])(?: ساعة(?!\w))?"), _seconds),
        (
            re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d)(\.\d{1,3})(?![\d:])"),
            lambda found: f"{_verbalize_unit(int(found[1]), 'دقيقة')} و{int(found[2])}{found[3]} ثانية",
        ),
        (
            re.compile(rf"(?<=الساعة )(\d{{1,2}}) ({_AND}) ?(\d{{1,2}})(?=\s*(?:$|[.،؛)]|{_HALVES}))"),
            lambda found: f"{_hour(int(found[1]))} {found[2]}{' ' * (found[2] != 'و')}{_hour(int(found[3]))}",
        ),
        (re.compile(r"(?<![\d:])(?:الساعة )?([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"), _clock),
        (re.compile(r"الساعة (\d{1,2})(?!\d)"), lambda found: f"الساعة {_hour(int(found[1]))}"),
    ]


def _date(day: str, month: str, year: str) -> str:
    months: list[str] = table("ar")["months"]
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, "ar") for part in (day, month, year))
    return f"{cardinal(str(int(day)), 'ar')} {months[int(month) - 1]} {cardinal(year, 'ar')}"


def _clock(found: re.Match[str]) -> str:
    minutes = int(found[2])
    if minutes in _PARTS and int(found[1]) <= 12:
        return f"الساعة {_hour(int(found[1]))} {_PARTS[minutes]}"
    return f"الساعة {_hour(int(found[1]))}{_minutes(minutes)}"


def _minutes(minutes: int) -> str:
    if minutes > 10:
        return f" و{cardinal(str(minutes), 'ar')} دقيقة"
    return f" و{_verbalize_unit(minutes, 'دقيقة')}" if minutes else ""


def _seconds(found: re.Match[str]) -> str:
    """A time of day to the second, or how long something took."""
    hour = f"الساعة {_hour(int(found[2]))}" if found[1] else _verbalize_unit(int(found[2]), "ساعة")
    parts = [_verbalize_unit(int(found[3]), "دقيقة"), _verbalize_unit(int(found[4]), "ثانية")]
    return " و".join([hour, *parts])


def _verbalize_unit(number: int, unit: str) -> str:
    """So many hours, minutes or seconds."""
    two, many = _UNITS[unit]
    if number in (1, 2):
        return (unit, two)[number - 1]
    noun = many if 3 <= number <= 10 else unit
    return f"{feminine(cardinal(str(number), 'ar'), number, noun)} {noun}"


_UNITS = {
    "ساعة": ("ساعتان", "ساعات"), "دقيقة": ("دقيقتان", "دقائق"), "ثانية": ("ثانيتان", "ثوان"),
}  # fmt: skip
_AND = "و|إلى|حتى"
_HALVES = "صباح|مساء|ظهر|بعد|بتوقيت|ليل|فجر"
_PARTS = {15: "والربع", 30: "والنصف"}


def _hour(number: int) -> str:
    hours: list[str] = table("ar")["hours"]
    return hours[number - 1] if 0 < number <= len(hours) else cardinal(str(number), "ar")
