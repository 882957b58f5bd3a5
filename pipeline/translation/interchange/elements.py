"""The inline content of an XML element: text and codes, by whatever names a format has for them."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipeline.translation.interchange.inlines import Step, Token, gather, tokens
from pipeline.translation.interchange.parsing import local, pieces, xml_text
from pipeline.translation.interchange.segments import Inline

if TYPE_CHECKING:
    from lxml.etree import _Element

Reader = Callable[["_Element"], Token | None]
"""What an element says by itself, if anything: that a code begins or ends, a place, a character."""


def write_inline(inline: Inline, code: Callable[[Token], str]) -> str:
    """`inline` as XML; `code` writes each token that is no text."""
    return "".join(
        xml_text(token.value) if token.step is Step.TEXT else code(token) for token in tokens(inline)
    )


def read_inline(element: "_Element", read: Reader, *, through: str, around: str = "") -> Inline:
    """What stands in `element`.

    An element called `through` says nothing of its content, one called `around` is a code around it. What stands
    in any other is no text.
    """
    return gather(_tokens(element, read, through, around))


def _tokens(element: "_Element", read: Reader, through: str, around: str) -> Iterator[Token]:
    for piece in pieces(element):
        if isinstance(piece, str):
            yield Token(Step.TEXT, piece)
        elif local(piece) == through:
            yield from _tokens(piece, read, through, around)
        elif around and local(piece) == around:
            yield Token(Step.OPEN, piece.get("id", ""))
            yield from _tokens(piece, read, through, around)
            yield Token(Step.CLOSE, piece.get("id", ""))
        elif token := read(piece):
            yield token
