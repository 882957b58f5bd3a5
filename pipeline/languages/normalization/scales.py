"""English scales behind figures, as machine translations copy them into every language: $1.2bn."""

POWERS = {
    "k": 3, "K": 3, "thousand": 3,
    "m": 6, "M": 6, "mn": 6, "mln": 6, "million": 6,
    "b": 9, "B": 9, "bn": 9, "bln": 9, "billion": 9,
    "T": 12, "tn": 12, "trn": 12, "trillion": 12,
}  # fmt: skip
"""Each as a power of ten."""


def shift(figures: str, power: int) -> str:
    """`figures` times ten to `power`, exact whatever their length: 1.2 and 9 give 1200000000."""
    whole, _, part = figures.partition(".")
    digits, point = whole + part, len(whole) + power
    digits = digits.ljust(point, "0").rjust(len(digits) + max(1 - point, 0), "0")
    point = max(point, 1)
    rest = digits[point:].rstrip("0")
    return (digits[:point].lstrip("0") or "0") + (f".{rest}" if rest else "")
