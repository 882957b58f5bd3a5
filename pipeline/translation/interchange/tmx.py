"""Translations as TMX 1.4b, for the translation memories of other tools.

TMX 1.4b Specification, OSCAR recommendation, 26 April 2005. A sentence without a translation has its source alone.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ReviewedFileError
from pipeline.translation.interchange.elements import read_inline, write_inline
from pipeline.translation.interchange.inlines import Step, Token
from pipeline.translation.interchange.parsing import (
    KEEP,
    language_of,
    line_of,
    local,
    once,
    root_of,
    state_of,
    xml_text,
    xml_value,
)
from pipeline.translation.interchange.segments import Inline, Segment, State, Translations, placed_id

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(translations: Translations) -> bytes:
    """The file; the same values give the same bytes."""
    each = translations
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        '<tmx version="1.4">',
        '  <header creationtool="manyvoices" creationtoolversion="1" segtype="sentence" o-tmf="manyvoices" '
        f'adminlang="en" srclang="{each.source}" datatype="plaintext">',
        f"    <note>{KEEP}</note>",
        f'    <prop type="x-article">{xml_text(each.original)}</prop>',
        f'    <prop type="x-target">{each.target}</prop>',
        "  </header>",
        "  <body>",
    ]
    for segment in each.segments:
        lines += _segment_xml(segment, each)
    return "\n".join([*lines, "  </body>", "</tmx>", ""]).encode()


def read(path: Path, data: bytes, target: str = "") -> Translations:
    """What the file at `path` holds, whose content is `data`; into `target` where it has several languages.

    Raises `ReviewedFileError`.
    """
    root = root_of(path, data)
    header, body = root.find("header"), root.find("body")
    if root.tag != "tmx" or header is None or body is None:
        raise ReviewedFileError(f"{path} is not TMX 1.4.", "Export it from the translation tool as TMX 1.4.")
    props = {prop.get("type", ""): prop.text or "" for prop in header.findall("prop")}
    source = language_of(path, header.get("srclang", ""))
    into = target or props.get("x-target", "") or _other(path, body, source)
    into = language_of(path, into)
    return Translations(source, into, props.get("x-article", ""), tuple(_segments(path, body, source, into)))


def _segment_xml(segment: Segment, file: Translations) -> Iterator[str]:
    yield f'    <tu tuid="{xml_value(segment.where)}">'
    yield f'      <prop type="x-state">{segment.state}</prop>'
    if segment.draft:
        yield f'      <prop type="x-draft">{segment.draft}</prop>'
    for language, inline in ((file.source, segment.source), (file.target, segment.target)):
        if inline is not None:
            yield f'      <tuv xml:lang="{language}"><seg>{_inline_xml(inline, segment)}</seg></tuv>'
    yield "    </tu>"


def _inline_xml(inline: Inline, segment: Segment) -> str:
    marks = dict(segment.marks)
    codes = {
        Step.OPEN: '<bpt i="{0}" x="{0}" type="{1}"/>',
        Step.CLOSE: '<ept i="{0}"/>',
        Step.POINT: '<ph x="{0}" type="{1}"/>',
    }
    return write_inline(inline, lambda token: codes[token.step].format(token.value, marks[token.value].kind))


def _other(path: Path, body: "_Element", source: str) -> str:
    """The one language beside the source's."""
    said = {_language(each) for each in body.iter("tuv")}
    tags = {language_of(path, each) for each in said} - {source}
    if len(tags) != 1:
        what = f"several languages: {', '.join(sorted(tags))}" if tags else "no translations"
        raise ReviewedFileError(f"{path} has {what}.", "Name the language that is wanted with --to.")
    return tags.pop()


def _language(variant: "_Element") -> str:
    return variant.get(_LANG) or variant.get("lang") or ""


def _segments(path: Path, body: "_Element", source: str, target: str) -> Iterator[Segment]:
    seen: set[str] = set()
    for unit in body.iter("tu"):
        id, line = unit.get("tuid", ""), line_of(unit)
        if id:
            once(path, seen, id, line)
        said = {language_of(path, _language(each)): each.find("seg") for each in unit.findall("tuv")}
        if (origin := said.get(source)) is None:
            raise ReviewedFileError(
                f"{path}, line {line}: a unit has no words in {source}.",
                "Export it again from the translation tool.",
            )
        words = said.get(target)
        made = _inline(words) if words is not None else None
        props = {prop.get("type", ""): prop.text or "" for prop in unit.findall("prop")}
        block, number = placed_id(id)
        yield Segment(
            block,
            number,
            _inline(origin),
            made if made and made.text else None,
            state_of(path, line, props.get("x-state", State.TRANSLATED)),
            draft=props.get("x-draft", ""),
            line=line,
        )


def _inline(element: "_Element") -> Inline:
    return read_inline(element, partial(_token, {}), through="hi")


def _token(pairs: dict[str, str], element: "_Element") -> Token | None:
    """What stands in `bpt`, `ept`, `ph`, `it` and `ut` is code of another format; `pairs` are ids of what began."""
    name, i = local(element), element.get("i", "")
    if name == "bpt":
        pairs[i] = element.get("x", i)
        return Token(Step.OPEN, pairs[i])
    if name == "ept":
        return Token(Step.CLOSE, pairs.get(i, i))
    return Token(Step.POINT, element.get("x", "")) if name == "ph" else None
