"""The sentences of an article as engines are asked for them."""

from dataclasses import dataclass, replace

from pipeline.document.article import Article, Block, BlockKind, Role, Sentence
from pipeline.translation.checks.symbols import addresses
from pipeline.translation.headlines import Headlines
from pipeline.translation.inline_markup import AS_WRITTEN, Marked, plain
from pipeline.translation.interchange.segments import DESCRIPTION, description_of
from pipeline.translation.memory.entry import Place
from pipeline.translation.translation_unit import Wanted

_RUNNING = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.DEFINITION, BlockKind.NOTE)


@dataclass(frozen=True, slots=True)
class Open:
    """A sentence that is still to be translated."""

    sentence: Sentence
    wanted: Wanted
    marks: tuple[Marked, ...]


def open_sentence(
    sentence: Sentence, headlines: Headlines, running: bool, place: Place, before: tuple[str, ...]
) -> Open:
    """`sentence` at its `place` behind the sentences `before` it, as an engine is asked for it."""
    wanted = wanted_of(sentence, running)
    said = wanted.text if wanted.kept else headlines.lower(wanted.text)
    wanted = replace(wanted, said=said if said != wanted.text else "", place=place, before=before)
    return Open(sentence, wanted, plain(sentence.spans)[1])


def wanted_of(sentence: Sentence, running: bool) -> Wanted:
    """`sentence` without its marks; `running` says whether it stands in running text."""
    text, marks = plain(sentence.spans)
    stays = (text[each.begin : each.end] for each in marks if each.mark.kind in AS_WRITTEN)
    return Wanted(sentence.id, text, kept=tuple(dict.fromkeys((*addresses(text), *stays))), running=running)


def runs(block: Block) -> bool:
    """Whether a block is running text."""
    return block.kind in _RUNNING and block.role in (Role.BODY, Role.IMAGE_NOTE, Role.CREDIT)


def description(article: Article, *, whole: bool = False) -> Block:
    """The article's description as if it were a block."""
    return Block(DESCRIPTION, BlockKind.PARAGRAPH, sentences=description_of(article, whole=whole))
