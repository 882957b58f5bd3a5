"""How words are said, for programs that read a book aloud by voices of their own: a lexicon for each language, which the
pages name, and phonemes on the words themselves (EPUB 3 Text-to-Speech Enhancements 1.0)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pipeline.document.article import Block, Mark, MarkKind, Sentence, Span
from pipeline.document.lexicon import Entry, Lexicon
from pipeline.document.pages import Page
from pipeline.errors import UnknownLanguage
from pipeline.languages import find
from pipeline.languages.g2p.vocabulary import in_ipa
from pipeline.writers.epub.parts import Part
from pipeline.writers.pls import as_pls

Lexicons = Mapping[str, Lexicon]
"""By language."""


def lexicons_used(pages: Iterable[Page], language: str, lexicons: Lexicons) -> Lexicons:
    """What of `lexicons` the sentences of `pages` hold; `language` is that of the book."""
    terms: dict[str, set[str]] = {}
    for page in pages if any(each.entries for each in lexicons.values()) else ():
        for sentence in page.sentences():
            for word in _words(sentence, language, lexicons):
                terms.setdefault(word.language, set()).add(word.entry.term)
    return {
        tag: Lexicon(tag, tuple(entry for entry in lexicons[tag].entries if entry.term in terms[tag]))
        for tag in sorted(terms)
    }


def with_phonemes(pages: Sequence[Page], language: str, lexicons: Lexicons) -> Sequence[Page]:
    """`pages` with a mark on each word whose phonemes are known."""
    if not any(entry.phonemes for each in lexicons.values() for entry in each.entries):
        return pages
    return [
        replace(page, blocks=tuple(_mark_block(block, language, lexicons) for block in page.blocks))
        for page in pages
    ]


def lexicon_parts(lexicons: Lexicons) -> Iterator[Part]:
    """The lexicons as files of the book."""
    for tag, lexicon in lexicons.items():
        yield Part(f"lexicon-{tag}", lexicon_path(tag), "application/pls+xml", as_pls(lexicon))


def lexicon_path(tag: str) -> str:
    """Where the lexicon of a language lies within the book."""
    return f"lexicons/{tag}.pls"


def _mark_block(block: Block, language: str, lexicons: Lexicons) -> Block:
    return replace(
        block,
        sentences=tuple(_mark_sentence(each, language, lexicons) for each in block.sentences),
        blocks=tuple(_mark_block(inner, language, lexicons) for inner in block.blocks),
    )


def _mark_sentence(sentence: Sentence, language: str, lexicons: Lexicons) -> Sentence:
    words: dict[int, list[tuple[int, Entry]]] = {}
    for word in _words(sentence, language, lexicons):
        if word.entry.phonemes:
            words.setdefault(word.span, []).append((word.place, word.entry))
    if not words:
        return sentence
    spans = (
        piece
        for number, span in enumerate(sentence.spans)
        for piece in (_parted(span, words[number]) if number in words else (span,))
    )
    return replace(sentence, spans=tuple(spans))


def _parted(span: Span, words: Iterable[tuple[int, Entry]]) -> Iterator[Span]:
    """`span`, cut where `words` begin and end."""
    done = 0
    for place, entry in words:
        if place > done:
            yield replace(span, text=span.text[done:place])
        done = place + len(entry.term)
        mark = Mark(MarkKind.PHONEMES, in_ipa(entry.phonemes), str(place))
        yield Span(span.text[place:done], (*span.marks, mark))
    if done < len(span.text):
        yield replace(span, text=span.text[done:])


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a lexicon in a sentence."""

    entry: Entry
    language: str
    span: int
    """The number of its span in the sentence."""
    place: int
    """Where it begins in its span."""


def _words(sentence: Sentence, language: str, lexicons: Lexicons) -> Iterator[_Word]:
    """Words of `lexicons` in `sentence`; none that two marks part, nor in a part of another language."""
    ends = list(accumulate(len(span.text) for span in sentence.spans))
    languages = [_language(span, language) for span in sentence.spans]
    for tag, lexicon in lexicons.items():
        for place, entry in lexicon.occurrences(sentence.text):
            number = bisect_right(ends, place)
            if languages[number] == tag and place + len(entry.term) <= ends[number]:
                yield _Word(entry, tag, number, place - ends[number] + len(sentence.spans[number].text))


def _language(span: Span, language: str) -> str:
    marked = [mark.value for mark in span.marks if mark.kind is MarkKind.LANGUAGE]
    try:
        return find(marked[-1]).tag if marked else language
    except UnknownLanguage:
        return ""
