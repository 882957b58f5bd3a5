"""Lines that a sign begins: ◆ and ■ a subhead, ▲ a caption, as newspapers of East Asia have them."""

import re

from pipeline.readers.hard_wraps import width

_SUBHEAD = re.compile(r"[ \t]*(?P<sign>[◆◇■□▣●◎★☆▶◈])[ \t]?(?P<text>[^\s◆◇■□▣●◎★☆▶◈].*?)[ \t]*")
_CLOSING = re.compile(r"[.,;:。，、；：…][\"'”’»)\]）」』]*\Z")
_WIDEST = 60


def mark_subheads(lines: list[str]) -> None:
    """Write subheads as typed headings; items of a list, which follow one another, stay."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    signs = {number: found for number in filled if (found := _SUBHEAD.fullmatch(lines[number]))}
    for place, number in enumerate(filled):
        if number in signs and _heads(lines, filled, place, signs):
            lines[number] = f"## {signs[number]['text']}"


def _heads(lines: list[str], filled: list[int], place: int, signs: dict[int, re.Match[str]]) -> bool:
    text = signs[filled[place]]["text"]
    if place + 1 >= len(filled) or width(text) > _WIDEST or _CLOSING.search(text):
        return False
    if filled[place + 1] in signs or (
        place and filled[place - 1] in signs and filled[place] == filled[place - 1] + 1
    ):
        return False
    return width(lines[filled[place + 1]].strip()) >= width(text)
