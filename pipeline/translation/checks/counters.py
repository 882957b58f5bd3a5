"""Counters that stand without their number, and gaps where one was: that a number was lost, seen in the translation alone."""

import re
from collections.abc import Iterator, Sequence

from pipeline.languages.numbers import Grammar
from pipeline.translation.checks.amounts import Amount

_GAP = re.compile(
    r"[^\s,] {2}\S"  # two spaces
    r"|[(（《“「] +(?=\w)|[.\w] +\)|\( *\)|\S +,(?= )"  # brackets and commas with nothing before them
    r"|(?:\A|\s):\d|\d:(?=[,;()（）])|(?:\A|[^\d\s'’)\]%]) ?%(?!\w)"  # half a time of day, a bare %
    r"|(?:\A|[\s(,])[~〜～–-]\d|\d ?[~〜～–](?=[^\W\d_])"  # half a range
    r"|(?<=\w)-(?=[.,;:!?)）。，」』”\"]|\Z|[가-힣])"  # a name without its digits
    r"|(?<=[^\W\d_])- (?![yeo] |and |or |und |et |ou |und |[-–—])"
)
"""Where a figure was, most likely; not in “mid- and long-term”."""


_HALF_TIME = re.compile(r"(?<!\d)\d{1,2}:(?=[,;()])|(?:\A|[\s(]):\d\d(?!\d)")
"""A time of day without its hour or its minutes."""


def bare_counter(text: str, there: Sequence[Amount], grammar: Grammar) -> str:
    """What stands in the evened `text` as it never does without a number before it: 9月日, 제차; else ""."""
    if match := _HALF_TIME.search(text):
        return match[0].strip()
    return next((text[begin:end].strip() for begin, end in _alone(text, there, grammar.bare)), "")


def lacks_number(text: str, there: Sequence[Amount], grammar: Grammar) -> bool:
    """Whether the evened `text`, which speaks of the amounts `there`, has a gap or a counter without its number.

    A counter may be another word as well, as 시간 and 人 are.
    """
    return bool(_GAP.search(text)) or any(_alone(text, there, grammar.lone))


def _alone(text: str, there: Sequence[Amount], pattern: re.Pattern[str] | None) -> Iterator[tuple[int, int]]:
    """Where `pattern` stands in `text` with no amount of `there` right before it, nor as a part of one."""
    for match in pattern.finditer(text) if pattern else ():
        place = len(text[: match.start("c")].rstrip())
        if not any(amount.begin < place <= amount.end for amount in there):
            yield match.start("c"), match.end()
