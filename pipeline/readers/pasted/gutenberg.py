"""A book of Project Gutenberg: between its two marks, with chapters whose heads stand on two lines."""

import re
from dataclasses import replace

from pipeline.languages.dates import iso_date
from pipeline.readers.pasted.draft import Draft

_START = re.compile(r"\*\*\*\s?START OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
_END = re.compile(
    r"(?:\*\*\*\s?END OF (?:THE|THIS) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg)", re.IGNORECASE
)
_FIELD = re.compile(r"(title|author|language|release date)\s*:\s*(.+)", re.IGNORECASE)
_PRODUCED = re.compile(
    r"(?:produced|transcribed|prepared) by\b.*|e-?text prepared by\b.*|transcriber[’']s notes?.*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"\s*(?:table of )?contents\.?\s*", re.IGNORECASE)
_CHAPTER = re.compile(
    r"\s*(?P<kind>chapter|book|part|canto|act|letter|volume|section)\s+(?P<number>[ivxlcdm]+|\d+|[a-z]+)\.?(?P<rest>\s*[-—:.]?\s*\S.*)?\s*",
    re.IGNORECASE,
)
_ITALIC = re.compile(r"(?<!\w)_(?=\S)([^_\n]{1,200})(?<=\S)_(?!\w)")
_SMALL = frozenset(["of", "the", "a", "an", "and", "in", "on", "at", "to", "by", "for", "or", "with", "from"])


def read_book(draft: Draft) -> None:
    """Take what surrounds the book out of `draft`, and write its chapters' heads on one line."""
    start = next((number for number, line in enumerate(draft.lines) if _START.match(line.strip())), None)
    if start is None:
        return
    end = next(
        (number for number, line in enumerate(draft.lines) if number > start and _END.match(line.strip())),
        len(draft.lines),
    )
    _read_fields(draft, draft.lines[:start])
    draft.set_aside("pasted-licence", *range(start + 1), *range(end, len(draft.lines)))
    for number, line in enumerate(draft.lines[:end]):
        if _PRODUCED.fullmatch(line.strip()):
            draft.set_aside("pasted-licence", number)
        draft.lines[number] = _ITALIC.sub(r"\1", draft.lines[number])
    _take_contents(draft)
    _join_heads(draft)


def _read_fields(draft: Draft, head: list[str]) -> None:
    said = {found[1].lower(): found[2].strip() for line in head if (found := _FIELD.match(line.strip()))}
    front = draft.front
    author = said.get("author", "")
    draft.front = replace(
        front,
        title=front.title or said.get("title", ""),
        authors=front.authors or ((author,) if author else ()),
    )
    if not front.date and (date := iso_date(said.get("release date", "").partition("[")[0])):
        draft.front = replace(draft.front, date=date)


def _take_contents(draft: Draft) -> None:
    """The list under “Contents”, up to the first two empty lines in a row behind it."""
    place = next((number for number, line in enumerate(draft.lines) if _CONTENTS.fullmatch(line)), None)
    if place is None:
        return
    number, begun = place + 1, False
    while number < len(draft.lines) and number < place + 400:
        if draft.lines[number].strip():
            begun = True
        elif begun and number + 1 < len(draft.lines) and not draft.lines[number + 1].strip():
            break
        number += 1
    draft.set_aside("pasted-contents", *range(place, number))


def _join_heads(draft: Draft) -> None:
    lines = draft.lines
    for number, line in enumerate(lines):
        found = _CHAPTER.fullmatch(line)
        if not found or (number and lines[number - 1].strip()) or len(line) > 80:
            continue
        below = next(
            (each for each in range(number + 1, min(number + 4, len(lines))) if lines[each].strip()), None
        )
        named = below is not None and lines[below].strip().isupper() and len(lines[below].strip()) < 70
        if not found["rest"] and named and below is not None:
            lines[number] = f"## {_in_small(line)} {_in_small(lines[below])}".rstrip()
            lines[below] = ""
        elif line.strip().isupper() or not found["rest"]:
            lines[number] = f"## {_in_small(line)}"


def _in_small(line: str) -> str:
    """A line in capitals as a title is written; Roman numerals stay."""
    words = line.split()
    if not line.isupper():
        return " ".join(words)
    return " ".join(
        word if re.fullmatch(r"[IVXLCDM]+\.?", word) and place == 1
        else word.lower() if place and word.lower().strip(".,") in _SMALL
        else word[:1] + word[1:].lower()
        for place, word in enumerate(words)
    )  # fmt: skip
