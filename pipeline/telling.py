"""Events in words, for a person who waits and for a machine that listens."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import assert_never

from pipeline.document.events import (
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
from pipeline.document.notices import Level, Notice
from pipeline.document.plan import LanguagePlan, Plan
from pipeline.languages import languages


def line(event: Event) -> str | None:
    """One line about `event`, or None when it is only worth a step of a progress bar."""
    match event:
        case Read():
            return f"{event.path}: “{event.title}”, {language_name(event.language)}, {_count(event.sections, 'section')}, {_count(event.sentences, 'sentence')}"
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
        case Noticed():
            return notice_line(event.notice)
        case Fetching() | Translating() | Speaking() | Listening() | Writing():
            return None
        case _:
            assert_never(event)


def notice_line(notice: Notice) -> str:
    """A finding as one line."""
    level = {Level.INFO: "Note", Level.WARNING: "Warning", Level.ERROR: "Error"}[notice.level]
    return f"{level}: {notice.where}: {notice.text}"


def plan_lines(plan: Plan) -> Iterator[str]:
    """A plan in words, a line each."""
    yield f"{plan.source}: “{plan.title}”, {language_name(plan.language)}"
    for each in plan.languages:
        known = [
            f"{_count(one.sentences, 'sentence')} {_STANDINGS[one.standing]}"
            for one in each.known
            if one.sentences
        ]
        yield f"{language_name(each.language)}: {'; '.join([*known, *_left(each, plan.currency)])}"
    if plan.leaves:
        yield f"Text would leave this machine, to {', '.join(plan.leaves)}; {_money(plan.cost, plan.currency)} in all."
    else:
        yield "No text would leave this machine."


def record(event: Event) -> str:
    """`event` as one line of JSON: its name under `event`, then its fields."""
    return json.dumps({"event": _event_name(event), **asdict(event)}, ensure_ascii=False)


def language_name(tag: str) -> str:
    """The English name of the language `tag`."""
    known = languages().get(tag)
    return known.name if known else tag


def clock(seconds: float) -> str:
    """A length of time as people read it: `1:32`, `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def remaining(seconds: float) -> str:
    """The time that is left, no finer than anybody can know it: `40 s left`, `3 min left`, `2 h 10 min left`."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{max(round(seconds), 1)} s left"
    return f"{minutes} min left" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min left"


def _to_speak(event: SpeakingBegins) -> str:
    name = language_name(event.language)
    if not event.seconds:
        return f"{name}: nothing to speak; everything was spoken before"
    found = f"; {clock(event.found)} of speech found in the store" if event.found else ""
    return f"{name}: about {clock(event.seconds)} to speak{found}"


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
    "": "in need of no translator",
}


def _left(each: LanguagePlan, currency: str) -> Iterator[str]:
    share = each.share
    if share:
        where = "on this machine" if share.private else "which sends them away"
        cost = "" if share.private and not share.cost else f", {_money(share.cost, currency)}"
        yield f"{_count(share.sentences, 'sentence')} ({share.characters:,} characters) for {share.label}, {where}{cost}"
    if each.problem:
        yield each.problem


def _money(amount: float | None, currency: str) -> str:
    return "at an unknown price" if amount is None else f"{amount:,.2f} {currency}".rstrip()


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _event_name(event: Event) -> str:
    name = type(event).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
