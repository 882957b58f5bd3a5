"""What an edition says of sentences that engines got wrong: asked for in another way, mended, or left as they are."""

from collections.abc import Sequence

from pipeline.document.article import Article, Edition, Role
from pipeline.document.notices import Level, Notice
from pipeline.document.quantities import count_of
from pipeline.languages import Language
from pipeline.translation.attempts import MENDED, Outcome, Try
from pipeline.translation.machine_translation import excerpt

_MOST_LEFT = 10
"""One sentence in so many may stay in the article's language; more of them, and the edition is none."""
_ASIDE = (Role.CREDIT, Role.IMAGE_NOTE, Role.REFERENCES, Role.RELATED)


def body_sentences(article: Article) -> frozenset[str]:
    """The ids of the sentences that make up the article: not its credits, references and related links."""
    behind = {block.id for outer in article.back for block in outer.walk()}
    own = (block for block in article.walk() if block.id not in behind and block.role not in _ASIDE)
    return frozenset(sentence.id for block in own for sentence in block.sentences)


def reason_to_hold(edition: Edition) -> str:
    """Why an edition has too much in the article's own language to be one; empty when it has not.

    Its title must be translated, and nine sentences in ten of those that need it; what stands behind the article,
    as related links, does not count.
    """
    left, ids = set(edition.left), body_sentences(edition.source)
    if left.intersection(sentence.id for sentence in edition.source.title.sentences):
        return "its title has no translation that can be relied on"
    needed = [each.sentence for each in edition.origins if each.standing and each.sentence in ids]
    count = len(left.intersection(needed))
    if count * _MOST_LEFT <= len(needed):
        return ""
    return f"{count} of its {count_of(len(needed), 'sentence')} {'has' if count == 1 else 'have'} no translation that can be relied on"


def notice_of_way(outcome: Outcome, where: str, text: str, words: str) -> Notice:
    """That a sentence has its `words` in another way than the plain one, or from another engine than the first."""
    assert outcome.entry is not None
    first, engine = outcome.tries[0], outcome.entry.maker.engine
    mended = outcome.way == MENDED
    by = f"{engine}, asked {outcome.way}," if outcome.way else engine
    how = "A number was written anew, by its value in the source" if mended else f"It is what {by} gave"
    code, level = ("mended", Level.WARNING) if mended else ("asked-again", Level.INFO)
    said = f"{how}: “{excerpt(words)}”. {_refusal(first)}"
    return Notice(f"translation.{code}", level, where, said, _evidence(text, words, first))


def notice_of_left(tries: Sequence[Try], where: str, source: Language, text: str, level: Level) -> Notice:
    """That a sentence stays in the article's language."""
    first = _first(tries)
    ways = f", nor after {len(tries) - 1} more" if len(tries) > 1 else ""
    said = f"It stays in {source.name}, for no translation could be relied on{ways}: “{excerpt(text)}”. {_refusal(first)}"
    return Notice("translation.left", level, where, said, _evidence(text, "", first))


def _first(tries: Sequence[Try]) -> Try | None:
    """The first words that were refused; what came without words only where nothing else did."""
    return next((one for one in tries if one.words), tries[0] if tries else None)


def _refusal(one: Try | None) -> str:
    if one is None:
        return ""
    words = f"“{excerpt(one.words)}”" if one.words else "nothing"
    return f"Before, {one.maker.engine or 'a person'} gave {words}: {one.why}."


def _evidence(text: str, words: str, first: Try | None) -> str:
    """The source, what is said for it, and what was refused, a line each."""
    return "\n".join(filter(None, (text, words, first.words if first else "")))
