"""Sentences as XHTML, and the frame of a document.

White space stands between the spans, never in them, so that a highlight ends with its sentence.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise, zip_longest
from types import MappingProxyType
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from pipeline.document.article import Mark, MarkKind, Sentence, Span
from pipeline.languages import Language, languages
from pipeline.writers.links import WITHIN

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids even as a reference (section 2.2)."""

MATH = b"<math "
"""How a formula begins in a document."""
_SSML = "http://www.w3.org/2001/10/synthesis"
_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_HOST = re.compile(r'[^\s"<>\\^`{|}%/?#@]+')


def text(value: str) -> str:
    """`value` as character data."""
    return escape(_NOT_XML.sub("", value))


def attribute(value: str) -> str:
    """`value` as an attribute's value, quotation marks included."""
    return quoteattr(_NOT_XML.sub("", value))


def prose(sentences: Sequence[Sentence], language: Language, *, links: bool = True) -> str:
    """The sentences of a block, a span each, its line breaks kept; without `links`, for text that is itself a link."""
    gaps = [text(_gap(*pair, language)) for pair in pairwise(sentences)]
    spans = [_span(sentence, language, links) for sentence in sentences]
    made = "".join(span + gap for span, gap in zip_longest(spans, gaps, fillvalue=""))
    return made.replace("\n", "<br/>")


def verbatim(sentences: Sequence[Sentence], language: Language) -> str:
    """The sentences of a block of code, with all their white space."""
    return "".join(_span(sentence, language, links=True) + text(_tail(sentence)) for sentence in sentences)


def document(
    title: str, body: str, language: Language, lexicons: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """A whole XHTML file in the book's `text` folder; `lexicons` are the paths of its pronunciation lexicons by language."""
    spoken = f' xmlns:ssml="{_SSML}" ssml:alphabet="ipa"' if " ssml:ph=" in body else ""
    linked = "".join(
        f'<link rel="pronunciation" type="application/pls+xml" hreflang="{tag}" href="../{path}"/>\n'
        for tag, path in lexicons.items()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        "<!DOCTYPE html>\n"
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{spoken}'
        f' lang="{language.tag}" xml:lang="{language.tag}" dir="{language.direction}">\n'
        "<head>\n"
        f"<title>{text(title)}</title>\n"
        '<link rel="stylesheet" type="text/css" href="../book.css"/>\n'
        f"{linked}"
        "</head>\n"
        f"<body>\n{body}\n</body>\n"
        "</html>\n"
    ).encode()


def _gap(sentence: Sentence, following: Sentence, language: Language) -> str:
    """The white space between two sentences; no space between Chinese or Japanese ones, where it would show."""
    if "\n" in _tail(sentence):
        return "\n"
    if language.script in {"Hans", "Hant", "Jpan"} and _square(sentence.text.rstrip()[-1:]):
        return "" if _square(following.text[:1]) else _tail(sentence)
    return _tail(sentence)


def _square(letter: str) -> bool:
    """Whether `letter` fills a square among Chinese characters."""
    return letter != "" and unicodedata.east_asian_width(letter) in "WFA"


def _tail(sentence: Sentence) -> str:
    return sentence.text[len(sentence.text.rstrip()) :]


def _span(sentence: Sentence, language: Language, links: bool) -> str:
    kept = len(sentence.text.rstrip())
    if not kept:
        return ""
    spans = list(_first(sentence.spans, kept))
    return f'<span id="{sentence.id}">{_nest_marks(spans, language, links)}</span>'


def _first(spans: Sequence[Span], letters: int) -> Iterator[Span]:
    """The spans of the first so many letters, and the marks of notes among and after them."""
    for span in spans:
        if span.is_point or (letters and span.text):
            yield Span(span.text[:letters], span.marks)
        letters = max(0, letters - len(span.text))


def _nest_marks(spans: Sequence[Span], language: Language, links: bool) -> str:
    """Spans as nested elements: those under one mark share one element."""
    made = []
    for mark, run in groupby(spans, key=lambda span: span.marks[0] if span.marks else None):
        if mark is None:
            made.append("".join(text(span.text) for span in run))
            continue
        if mark.kind is MarkKind.NOTE:
            made.append(_note_mark(mark) if links else "")
            continue
        if mark.kind is MarkKind.FORMULA:
            made.append(_NOT_XML.sub("", mark.value))
            continue
        begin, end = _tags(mark, language, links)
        inner = [Span(span.text, span.marks[1:]) for span in run]
        made.append(begin + _nest_marks(inner, language, links and mark.kind is not MarkKind.LINK) + end)
    return "".join(made)


def _tags(mark: Mark, language: Language, links: bool) -> tuple[str, str]:
    match mark.kind:
        case MarkKind.EMPHASIS:
            return "<em>", "</em>"
        case MarkKind.STRONG:
            return "<strong>", "</strong>"
        case MarkKind.CODE:
            return f"<code{ltr(language)}>", "</code>"
        case MarkKind.LINK:
            address = _address(mark.value) if links else ""
            return (f"<a href={attribute(address)}>", "</a>") if address else ("", "")
        case MarkKind.LANGUAGE:
            return _foreign(mark.value, language)
        case MarkKind.ABBREVIATION:
            title = f" title={attribute(mark.value)}" if mark.value else ""
            return f"<abbr{title}>", "</abbr>"
        case MarkKind.SUPERSCRIPT:
            return "<sup>", "</sup>"
        case MarkKind.SUBSCRIPT:
            return "<sub>", "</sub>"
        case MarkKind.DELETED:
            return "<del>", "</del>"
        case MarkKind.UNTRANSLATED:
            return '<span class="untranslated">', "</span>"
        case MarkKind.PHONEMES:
            return f"<span ssml:ph={attribute(mark.value)}>", "</span>"
        case MarkKind.RUBY:
            return "<ruby>", f"<rt>{text(mark.value)}</rt></ruby>"
        case MarkKind.NOTE | MarkKind.ANCHOR | MarkKind.FORMULA:
            return "", ""


def _note_mark(mark: Mark) -> str:
    """The mark of a note (DPUB-ARIA 1.1, doc-noteref), which readers show in a window of its own."""
    return f'<a epub:type="noteref" role="doc-noteref" href="#{mark.value}"><sup>{text(mark.label)}</sup></a>'


def ltr(language: Language) -> str:
    """The attribute that turns code from left to right in a book that runs the other way."""
    return ' dir="ltr"' if language.direction == "rtl" else ""


def _foreign(tag: str, language: Language) -> tuple[str, str]:
    if not _TAG.fullmatch(tag):
        return "", ""
    known = languages().get(tag) or languages().get(tag.partition("-")[0])
    direction = known.direction if known else "ltr"
    turned = f' dir="{direction}"' if direction != language.direction else ""
    return f'<span lang="{tag}" xml:lang="{tag}"{turned}>', "</span>"


def _address(value: str) -> str:
    """A link's address as a valid URL, or nothing: an address within the web site leads nowhere in a book, another than
    one within the article itself.
    """
    if WITHIN.fullmatch(value):
        return value
    try:
        parts = urlsplit(value.strip())
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https", "mailto", "tel"}:
        return ""
    if parts.scheme.startswith("http") and not (host and _HOST.fullmatch(host)):
        return ""
    return quote(value.strip(), safe="%/:?#[]@!$&'()*+,;=~")
