"""Translations as CSV, for a spreadsheet: a row a sentence, with id, source, target, state and draft.

UTF-8 with a byte order mark and commas, as spreadsheets expect; read with semicolons or tabs too, and in UTF-16,
as they save it. A cell that a spreadsheet would run as a formula, because it begins with one of = + - @, their
full-width forms, a tab or a carriage return, has an apostrophe before it, and so has one that would be taken for such.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from pipeline.errors import ReviewedFileError
from pipeline.translation.interchange.inlines import HEAD, parse_placeholders, readable
from pipeline.translation.interchange.parsing import AGAIN, language_of, once, state_of, text_of
from pipeline.translation.interchange.segments import Segment, State, Translations, placed_id

_RUNS = re.compile(r"'?[=+\-@\t\r＝＋－＠]|''")
_GUARDED = re.compile(r"'(?='?[=+\-@\t\r＝＋－＠]|')")
_HEAD = re.compile(r"(source|target) \((.+)\)")
_STATES = "state: initial, translated, reviewed, final; only reviewed and final sentences count as reviewed."


def write(translations: Translations) -> bytes:
    """The file; the same values give the same bytes."""
    each = translations
    file = StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", f"source ({each.source})", f"target ({each.target})", "state", "draft"])
    writer.writerow([f"# {each.original}", HEAD, _STATES, "", ""])
    for segment in each.segments:
        target = readable(segment.target) if segment.target else ""
        cells = [segment.where, readable(segment.source), target, segment.state, segment.draft]
        writer.writerow([_escape_formula(cell) for cell in cells])
    return file.getvalue().encode("utf-8-sig")


def read(path: Path, data: bytes, target: str = "") -> Translations:
    """What the file at `path` holds, whose content is `data`. Raises `ReviewedFileError`."""
    del target
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = text_of(path, data, "utf-16" if utf16 else "utf-8-sig")
    rows = tuple(_rows(path, text))
    places = _places(path, rows[0][1] if rows else ())
    tags = {}
    for cell in places:
        if head := _HEAD.fullmatch(cell):
            tags[head[1]] = language_of(path, head[2])
    original = next((row[0][1:].strip() for _, row in rows[1:] if row and row[0].startswith("#")), "")
    segments = tuple(_segments(path, rows[1:], list(places.values())))
    return Translations(tags["source"], tags["target"], original, segments)


def _escape_formula(cell: str) -> str:
    return f"'{cell}" if _RUNS.match(cell) else cell


def _rows(path: Path, text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows, each with the line it ends on."""
    head = text.lstrip("\r\n").partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            if any(row):
                yield (
                    reader.line_num,
                    [_GUARDED.sub("", cell, count=1) if _GUARDED.match(cell) else cell for cell in row],
                )
    except csv.Error as error:
        raise ReviewedFileError(f"{path}, line {reader.line_num}: {error}.", AGAIN) from error


def _places(path: Path, head: Sequence[str]) -> dict[str, int]:
    """In which column each thing stands, by the words of the first row."""
    cells = {cell.strip(): number for number, cell in enumerate(head)}
    wanted = [
        "id",
        *(
            next((each for each in cells if each.startswith(f"{name} (")), "")
            for name in ("source", "target")
        ),
    ]
    wanted += ["state", "draft"]
    if not all(each in cells and _is_head(each) for each in wanted[:4]):
        raise ReviewedFileError(
            f"{path}, line 1: the first row does not name the columns id, source (…), target (…) and state.",
            "Keep the first row as it was exported.",
        )
    return {each: cells.get(each, -1) for each in wanted}


def _is_head(cell: str) -> bool:
    return cell in ("id", "state") or bool(_HEAD.fullmatch(cell))


def _segments(
    path: Path, rows: Sequence[tuple[int, Sequence[str]]], places: Sequence[int]
) -> Iterator[Segment]:
    seen: set[str] = set()
    for line, row in rows:
        id, source, target, state, draft = (
            row[place].strip() if 0 <= place < len(row) else "" for place in places
        )
        if id.startswith("#"):
            continue
        once(path, seen, id, line)
        said = state_of(path, line, state.lower() or (State.TRANSLATED if target else State.INITIAL))
        try:
            texts = parse_placeholders(source), parse_placeholders(target)
        except ValueError as error:
            raise damaged_placeholder(path, line, id, str(error)) from error
        block, number = placed_id(id)
        words = texts[1] if texts[1].text else None
        yield Segment(block, number, texts[0], words, said, draft=draft, line=line)


def damaged_placeholder(path: Path, line: int, id: str, what: str) -> ReviewedFileError:
    """What to say of a damaged placeholder."""
    return ReviewedFileError(
        f"{path}, line {line}, {id}: a placeholder is damaged: {what}.",
        "Write the placeholders of the source, as <1>…</1>, at their places in the translation; nothing of this file was taken.",
    )
