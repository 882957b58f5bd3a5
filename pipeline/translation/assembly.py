"""The words of an edition put in the places of the article's sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.document.article import Article, Block, Section, Sentence, Span
from pipeline.document.untranslated import is_left
from pipeline.languages import Language
from pipeline.translation.interchange.segments import translatable

Words = Mapping[str, tuple[Span, ...]]
"""The spans of an edition's sentences by id."""


def assemble(
    article: Article, description: Block, words: Words, source: Language, target: Language
) -> Article:
    """`article`, which is in `source`, in the language `target`; `description` is as if it were a block."""
    assembly = _Assembly(words, source, target)
    return replace(
        article,
        language=target.tag,
        title=assembly.block(article.title),
        front=assembly.blocks(article.front),
        sections=tuple(assembly.section(section) for section in article.sections),
        back=assembly.blocks(article.back),
        description=assembly.block(description).text,
    )


class _Assembly:
    def __init__(self, words: Words, source: Language, target: Language) -> None:
        self._words = words
        self._source = source
        self._target = target

    def section(self, section: Section) -> Section:
        return Section(
            section.id,
            self.block(section.title),
            self.blocks(section.blocks),
            tuple(self.section(inner) for inner in section.sections),
        )

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        if not translatable(block):
            return block
        last = len(block.sentences) - 1
        sentences = tuple(
            self._sentence(sentence, between=number < last) for number, sentence in enumerate(block.sentences)
        )
        return replace(block, sentences=sentences, blocks=self.blocks(block.blocks))

    def _sentence(self, sentence: Sentence, *, between: bool) -> Sentence:
        target = Sentence(sentence.id, self._words[sentence.id])
        spaced = self._source.parted if is_left(target) else self._target.parted
        spans = target.spans
        if between and spaced and spans:
            spans = (*spans, Span(" ")) if spans[-1].marks else (*spans[:-1], Span(spans[-1].text + " "))
        return replace(target, spans=spans)
