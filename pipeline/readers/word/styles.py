"""What the paragraph styles of a Word document become in HTML, as mammoth's style map."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.readers.word.text import local, value

_FIXED = """
p[style-name='Title'] => h1:fresh
p[style-name='title'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='subtitle'] => p.subtitle:fresh
p[style-name='Author'] => p.byline:fresh
p[style-name='Date'] => p.dateline:fresh
p[style-name='caption'] => p.caption-text:fresh
p[style-name='Caption'] => p.caption-text:fresh
p[style-name='Image Caption'] => p.caption-text:fresh
p[style-name='Table Caption'] => p.caption-text:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='macro'] => pre:separator('\\n')
p[style-name='Definition Term'] => dl > dt:fresh
p[style-name='Definition'] => dl > dd:fresh
p[style-name='TOC Heading'] => nav > p:fresh
r[style-name='Emphasis'] => em
r[style-name='HTML Code'] => code
r[style-name='HTML Cite'] => cite
r[style-name='Verbatim Char'] => code
r[style-name='Source Text'] => code
"""
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents) ([1-9])", re.IGNORECASE)


def style_map(styles: Any) -> str:
    """The map for a document with these `styles` (the root of their part, or None).

    A style of the author's own is a heading when it has an outline level, or is made from one that has.
    """
    named = dict(_styles(styles)) if styles is not None else {}
    lines = [line for id in named for line in _line(id, named)]
    return _FIXED + "\n".join(lines)


def _styles(styles: Any) -> Iterator[tuple[str, Mapping[str, str]]]:
    for style in styles.iter("{*}style"):
        properties = {}
        for element in style.iter():
            if isinstance(element.tag, str) and local(element) in ("name", "basedOn", "outlineLvl"):
                properties[local(element)] = value(element)
        yield value(style, "styleId"), properties


def _line(id: str, named: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    name = named[id].get("name", "")
    matched = name.replace("\\", "\\\\").replace("'", "\\'")
    if "\n" in name or not name:
        return
    if _CONTENTS.fullmatch(name):
        yield f"p[style-name='{matched}'] => nav > p:fresh"
    elif level := _level(id, named):
        yield f"p[style-name='{matched}'] => h{min(level, 6)}:fresh"


def _level(id: str, named: Mapping[str, Mapping[str, str]]) -> int:
    """The rank of a heading; 0 for text."""
    seen: set[str] = set()
    while id in named and id not in seen:
        seen.add(id)
        style = named[id]
        if style.get("name", "").lower() in ("title", "subtitle"):
            return 0
        if heading := _HEADING.fullmatch(style.get("name", "")):
            return int(heading[1])
        if (outline := style.get("outlineLvl", "")).isdecimal() and len(outline) < 3:
            return int(outline) + 1 if int(outline) < 9 else 0
        id = style.get("basedOn", "")
    return 0
