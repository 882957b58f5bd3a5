"""Arabic numbers in words with what they count: two in the dual, thousands and units in the plural."""

import re

from pipeline.languages.ar.normalization.agreement import feminine
from pipeline.languages.ar.normalization.words import DUAL, FEW, HERS, HUNDREDTHS, LARGE, TENS, UNIT
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`, in the gender that counts it, as far as the noun shows its own."""
    said = cardinal(digits, base)
    if after and digits[0] != "0":
        said = feminine(said, int(digits), after)
    counted = after and after not in table("ar")["uncounted"]
    return f"{said}ن" if said.endswith(DUAL) and not counted else said


def pairs() -> list[NamedRule]:
    """Two thousand, two million; to be applied before words are joined."""
    return [
        rule(
            "two thousand or million",
            rf"(?<!\w)اثنان ({LARGE})(?!\w)(?: (\w+))?",
            _two,
            "اثنان مليون شخص -> مليونا شخص",
        ),
        rule(
            "two thousand alone",
            rf"(?<!\w)(و?(?:{'|'.join(DUAL)}))(?= (?:فاصلة|في المئة|إلى)(?!\w))",
            r"\1ن",
            "ألفا إلى -> ألفان إلى",
        ),
    ]


def letters() -> list[NamedRule]:
    """To be applied when words are joined."""
    units = "|".join(sorted(table("ar")["measures"], key=len, reverse=True))
    return [
        rule("thousands", rf"(?<=\w) و({FEW}) ألف(?!\w)", r" و\1 آلاف", "مائة وخمسة ألف -> مائة وخمسة آلاف"),
        rule(
            "units by their number",
            rf"(?<!\w)(و?)(واحد|اثنان|{FEW}) ({units})(?: (مربع|مكعب|مئوية))?(?!\w)",
            _verbalize_measured,
            "خمسة كيلومتر -> خمسة كيلومترات",
        ),
        rule(
            "one or two hundredths of a sum",
            rf"(?<!\w)و(واحد|اثنان) ({HUNDREDTHS})(?!\w)",
            lambda found: f"و{_one_or_two(found[1], found[2], None)}",
            "وواحد سنت -> وسنت واحد",
        ),
    ]


def _verbalize_measured(found: re.Match[str]) -> str:
    """One and two kilometres by its number, three to ten in the plural; never the last digit of a decimal."""
    joined, number, unit, shape = found.groups()
    if _decimal(found) or re.search(rf"(?<!\w)و?(?:{HERS}|اثنتا|اثنتي) $", signs.before(found)):
        return found.group()
    if number in ("واحد", "اثنان"):
        return found.group() if joined else _one_or_two(number, unit, shape)
    kinds = [f"{shape.removesuffix('ة')}ة"] if shape else []
    hers = unit.endswith("ة")
    return " ".join([f"{joined}{number[:-1] if hers else number}", table("ar")["measures"][unit], *kinds])


def _one_or_two(number: str, unit: str, shape: str | None) -> str:
    words = unit.split() if unit.endswith(("ي", "ية")) else [unit]
    named = [*words, shape] if shape else words
    if number == "واحد":
        return " ".join([*named, "واحدة" if unit.endswith("ة") else "واحد"])
    return " ".join(map(_dual, named))


def _dual(noun: str) -> str:
    return f"{noun[:-1]}تان" if noun.endswith("ة") else f"{noun}ان"


def _decimal(found: re.Match[str]) -> bool:
    """Whether it begins with the last digit of a decimal, 1.2."""
    return bool(re.search(rf"(?<!\w)فاصلة (?:(?:{UNIT}|صفر) )*$", signs.before(found)))


def _two(found: re.Match[str]) -> str:
    """Two thousand or two million in the dual, but never the last digit of a decimal: 1.2 million."""
    if _decimal(found):
        return found.group()
    if re.search(rf"(?<!\w)و?(?:{UNIT}|عشر|{TENS}) (?:إلى|أو|و) $", signs.before(found)):
        return found.group()
    if not found[2]:
        return f"{found[1]}ان"
    return f"{found[1]}ا{'ن' * (found[2] in table('ar')['uncounted'])} {found[2]}"
