"""Shortcodes, tags and components: figures become figures, boxes quotations, notes notes; the rest is set aside and told.

Each comes as its name, its arguments and whether it closes, whatever brackets its program wants around them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.readers.dialects import written
from pipeline.readers.dialects.arguments import Arguments
from pipeline.readers.dialects.private_comments import endless, without_comments
from pipeline.readers.dialects.scan import Scan
from pipeline.readers.dialects.tag_uses import Use, use


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag at the place where a reading stands."""

    name: str
    arguments: Arguments
    end: int
    """Behind it."""
    closing: re.Pattern[str]
    """What closes it."""
    closes: bool = False
    """Whether it closes another."""
    alone: bool = False
    """Whether it closes itself."""


def read_tag(scan: Scan, tag: Tag) -> bool:
    """Write what `tag` means in its place."""
    meant = use(tag.name)
    if tag.closes:
        scan.put(tag.end, written.END if meant is Use.BOX else "")
        return True
    _USES.get(meant, _unknown)(scan, tag)
    return True


def _picture(scan: Scan, tag: Tag) -> None:
    said = tag.arguments
    if not said.picture:
        return _unknown(scan, tag)
    caption = said.caption if said.caption != said.alternative else ""
    scan.put(tag.end, written.picture(said.picture, said.alternative, caption))
    return None


def _box(scan: Scan, tag: Tag) -> None:
    if tag.alone or not _body_end(scan, tag):
        text = tag.arguments.named.get("text") or tag.arguments.named.get("content") or tag.arguments.title
        scan.put(tag.end, text)
        return
    scan.put(tag.end, written.box(tag.arguments.title, tag.arguments.attribution))


def _code(scan: Scan, tag: Tag) -> None:
    closing = _body_end(scan, tag)
    if closing is None:
        return _unknown(scan, tag)
    body = scan.text[tag.end : closing.start()]
    scan.put(closing.end(), written.fence(body) if "\n" in body and scan.begins_line else written.code(body))
    return None


def _note(scan: Scan, tag: Tag) -> None:
    """A note at its mark; Tufte's tags have its text as an argument behind its name."""
    closing = None if tag.alone else _body_end(scan, tag)
    if closing:
        body = without_comments(scan.text[tag.end : closing.start()], code=True)
        scan.put(closing.end(), written.note(body))
    else:
        text = tag.arguments.named.get("text") or next(reversed(tag.arguments.listed), "")
        scan.put(tag.end, written.note(text))


def _comment(scan: Scan, tag: Tag) -> None:
    closing = None if tag.alone else scan.search(tag.closing, tag.end, fixed=True)
    if closing or tag.alone:
        scan.hide(closing.end() if closing else tag.end)
    else:
        endless(scan, tag.name, f"the tag that ends {tag.name}", whole=True)


def _verbatim(scan: Scan, tag: Tag) -> None:
    closing = _body_end(scan, tag)
    if closing is None:
        return scan.put(tag.end)
    scan.put(closing.end(), _shown(scan.text[tag.end : closing.start()]))
    return None


_BRACES = re.compile(r"\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\}")


def _shown(body: str) -> str:
    """`body` with what it shows of tags as code, so that it stays as it is."""
    said = without_comments(body, code=True)
    return said if "`" in said else _BRACES.sub(lambda found: written.code(found[0]), said)


def _formula(scan: Scan, tag: Tag) -> None:
    closing = _body_end(scan, tag)
    if closing is None:
        return _unknown(scan, tag)
    scan.put(closing.end(), written.formula(scan.text[tag.end : closing.start()]))
    return None


def _diagram(scan: Scan, tag: Tag) -> None:
    closing = _body_end(scan, tag)
    scan.set_aside("diagram", closing.end() if closing else tag.end)


def _words(scan: Scan, tag: Tag) -> None:
    alone = tag.alone or not _body_end(scan, tag)
    scan.put(tag.end, " ".join(tag.arguments.listed) if alone else "")


def _address(scan: Scan, tag: Tag) -> None:
    listed = tag.arguments.listed
    scan.put(tag.end, listed[0] if listed else tag.arguments.named.get("path", ""))


def _nothing(scan: Scan, tag: Tag) -> None:
    scan.put(tag.end)


def _unknown(scan: Scan, tag: Tag) -> None:
    scan.set_aside("tag", tag.end)


def _body_end(scan: Scan, tag: Tag) -> re.Match[str] | None:
    """What closes `tag`, if anything does."""
    return scan.search(tag.closing, tag.end)


_USES: Mapping[Use, Callable[[Scan, Tag], None]] = {
    Use.PICTURE: _picture,
    Use.BOX: _box,
    Use.CODE: _code,
    Use.NOTE: _note,
    Use.COMMENT: _comment,
    Use.CONTENTS: _nothing,
    Use.ADDRESS: _address,
    Use.VERBATIM: _verbatim,
    Use.MARKUP: _nothing,
    Use.DIAGRAM: _diagram,
    Use.FORMULA: _formula,
    Use.WORDS: _words,
    Use.CITATION: _unknown,
    Use.LAYOUT: _nothing,
}
