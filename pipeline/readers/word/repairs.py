"""What a Word document says in ways that the conversion does not know, said in ways that it knows.

Fields, runs with a direction of their own and content controls lose their wrapping and keep their text; a drop cap goes back to its
word; the first row of a table heads it where it looks so; styles without a type are those of paragraphs, as the standard has it.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.readers.word.text import local, text, value

_PROPERTIES = ("pPr", "rPr", "smartTagPr", "customXmlPr", "sdtPr", "sdtEndPr", "fldData")
_PLAIN_TABLES = ("", "tablegrid", "tablenormal", "a3", "ab", "ac")
"""Styles of tables that set no row apart."""


def unwrap(document: Any) -> str:
    """Keep the text of what is wrapped, and take contents out that a program wrote, whose words are returned."""
    for control in list(document.iter("{*}sdt")):
        _open_control(control)
    contents = [control for control in document.iter("{*}sdt") if _is_contents(control)]
    words = "\n".join(text(control) for control in contents)
    for control in contents:
        control.getparent().remove(control)
    for element in list(
        document.iter("{*}fldSimple", "{*}bdo", "{*}dir", "{*}smartTag", "{*}customXml", "{*}moveTo")
    ):
        _replace_by_children(element)
    return words


def _open_control(control: Any) -> None:
    """A hint such as “Click here” is nobody's text."""
    if control.find("{*}sdtPr/{*}showingPlcHdr") is not None:
        control.getparent().remove(control)


def _is_contents(control: Any) -> bool:
    gallery = control.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
    return gallery is not None and value(gallery).lower() == "table of contents"


def _replace_by_children(element: Any) -> None:
    parent = element.getparent()
    for child in list(element):
        if local(child) not in _PROPERTIES:
            element.addprevious(child)
    parent.remove(element)


def join_drop_caps(document: Any) -> None:
    """Put the letter of a drop cap, which has a paragraph of its own, back before its word."""
    for paragraph in list(document.iter("{*}p")):
        frame = paragraph.find("{*}pPr/{*}framePr")
        following = paragraph.getnext()
        if frame is None or value(frame, "dropCap") not in ("drop", "margin"):
            continue
        if following is None or local(following) != "p" or len(text(paragraph)) > 5:
            continue
        properties = following.find("{*}pPr")
        place = 0 if properties is None else following.index(properties) + 1
        for run in [child for child in paragraph if local(child) != "pPr"]:
            following.insert(place, run)
            place += 1
        paragraph.getparent().remove(paragraph)


def head_tables(document: Any) -> None:
    """Mark the first row of a table as its head where all in it is bold, or where the table's style sets it apart."""
    for table in document.iter("{*}tbl"):
        rows = list(table.iterchildren("{*}tr"))
        if len(rows) < 2 or any(row.find("{*}trPr/{*}tblHeader") is not None for row in rows):
            continue
        if (_is_bold(rows[0]) and not _is_bold(rows[1])) or _is_styled(table):
            _mark_head(rows[0])


def _is_bold(row: Any) -> bool:
    runs = [run for run in row.iter("{*}r") if text(run)]
    return bool(runs) and all(_has(run, "b") for run in runs)


def _has(run: Any, name: str) -> bool:
    found = run.find(f"{{*}}rPr/{{*}}{name}")
    return found is not None and value(found) not in ("0", "false", "off")


def _is_styled(table: Any) -> bool:
    look, style = table.find("{*}tblPr/{*}tblLook"), table.find("{*}tblPr/{*}tblStyle")
    if look is None or style is None or value(style).lower() in _PLAIN_TABLES:
        return False
    bits = value(look)
    return value(look, "firstRow") == "1" or (not look.get("firstRow") and bits.isalnum() and _bit(bits))


def _bit(bits: str) -> bool:
    """Whether the bits of an old `tblLook` say that the first row is set apart."""
    try:
        return bool(int(bits, 16) & 0x20)
    except ValueError:
        return False


def _mark_head(row: Any) -> None:
    space = row.tag.partition("}")[0] + "}"
    properties = row.find("{*}trPr")
    if properties is None:
        properties = etree.Element(f"{space}trPr")
        row.insert(0, properties)
    etree.SubElement(properties, f"{space}tblHeader")


def type_styles(styles: Any) -> bool:
    """Give styles the type that the standard says they have without one; whether any lacked it."""
    changed = False
    for style in list(styles.iter("{*}style")):
        space = style.tag.partition("}")[0] + "}"
        if not value(style, "styleId"):
            style.getparent().remove(style)
            changed = True
        elif not value(style, "type"):
            style.set(f"{space}type", "paragraph")
            changed = True
    return changed


def numbered(document: Any, numbering: Any) -> Iterator[tuple[Any, int]]:
    """The paragraphs of numbered lists, each with its number; a list that goes on after other text counts on."""
    levels = _levels(numbering)
    counts: dict[tuple[str, int], int] = {}
    begun: set[tuple[str, int]] = set()
    for paragraph in document.iter("{*}p"):
        found = paragraph.find("{*}pPr/{*}numPr")
        if found is None:
            continue
        id_, depth = (
            _child(found, "numId"),
            int(_child(found, "ilvl") or 0) if _child(found, "ilvl").isdecimal() else 0,
        )
        level = levels.get((id_, depth))
        if level is None:
            continue
        list_, start, restarts, ordered = level
        if restarts and (id_, depth) not in begun:
            counts.pop((list_, depth), None)
        begun.add((id_, depth))
        counts[(list_, depth)] = counts.get((list_, depth), start - 1) + 1
        for deeper in range(depth + 1, 9):
            counts.pop((list_, deeper), None)
        if ordered:
            yield paragraph, counts[(list_, depth)]


def _levels(numbering: Any) -> dict[tuple[str, int], tuple[str, int, bool, bool]]:
    """By list and depth: what it counts with, its first number, whether it begins anew, whether it has numbers."""
    formats: dict[tuple[str, int], tuple[int, bool]] = {}
    for outer in numbering.iter("{*}abstractNum"):
        for level in outer.iterchildren("{*}lvl"):
            kind, written = _child(level, "numFmt"), _child(level, "start")
            first = int(written) if written.isdecimal() and len(written) < 6 else 1
            formats[(value(outer, "abstractNumId"), _depth(level))] = (first, kind not in ("bullet", "none"))
    made: dict[tuple[str, int], tuple[str, int, bool, bool]] = {}
    for one in numbering.iter("{*}num"):
        list_ = _child(one, "abstractNumId")
        overridden = {
            _depth(each): _child(each, "startOverride") for each in one.iterchildren("{*}lvlOverride")
        }
        for depth in range(9):
            if (list_, depth) in formats:
                number, ordered = formats[(list_, depth)]
                own = overridden.get(depth, "")
                start = int(own) if own.isdecimal() and len(own) < 6 else number
                made[(value(one, "numId"), depth)] = (list_, start, bool(own), ordered)
    return made


def _depth(level: Any) -> int:
    written = value(level, "ilvl")
    return int(written) if written.isdecimal() and len(written) < 2 else 0


def _child(element: Any, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return "" if found is None else value(found)


_PLACE = "manyvoices-number-"


def mark_numbers(document: Any, numbering: Any) -> None:
    """Put the number of each item into it as the name of a place, which the conversion keeps."""
    space = document.tag.partition("}")[0] + "}"
    for paragraph, number in list(numbered(document, numbering)):
        mark = etree.Element(
            f"{space}bookmarkStart", {f"{space}id": "0", f"{space}name": f"{_PLACE}{number}"}
        )
        properties = paragraph.find("{*}pPr")
        paragraph.insert(paragraph.index(properties) + 1, mark)


def take_numbers(body: Any) -> None:
    """Let each list begin with the number of its first item, and take the names of places out again."""
    for place in list(body.iter("a")):
        name = place.get("id") or ""
        if not name.startswith(_PLACE):
            continue
        item = next((outer for outer in place.iterancestors() if outer.tag == "li"), None)
        number = name.removeprefix(_PLACE)
        if item is not None and item.getprevious() is None and item.getparent().tag == "ol" and number != "1":
            item.getparent().set("start", number)
        previous = place.getprevious()
        tail = place.tail or ""
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            place.getparent().text = (place.getparent().text or "") + tail
        place.getparent().remove(place)
