"""Japanese numbers in kanji before a counter: 三本 and 四時 are said by the same rules as 3本 and 4時.

The dictionary of the front end reads each kanji by itself: みもと, よんじ.
"""

import re

KATAKANA = re.compile("[ァ-ヶー]")
"""A number in katakana beside one of these would become a part of a word."""
_DIGITS = "〇一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "億": 10**8, "兆": 10**12}
_COUNTERS = {
    "人": "(?!前|三脚|目線|格|生|称|工|気)", "人目": "", "年": "(?!中|生|度)", "年間": "", "月": "(?!面)", "日": "(?!市|町|月|酔|中)", "日間": "",
    "時": "(?!期|代|点|的|下|々)", "時間": "", "分": "(?!の|野|割|別|布|身|に|な|五)", "分間": "", "回": "(?!り|線|廊|転)",
    "回目": "", "本": "(?!木|格|当|人|部|社)", "歳": "", "階": "(?!堂|段|級)", "軒": "", "票": "", "匹": "", "杯": "", "発": "(?!展|表|見)",
    "歩": "(?!道)", "世紀": "", "週間": "", "か月": "", "カ月": "", "ヶ月": "", "ヵ月": "", "か国": "", "カ国": "", "ヶ国": "",
    "か所": "", "カ所": "", "頭": "(?!身)", "隻": "", "冊": "", "個": "(?!別|人)", "校": "", "点": "(?!々|在)", "件": "", "泊": "", "世帯": "",
}  # fmt: skip
"""Counters of `counters.toml`, and what does not follow them where they count."""
_COUNTED = "|".join(f"{name}{_COUNTERS[name]}" for name in sorted(_COUNTERS, key=len, reverse=True))
COUNTED = re.compile(rf"(?<![{_DIGITS}十百千万億兆数何幾・.])([{_DIGITS}十百千万億兆]+)({_COUNTED})")
"""A number in kanji and its counter."""
_AS_WORDS = frozenset(["一日", "一時", "十分", "一分", "一年", "万人", "千歳", "億年"])
"""Words of their own, which the dictionary knows."""


def value(numeral: str) -> int:
    """三十二 -> 32, 二〇二三 -> 2023, 一万五千 -> 15000."""
    if len(numeral) > 1 and all(sign in _DIGITS for sign in numeral):
        return int("".join(str(_DIGITS.index(sign)) for sign in numeral))
    whole = group = digit = 0
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        elif sign in _TENS:
            group, digit = group + (digit or 1) * _TENS[sign], 0
        else:
            whole, group, digit = whole + (group + digit or 1) * _SCALES[sign], 0, 0
    return whole + group + digit


def is_word(written: str) -> bool:
    """Whether a number and its counter are a word of their own: 十分 is enough."""
    return written in _AS_WORDS
