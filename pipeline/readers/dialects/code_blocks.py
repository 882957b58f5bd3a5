"""Where code stands in Markdown, by its lines: in it no sign means anything."""

import re

from pipeline.readers.dialects import written
from pipeline.readers.dialects.private_comments import without_comments
from pipeline.readers.dialects.scan import Scan

_INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*\S")
_LISTED = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]{1,60}\]:|!!!|\?\?\?\+?|===|:)(?=[ \t]|\Z)")
_FENCE = re.compile(
    r"(?P<around>[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){0,3})(?P<ticks>`{3,}|~{3,})(?P<info>[^\n]*)"
)
_PROGRAMS = re.compile(
    r"\s*(?:dataview(?:js)?|tasks?|query|button|excalidraw|kanban|tracker|charts?(?:view)?|mermaid|plantuml|puml|dot|graphviz|flowchart|sequence|gantt|markmap|toc|meta-bind)\b",
    re.IGNORECASE,
)
"""What draws or reckons something in the place of its code."""
_BOX = re.compile(r"\s*ad-[\w-]+\s*\Z")
_BOX_TITLE = re.compile(r"[ \t>]*title:[ \t]*([^\n]*)\n", re.IGNORECASE)


def indented_lines(text: str) -> frozenset[int]:
    """Where lines begin that are code because they are indented, and in no list."""
    found: set[int] = set()
    start, listed, open_ = 0, False, True
    for line in text.splitlines(keepends=True):
        if not line.strip():
            open_ = True
        elif _INDENTED.match(line):
            if open_ and not listed:
                found.add(start)
        else:
            listed = bool(_LISTED.match(line)) or (listed and (not open_ or line[0] in " \t"))
            open_ = False
        start += len(line)
    return frozenset(found)


def fence(scan: Scan) -> bool:
    """Keep the block of code that begins on this line; what draws or reckons something is set aside."""
    found = _FENCE.match(scan.text, scan.line_start)
    if not found or ("`" in found["ticks"] and "`" in found["info"]) or scan.at != scan.line_start:
        return False
    end, body_end = _end(scan, found)
    if _PROGRAMS.match(found["info"]):
        scan.set_aside("diagram", end)
    elif _BOX.match(found["info"]):
        body = "\n" + without_comments(scan.text[found.end() + 1 : body_end], code=True)
        title = _BOX_TITLE.match(body, 1)
        lines = "\n" + body[title.end() :] if title else body[1:]
        scan.put(end, f"{written.box(title[1] if title else '')}\n{lines}{written.END}")
    else:
        scan.keep(end)
    return True


def _end(scan: Scan, opening: re.Match[str]) -> tuple[int, int]:
    """Where the block ends, and where its last line of code does: at its fence, or with the quotation or the item around it."""
    ticks, around = opening["ticks"], opening["around"]
    quoted, indent = ">" in around, 0 if ">" in around else len(around.expandtabs(4))
    closing = re.compile(rf"[ \t>]*{re.escape(ticks[0])}{{{len(ticks)},}}[ \t]*\Z")
    position = opening.end() + 1
    while position < len(scan.text):
        behind = scan.text.find("\n", position)
        behind = len(scan.text) if behind < 0 else behind
        line = scan.text[position:behind]
        if closing.match(line):
            return behind, position
        if _leaves(line, quoted, indent):
            return position - 1, position - 1
        position = behind + 1
    return len(scan.text), len(scan.text)


def _leaves(line: str, quoted: bool, indent: int) -> bool:
    if quoted:
        return not line.lstrip().startswith(">")
    return (
        indent > 1
        and bool(line.strip())
        and len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) < min(indent, 2)
    )


def markup(scan: Scan) -> bool:
    """Keep code in HTML; within a line it ends with its paragraph."""
    name = _NAME.match(scan.text, scan.at + 1)
    end = scan.search(_closing_tag(name[0].lower()), scan.at) if name else None
    if not name or not end or (name[0].lower() == "code" and end.start() > scan.block_end(scan.at)):
        return False
    scan.keep(end.end())
    return True


def _closing_tag(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}", re.IGNORECASE)


_NAME = re.compile("[A-Za-z]+")
