"""The pages of the book as XHTML: cover, sections, end matter."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from pipeline.document.article import Block, BlockKind, Picture, Role
from pipeline.document.pages import Page, PageKind
from pipeline.languages import Language
from pipeline.writers.epub.markup import attribute, document, ltr, prose, text, verbatim
from pipeline.writers.epub.parts import Cover
from pipeline.writers.epub.tables import table

_TYPES = {
    PageKind.COVER: 'epub:type="cover"',
    PageKind.SECTION: 'epub:type="chapter" role="doc-chapter"',
    PageKind.END: 'epub:type="backmatter"',
}

_BIBLIOGRAPHY = 'epub:type="bibliography" role="doc-bibliography"'

_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
}
"""Of the pictures that EPUB allows (EPUB 3.3, section 3.2)."""


_SOURCE = re.compile(r"(?:[\u2013\u2014\u2015]{1,2}|--)\s*\w")
"""How the source of a quotation begins."""
_LONGEST_SOURCE = 120


def page(
    shown: Page,
    language: Language,
    cover: Cover | None = None,
    lexicons: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """A page as an XHTML file; that of the cover shows the picture `cover`, all name their `lexicons` (`document`).

    An author's own cover that is told stands among the blocks, a figure like others. Any other repeats the
    words beneath it: its alternative is for whom pictures are not shown, and screen readers pass it by.
    """
    covers = [inner for inner in shown.blocks if inner.role is Role.COVER]
    drawn = shown.kind is PageKind.COVER and not covers
    parts = [_decoration(cover)] if cover and drawn else []
    parts += [
        own_cover(inner, f"../{cover.path}") if cover and inner in covers else block(inner, language)
        for inner in shown.blocks
    ]
    heading = next((inner for inner in shown.blocks if inner.kind is BlockKind.HEADING), None)
    label = f' aria-labelledby="{heading.id}"' if heading else _label(shown.title)
    kind = _TYPES[shown.kind] if shown.id != "references" else _BIBLIOGRAPHY
    body = f'<section id="{shown.id}" {kind}{label}>\n{_lines(parts)}\n</section>'
    return document(shown.title, body, language, lexicons)


def _label(title: str) -> str:
    """The name of a page whose heading nobody sees."""
    return f" aria-label={attribute(title)}" if title.strip() else ""


def block(shown: Block, language: Language) -> str:
    """A block and all below it; nothing when nothing of it can be seen."""
    match shown.kind:
        case BlockKind.RULE:
            return f'<hr id="{shown.id}"/>'
        case BlockKind.FIGURE if shown.picture:
            return _figure(shown, shown.picture, language)
        case BlockKind.TABLE:
            return table(shown, language, _below)
    if not any(inner.text.strip() for inner in shown.walk()):
        return ""
    match shown.kind:
        case BlockKind.HEADING if shown.level:
            return _element(f"h{min(shown.level, 6)}", shown, prose(shown.sentences, language))
        case BlockKind.LIST:
            return _list(shown, language)
        case BlockKind.ITEM:
            return _element("li", shown, _own_and_below(shown, language), _task_class(shown))
        case BlockKind.DEFINITIONS:
            return _element("dl", shown, _below(shown, language))
        case BlockKind.TERM:
            return _element("dt", shown, prose(shown.sentences, language))
        case BlockKind.DEFINITION:
            return _element("dd", shown, _own_and_below(shown, language))
        case BlockKind.NOTE:
            return _note(shown, language)
        case BlockKind.QUOTATION:
            return _quotation(shown, language)
        case BlockKind.FIGURE:
            return _element("div", shown, _own(shown, language) + _below(shown, language))
        case BlockKind.CODE:
            code = f"<code>{verbatim(shown.sentences, language)}</code>"
            return _element("pre", shown, code, ltr(language))
        case _:
            return _element("p", shown, prose(shown.sentences, language))


def picture_path(figure: Block, picture: Picture) -> str:
    """Where the picture of a figure lies within the book; a name of ours, so that any reader can open it."""
    return f"pictures/{figure.id}{_SUFFIXES.get(picture.media_type, '')}"


def alternative(figure: Block) -> Block | None:
    """The block that says what a figure's picture shows, if any says something."""
    alternatives = (inner for inner in figure.blocks if inner.kind is BlockKind.ALTERNATIVE)
    return next((inner for inner in alternatives if inner.text.strip()), None)


def _figure(shown: Block, picture: Picture, language: Language) -> str:
    description = alternative(shown)
    parts = [] if description else [_image(shown, picture, None)]
    for inner in shown.blocks:
        if inner is description:
            parts.append(_image(shown, picture, inner))
        elif inner.kind is BlockKind.CAPTION and inner.text.strip():
            parts.append(_element("figcaption", inner, prose(inner.sentences, language)))
        else:
            parts.append(block(inner, language))
    return _element("figure", shown, f"\n{_lines(parts)}\n")


def _image(figure: Block, picture: Picture, description: Block | None) -> str:
    """The picture; it bears the id of the first sentence that tells it, for that is what is highlighted."""
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    source = f'src="../{picture_path(figure, picture)}"{size}'
    return (
        f'<img {source} alt="" role="presentation"/>'
        if description is None
        else f"<img {_picture_attributes(description)} {source}/>"
    )


def _picture_attributes(description: Block) -> str:
    """The attributes of the picture that is told by these words."""
    id = next(sentence.id for sentence in description.sentences if sentence.text.strip())
    return f'id="{id}" alt={attribute(" ".join(description.text.split()))}'


def _decoration(cover: Cover) -> str:
    return f'<img class="cover" src="../{text(cover.path)}" alt={attribute(cover.alternative)} aria-hidden="true"/>'


def own_cover(figure: Block, source: str) -> str:
    """The author's own cover, in the shape that covers have, from the file at `source`."""
    description = alternative(figure)
    assert description is not None
    return f'<figure id="{figure.id}"><img class="cover" {_picture_attributes(description)} src="{text(source)}"/></figure>'


def _list(shown: Block, language: Language) -> str:
    start = f' start="{shown.start}"' if shown.ordered and shown.start != 1 else ""
    return _element("ol" if shown.ordered else "ul", shown, _below(shown, language), start)


def _task_class(item: Block) -> str:
    """The class by which the style sheet ticks an item of a list of tasks."""
    if item.checked is None:
        return ""
    return ' class="done"' if item.checked else ' class="open"'


def _quotation(shown: Block, language: Language) -> str:
    """A quotation. Its source, where the last paragraph names it, is no part of it: HTML wants that beside it."""
    quoted, source = _quoted_and_source(shown)
    inner = _own(shown, language) + _lines(block(one, language) for one in quoted)
    if source is None:
        return _element("blockquote", shown, inner)
    named = _element("figcaption", source, prose(source.sentences, language))
    return _element("figure", shown, f"\n<blockquote>\n{inner}\n</blockquote>\n{named}\n")


def _quoted_and_source(shown: Block) -> tuple[Sequence[Block], Block | None]:
    """What is quoted, and who says it: a line after a dash. A talk whose every line has a dash names nobody."""
    *quoted, last = shown.blocks or (shown,)
    talk = any(_SOURCE.match(one.text.strip()) for one in (shown, *quoted))
    named = last.kind is BlockKind.PARAGRAPH and len(last.text) <= _LONGEST_SOURCE
    if talk or not named or not (quoted or shown.sentences) or not _SOURCE.match(last.text.strip()):
        return shown.blocks, None
    return quoted, last


def _note(shown: Block, language: Language) -> str:
    """A note, with the way back to the text that bears its mark (DPUB-ARIA 1.1, doc-footnote, doc-backlink)."""
    back = f'<a role="doc-backlink" href="#{shown.marked}">{text(shown.label)}</a> ' if shown.marked else ""
    first = f"<p>{back}{prose(shown.sentences, language)}</p>"
    extra = ' epub:type="footnote" role="doc-footnote"'
    return _element("aside", shown, first + _below(shown, language), extra)


def _own_and_below(shown: Block, language: Language) -> str:
    return prose(shown.sentences, language) + _below(shown, language)


def _own(shown: Block, language: Language) -> str:
    words = prose(shown.sentences, language)
    return f"<p>{words}</p>" if words else ""


def _below(shown: Block, language: Language) -> str:
    below = _lines(block(inner, language) for inner in shown.blocks)
    return f"\n{below}\n" if below else ""


def _element(name: str, shown: Block, content: str, extra: str = "") -> str:
    kind = f' class="{shown.role.replace(" ", "-")}"' if shown.role not in (Role.BODY, Role.LEAD) else ""
    return f'<{name} id="{shown.id}"{kind}{extra}>{content}</{name}>'


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
