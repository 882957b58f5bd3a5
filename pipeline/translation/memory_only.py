"""What is there already of a translation, when nobody can translate the rest."""

from pipeline.document.article import Article, Rendering, Span
from pipeline.languages import find
from pipeline.translation.inline_markup import plain
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import even, places_of
from pipeline.translation.non_translatables import untranslatable
from pipeline.translation.returned_review import blocks
from pipeline.translation.reviewed_file import words_of


def stored_words(
    article: Article, slug: str, target: str, memory: Memory
) -> tuple[dict[str, tuple[Span, ...]], dict[str, Rendering]]:
    """The words of the sentences that need no translator or are in `memory`, and how they came there, by id."""
    words: dict[str, tuple[Span, ...]] = {}
    origins: dict[str, Rendering] = {}
    languages = (article.language, target)
    last = {even(each.source.text): each for each in memory.entries(*languages)}
    for block in blocks(article):
        for sentence, place in places_of(slug, block):
            text = plain(sentence.spans)[0]
            entry = memory.find(languages, text, place) or last.get(even(text))
            if entry is not None and sentence.id not in words:
                words[sentence.id], _ = words_of(entry.source, entry.target, sentence)
                maker = f"{entry.maker.engine} {entry.maker.version}".strip()
                origins[sentence.id] = Rendering(
                    sentence.id, entry.standing, maker, entry.who, entry.when[:10]
                )
        for id, spans in untranslatable(article, block, find(target)):
            if id not in words:
                words[id], origins[id] = spans, Rendering(id, "")
    return words, origins
