"""The words to say for a sentence as it stands on the page."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.languages import find
from pipeline.narration import numerals

_ADDRESS = re.compile(r"(?:https?://|www\.)(?:www\.)?([\w.-]*\w)(?:[/?#][^\s)»”\"]*)?", re.IGNORECASE)
_DOMAIN = re.compile(r"(?<=[A-Za-z0-9])\.(?=[a-z]{2,})")
_CAPITALS = re.compile(r"(?<![A-Za-z])([A-Z]{2,6})(s?)(?![A-Za-z])")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")
_NUMBER = r"\d+(?:\.\d+)?"


def spoken(text: str, language: str) -> str:
    """`text` in the language with the BCP 47 tag `language`, in words that can be said.

    Addresses are shortened to their host. Nothing else is left out but signs without a sound.
    """
    known = find(language)
    table = _table().get(known.base)
    if table is None:
        return text
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    text = _ADDRESS.sub(lambda found: _DOMAIN.sub(f" {table['dot']} ", found.group(1)), text)
    text = _INITIALS.sub(lambda found: found.group().replace(".", ""), text)
    if known.tag == "zh-Hant":
        text = _simplified(text)
    if known.base == "ko":
        return _korean(text, table)
    if known.base == "zh":
        return _chinese(text, table)
    return _european(text, table, known.base)


def _european(text: str, table: Mapping[str, Any], base: str) -> str:
    """Languages whose plain numbers eSpeak NG reads."""
    text = _abbreviations(text, table["abbreviations"])
    if base == "en":
        text = re.sub(r"(?<![\d.,$€£])(1[1-9]|20)(\d\d)(s?)\b(?![.,]\d)", _year, text)
    text = _ungrouped(text, table["thousands"] + ("" if base == "en" else " "))
    text = _currencies(text, table, rf"\d+(?:[.,]\d+)*(?:\s(?:{table['scales']})\b)?", " ")
    text = re.sub(r"(\d)\s?[-–]\s?(?=\d)", rf"\1 {table['range']} ", text)
    text = re.sub(r"(?<=\d):(?=\d\d)", " ", text)
    text = re.sub(r"(?<=\d)[.,](?=\d)", f" {table['point']} ", text)
    text = _CAPITALS.sub(lambda found: _initialism(found, table), text)
    return " ".join(_symbols(text, table, " ").split())


def _year(found: re.Match[str]) -> str:
    """English years and decades: nineteen 86, nineteen oh 5, 2005, twenty 13, nineteen eighties."""
    century, rest, decade = found.groups()
    if decade:
        return f"{century} {_table()['en']['decades'].get(rest, rest + 's')}"
    if rest[0] == "0":
        return found.group() if century == "20" or rest == "00" else f"{century} oh {rest[1]}"
    return f"{century} {rest}"


def _korean(text: str, table: Mapping[str, Any]) -> str:
    text = _ungrouped(text, ",")
    text = _currencies(text, table, rf"{_NUMBER}\s?[천만억조]*", " ")
    text = re.sub(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)", r"\1년 \2월 \3일", text)
    text = re.sub(r"(?<!\d)(\d{1,2}):(\d\d)(?!\d)", _korean_clock, text)
    text = re.sub(r"(\d)\s?[~∼～–]\s?(?=\d)", r"\1에서 ", text)
    text = re.sub(r"(?<!\d)(\d{4})-(?=\d)", r"\1에서 ", text)
    text = re.sub(r"(?<!\d)(\d{1,3})\s?[-:]\s?(\d{1,3})(?!\d)", _korean_score, text)
    text = re.sub(r"(?<!\d)(\d{1,3})/(\d{1,3})(?!\d)", r"\2분의 \1", text)
    text = re.sub(
        r"(?<!\d)(\d{1,2})·(\d{1,2})(?!\d)",
        lambda found: numerals.korean(int(found[1])) + numerals.korean_decimals(found[2]),
        text,
    )
    text = re.sub(
        rf"(?<=\d)\s?({'|'.join(table['units'])})(?![A-Za-z])", lambda found: table["units"][found[1]], text
    )
    counted = rf"({_NUMBER})(?=(\s?(?:{table['native']}))?)(?=(\s?대(?![통회비중]))?)(?=([월])?)"
    text = re.sub(counted, _korean_number, text)
    text = _CAPITALS.sub(lambda found: _korean_letters(found.group(), table), text)
    text = re.sub(r"(?<![A-Za-z])[A-Z](?![A-Za-z])", lambda found: str(table["letters"][found.group()]), text)
    return _symbols(text, table, "")


def _korean_clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    return f"{hour}시" + (f" {minute}분" if minute else "")


def _korean_score(found: re.Match[str]) -> str:
    return " 대 ".join(numerals.korean(int(points)) for points in found.groups())


def _korean_number(found: re.Match[str]) -> str:
    whole, _, decimals = found[1].partition(".")
    number = int(whole)
    if decimals:
        return f"{numerals.korean(number)} 점 {numerals.korean_decimals(decimals)}"
    if len(whole) > 1 and whole[0] == "0" and not found[4]:
        return numerals.korean_digits(whole)
    if found[4] and number in (6, 10):
        return "유" if number == 6 else "시"
    if _counted_natively(number, (found[2] or "").strip(), vehicles=bool(found[3])):
        return "첫" if number == 1 and found[2] == "번째" else numerals.korean_native(number)
    return numerals.korean(number)


def _counted_natively(number: int, counter: str, *, vehicles: bool) -> bool:
    """세 명, 스물두 개; but round tens as in the news: 사십 명, yet 마흔 살; 차 세 대, but 이십 대."""
    if not 0 < number < 100:
        return False
    if vehicles and not counter:
        return number % 10 != 0
    return counter == "살" or (counter != "" and (number < 30 or number % 10 != 0))


def _korean_letters(word: str, table: Mapping[str, Any]) -> str:
    known = table["words"].get(word)
    return str(known) if known else "".join(table["letters"][letter] for letter in word)


def _chinese(text: str, table: Mapping[str, Any]) -> str:
    text = _ungrouped(text.replace("％", "%").replace("：", ":") if re.search(r"\d：\d", text) else text, ",")
    text = _currencies(text, table, rf"{_NUMBER}\s?[千万亿]*", "")
    text = re.sub(r"(?<=\d)\s+(?=[一-龥%])|(?<=[一-龥])\s+(?=\d)", "", text)
    text = re.sub(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)", r"\1年\2月\3日", text)
    text = re.sub(r"(\d{1,2}):(\d\d)(?!\d)分?", _chinese_clock, text)
    text = re.sub(r"(\d)\s?[-–~～]\s?(?=\d+(?:\.\d+)?[^\W\d_A-Za-z%])", r"\1到", text)
    text = re.sub(r"(\d)\s?[-–:]\s?(?=\d)", r"\1比", text)
    text = re.sub(rf"({_NUMBER})[%％]", r"百分之\1", text)
    text = re.sub(r"(\d{1,3})/(\d{1,3})", r"\2分之\1", text)
    text = re.sub(
        rf"(?<=\d)\s?({'|'.join(table['units'])})(?![A-Za-z])", lambda found: table["units"][found[1]], text
    )
    counted = rf"(第?)({_NUMBER})(?=(年)?)(?=({table['pair']})?)"
    return _symbols(re.sub(counted, _chinese_number, text), table, "")


def _chinese_clock(found: re.Match[str]) -> str:
    hour, minute = numerals.chinese(int(found[1]), pair=True), int(found[2])
    zero = "零" if 0 < minute < 10 else ""
    return f"{hour}点" + (f"{zero}{numerals.chinese(minute)}分" if minute else "")


def _chinese_number(found: re.Match[str]) -> str:
    whole, _, decimals = found[2].partition(".")
    if decimals:
        return f"{found[1]}{numerals.chinese(int(whole))}点{numerals.chinese_digits(decimals)}"
    if (found[3] and len(whole) == 4) or (len(whole) > 1 and whole[0] == "0"):
        return found[1] + numerals.chinese_digits(whole)
    return found[1] + numerals.chinese(int(whole), pair=bool(found[4]) and not found[1])


def _abbreviations(text: str, words: Mapping[str, str]) -> str:
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{pattern})", lambda found: words[found.group()], text)


def _ungrouped(text: str, separator: str) -> str:
    """Numbers without the signs that part their thousands, narrow spaces included."""
    grouped = rf"(?<![\d.,])\d{{1,3}}(?:[{re.escape(separator)}\u00a0\u202f]\d{{3}})+(?!\d)"
    return re.sub(grouped, lambda found: re.sub(r"\D", "", found.group()), text)


def _currencies(text: str, table: Mapping[str, Any], amount: str, space: str) -> str:
    """Currency signs as words after the amount."""
    for sign, name in table["currencies"].items():
        text = re.sub(rf"{re.escape(sign)}\s?({amount})", rf"\1{space}{name}", text)
        text = re.sub(rf"(?<=\d)\s?{re.escape(sign)}", f"{space}{name}", text)
        if "of" in table:
            text = re.sub(
                rf"\b([mbt]r?ili?\w+|[mbt]r?i(?:ll|lh)\w+) (?={name}\b)", rf"\1 {table['of']} ", text
            )
    return text


def _initialism(found: re.Match[str], table: Mapping[str, Any]) -> str:
    """Letter by letter where the language has names for letters, unless it is said as a word."""
    word, plural = found.groups()
    letters = table.get("letters")
    if word in table.get("words", {}) or not letters:
        return str(table.get("words", {}).get(word, word)) + plural
    return " ".join(letters.get(letter, letter) for letter in word) + (plural and "'s")


def _symbols(text: str, table: Mapping[str, Any], space: str) -> str:
    for sign, name in table["symbols"].items():
        text = re.sub(rf"\s?{re.escape(sign)}", f"{space}{name}{space}", text)
    return re.sub(r"[*•◦▪■□◆◇●○★☆#_|^~<>\\{}\[\]]", " ", text)


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _simplified(text: str) -> str:
    converted: str = _simplifier().convert(text)
    return converted


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "spoken.toml").read_text("utf-8"))
