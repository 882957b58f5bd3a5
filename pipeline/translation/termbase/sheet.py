"""A termbase as a spreadsheet: a row a term, a column a language.

The first row names the columns: `term` (the article's own language) or language tags, `ko`; `ko not` for what must
not be said; `case`, `keep` (yes or nothing), `note`, `sources`. Several wordings in a cell are parted by `|`;
a `?` at a cell's end marks it as uncertain.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from pipeline.errors import GlossaryError, UnknownLanguage
from pipeline.languages import find
from pipeline.translation.termbase.project_terms import OWN, Entry, Termbase, Wording

_PLAIN = ("case", "keep", "note", "sources")
_NOT = " not"
_YES = {"yes": True, "y": True, "x": True, "1": True, "true": True, "": False, "no": False, "n": False, "0": False, "false": False}  # fmt: skip
_LARGEST = 20_000_000
"""Bytes."""


def from_csv(data: bytes, name: str) -> Termbase:
    """The termbase in the CSV file `data`, called `name` in messages: commas, semicolons or tabs, with a BOM or not.

    Raises one `GlossaryError` that names every fault with its line.
    """
    faults: list[str] = []
    lines = list(_rows(_decode(data, name), name))
    if not lines:
        raise GlossaryError(
            f"The glossary {name} is empty.", "Its first row must name the columns: term, ko, es."
        )
    columns = _columns(lines[0][1], faults)
    entries = [_entry(number, cells, columns, faults) for number, cells in lines[1:]]
    _note_doubles(lines[1:], columns, faults)
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults)
        raise GlossaryError(
            f"The glossary {name} cannot be used:\n{listed}", "Correct these cells and save it as CSV."
        )
    return Termbase(tuple(entry for entry in entries if entry is not None))


def to_csv(termbase: Termbase) -> bytes:
    """The termbase as CSV that spreadsheets open: UTF-8 with a BOM, commas."""
    tags = list(dict.fromkeys(tag for entry in termbase.entries for tag in entry.wordings))
    shut = [tag for tag in tags if any(_of(entry, tag).forbidden for entry in termbase.entries)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(tag or "term" for tag in tags), *(f"{tag or 'term'}{_NOT}" for tag in shut), *_PLAIN])
    for entry in termbase.entries:
        said = [_cell(_of(entry, tag)) for tag in tags]
        unsaid = ["|".join(_of(entry, tag).forbidden) for tag in shut]
        flags = ["yes" if flag else "" for flag in (entry.case, entry.keep)]
        writer.writerow([_harmless(cell) for cell in (*said, *unsaid, *flags, entry.note, entry.sources)])
    return codecs.BOM_UTF8 + out.getvalue().encode()


def _of(entry: Entry, tag: str) -> Wording:
    return entry.wordings.get(tag, Wording())


def _cell(wording: Wording) -> str:
    return "|".join(wording.words) + ("" if wording.sure else "?")


def _harmless(cell: str) -> str:
    """`cell` so that no spreadsheet runs it as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _decode(data: bytes, name: str) -> str:
    if len(data) > _LARGEST:
        raise GlossaryError(
            f"The glossary {name} is larger than {_LARGEST // 10**6} MB.", "Split it, or name another file."
        )
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(f"The glossary {name} is not UTF-8.", "Save it as CSV UTF-8.") from error


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the number of its last line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, [_unescape_formula(cell.strip()) for cell in row]
    except csv.Error as error:
        raise GlossaryError(
            f"The glossary {name} cannot be read at line {reader.line_num}: {error}.",
            "Look for a lone quotation mark.",
        ) from error


def _unescape_formula(cell: str) -> str:
    """`cell` without the apostrophe that keeps a formula from running."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _columns(names: Sequence[str], faults: list[str]) -> Mapping[int, str]:
    """What each column holds: `OWN` or a tag, with ` not` behind it or not, or one of `_PLAIN`."""
    columns: dict[int, str] = {}
    for place, written in enumerate(names):
        known = _column(written)
        if known is None:
            faults.append(f"line 1: no column can be called “{written}”")
        elif known in columns.values():
            faults.append(f"line 1: two columns are called “{written}”")
        else:
            columns[place] = known
    if not faults and all(known in _PLAIN or known.endswith(_NOT) for known in columns.values()):
        faults.append("line 1: no column holds terms; call one “term”")
    return columns


def _column(written: str) -> str | None:
    name = " ".join(written.lower().split())
    if name in _PLAIN:
        return name
    stem, shut = (name.removesuffix(_NOT), _NOT) if name.endswith(_NOT) else (name, "")
    if stem == "term":
        return OWN + shut
    with suppress(UnknownLanguage):
        language = find(stem)
        if (
            stem == language.tag.lower()
            or stem in language.aliases
            or stem in (language.name.lower(), language.native.lower())
        ):
            return language.tag + shut
    return None


def _entry(number: int, cells: Sequence[str], columns: Mapping[int, str], faults: list[str]) -> Entry | None:
    if any(cell for place, cell in enumerate(cells) if place not in columns and place >= len(columns)):
        faults.append(
            f"line {number}: more cells than columns; put a cell with the separator in it in quotation marks"
        )
        return None
    row = {columns[place]: cell for place, cell in enumerate(cells) if place in columns}
    flags = {}
    for name in ("case", "keep"):
        if row.get(name, "").lower() not in _YES:
            faults.append(f"line {number}: {name} is “{row[name]}”, neither yes nor no")
        flags[name] = _YES.get(row.get(name, "").lower(), False)
    wordings = {tag: wording for tag in _tags(row) if (wording := _wording(row, tag)) != Wording()}
    if not any(wording.words for wording in wordings.values()):
        faults.append(f"line {number}: there is no term")
    for tag, wording in wordings.items():
        if both := set(wording.words) & set(wording.forbidden):
            faults.append(f"line {number}: “{both.pop()}” is both wanted and forbidden in {tag or 'term'}")
    return Entry(wordings, flags["case"], flags["keep"], row.get("note", ""), row.get("sources", ""))


def _tags(row: Mapping[str, str]) -> Iterator[str]:
    yield from dict.fromkeys(name.removesuffix(_NOT) for name in row if name not in _PLAIN)


def _wording(row: Mapping[str, str], tag: str) -> Wording:
    said = row.get(tag, "")
    sure = not said.endswith(("?", "？"))
    return Wording(_parts(said if sure else said[:-1]), _parts(row.get(tag + _NOT, "")), sure)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(part.split()) for part in cell.split("|") if part.strip()))


def _note_doubles(
    lines: Sequence[tuple[int, Sequence[str]]], columns: Mapping[int, str], faults: list[str]
) -> None:
    """A term that stands twice in the first column of terms."""
    first = next((place for place, known in columns.items() if known not in _PLAIN), 0)
    seen: dict[str, int] = {}
    for number, cells in lines:
        for term in _parts(cells[first]) if first < len(cells) else ():
            if term in seen:
                faults.append(f"line {number}: “{term}” stands in line {seen[term]} already")
            seen.setdefault(term, number)
