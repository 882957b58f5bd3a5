"""Korean numbers in words: Sino-Korean and native, by what is counted."""

from pipeline.languages.normalization.arithmetic import difference
from pipeline.languages.normalization.rules import NamedRule, rule

_SINO = "영일이삼사오육칠팔구"
_UNITS = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_COUNTING = ("", "한", "두", "세", "네", *_UNITS[5:])
_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")


def sino(number: int) -> str:
    """The Sino-Korean numeral: 2013 -> 이천십삼."""
    if number >= 10**20:
        return one_by_one(str(number))
    groups = []
    for scale in ("", "만", "억", "조", "경"):
        number, rest = divmod(number, 10_000)
        if rest:
            digits = _group(rest)
            groups.append("만" if digits == "일" and scale == "만" and not number else digits + scale)
    return "".join(reversed(groups)) or _SINO[0]


def native(number: int) -> str:
    """The numeral before a counter, native up to its last two digits: 3 -> 세, 20 -> 스무, 103 -> 백세."""
    hundreds, rest = divmod(number, 100)
    before = sino(hundreds * 100) if hundreds else ""
    if rest == 20:
        return before + "스무"
    return before + _TENS[rest // 10] + _COUNTING[rest % 10]


def one_by_one(digits: str) -> str:
    """Digit by digit, as in telephone numbers: 02 -> 공이."""
    return "".join("공" if digit == "0" else _SINO[int(digit)] for digit in digits)


def decimals(digits: str) -> str:
    """What follows the decimal point: 05 -> 영오."""
    return "".join(_SINO[int(digit)] for digit in digits)


def differences() -> list[NamedRule]:
    """To be applied before equations."""
    return [difference(" 빼기 ")]


def powers() -> list[NamedRule]:
    """A number to the power of another."""
    return [
        rule("a power", r"(?<![\d.])(\d+)\^(\d+)", r"\1의 \2제곱", "10^3 -> 10의 3제곱"),
    ]


def minus() -> list[NamedRule]:
    """The sign of a negative number, when temperatures are said."""
    return [
        rule("a negative number", r"(?<![\w)%℃°])[-−](?=\d)", "마이너스 ", "-3 -> 마이너스 3"),
    ]


def rules() -> list[NamedRule]:
    """What is left beside a number, before it is said."""
    return [
        rule("letters beside digits", r"(?<=[A-Za-z])-?(?=\d)|(?<=\d)-?(?=[A-Za-z])", " ", "F16 -> F 16"),
        rule(
            "ten thousand without one",
            r"(?<![\d.A-Za-z])(?<![A-Za-z] )1(?=[만천백십](?![가-힣]*(?:째|일)))",
            "",
            "1만 -> 만",
        ),
    ]


def _group(number: int) -> str:
    said = ""
    for value, scale in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            said += (_SINO[digit] if digit > 1 or not scale else "") + scale
    return said
