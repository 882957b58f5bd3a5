"""What was found in an article, as a tree: for a person to check, and for machines."""

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.document.article import Article, Block, BlockKind, Role, Section
from pipeline.document.excerpts import shorten
from pipeline.document.notices import Notice

_SHOWN = 72
"""Characters of a block's text."""


def outline(article: Article, notices: Iterable[Notice] = ()) -> str:
    """The article's parts with their roles, one a line, indented by depth, then the notices."""
    lines = [f"{article.title.text.strip()} ({article.language})"]
    lines += (f"  {_line(block)}" for block in (article.title, *article.front))
    for section in article.sections:
        lines += _section(section, "  ")
    if article.back:
        lines.append("  end matter")
        lines += (f"    {line}" for block in article.back for line in _lines(block))
    lines += (f"{notice.level}: {notice.where}: {notice.text} [{notice.code}]" for notice in notices)
    return "\n".join(lines)


def as_values(article: Article, notices: Iterable[Notice] = ()) -> dict[str, Any]:
    """The same as values for JSON, with the whole text."""
    return {
        "language": article.language,
        "title": article.title.text,
        "authors": list(article.authors),
        "date": article.date,
        "description": article.description,
        "tags": list(article.tags),
        "front": [_block(block) for block in (article.title, *article.front)],
        "sections": [_section_values(section) for section in article.sections],
        "back": [_block(block) for block in article.back],
        "notices": [
            {
                "code": notice.code,
                "level": str(notice.level),
                "where": notice.where,
                "text": notice.text,
                "evidence": notice.evidence,
            }
            for notice in notices
        ],
    }


def _section(section: Section, indent: str) -> Iterator[str]:
    yield f"{indent}{section.id}  {section.title.text.strip()}"
    for block in section.blocks:
        yield from (f"{indent}  {line}" for line in _lines(block))
    for nested in section.sections:
        yield from _section(nested, f"{indent}  ")


def _lines(block: Block) -> Iterator[str]:
    yield _line(block)
    if block.kind is BlockKind.ROW:
        return
    for inner in block.blocks:
        yield from (f"  {line}" for line in _lines(inner))


def _line(block: Block) -> str:
    count = len(block.sentences)
    counted = f" ({count} sentences)" if count > 1 and block.kind is not BlockKind.HEADING else ""
    text = " ".join(_text(block).split())
    shown = shorten(text, _SHOWN)
    picture = f"  {block.picture.name}" if block.picture else ""
    return f"{block.id}  {_block_label(block)}{counted}{picture}{': ' if shown else ''}{shown}"


def _block_label(block: Block) -> str:
    """What a block is, with what sets it apart from others of its kind, and its role when it is no body text."""
    kind = f"numbered {block.kind}" if block.ordered else str(block.kind)
    if block.start != 1:
        kind += f" from {block.start}"
    if block.label:
        kind += f" {block.label}"
    if block.checked is not None:
        kind += ", done" if block.checked else ", open"
    if block.kind is BlockKind.ROW and block.blocks and all(cell.heads for cell in block.blocks):
        kind = f"header {kind}"
    return kind if block.role in (Role.BODY, Role.CAPTION) else f"{kind}, {block.role}"


def _text(block: Block) -> str:
    """A block's own text; a row's is that of its cells."""
    if block.kind is not BlockKind.ROW:
        return block.text
    return " | ".join("".join(inner.text for inner in cell.walk()) for cell in block.blocks)


def _section_values(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title.text,
        "blocks": [_block(block) for block in section.blocks],
        "sections": [_section_values(nested) for nested in section.sections],
    }


def _block_extras(block: Block) -> Iterator[tuple[str, Any]]:
    """What only some blocks have."""
    yield "picture", block.picture.name if block.picture else ""
    yield "start", block.start
    yield "done", "" if block.checked is None else "yes" if block.checked else "no"
    yield "heads", str(block.heads)
    yield "columns", block.columns
    yield "rows", block.rows
    yield "label", block.label


def _block(block: Block) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": block.id, "kind": str(block.kind), "role": str(block.role)}
    if block.sentences:
        fields["sentences"] = [sentence.text for sentence in block.sentences]
    fields |= {name: value for name, value in _block_extras(block) if value not in ("", None, False, 1)}
    if block.blocks:
        fields["blocks"] = [_block(inner) for inner in block.blocks]
    return fields
