"""Events in words, for a person who waits and for a machine that listens."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import assert_never

from pipeline.config.settings import Settings
from pipeline.document.events import (
    ArticleFailed,
    Event,
    Failed,
    Fetching,
    Listening,
    Noticed,
    Published,
    Read,
    Speaking,
    SpeakingBegins,
    Translated,
    Translating,
    Writing,
)
from pipeline.document.excerpts import side_by_side
from pipeline.document.notices import Level, Notice
from pipeline.document.plan import LanguagePlan, Plan
from pipeline.document.quantities import clock, count_of, megabytes
from pipeline.document.report import Report
from pipeline.languages import language_name


def line(event: Event) -> str | None:
    """One line about `event`, or None when it is only worth a step of a progress bar."""
    match event:
        case Read():
            return f"{event.path}: “{event.title}”, {language_name(event.language)}, {count_of(event.sections, 'section')}, {count_of(event.sentences, 'sentence')}"
        case Translated():
            return f"{language_name(event.language)}: {_origin(event)}"
        case SpeakingBegins():
            return _to_speak(event)
        case Published():
            return f"{language_name(event.language)}: {clock(event.seconds)} by {event.engine} {event.voice} in {event.folder}"
        case Failed():
            return (
                f"{language_name(event.language)}: not published. {event.message}\n  {event.advice}".rstrip()
            )
        case ArticleFailed():
            return f"{event.place}: not published. {event.message}\n  {event.advice}".rstrip()
        case Noticed():
            return notice_line(event.notice) + side_by_side(event.source, event.target)
        case Fetching() | Translating() | Speaking() | Listening() | Writing():
            return None
        case _:
            assert_never(event)


def notice_line(notice: Notice) -> str:
    """A finding as one line."""
    level = {Level.INFO: "Note", Level.WARNING: "Warning", Level.ERROR: "Error"}[notice.level]
    return f"{level}: {notice.where}: {notice.text}"


def outcome(report: Report, settings: Settings, seconds: float) -> str:
    """What came of an article, and how long it took."""
    took, folder = clock(seconds), settings.output / report.slug
    if count := len(report.made_for(settings.to)):
        return f"{count_of(count, 'edition')} in {took}: {folder / 'index.html'}"
    return f"No edition in {took}; what went wrong: {folder / 'report.json'}"


def plan_lines(plan: Plan) -> Iterator[str]:
    """A plan in words, a line each."""
    yield f"{plan.source}: “{plan.title}”, {language_name(plan.language)}"
    for each in plan.languages:
        known = [
            f"{count_of(one.sentences, 'sentence')} {_STANDINGS[one.standing]}"
            for one in each.known
            if one.sentences
        ]
        yield f"{language_name(each.language)}: {'; '.join([*known, *_remaining(each, plan.currency)])}"
        if each.problem and each.advice:
            yield f"  {each.advice}"
    yield from _speech_lines(plan)
    yield from _whole(plan)


def record(event: Event) -> str:
    """`event` as one line of JSON: its name under `event`, then its fields."""
    return json.dumps({"event": _event_name(event), **asdict(event)}, ensure_ascii=False)


def remaining(seconds: float) -> str:
    """The time that is left, no finer than anybody can know it: `40 s left`, `3 min left`, `2 h 10 min left`."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{max(round(seconds), 1)} s left"
    return f"{minutes} min left" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min left"


def _to_speak(event: SpeakingBegins) -> str:
    name = language_name(event.language)
    if not event.seconds:
        return f"{name}: nothing to speak; all of it is spoken already"
    stored = f"; {clock(event.found)} of speech found in the store" if event.found else ""
    return f"{name}: about {clock(event.seconds)} to speak{stored}"


def _origin(event: Translated) -> str:
    by = f" ({', '.join(event.engines)})" if event.engines else ""
    return {
        "original": "as written",
        "reviewed": "reviewed translation",
        "machine": f"machine translation{by}, not reviewed",
        "mixed": f"reviewed in part, the rest machine translation{by}",
    }[event.origin]


_STANDINGS = {
    "final": "final",
    "reviewed": "reviewed",
    "edited": "edited",
    "machine": "translated by machine before",
    "left": "with no translation that can be relied on, and not asked for again",
    "": "in need of no translator",
}


def _remaining(each: LanguagePlan, currency: str) -> Iterator[str]:
    share = each.share
    if share:
        where = "on this machine" if share.private else "which sends them away"
        cost = "" if share.private and not share.cost else f", {_money(share.cost, currency)}"
        pivot = f", by way of {language_name(each.pivot)}" if each.pivot and share.engine == "firefox" else ""
        yield f"{count_of(share.sentences, 'sentence')} ({share.characters:,} characters) for {share.label}, {where}{pivot}{cost}"
    for download in each.downloads:
        yield f"{download.what} is fetched first ({megabytes(download.size)})"
    for other in each.others:
        away = "" if other.private else ", which sends them away"
        yield f"what that cannot do goes to {other.label}{away}"
    if each.problem:
        yield each.problem


def _speech_lines(plan: Plan) -> Iterator[str]:
    for each in plan.speech:
        name = language_name(each.language)
        if each.problem:
            yield f"{name}: not spoken. {each.problem}"
            continue
        where = "on this machine" if each.private else "which sends the text away"
        yield f"{name}: about {clock(each.speech_s)} of speech by {each.speaker} {each.voice}, {where}"


def _whole(plan: Plan) -> Iterator[str]:
    """What the whole run takes."""
    work = sum(each.work_s for each in plan.speech)
    yield f"In all: about {clock(work)} to speak, if none of it is there yet, and about {megabytes(plan.disk)} of disk."
    if plan.fetched:
        names = ", ".join(each.what for each in plan.fetched)
        yield f"To be fetched: about {megabytes(sum(each.size for each in plan.fetched))} ({names})."
    if not plan.leaves:
        yield "No text would leave this machine."
        return
    price, most = (_money(cost, plan.currency) for cost in (plan.cost, plan.most_cost))
    more = f", {most} at the most" if most != price else ""
    yield f"Text would leave this machine, or may, to {', '.join(plan.leaves)}; translators {price} in all{more}."


def _money(amount: float | None, currency: str) -> str:
    return "at an unknown price" if amount is None else f"{amount:,.2f} {currency}".rstrip()


def _event_name(event: Event) -> str:
    name = type(event).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
