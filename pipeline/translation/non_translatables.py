"""What of an article needs no translator: code, figures and foreign words stay; datelines and bylines are written anew."""

from collections.abc import Iterator, Sequence

from pipeline.document.article import Article, Block, Mark, MarkKind, Role, Sentence, Span
from pipeline.languages import Language, find
from pipeline.languages.bylines import byline, list_words
from pipeline.languages.dates import long_date
from pipeline.languages.isolation import plain
from pipeline.translation.checks import has_letters
from pipeline.translation.checks.symbols import addresses
from pipeline.translation.inline_markup import AS_WRITTEN
from pipeline.translation.interchange.segments import translatable


def untranslatable(
    article: Article, block: Block, target: Language
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The sentences of `block` that need no translator: their ids and what stands there in `target`."""
    source = find(article.language)
    written = _written_anew(article, block, target)
    for sentence in block.sentences:
        if written is not None:
            yield sentence.id, (Span(written),)
        elif not translatable(block):
            yield sentence.id, sentence.spans
        elif _stays(sentence, source):
            yield sentence.id, trim(sentence)


def _written_anew(article: Article, block: Block, target: Language) -> str | None:
    """The words of a dateline or byline, which every language writes in its own way."""
    if len(block.sentences) != 1:
        return None
    if block.role is Role.DATELINE and article.date:
        return long_date(article.date, target.tag)
    if block.role is Role.BYLINE and article.authors:
        said = _says_only(block.text, article.authors, article.language)
        return byline(article.authors, target.tag) if said else None
    return None


def _stays(sentence: Sentence, source: Language) -> bool:
    """Whether nothing in a sentence is to be translated: figures, addresses, code, a foreign language."""
    spoken = "".join(
        span.text for span in sentence.spans if not any(_is_foreign(mark, source) for mark in span.marks)
    )
    for address in addresses(spoken):
        spoken = spoken.replace(address, "")
    return not has_letters(spoken)


def _is_foreign(mark: Mark, source: Language) -> bool:
    other = mark.kind is MarkKind.LANGUAGE and mark.value.partition("-")[0].lower() != source.base
    return other or mark.kind in AS_WRITTEN


def trim(sentence: Sentence) -> tuple[Span, ...]:
    """The spans of `sentence` without white space at its end."""
    *before, last = sentence.spans
    return (*before, Span(last.text.rstrip(), last.marks))


def _says_only(text: str, authors: Sequence[str], tag: str) -> bool:
    """Whether a byline names the authors and says nothing else, so that nothing is lost with its words."""
    words = plain(text) + " "
    for name in authors:
        words = words.replace(name, " ")
    usual = {*byline([""], tag).casefold().split(), *list_words(tag)}
    return all(
        word in {*usual, ",", "and", "&", "·"} for word in words.casefold().replace(",", " , ").split()
    )
