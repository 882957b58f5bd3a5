"""One wrong number of a translation written anew by its value, in the manner of its language."""

import re
from collections.abc import Sequence
from fractions import Fraction

from pipeline.languages import Language
from pipeline.translation.checks import Pair
from pipeline.translation.checks.amounts import Amount, amounts
from pipeline.translation.checks.figures import normalize_digits
from pipeline.translation.checks.numbers import disagreement

_FIGURE = re.compile(r"\d+(?:[.,'’\s]\d+)*")
_PERCENT = re.compile(
    r"\A\s?(?:%|per\s?cent|por cent[oe]|por ciento|pour cent|per cento|Prozent|퍼센트|パーセント|بالمئة|في المئة)",
    re.IGNORECASE,
)
_TWO_FIGURES = re.compile(r"\d\s\d")
"""May be one number or two."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_OF = re.compile(r"\s+(?:de|di|d['’]|of)\b")
"""Goes with a word for millions, not with figures: 8 milhões de pessoas, 500 pessoas."""
_THOUSAND, _MILLION = 10**3, 10**6
_MOST_DECIMALS = 2


def mend(pair: Pair, source: Language, target: Language, around: Sequence[str] = ()) -> str:
    """The translation of `pair` with its one wrong number put right; empty where that is not certain.

    `around` are the sentences of the source around it: a number of theirs may have come with all their words.

    Certain means: one number of the source has no partner in the translation, one of the translation has none in the
    source and stands there in figures, both are of one kind, and what is meant has one value. A word may be a number by
    mistake. Whether all else is right is for the checks to say.
    """
    said, words = pair.source, pair.target or ""
    missing, added = disagreement(said, words, source, target)
    meant, wrong = _only(amounts(said, source), missing), _only(amounts(words, target), added)
    if meant is None or wrong is None or len(meant.values) != 1 or meant.month or wrong.month:
        return ""
    if wrong.worded or _TWO_FIGURES.search(meant.text):
        return ""
    if _kind(said, meant) != _kind(words, wrong):
        return ""
    if any(wrong.values & amount.values for text in around for amount in amounts(text, source)):
        return ""
    return rewrite(words, wrong, min(meant.values), target)


def rewrite(words: str, wrong: Amount, value: Fraction, target: Language) -> str:
    """`words` in `target` with `value` where the amount `wrong` stands; empty where it cannot be found or written."""
    forms = [wrong.text, *(wrong.text.translate(str.maketrans("0123456789", digits)) for digits in _DIGITS)]
    shown = next((form for form in forms if words.count(form) == 1), "")
    if not shown:
        return ""
    before, _, after = words.partition(shown)
    written = _write(value, wrong, target, after)
    return f"{before}{_like(shown, written)}{after}" if written else ""


def _only(there: Sequence[Amount], texts: Sequence[str]) -> Amount | None:
    """The one amount that is written so, whole or in its parts: 37만 5천."""
    written = tuple(texts)
    matches = [each for each in there if written in ((each.text,), tuple(part.text for part in each.parts))]
    return matches[0] if len(matches) == 1 and written else None


def _kind(text: str, amount: Amount) -> tuple[bool, bool]:
    """Whether an amount is so many in a hundred, and whether it is a year."""
    even = normalize_digits(text)
    begin = even.find(amount.text)
    percent = bool(_PERCENT.match(even[begin + len(amount.text) :])) or even[:begin].endswith("百分之")
    return percent, bool(_YEAR.fullmatch(amount.text))


def _write(value: Fraction, wrong: Amount, target: Language, after: str) -> str:
    """`value` in the manner in which the amount `wrong` is written; empty where `after`, which follows, would not fit it."""
    figures = _FIGURE.findall(wrong.text)
    head, _, tail = wrong.text.partition(figures[0]) if figures else ("", "", "")
    if figures and not head.strip() and not tail.strip():
        return _number(value, figures[0], target)
    if target.fact("numbers", "myriads"):
        return _in_myriads(value, target)
    if len(figures) == 1 and (scale := _scale(wrong, figures[0], target)):
        scaled = value / scale
        if 1 <= scaled < _THOUSAND and _is_short(scaled):
            return f"{head}{_number(scaled, '', target)}{tail}"
    fits = not _OF.match(after) and value < _MILLION and _is_short(value)
    return _number(value, "", target) if fits else ""


def _scale(wrong: Amount, figure: str, target: Language) -> Fraction | None:
    """What the words beside a figure multiply it by."""
    own = {one for amount in amounts(figure, target) for one in amount.values}
    if len(own) != 1 or len(wrong.values) != 1 or not min(own):
        return None
    return min(wrong.values) / min(own)


def _is_short(value: Fraction) -> bool:
    return bool((value * 10**_MOST_DECIMALS).denominator == 1)


def _number(value: Fraction, like: str, target: Language) -> str:
    """`value` in figures, thousands parted unless the figures `like` leave that out."""
    if not _is_short(value):
        return ""
    decimal, parted = target.fact("numbers", "decimal", "."), target.fact("numbers", "thousands", ",")
    whole, rest = divmod(value, 1)
    bare = value < 10**4 and (like.isdecimal() or not like)
    digits = str(whole) if bare else _group(str(whole), parted, target)
    decimals = str(int(rest * 10**_MOST_DECIMALS)).zfill(_MOST_DECIMALS).rstrip("0")
    return f"{digits}{decimal}{decimals}" if decimals else digits


def _group(digits: str, sign: str, target: Language) -> str:
    """Thousands parted; in India by hundreds from there on."""
    if target.fact("numbers", "groups") and len(digits) > 3:
        head = re.sub(r"(?<=\d)(?=(?:\d\d)+\Z)", sign, digits[:-3])
        return f"{head}{sign}{digits[-3:]}"
    return re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", sign, digits)


def _in_myriads(value: Fraction, target: Language) -> str:
    """12만 3,000; 12.3万; 3亿."""
    steps = [(unit, sign) for sign, unit in target.fact("numbers", "myriads").items()]
    apart: bool = target.fact("numbers", "apart", False)
    unit, sign = next(((unit, sign) for unit, sign in steps if value >= unit), (1, ""))
    if unit == 1:
        return _number(value, "", target)
    if not apart and _is_short(value / unit):
        return _number(value / unit, "", target) + sign
    if value.denominator != 1:
        return ""
    parts, rest = [], int(value)
    for unit, sign in (*steps, (1, "")):
        count, rest = divmod(rest, unit)
        if count:
            parts.append((_group(str(count), ",", target) if apart else str(count)) + sign)
    return (" " if apart else "").join(parts)


_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９")


def _like(figure: str, written: str) -> str:
    """`written` in the digits of the script that `figure` is in."""
    own = next((digits for digits in _DIGITS if any(sign in digits for sign in figure)), "")
    made = written.translate(str.maketrans("0123456789", own)) if own else written
    return made.translate(str.maketrans(".,", "٫٬")) if own in _DIGITS[:2] else made
