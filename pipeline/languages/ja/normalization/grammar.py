"""Japanese: numbers with their counters in katakana, as sounds change where they meet: 3本 -> サンボン.

Katakana, because the front end takes は and へ in hiragana for particles. Own rules: num2words gives
imperial years and no counters.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages import folders
from pipeline.languages.ja.normalization import kanji
from pipeline.languages.ja.normalization.cardinal import DIGITS, counted_by, decimal_number, numeral
from pipeline.languages.normalization import coordinates, myriads, signs
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of

_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
_NUMBER = r"\d+(?:\.\d+)?"
_SQUARE = "一-龥々ぁ-ん"
_KATAKANA = re.compile("[ァ-ヶー]")
_INITIALS = re.compile(r"(?<![A-Za-z])((?:[A-Z]\.\s?){2,})")
_CAPITALS = re.compile(r"(?<![A-Za-z])(?<![A-Za-z] )([A-Z]{1,6})(?!['’.&-]?\s?[A-Za-z])")
"""Initialisms, but not the capitals of English words and names among each other."""
_FOREIGN = re.compile(
    r"[^\x00-\x7f㐀-鿿\uf900-\ufaff々〇〆ヶぁ-ヿ\u2000-\u206f\u20a0-\u20bf\u3000-\u303f\uff00-\uff9f·°±×÷§«»—…℃〒㎞㎏㎡]+"
)


def in_words(text: str, tag: str) -> str:
    """`text`, cleaned, in words."""
    table = table_of("ja")
    text = signs.addresses(text, table)
    if any(map(str.isdecimal, text)):
        text = signs.ungroup(re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text), ",")
        text = signs.apply_rules(text, _numeric())
    text = kanji.COUNTED.sub(_in_kanji, text)
    text = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[1]) + " ", text)
    text = _CAPITALS.sub(_by_letters, text)
    if not text.isascii():
        text = signs.romanize(text, _FOREIGN)
    return re.sub(r"\s+", " ", signs.symbols(text, table["symbols"], "")).strip()


def one_by_one(digits: str) -> str:
    """Digit by digit."""
    return "".join(DIGITS[int(digit)] for digit in digits)


def _by_letters(found: re.Match[str]) -> str:
    """A word where the initialism is said as one, else the letters by their Japanese names."""
    table = table_of("ja")
    said = table["words"].get(found[1]) or "".join(table["letters"][letter] for letter in found[1])
    before, after = signs.before(found)[-1:], signs.after(found)[:1]
    return " " * bool(_KATAKANA.match(before)) + str(said) + " " * bool(_KATAKANA.match(after))


def _in_kanji(found: re.Match[str]) -> str:
    before = signs.before(found)
    if found.group() == "一日" and before.endswith("月"):
        return "ツイタチ"
    if kanji.is_word(found.group()):
        return found.group()
    apart = " " * bool(
        _KATAKANA.match(before[-1:])
    )  # a number in katakana would become a part of a word in it
    return apart + counted_by(kanji.value(found[1]), _counters()[found[2]])


@cache
def _numeric() -> list[Rule]:
    table = table_of("ja")
    counters = _counters()
    units = "|".join(re.escape(unit) for unit in sorted(table["units"], key=len, reverse=True))
    signs_ = "|".join(re.escape(sign) for sign in sorted(table["currencies"], key=len, reverse=True))
    counter = "|".join(
        re.escape(name) + (f"(?!{counters[name]['unless']})" if "unless" in counters[name] else "")
        for name in sorted(counters, key=len, reverse=True)
    )

    amount = rf"{_NUMBER}\s?[千万億兆]*(?:\d+[千万億兆]+)*"

    def verbalize_count(found: re.Match[str]) -> str:
        nth = found[1] or ""
        return nth + counted_by(int(found[2]) * _SCALES[found[3] or ""], counters[found[4]])

    def decimal(found: re.Match[str]) -> str:
        return decimal_number(found[1], found[2])

    return [
        (re.compile(r"(?<=\d)[：∶](?=\d)"), ":"),
        *_names(),
        (re.compile(rf"(?<=\d)\s+(?=[{_SQUARE}])|(?<=[{_SQUARE}])\s+(?=\d)"), ""),
        (re.compile(r"(?<=[ァ-ヶー])(?=\d)"), " "),
        (re.compile(r"(\d+)対(?=\d)"), lambda found: f"{numeral(int(found[1]))} タイ "),
        (re.compile(r"(\d+)分の(?=\d)"), lambda found: f"{numeral(int(found[1]))}ブンノ"),
        *_phones(),
        (
            re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])"),
            lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日",
        ),
        (
            re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"),
            lambda found: f"{int(found[1])}時" + (f"{int(found[2])}分" if int(found[2]) else ""),
        ),
        myriads.rule(table["currencies"], ((10**12, "兆"), (10**8, "億"), (10**4, "万"))),
        (
            re.compile(rf"({signs_})\s?(?:({amount})\s?[-–—~～〜]\s?)?({amount})"),
            lambda found: (
                (f"{found[2].rstrip()}から" if found[2] else "")
                + f"{found[3].rstrip()}{table['currencies'][found[1]]}"
            ),
        ),
        (
            re.compile(rf"(?<=[\d万億兆])\s?({signs_})(?![A-Za-z])"),
            lambda found: str(table["currencies"][found[1]]),
        ),
        (
            re.compile(
                rf"(?<=[円元ルロドンリソツ])\s?[-~〜～–—]\s?(?={amount}(?:{'|'.join(dict.fromkeys(table['currencies'].values()))}|元))"
            ),
            "から",
        ),
        *_spans(counters, counter),
        (
            re.compile(
                r"(?<=[\d万億兆%年月日時人])\s?(?:[~〜～–—]|-(?=\d+(?:\.\d+)?\s?[\u4e00-\u9fff%]))\s?(?=\d)"
            ),
            "から",
        ),
        (
            re.compile(r"(?<![\d.])(\d{1,3})\s?[-–:]\s?(\d{1,3})(?![\d.])"),
            lambda found: f"{numeral(int(found[1]))} タイ {numeral(int(found[2]))}",
        ),
        (
            re.compile(r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])"),
            lambda found: f"{numeral(int(found[2]))}ブンノ{numeral(int(found[1]))}",
        ),
        (
            re.compile(rf"(?<![\w)）])[-−](?=\d)|(?<=[ぁ-ん一-龥])[-−](?={_NUMBER}\s?[%℃°度])"),
            "マイナス",
        ),
        (re.compile(rf"(?<=\d)\s?({units})(?![A-Za-z\d])"), lambda found: str(table["units"][found[1]])),
        (re.compile(r"(?<![\d.])(\d+)\.(\d+)(?!\.?\d)"), decimal),
        (re.compile(r"(?<=月)1日(?!間|中|目)"), "ツイタチ"),
        (re.compile(rf"(第)?(?<!\d)(\d+)([百千万億兆])?\s?({counter})"), verbalize_count),
        (re.compile(r"(?<!\d)(\d+)([百千万億兆])"), lambda found: numeral(int(found[1]) * _SCALES[found[2]])),
        (re.compile(r"(?<![\d])(0\d+)"), lambda found: "".join(DIGITS[int(digit)] for digit in found[1])),
        (re.compile(r"(?<=[A-Za-z])-(?=\d)"), ""),
        (re.compile(r"(\d+)(?=([ァ-ヶ])?)"), lambda found: numeral(int(found[1])) + " " * bool(found[2])),
    ]


def _spans(counters: Mapping[str, Any], counter: str) -> list[Rule]:
    """2〜3日: a number whose reading with the counter is irregular brings its own, フツカからミッカ."""

    def own(found: re.Match[str]) -> str:
        number, between, name = found[1], found[2], found[4]
        row = counters[name]
        irregular = number in row.get("own", {}) or number[-1] in row.get("last", {})
        if name in ("歳", "才") or not (irregular or name == "月"):
            return found.group()
        to = between if between in "、・" else "から"
        return f"{number}{name.removesuffix('間') if name == '日間' else name}{to}"

    def about(found: re.Match[str]) -> str:
        low, high = int(found[1]), int(found[2])
        if high != low + 1:
            return found.group()
        short = {4: "シ", 7: "シチ"}
        if found[3] == "日" and high != 4:
            return short.get(low, numeral(low)) + numeral(high).replace("ナナ", "シチ") + "ニチ"
        return (short.get(low, numeral(low)) if found[3] != "年" else numeral(low)) + counted_by(
            high, counters[found[3]]
        )

    rough = r"(?=で|ほど|ぐらい|くらい|後|前|間|以内|程度|か|の間|のうち|も|経|ごと|おき|は)"
    return [
        (re.compile(rf"(?<![\d.月第])([2-8])[、・]([3-9])(日|年|時間|週間|か月|カ月|ヶ月){rough}"), about),
        (re.compile(r"(?<![\d.第])([2-8])[、・]([3-9])(人)(?![目\d])"), about),
        (
            re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s?[~〜～–-]\s?(?=(\d+(?:\.\d+)?)([万億兆]))"),
            lambda found: found[1] + found[3] * (float(found[1]) < float(found[2])) + "から",
        ),
        (
            re.compile(rf"(?<![\d.第])(\d+)(\s?[~〜～–—-]\s?|[、・])(?=(\d+)({counter}))"),
            own,
        ),
        (
            re.compile(r"(?<=[\d年月日時分])\s?[~〜～–—]\s?(?=午前|午後|翌|正午|深夜|令和|平成|昭和)"),
            "から",
        ),
    ]


def _names() -> list[Rule]:
    """What is numbered rather than counted: versions, books, chapter and verse, days with a name."""

    def digits(found: re.Match[str]) -> str:
        return "".join(DIGITS[int(digit)] for digit in re.sub(r"\D", "", found.group()))

    return [
        (re.compile(r"(?<![A-Za-z\d])No\.\s?(?=\d)", re.IGNORECASE), "ナンバー "),
        (re.compile(r"(?<=ISBN)[:：\s]*\d[\d-]{8,}\d"), digits),
        (
            re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){2,}(?![\d.])"),
            lambda found: (
                " " * bool(_KATAKANA.match(signs.before(found)[-1:]))
                + "テン".join(numeral(int(part)) for part in found.group().split("."))
            ),
        ),
        (
            re.compile(
                r"(福音書|手紙[一二]?|創世記|出エジプト記|レビ記|民数記|申命記|イザヤ書|詩[篇編]|箴言|黙示録|使徒言行録|使徒の働き)([」』]?)\s?(\d+):(\d+)(?![\d:])"
            ),
            r"\1\2\3章\4節",
        ),
        (
            re.compile(r"(?<![\d・.])\d{1,2}[・.]\d{1,2}(?=事件|民主化|同時|テロ|大震災|戒厳|独立運動)"),
            digits,
        ),
        (
            re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d):([0-5]\d)(?![\d:])"),
            lambda found: f"{int(found[1])}時{'間' * (len(found[1]) == 1)}{int(found[2])}分{int(found[3])}秒",
        ),
        (re.compile(r"(?<![\d/])24/7(?![\d/])"), "24時間365日"),
        *coordinates.rules("ja"),
    ]


def _phones() -> list[Rule]:
    def verbalize(found: re.Match[str]) -> str:
        groups = re.findall(r"\d+", found[1])
        plus = "プラス" if "+" in found[1] else ""
        return plus + "ノ".join("".join(DIGITS[int(digit)] for digit in group) for group in groups)

    return [
        (re.compile(r"(?<![\d-])(\+\d{1,3}[-\s]\d{1,4}(?:[-\s]\d{3,4}){1,3})(?![\d-])"), verbalize),
        (re.compile(r"(?<![\d-])(\(?0\d{1,4}\)?-\d{1,4}-\d{3,4})(?![\d-])"), verbalize),
        (re.compile(r"(?<!\d)(110)(?=番)"), "ヒャクトー"),
        (re.compile(r"(?<!\d)(11[89])(?=番)"), lambda found: numeral(int(found[1]))),
    ]


def _counters() -> Mapping[str, Any]:
    return folders.table("ja", "normalization/counters")
