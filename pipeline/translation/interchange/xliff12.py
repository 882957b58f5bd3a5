"""Translations as XLIFF 1.2, which more tools read than 2.1: a group a block, a trans-unit a sentence.

XLIFF Version 1.2, OASIS Standard, 1 February 2008. States are those of section 3.2.3 of its representation
guide for targets; what a person vouches for is `approved` too, as OmegaT understands it.
"""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document.article import MarkKind
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
    xml_value,
)
from pipeline.translation.interchange.segments import Inline, Segment, State, Translations, placed_id

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_WRITTEN = {
    State.INITIAL: "needs-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
    State.FINAL: "final",
}
_READ = {
    "new": State.INITIAL,
    "needs-translation": State.INITIAL,
    "signed-off": State.REVIEWED,
    "final": State.FINAL,
}
_TYPES = {MarkKind.EMPHASIS: "italic", MarkKind.STRONG: "bold", MarkKind.LINK: "link"}


def write(translations: Translations) -> bytes:
    """The file; the same values give the same bytes."""
    each = translations
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        f'<xliff xmlns="{NAMESPACE}" version="1.2">',
        f'  <file original="{xml_value(each.original)}" source-language="{each.source}" '
        f'target-language="{each.target}" datatype="plaintext">',
        f"    <header><note>{KEEP}</note></header>",
        "    <body>",
    ]
    for unit, segments in groupby(each.segments, lambda segment: segment.unit):
        lines.append(f'      <group id="{xml_value(unit)}">')
        for segment in segments:
            lines += _segment_xml(segment)
        lines.append("      </group>")
    return "\n".join([*lines, "    </body>", "  </file>", "</xliff>", ""]).encode()


def read(path: Path, data: bytes, target: str = "") -> Translations:
    """What the file at `path` holds, whose content is `data`. Raises `ReviewedFileError`."""
    root = root_of(path, data)
    file = root.find(f"{{{NAMESPACE}}}file")
    if root.tag != f"{{{NAMESPACE}}}xliff" or root.get("version") != "1.2" or file is None:
        raise ReviewedFileError(f"{path} is not XLIFF 1.2.", "Export it from the translation tool again.")
    source = language_of(path, file.get("source-language", ""))
    into = language_of(path, file.get("target-language") or target)
    return Translations(source, into, file.get("original", ""), tuple(_segments(path, root)))


def _segment_xml(segment: Segment) -> Iterator[str]:
    settled = segment.state in (State.REVIEWED, State.FINAL)
    approved = ' approved="yes"' if settled else ""
    draft = f' extradata="{segment.draft}"' if segment.draft else ""
    yield f'        <trans-unit id="{xml_value(segment.where)}"{approved}{draft} xml:space="preserve">'
    yield f"          <source>{_inline_xml(segment.source, segment)}</source>"
    if segment.target:
        state = _WRITTEN[segment.state]
        yield f'          <target state="{state}">{_inline_xml(segment.target, segment)}</target>'
    yield "        </trans-unit>"


def _inline_xml(inline: Inline, segment: Segment) -> str:
    marks = dict(segment.marks)
    codes = {Step.OPEN: "<g {}>", Step.CLOSE: "</g>", Step.POINT: "<x {}/>"}

    def code(token: Token) -> str:
        kind = marks[token.value].kind
        return codes[token.step].format(f'id="{token.value}" ctype="{_TYPES.get(kind, f"x-{kind}")}"')

    return write_inline(inline, code)


def _segments(path: Path, root: "_Element") -> Iterator[Segment]:
    seen: set[str] = set()
    for unit in root.iter(f"{{{NAMESPACE}}}trans-unit"):
        id, line = unit.get("id", ""), line_of(unit)
        once(path, seen, id, line)
        source, target = (unit.find(f"{{{NAMESPACE}}}{name}") for name in ("source", "target"))
        if source is None:
            raise ReviewedFileError(
                f"{path}, line {line}: trans-unit {id} has no source.",
                "Export it again from the translation tool.",
            )
        words = _inline(target) if target is not None else None
        made = words if words and words.text else None
        state = _state(unit, target) if made else State.INITIAL
        block, number = placed_id(id)
        draft = unit.get("extradata", "")
        yield Segment(block, number, _inline(source), made, state, draft=draft, line=line)


def _state(unit: "_Element", target: "_Element | None") -> State:
    said = target.get("state", "") if target is not None else ""
    state = _READ.get(said, State.TRANSLATED)
    approved = unit.get("approved") == "yes" and not said.startswith("needs-")
    return State.REVIEWED if approved and state not in (State.REVIEWED, State.FINAL) else state


def _inline(element: "_Element") -> Inline:
    return read_inline(element, partial(_token, {}), through="mrk", around="g")


def _token(pairs: dict[str, str], element: "_Element") -> Token | None:
    """What stands in `bpt`, `ept`, `ph` and `it` is code of another format; `pairs` are ids of what began."""
    name, id = local(element), element.get("id", "")
    pair = element.get("rid", id)
    if name in ("bx", "bpt"):
        pairs[pair] = id
        return Token(Step.OPEN, id)
    if name in ("ex", "ept"):
        return Token(Step.CLOSE, pairs.get(pair, id))
    return Token(Step.POINT, id) if name in ("x", "ph") else None
