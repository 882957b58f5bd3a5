"""An end that is said again: the loop into which a model fell."""

import re
from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.translation.checks.codes import Code

_LONGEST = 60
"""Signs of an end that is looked for."""
_LEAST, _LEAST_DENSE = 4, 2
"""Signs of an end that must be there three times, and in Chinese, Japanese and Korean; of one that is there twice, twice
as many."""
_SIGN = re.compile(r"[\W_]+")


def find_tail(source: str, target: str, of: Language, to: Language) -> Iterator[tuple[Code, str, str]]:
    """What `target` says twice or oftener at its end, where `source` does not do so."""
    if (again := find_repeated_end(target, to)) and not find_repeated_end(source, of):
        yield Code.TAIL, f"It says its end again: {again}.", again


def find_repeated_end(text: str, language: Language) -> str:
    """The words that stand at the end of `text` and just before it once more; "" when there are none."""
    spaced, least = language.spaced, _LEAST if language.cased else _LEAST_DENSE
    end = text[-6 * _LONGEST :].casefold()
    plain = _SIGN.sub(" " if spaced else "", end).strip()
    for length in range(min(_LONGEST, len(plain) // 2), least - 1, -1):
        last = plain[-length:]
        rest = plain[:-length].rstrip()
        inside = spaced or last[0].isascii()
        if not rest.endswith(last) or (inside and not _whole(plain, rest, last)):
            continue
        thrice = rest[: -len(last)].rstrip().endswith(last)
        if thrice or (len(last.replace(" ", "")) >= 2 * least and _words(last, language)):
            return last.strip()
    return ""


def _whole(plain: str, rest: str, last: str) -> bool:
    """Whether the end and what is like it begin where words begin."""
    before = rest[: -len(last)]
    return not any(text[-1:].isascii() and text[-1:].isalnum() for text in (plain[: -len(last)], before))


def _words(last: str, language: Language) -> bool:
    return not language.cased or " " in last
