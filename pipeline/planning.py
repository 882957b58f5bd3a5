"""What publishing an article would ask of translators, and what it would cost, before anything is done."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pipeline.document.article import Article
from pipeline.document.plan import LanguagePlan, Plan, Share
from pipeline.identity import slug_of
from pipeline.narration.lexicon import lexicon_for
from pipeline.narration.unsure import Unsure, own_words, unsure
from pipeline.readers import Place, place, read
from pipeline.settings import Settings
from pipeline.translation.chain import chain, limited
from pipeline.translation.limits import Limited
from pipeline.translation.memory import Memory
from pipeline.translation.terms import terms_for
from pipeline.translation.translate import outlook, recalled, reviewed_file

_MILLION = 1_000_000
Found = TypeVar("Found")


def plan(where: Path | Place, settings: Settings) -> Plan:
    """What `publish` would do with the same arguments. Makes nothing, and opens no connection for it.

    Raises what reading the article or a reviewed file raises.
    """
    article, _ = read(where, settings=settings)
    title = article.title.text.strip()
    with closing(Memory(settings.memory)) as memory:
        languages = tuple(
            _language(tag, article, place(where), settings, memory)
            for tag in settings.to
            if tag != article.language
        )
    return Plan(place(where).source, title, article.language, languages, settings.currency)


def guesses(
    where: Path | Place, to: Iterable[str], settings: Settings
) -> Iterator[tuple[str, tuple[Unsure, ...], int]]:
    """The words that can only be guessed at in the article's language and in each of `to`: tag, words, and how many
    sentences have no words there yet. Nothing is translated for it. Raises as `plan`."""
    article, _ = read(where, settings=settings)
    at = place(where)
    slug = slug_of(at, article, settings)
    with closing(Memory(settings.memory)) as memory:
        for tag in dict.fromkeys((article.language, *to)):
            sentences, open_still = tuple(article.sentences()), 0
            if tag != article.language:
                sentences, open_still = _looked_up(recalled, tag, article, at, settings, memory)
            lexicon = lexicon_for(at.beside(slug), tag, settings)
            yield tag, unsure((own_words(each, tag) for each in sentences), tag, lexicon), open_still


def _language(tag: str, article: Article, where: Place, settings: Settings, memory: Memory) -> LanguagePlan:
    found = _looked_up(outlook, tag, article, where, settings, memory)
    problem = found.problem
    if problem and not settings.offline:
        problem = "There is no model for it on this machine; publishing begins with a look for one on Mozilla's server."
    return replace(found, share=_priced(found.share, settings), problem=problem)


def _looked_up(
    look: Callable[..., Found], tag: str, article: Article, where: Place, settings: Settings, memory: Memory
) -> Found:
    """What `look` finds with the arguments that a run would give to `translate`."""
    slug = slug_of(where, article, settings)
    return look(
        article,
        tag,
        reviewed=reviewed_file(where.beside(slug), tag),
        engines=_engines(settings),
        memory=memory,
        slug=slug,
        terms=terms_for(where.beside(slug), settings),
    )


def _engines(settings: Settings) -> tuple[Limited, ...]:
    """The chain, but so that engines of this machine fetch nothing."""
    without = replace(settings, offline=True)
    return tuple(limited(each.name, without) if each.private else each for each in chain(settings))


def _priced(share: Share | None, settings: Settings) -> Share | None:
    if share is None:
        return None
    price = settings.prices.get(share.engine, 0.0 if share.private else None)
    return share if price is None else replace(share, cost=price * share.characters / _MILLION)
