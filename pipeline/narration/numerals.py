"""Numbers in words: Korean and Chinese, in which the way to read them depends on what is counted."""

_SINO = "영일이삼사오육칠팔구"
_UNITS = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_COUNTING = ("", "한", "두", "세", "네", *_UNITS[5:])
_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_HAN = "零一二三四五六七八九"


def korean(number: int) -> str:
    """The Sino-Korean numeral: 2013 -> 이천십삼."""
    if number >= 10**20:
        return korean_digits(str(number))
    groups = []
    for scale in ("", "만", "억", "조", "경"):
        number, rest = divmod(number, 10_000)
        if rest:
            digits = _korean_group(rest)
            groups.append("만" if digits == "일" and scale == "만" and not number else digits + scale)
    return "".join(reversed(groups)) or _SINO[0]


def korean_native(number: int) -> str:
    """The numeral before a counter, native up to its last two digits: 3 -> 세, 20 -> 스무, 103 -> 백세."""
    hundreds, rest = divmod(number, 100)
    before = korean(hundreds * 100) if hundreds else ""
    if rest == 20:
        return before + "스무"
    return before + _TENS[rest // 10] + _COUNTING[rest % 10]


def korean_digits(digits: str) -> str:
    """Digit by digit, as in telephone numbers: 02 -> 공이."""
    return "".join("공" if digit == "0" else _SINO[int(digit)] for digit in digits)


def korean_decimals(digits: str) -> str:
    """What follows the decimal point: 05 -> 영오."""
    return "".join(_SINO[int(digit)] for digit in digits)


def chinese(number: int, *, pair: bool = False) -> str:
    """The numeral: 2013 -> 两千零一十三, 15 -> 十五. With `pair` a plain 2 is 两."""
    if number == 2 and pair:
        return "两"
    if number >= 10**16:
        return chinese_digits(str(number))
    groups: list[str] = []
    low = 10_000
    for scale in ("", "万", "亿", "万亿"):
        number, rest = divmod(number, 10_000)
        if rest:
            gap = "零" if groups and low < 1000 else ""
            digits = "两" if rest == 2 and scale else _chinese_group(rest)
            groups.append(digits + scale + gap)
            low = rest
        elif groups:
            low = 0
    said = "".join(reversed(groups)) or _HAN[0]
    return said.removeprefix("一") if said.startswith("一十") else said


def chinese_digits(digits: str) -> str:
    """Digit by digit, as years are read: 2013 -> 二零一三."""
    return "".join(_HAN[int(digit)] for digit in digits)


def _korean_group(number: int) -> str:
    said = ""
    for value, scale in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            said += (_SINO[digit] if digit > 1 or not scale else "") + scale
    return said


def _chinese_group(number: int) -> str:
    said, gap = "", False
    for value, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if not digit:
            gap = bool(said)
            continue
        two = digit == 2 and value >= 100
        said += ("零" if gap else "") + ("两" if two else _HAN[digit]) + scale
        gap = False
    return said
