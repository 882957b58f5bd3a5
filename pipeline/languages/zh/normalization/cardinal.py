"""Chinese numbers in words: 两 and 二, a zero for what is left out."""

_HAN = "零一二三四五六七八九"


def numeral(number: int, *, pair: bool = False) -> str:
    """The numeral: 2013 -> 两千零一十三, 15 -> 十五. With `pair` a plain 2 is 两."""
    if number == 2 and pair:
        return "两"
    if number >= 10**16:
        return one_by_one(str(number))
    groups: list[str] = []
    low = 10_000
    for scale in ("", "万", "亿", "万亿"):
        number, rest = divmod(number, 10_000)
        if rest:
            gap = "零" if groups and low < 1000 else ""
            digits = "两" if rest == 2 and scale else _group(rest)
            groups.append(digits + scale + gap)
            low = rest
        elif groups:
            low = 0
    said = "".join(reversed(groups)) or _HAN[0]
    return said.removeprefix("一") if said.startswith("一十") else said


def one_by_one(digits: str) -> str:
    """Digit by digit, as years are read: 2013 -> 二零一三."""
    return "".join(_HAN[int(digit)] for digit in digits)


def _group(number: int) -> str:
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
