"""What is known of a run from outside, while it lasts and afterwards. Of an article's text only title and file name."""

from dataclasses import dataclass

from pydantic import AwareDatetime


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """How far an article is that is on its way."""

    file: str
    title: str
    language: str
    """Of the edition on which something was done last."""
    stage: str
    """What was done: reading, translating, speaking or writing."""
    sentences_done: int
    """While it is translated, of that edition; else of all whose words are there, spoken or found in the store."""
    sentences: int
    left_s: int | None
    """Seconds of speaking that are left; None when nobody knows."""
    editions: int
    """How many are to be made."""
    published: int
    failed: int


@dataclass(frozen=True, slots=True)
class FailureRecord:
    """An edition or an article that could not be published. What a message quotes is left out."""

    file: str
    language: str
    """Empty for an article of which nothing could be begun."""
    message: str
    advice: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run. Its moments are in UTC, by its machine's clock."""

    run: str
    """By which it is told from others."""
    machine: str
    process: int
    began: AwareDatetime
    seen: AwareDatetime
    """When it gave its last sign of life."""
    ended: AwareDatetime | None = None
    """None while it lasts, and for ever where it was killed."""
    exit_code: int = 0
    """Of a run that ended; 130 for one that somebody stopped."""
    message: str = ""
    """What ended it, where that was a failure."""
    advice: str = ""
    articles: tuple[ArticleRecord, ...] = ()
    """The first of those that are on their way."""
    begun: int = 0
    """How many are on their way."""
    waiting: int = 0
    """Articles that are known and not begun."""
    done: int = 0
    """Articles that were published in all languages."""
    failed: int = 0
    """Articles that were not."""
    failures: tuple[FailureRecord, ...] = ()
    """The last ones."""
    scheduler: str = ""
    """Address of the cluster's scheduler, while there is one."""
    dashboard: str = ""
    """Address of what Dask shows of it."""
