"""A readable page of a translation: source, target, state, who made it and what was found, side by side.

It stands alone, needs no script and takes nothing from elsewhere. It is not read back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from pipeline.document.article import Rendering
from pipeline.document.notices import Notice
from pipeline.document.quantities import count_of
from pipeline.languages import find
from pipeline.translation.checks import is_shown_first
from pipeline.translation.interchange.segments import Translations


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    source: str
    target: str
    state: str
    by: str
    findings: tuple[Notice, ...]


def write(
    translations: Translations, title: str, origins: Mapping[str, Rendering], notices: Sequence[Notice]
) -> bytes:
    """The page; `origins` by the ids of sentences. The same values give the same bytes."""
    from jinja2 import Environment, StrictUndefined

    template = (files(__package__) / "review.html").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    rows = _rows(translations, origins, notices)
    ids = {row.id for row in rows}
    page = environment.from_string(template).render(
        title=title,
        source=find(translations.source),
        target=find(translations.target),
        rows=rows,
        summary=_summary(rows),
        general=[each for each in notices if _sentence(each) not in ids],
        first=[
            (_sentence(each), each) for each in notices if _sentence(each) in ids and is_shown_first(each)
        ],
    )
    return page.encode("utf-8", "replace")


def _rows(
    translations: Translations, origins: Mapping[str, Rendering], notices: Sequence[Notice]
) -> list[_Row]:
    rows = []
    for each in translations.segments:
        origin = origins.get(each.where, Rendering(each.where, "missing"))
        by = ", ".join(part for part in (origin.engine, origin.who, origin.day) if part)
        own = tuple(notice for notice in notices if _sentence(notice) == each.where)
        target = each.target.text if each.target else ""
        rows.append(_Row(each.where, each.source.text, target, origin.standing or "as it is", by, own))
    return rows


def _summary(rows: Sequence[_Row]) -> str:
    states = dict.fromkeys(row.state for row in rows)
    counts = ", ".join(f"{sum(row.state == state for row in rows)} {state}" for state in states)
    findings = sum(len(row.findings) for row in rows)
    return f"{count_of(len(rows), 'sentence')}: {counts}. {count_of(findings, 'finding')}."


def _sentence(notice: Notice) -> str:
    """The sentence that a finding is about: the last word of its place."""
    return notice.where.rpartition(" ")[2]
