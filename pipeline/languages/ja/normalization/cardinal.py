"""Japanese numbers in katakana, and with their counters, where sounds change as they meet: 3本 -> サンボン."""

from collections.abc import Mapping
from typing import Any

DIGITS = ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
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
        return "".join(DIGITS[int(digit)] for digit in str(number))
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
    return said + "テン" + "".join(DIGITS[int(digit)] for digit in decimals)


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
