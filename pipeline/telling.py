"""Events in words, for a person who waits and for a machine that listens."""

import json
from dataclasses import asdict
from typing import assert_never

from pipeline.document.events import (
    Event,
    Failed,
    Fetching,
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
from pipeline.languages import languages


def line(event: Event) -> str | None:
    """One line about `event`, or None when it is only worth a step of a progress bar."""
    match event:
        case Read():
            return f"{event.path}: “{event.title}”, {language_name(event.language)}, {_count(event.sections, 'section')}, {_count(event.sentences, 'sentence')}"
        case Translated():
            return f"{language_name(event.language)}: {_origin(event)}"
        case SpeakingBegins():
            if not event.characters:
                return "Everything was spoken before; nothing to speak."
            return f"Speaking {event.characters:,} characters"
        case Published():
            return f"{language_name(event.language)}: {clock(event.seconds)} by {event.engine} {event.voice} in {event.folder}"
        case Failed():
            return (
                f"{language_name(event.language)}: not published. {event.message}\n  {event.advice}".rstrip()
            )
        case Noticed():
            return notice_line(event.notice)
        case Fetching() | Translating() | Speaking() | Writing():
            return None
        case _:
            assert_never(event)


def notice_line(notice: Notice) -> str:
    """A finding as one line."""
    level = {Level.INFO: "Note", Level.WARNING: "Warning", Level.ERROR: "Error"}[notice.level]
    return f"{level}: {notice.where}: {notice.text}"


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


def _origin(event: Translated) -> str:
    by = f" ({', '.join(event.engines)})" if event.engines else ""
    return {
        "original": "as written",
        "reviewed": "reviewed translation",
        "machine": f"machine translation{by}, not reviewed",
        "mixed": f"reviewed in part, the rest machine translation{by}",
    }[event.origin]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _event_name(event: Event) -> str:
    name = type(event).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
