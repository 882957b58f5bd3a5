"""Thai numbers in words: สิบเอ็ด, ยี่สิบ, หนึ่งร้อยเอ็ด, and millions of millions."""

from pipeline.languages.normalization.rules import NamedRule, rule

DIGITS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION = 10**6


def numeral(number: int) -> str:
    """The cardinal."""
    if not number:
        return DIGITS[0]
    millions, rest = divmod(number, _MILLION)
    return (f"{numeral(millions)}ล้าน" if millions else "") + _below_million(rest, alone=not millions)


def one_by_one(digits: str) -> str:
    """Digit by digit, as in telephone numbers."""
    return "".join(DIGITS[int(digit)] for digit in digits)


def rules() -> list[NamedRule]:
    """To be applied last."""
    return [
        rule("a number", r"\d+(?:\.\d+)?", lambda found: _number(found.group()), "3.14 -> สามจุดหนึ่งสี่"),
    ]


def _number(written: str) -> str:
    whole, _, decimals = written.partition(".")
    said = one_by_one(whole) if len(whole) > 1 and whole[0] == "0" else numeral(int(whole))
    return said + (f"จุด{one_by_one(decimals)}" if decimals else "")


def _below_million(number: int, *, alone: bool) -> str:
    digits = str(number) if number else ""
    alone = alone and number < 10
    return "".join(
        _place(int(digit), len(digits) - place - 1, alone)
        for place, digit in enumerate(digits)
        if digit != "0"
    )


def _place(digit: int, place: int, alone: bool) -> str:
    if place == 0 and digit == 1 and not alone:
        return "เอ็ด"
    if place == 1 and digit < 3:
        return ("" if digit == 1 else "ยี่") + _PLACES[1]
    return DIGITS[digit] + _PLACES[place]
