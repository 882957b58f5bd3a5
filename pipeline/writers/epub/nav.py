"""The contents page: the book's navigation document, read and narrated like any other page."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.document.article import Block
from pipeline.document.pages import ENTRY, Page, PageKind
from pipeline.languages import Language
from pipeline.writers.epub.markup import document, prose, text
from pipeline.writers.epub.pages import block


def contents(
    shown: Page,
    pages: Sequence[Page],
    language: Language,
    words: Mapping[str, str],
    lexicons: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The contents page as an XHTML file that names its `lexicons` (`document`)."""
    heading, listed = shown.blocks
    body = (
        f'<nav id="{shown.id}" epub:type="toc" role="doc-toc" aria-labelledby="{heading.id}">\n'
        f"{block(heading, language)}\n"
        f"{_list(listed, language)}\n"
        "</nav>\n"
        f"{_landmarks(pages, words)}"
    )
    return document(shown.title, body, language, lexicons)


def place(entry: Block) -> str:
    """Where an entry of the contents leads to, as its neighbour in the book's `text` folder.

    A top section is a file, a section in it a place in that file: that of its heading.
    """
    section = entry.id.removeprefix(ENTRY)
    top = section.partition("-")[0]
    return f"{top}.xhtml" if section == top else f"{top}.xhtml#{section}-b1"


def _list(listed: Block, language: Language) -> str:
    items = "\n".join(_item(item, language) for item in listed.blocks)
    return f'<ol id="{listed.id}">\n{items}\n</ol>'


def _item(item: Block, language: Language) -> str:
    link = f'<a href="{place(item)}">{prose(item.sentences, language, links=False)}</a>'
    nested = "".join(f"\n{_list(inner, language)}\n" for inner in item.blocks)
    return f'<li id="{item.id}">{link}{nested}</li>'


def _landmarks(pages: Sequence[Page], words: Mapping[str, str]) -> str:
    """The places that readers offer by name. Hidden: it is for programs, and nobody reads it aloud."""
    named = {PageKind.COVER: ("cover", "cover"), PageKind.CONTENTS: ("toc", "contents")}
    named[PageKind.SECTION] = ("bodymatter", "start")
    items = []
    for kind, (type, word) in named.items():
        first = next((page.id for page in pages if page.kind is kind), None)
        if first:
            items.append(f'<li><a epub:type="{type}" href="{first}.xhtml">{text(words[word])}</a></li>')
    listed = "\n".join(items)
    return f'<nav epub:type="landmarks" hidden="hidden">\n<ol>\n{listed}\n</ol>\n</nav>'
