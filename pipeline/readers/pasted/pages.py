"""Text out of a PDF: the numbers of its pages, and what is repeated at their heads and feet."""

import re
from collections import Counter

from pipeline.readers.pasted.draft import Draft

_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:page|seite|página|pagina|стр\.?|쪽|页|ページ|p\.?)?\s*(?P<number>\d{1,4})\s*(?:(?:of|de|von|/|из)\s*\d{1,4})?\s*(?:[-–—]|쪽|页|頁|ページ)?\s*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’」』)）\]]*\s*\Z")
_FEWEST = 2
_REPEATED = 3
_LONGEST_HEAD = 80


def take_page_numbers(draft: Draft) -> None:
    """Empty the lines that count pages, and those beside them that are the same on each page."""
    counted = [
        (number, int(found["number"]))
        for number, line in enumerate(draft.lines)
        if len(line) < 40 and (found := _NUMBER.fullmatch(line))
    ]
    pages = _counting(counted)
    if len(pages) < _FEWEST:
        return
    near = {each for number in pages for each in range(max(0, number - 3), min(len(draft.lines), number + 4))}
    said = Counter(line for number in near if _may_repeat(line := draft.lines[number].strip()))
    heads = [number for number in near if said[draft.lines[number].strip()] >= _REPEATED]
    if heads or not all(_heads_section(draft.lines, number) for number in pages):
        draft.set_aside("pasted-pages", *pages, *heads)


def _heads_section(lines: list[str], number: int) -> bool:
    """Whether a bare number stands between empty lines, behind a sentence or the title: so essays number their sections."""
    before = next((line.strip() for line in reversed(lines[:number]) if line.strip()), "")
    value = lines[number].strip()
    return (
        value.isdecimal()
        and not any(line.strip() for line in _beside(lines, number))
        and any(line.strip() for line in lines[number + 1 :])
        and (bool(_SENTENCE_END.search(before)) or (int(value) == 1 and len(before) < _LONGEST_HEAD))
    )


def _beside(lines: list[str], number: int) -> list[str]:
    return lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]


def _may_repeat(line: str) -> bool:
    """Whether a line may be a running head: it is short, and no sentence."""
    return 0 < len(line) < _LONGEST_HEAD and not line.endswith((".", "!", "?", "。", "！", "？"))


def _counting(counted: list[tuple[int, int]]) -> list[int]:
    """The lines whose numbers count up by one, far enough apart to be pages."""
    found: list[int] = []
    expected = None
    before = -10
    for number, value in counted:
        if expected is None or (value == expected and number - before > 5):
            found.append(number)
            expected, before = value + 1, number
    return found
