"""What came of a run's articles, as little of it as its end needs: a run may be of thousands."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from pipeline.config.settings import Settings
from pipeline.document.notices import Level, Notice
from pipeline.document.quantities import clock, count_of
from pipeline.document.report import FailedArticle, FailedEdition, Report
from pipeline.infra.ownership import STOPPED
from pipeline.languages import language_name

_MOST_ROWS = 30
"""Of a summary; of longer ones only those articles are named that are not whole."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an article."""

    title: str
    """Its own, or where it lies when it could not be published at all."""
    slug: str = ""
    made: tuple[str, ...] = ()
    """The languages of its editions."""
    is_there: bool = False
    """Whether any edition of it is published, be it an earlier run's."""
    seconds: float = 0.0
    """Of sound in them."""
    failed: tuple[FailedEdition, ...] = ()
    stopped: tuple[Notice, ...] = ()
    """What was not written, because what lies in its place is not ours."""
    warnings: int = 0
    exit_code: int = 0
    """Of an article of which nothing could be begun."""

    @property
    def is_whole(self) -> bool:
        """Whether it was published in every language."""
        return not (self.failed or self.exit_code)


def outcome_of(report: Report | FailedArticle, settings: Settings) -> Outcome:
    """What to remember of a report."""
    if isinstance(report, FailedArticle):
        return Outcome(report.place, exit_code=report.exit_code)
    editions = report.made_for(settings.to)
    return Outcome(
        report.title,
        report.slug,
        tuple(each.language for each in editions),
        bool(report.published),
        sum(each.seconds for each in editions),
        tuple(replace(each, notices=()) for each in report.failed),
        tuple(notice for notice in report.notices if notice.code == STOPPED),
        sum(notice.level is not Level.INFO for notice in report.all_notices),
    )


def table(outcomes: Sequence[Outcome]) -> Sequence[Sequence[str]]:
    """Rows of a summary: title, editions, sound, what is missing."""
    shown = outcomes if len(outcomes) <= _MOST_ROWS else [each for each in outcomes if not each.is_whole]
    return [[each.title, str(len(each.made)), clock(each.seconds), _missing(each)] for each in shown]


def sum_up(outcomes: Sequence[Outcome], took: float) -> str:
    """A run in a sentence; `took` is in seconds."""
    whole, part = _counts(outcomes)
    editions = sum(len(each.made) for each in outcomes)
    missing = len(outcomes) - whole - part
    parts = [f"{count_of(len(outcomes), 'article')} in {clock(took)}: {whole:,} whole"]
    parts += [f"{part:,} in part"] if part else []
    parts += [f"{missing:,} not published"] if missing else []
    sound = clock(sum(each.seconds for each in outcomes))
    return f"{', '.join(parts)}; {count_of(editions, 'edition')}, {sound} of sound"


def as_value(outcomes: Sequence[Outcome], took: float) -> dict[str, Any]:
    """The same for a machine."""
    whole, part = _counts(outcomes)
    return {
        "articles": len(outcomes),
        "whole": whole,
        "in_part": part,
        "failed": len(outcomes) - whole - part,
        "editions": sum(len(each.made) for each in outcomes),
        "sound_s": round(sum(each.seconds for each in outcomes), 1),
        "took_s": round(took, 1),
        "not_whole": [_trouble(each) for each in outcomes if not each.is_whole],
    }


def missing_names(outcomes: Iterable[Outcome]) -> str:
    """What a run did not publish: languages, and articles of which nothing was begun."""
    outcomes = tuple(outcomes)
    languages = edition_names(each.language for one in outcomes for each in one.failed)
    articles = [each.title for each in outcomes if each.exit_code]
    more = f"{len(articles) - 3:,} more" if len(articles) > 4 else ""
    return ", ".join(each for each in [languages, *articles[: 3 if more else 4], more] if each)


def edition_names(languages: Iterable[str]) -> str:
    """Languages by name, each once."""
    return ", ".join(dict.fromkeys(map(language_name, languages)))


def _counts(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    """How many are whole, and how many in part."""
    whole = sum(each.is_whole for each in outcomes)
    return whole, sum(bool(each.made) and not each.is_whole for each in outcomes)


def _missing(outcome: Outcome) -> str:
    return "all" if outcome.exit_code else edition_names(each.language for each in outcome.failed)


def _trouble(outcome: Outcome) -> dict[str, Any]:
    value = asdict(outcome)
    return {name: value[name] for name in ("title", "slug", "made", "failed", "exit_code")}
