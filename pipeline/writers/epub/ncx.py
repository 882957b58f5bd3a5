"""The contents once more for readers of EPUB 2, which do not know the navigation document (OPF 2.0.1, section 2.4.1)."""

from collections.abc import Iterator
from itertools import count

from pipeline.document.article import Block
from pipeline.document.pages import Page
from pipeline.languages import Language
from pipeline.writers.epub.markup import attribute, text
from pipeline.writers.epub.nav import place


def ncx(contents: Page, title: str, identifier: str, language: Language) -> bytes:
    """The NCX of the book called `title` whose contents page is `contents`."""
    _, listed = contents.blocks
    points = "\n".join(_points(listed, count(1)))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"'
        f' xml:lang="{language.tag}" dir="{language.direction}">\n'
        "<head>\n"
        f'<meta name="dtb:uid" content={attribute(identifier)}/>\n'
        "</head>\n"
        f"<docTitle><text>{text(title)}</text></docTitle>\n"
        f"<navMap>\n{points}\n</navMap>\n"
        "</ncx>\n"
    ).encode()


def _points(listed: Block, order: Iterator[int]) -> Iterator[str]:
    for entry in listed.blocks:
        number = next(order)
        below = "".join(f"\n{point}" for inner in entry.blocks for point in _points(inner, order))
        label = text(" ".join(entry.text.split()))
        yield (
            f'<navPoint id="point-{number}" playOrder="{number}"><navLabel><text>{label}</text></navLabel>'
            f'<content src="text/{place(entry)}"/>{below}</navPoint>'
        )
