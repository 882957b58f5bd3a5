"""An article into an edition: what people wrote first, then what machines said before, then a chain of engines.

Every sentence of the edition answers to one of the source, under the same id. Code, addresses and what has no
letters stay as they are; datelines and bylines are written anew; a sentence that no engine gets right stays in the
source language, and says so.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from pipeline.config.choices import Doubtful
from pipeline.document.article import LEFT, Article, Edition, Origin, Sentence, Span
from pipeline.document.events import Event, Progress
from pipeline.document.excerpts import side_by_side
from pipeline.document.notices import Level, Notice
from pipeline.document.plan import Known, LanguagePlan, Share
from pipeline.errors import TranslationError
from pipeline.languages import find
from pipeline.translation.doubts import reason_to_hold
from pipeline.translation.edition_draft import Making
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Standing
from pipeline.translation.reviewed_file import reviewed_file
from pipeline.translation.termbase import Termbase
from pipeline.translation.translation_unit import Question, Wanted

__all__ = [
    "EditionHeld",
    "begin",
    "finish",
    "judge",
    "original",
    "outlook",
    "recall",
    "reviewed_file",
    "sentence_pair",
    "translate",
]

NO_TERMS = Termbase()
"""A project without a glossary."""

_SETTLED = tuple(each.value for each in Standing if each.settled)
_MOST_NAMED = 20
"""Findings named in one message."""


def original(article: Article) -> Edition:
    """The edition in the article's own language."""
    return Edition(article, article, Origin.ORIGINAL)


def translate(
    article: Article,
    target: str,
    *,
    reviewed: Path | None,
    engines: Sequence[Limited],
    memory: Memory,
    progress: Progress,
    slug: str = "",
    terms: Termbase = NO_TERMS,
    doubtful: Doubtful = Doubtful.ORIGINAL,
) -> Edition:
    """The edition of `article`, known as `slug`, in the language `target`, BCP 47, with all findings about it.

    `reviewed` is a file of reviewed translations (see `reviewed_file`), taken before anything else, then what
    people wrote in `memory`, which remembers all that is used here; `engines` translate what that leaves open.
    `doubtful` says what becomes of sentences for which no translation can be relied on.
    Raises `ReviewedFileError`, `ReviewedFileOutdated` when sentences changed since the review and nothing can
    fill the gap, `ModelMissing`, `EngineBusy` or `EngineRefused`, and `TranslationError` naming the sentences
    for which there is nothing to show, if they may not be left. See `judge` for what is not fit to be published.
    """
    return finish(
        begin(
            article,
            target,
            reviewed=reviewed,
            engines=engines,
            memory=memory,
            progress=progress,
            slug=slug,
            terms=terms,
            doubtful=doubtful,
        )
    )


def begin(
    article: Article,
    target: str,
    *,
    reviewed: Path | None,
    engines: Sequence[Limited],
    memory: Memory,
    progress: Progress,
    slug: str = "",
    terms: Termbase = NO_TERMS,
    doubtful: Doubtful = Doubtful.ORIGINAL,
) -> Making:
    """What people wrote for the edition that `translate` makes of the same arguments, to be finished. Raises `ReviewedFileError`."""
    work = Making(article, slug, find(target), engines, memory, progress, terms, doubtful)
    if reviewed is not None:
        work.review(reviewed)
    work.recall()
    return work


def finish(work: Making) -> Edition:
    """The edition of which `work` is the beginning. Raises as `translate`."""
    work.rest()
    return work.edition()


def outlook(
    article: Article,
    target: str,
    *,
    reviewed: Path | None,
    engines: Sequence[Limited],
    memory: Memory,
    slug: str = "",
    terms: Termbase = NO_TERMS,
) -> LanguagePlan:
    """What `translate` would do with the same arguments; nothing is translated, and nothing is kept."""
    work = _recalling(Making(article, slug, find(target), engines, memory, _Unheard(), terms), reviewed)
    todo, stored = _open_and_answers(work)
    sources = {each.id: each.text for block in work.made.blocks for each in block.sentences}
    known = {id: each.standing for id, each in work.made.origins.items()}
    known |= {each.where: stored[each.question].standing for each in todo if each.question in stored}
    left = {each.question: each for each in todo if each.question not in stored}
    refused = work.machine.refusals(left.values()) if work.machine else frozenset()
    known |= {each.where: LEFT for each in todo if each.question in refused}
    left = {question: each for question, each in left.items() if question not in refused}
    shares = _shares(work, left.values())
    missing = work.machine.missing() if work.machine else work.nothing()
    return LanguagePlan(
        language=target,
        known=tuple(
            _known_words(standing, known, sources)
            for standing in ("final", "reviewed", "edited", "machine", LEFT, "")
        ),
        sentences=len(left),
        characters=sum(len(each.told) for each in left.values()),
        share=shares[0] if shares else None,
        others=shares[1:],
        problem=missing.message if left and missing else "",
        advice=missing.advice if left and missing else "",
    )


def recall(
    article: Article,
    target: str,
    *,
    reviewed: Path | None,
    engines: Sequence[Limited],
    memory: Memory,
    slug: str = "",
    terms: Termbase = NO_TERMS,
) -> tuple[tuple[Sentence, ...], int]:
    """The sentences of `translate`'s edition that have their words already, in reading order, and how many have none.

    Nothing is translated, and nothing is kept.
    """
    work = _recalling(Making(article, slug, find(target), engines, memory, _Unheard(), terms), reviewed)
    todo, stored = _open_and_answers(work)
    answers = {each.where: stored[each.question].target.text for each in todo if each.question in stored}
    spans = {**work.made.spans, **{id: (Span(text),) for id, text in answers.items()}}
    ids = [sentence.id for block in work.made.blocks for sentence in block.sentences]
    return tuple(Sentence(id, spans[id]) for id in ids if id in spans), len(todo) - len(answers)


class EditionHeld(TranslationError):
    """An edition is held for serious findings; those that the message names are `findings`."""

    def __init__(self, findings: Sequence[Notice], message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.findings = tuple(findings)


def sentence_pair(notice: Notice, pairs: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """The sentence and the translation of `pairs`, by id, that `notice` is about; empty ones where its text has them."""
    is_shown = notice.code in _SHOWN_IN_TEXT or not notice.code.startswith("translation.")
    return ("", "") if is_shown else pairs.get(notice.where.rpartition(" ")[2], ("", ""))


def judge(edition: Edition, doubtful: Doubtful = Doubtful.ORIGINAL) -> None:
    """Raise `EditionHeld` when too much of an edition stays in the article's language, or when there are serious
    findings about sentences that nobody reviewed and `doubtful` does not accept them."""
    why = reason_to_hold(edition)
    serious = _serious(edition)
    accepted = doubtful is Doubtful.ACCEPT or edition.origin in (Origin.ORIGINAL, Origin.REVIEWED)
    if not why and (not serious or accepted):
        return
    tag = edition.language
    pairs = edition.pairs()
    named = [f"  {each.where}: {each.text}{_beside(each, pairs)}" for each in serious[:_MOST_NAMED]]
    more = [f"  and {len(serious) - _MOST_NAMED} more"] if len(serious) > _MOST_NAMED else []
    count = "a serious finding" if len(serious) == 1 else f"{len(serious)} serious findings"
    head = f"The {find(tag).name} translation has {count}{'; ' if why else ''}{why}:"
    raise EditionHeld(
        serious[:_MOST_NAMED],
        "\n".join([head, *named, *more]),
        f"Correct these sentences in a file for review (<article>.{tag}.xlf, state reviewed), "
        "name another translator, or publish what can be read with --doubtful accept.",
    )


def _serious(edition: Edition) -> list[Notice]:
    settled = {each.sentence for each in edition.origins if each.standing in ("", *_SETTLED)}
    errors = (notice for notice in edition.notices if notice.level is Level.ERROR)
    return [notice for notice in errors if notice.where.rpartition(" ")[2] not in settled]


def _recalling(work: Making, reviewed: Path | None) -> Making:
    """`work` with what people wrote; nothing of it is kept."""
    if reviewed is not None:
        work.review(reviewed, remember=False)
    work.recall()
    return work


def _open_and_answers(work: Making) -> tuple[Sequence[Wanted], Mapping[Question, Entry]]:
    """The sentences that have no words of people, and what engines are known to say for some of them."""
    work.leave()
    todo = [each.wanted for each in work.open()]
    return todo, work.machine.known_answers(todo) if work.machine else {}


def _known_words(standing: str, known: Mapping[str, str], sources: Mapping[str, str]) -> Known:
    texts = [sources[id].strip() for id, each in known.items() if each == standing]
    return Known(standing, len(texts), sum(map(len, texts)))


def _shares(work: Making, left: Collection[Wanted]) -> tuple[Share, ...]:
    """What would go to the engines that can do it, or may, in the order of asking."""
    links = work.machine.able() if work.machine and left else ()
    characters = sum(len(each.told) for each in left)
    return tuple(Share(link.name, link.label, link.private, len(left), characters) for link in links)


class _Unheard:
    def tell(self, event: Event) -> None:
        """Nobody waits for a plan."""


def _beside(notice: Notice, pairs: Mapping[str, tuple[str, str]]) -> str:
    return side_by_side(*sentence_pair(notice, pairs))


_SHOWN_IN_TEXT = ("translation.left", "translation.mended", "translation.asked-again")
"""What says itself which words it is about."""
