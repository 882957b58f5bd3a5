"""Japanese numbers in katakana, and with their counters, where sounds change as they meet: 3本 -> サンボン."""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.languages.normalization.arithmetic import difference
from pipeline.languages.normalization.rules import NamedRule, rule

DIGITS = ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
_NUMBER = r"\d+(?:\.\d+)?"
_HUNDREDS = {3: "サンビャク", 6: "ロッピャク", 8: "ハッピャク"}
_THOUSANDS = {3: "サンゼン", 8: "ハッセン"}
_MEETING = {"イチ": "イッ", "ロク": "ロッ", "ハチ": "ハッ", "ジュー": "ジュッ", "ヒャク": "ヒャッ"}
_CHANGES = {
    "k": ("イチ", "ロク", "ハチ", "ジュー", "ヒャク"),
    "s": ("イチ", "ハチ", "ジュー"),
    "t": ("イチ", "ハチ", "ジュー"),
    "h": ("イチ", "ロク", "ハチ", "ジュー", "ヒャク"),
    "p": ("イチ", "ハチ", "ジュー", "ヒャク"),
}
"""Last words of a number that end short before a counter's first consonant."""
_SOFT = dict(zip("ハヒフヘホ", "パピプペポ", strict=True))


def numeral(number: int) -> str:
    """A number in katakana: 3600 -> サンゼンロッピャク."""
    if number >= 10**16:
        return one_by_one(str(number))
    groups = []
    for scale in ("", "マン", "オク", "チョー"):
        number, rest = divmod(number, 10_000)
        if rest:
            said = ("イッ" if rest == 1000 and scale else "") + _group(rest)
            if scale == "チョー":
                said = _short(said, _CHANGES["t"])
            groups.append(said + scale)
    return "".join(reversed(groups)) or DIGITS[0]


def counted_by(number: int, counter: Mapping[str, Any]) -> str:
    """A number with the counter of a row of the table: `said`, how it meets (`kind`), and its exceptions."""
    own = counter.get("own", {})
    if str(number) in own:
        return str(own[str(number)])
    last = number % 10
    said, sound = numeral(number), str(counter["said"])
    if str(last) in counter.get("last", {}) and number % 100 not in (10,):
        return said.removesuffix(DIGITS[last]) + str(counter["last"][str(last)])
    kind = counter.get("kind", "")
    if kind == "h" and said.endswith(_CHANGES["h"]):
        sound = _SOFT[sound[0]] + sound[1:]
    elif said.endswith(("サン", "セン", "マン")):
        sound = str(counter.get("third", sound))
    return _short(said, _CHANGES.get(kind, ())) + sound


def decimal_number(whole: str, decimals: str) -> str:
    """2.5 -> ニーテンゴ, 1.5 -> イッテンゴ, 0.5 -> レイテンゴ."""
    said = {"0": "レイ", "2": "ニー", "5": "ゴー"}.get(whole, _short(numeral(int(whole)), _CHANGES["t"]))
    return said + "テン" + one_by_one(decimals)


def one_by_one(digits: str) -> str:
    """Digit by digit: 03 -> ゼロサン."""
    return "".join(DIGITS[int(digit)] for digit in digits)


def differences() -> list[NamedRule]:
    """To be applied before ranges and scores, which have a dash too."""
    return [
        difference("ヒク"),
    ]


def minus() -> list[NamedRule]:
    """The sign of a negative number."""
    return [
        rule(
            "a negative number",
            rf"(?<![\w)）])[-−](?=\d)|(?<=[ぁ-ん一-龥])[-−](?={_NUMBER}\s?[%℃°度])|(?<=[はがもをにのでと])(?<!ひので)[-−](?=\d+(?:\.\d+)?(?!\d*[号番]))",
            "マイナス",
            "-5 -> マイナス5",
        ),
    ]


def scaled() -> list[NamedRule]:
    """To be applied when counters are said."""
    return [
        rule("a number with its scale", r"(?<!\d)(\d+)([百千万億兆])", _scaled, "28億 -> ニジューハチオク"),
        rule("digits behind a zero", r"(?<![\d])(0\d+)", _digits, "0800 -> ゼロハチゼロゼロ"),
    ]


def rules() -> list[NamedRule]:
    """All numbers that are left; the last rule."""
    return [
        rule("a number", r"(\d+)(?=([ァ-ヶ])?)", _number, "125 -> ヒャクニジューゴ"),
    ]


def _scaled(found: re.Match[str]) -> str:
    return numeral(int(found[1]) * SCALES[found[2]])


def _digits(found: re.Match[str]) -> str:
    return one_by_one(found[1])


def _number(found: re.Match[str]) -> str:
    return numeral(int(found[1])) + " " * bool(found[2])


def _group(number: int) -> str:
    thousands, hundreds, tens, ones = (number // value % 10 for value in (1000, 100, 10, 1))
    said = ""
    if thousands:
        said += _THOUSANDS.get(thousands, (DIGITS[thousands] if thousands > 1 else "") + "セン")
    if hundreds:
        said += _HUNDREDS.get(hundreds, (DIGITS[hundreds] if hundreds > 1 else "") + "ヒャク")
    if tens:
        said += (DIGITS[tens] if tens > 1 else "") + "ジュー"
    return said + (DIGITS[ones] if ones else "")


def _short(said: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if said.endswith(ending):
            return said.removesuffix(ending) + _MEETING[ending]
    return said
