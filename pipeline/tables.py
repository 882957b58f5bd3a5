"""The tables of publish.toml: what each engine can be told, and what it must keep to.

    [chat]
    base_url = "http://127.0.0.1:8080/v1"

    [limits.google]
    requests_per_second = 2

A key is never written here: `key_variable` names the environment variable that holds it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from math import inf
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pipeline.errors import SettingsError

Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class Chat:
    """A server that speaks as OpenAI's does: llama.cpp, Ollama, vLLM, or one far away."""

    base_url: str = ""
    """Up to and with `/v1`; text stays on this machine only when it is a loopback address."""
    model: str = ""
    """The model's name, as the server knows it; it may be empty where the server has one model only."""
    key_variable: str = ""
    """Name of the environment variable that holds the key; none is sent when empty."""
    template: str = ""
    """What to say before the lines, in place of our own words; see docs/translations.md for the places in it."""
    templates: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The same for models by name; the beginning of a name is enough."""
    schema: bool = True
    """Ask for JSON by a schema; a server that refuses it is asked for numbered lines."""
    temperature: float = 0.0
    """Of the first try; a second one is warmer."""
    timeout_s: float = 120.0
    """For one answer, whole."""
    most_tokens: int = 4096
    """That one answer may take."""


@dataclass(frozen=True, slots=True)
class Libre:
    """A LibreTranslate server."""

    base_url: str = ""
    key_variable: str = ""
    """Name of the environment variable that holds the key; none is sent when empty."""
    timeout_s: float = 60.0
    """For one answer, whole."""


@dataclass(frozen=True, slots=True)
class Microsoft:
    """Microsoft's translator."""

    base_url: str = "https://api.cognitive.microsofttranslator.com"
    """Other clouds have their own."""
    key_variable: str = "MICROSOFT_API_KEY"
    """Name of the environment variable that holds the key."""
    region: str = ""
    """The resource's region, where it has one."""
    timeout_s: float = 20.0
    """For one answer, whole."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A server that speaks as OpenAI's does, at `/v1/audio/speech`: Kokoro-FastAPI, LocalAI, or one far away."""

    base_url: str = ""
    """Up to and with `/v1`; text stays on this machine only when it is a loopback address."""
    model: str = ""
    """The model's name, as the server knows it."""
    voice: str = ""
    """The voice's name, for languages that [voices.<language>] gives none."""
    format: str = "wav"
    """Asked for: `wav` or `mp3`."""
    key_variable: str = ""
    """Name of the environment variable that holds the key; none is sent when empty."""
    timeout_s: float = 60.0
    """For one answer, whole."""
    most_characters: int = 1000
    """In one question; a longer sentence is cut at clauses."""


@dataclass(frozen=True, slots=True)
class Casting:
    """Who speaks a language and how: `[voices.ko]`."""

    speaker: str = ""
    """The engine, where it is another one than of the other languages."""
    name: str = ""
    """The voice, as the engine calls it."""
    quotations: str = ""
    """Another voice for what is quoted."""
    headings: str = ""
    """Another voice for titles and headings."""
    notes: str = ""
    """Another voice for notes."""
    speed: float = 1.0
    """Twice as fast is 2; from 0.5 to 2."""
    pitch: float = 1.0
    """Of the voice, where the engine can change it; from 0.5 to 2."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long the voice rests, by what stands on both sides. Publishers of spoken books settled on these."""

    sentence_ms: int = 280
    """Between two sentences of a block."""
    cell_ms: int = 350
    """Between two cells of a table's row."""
    item_ms: int = 450
    """Between two items of a list, two rows of a table, a term and its definition."""
    paragraph_ms: int = 600
    """Between two blocks when nothing else holds."""
    before_heading_ms: int = 1200
    """From text to the heading that follows it."""
    after_heading_ms: int = 900
    """From a heading to whatever follows it, another heading included."""
    section_ms: int = 1500
    """At the end of a page."""
    head_ms: int = 500
    """Before the first word of all: some players swallow the first moment."""
    tail_ms: int = 1000
    """After the last word of the episode, and of the book."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine must keep to. Nought means without limit, unless something else is said."""

    requests_per_second: float = 0.0
    characters_per_minute: int = 0
    concurrency: int = 1
    """Questions at the same time."""
    sentences: int = 8
    """In one question, at most."""
    characters_per_run: int = 0
    """Sent in one run of the program, at most; tries that failed count."""
    characters_per_month: int = 0
    """Sent in a calendar month (UTC), at most, by all runs that share the memory's folder."""
    attempts: int = 4
    """For a question that the engine is too busy for."""
    repeats: int = 1
    """How often a single sentence is asked for anew when its translation cannot be used."""
    longest_wait_s: float = 60.0
    """Between two attempts; an engine that asks for more is given up."""
    time_limit_s: float = 60.0
    """For one attempt."""
    failures: int = 10
    """In a row; then the engine is left alone."""
    pause_s: float = 60.0
    """How long it is left alone; then one question tries whether it works again."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site stands and who publishes it: other spellings of the options in `SITE`."""

    base_url: str = ""
    first_base_url: str = ""
    title: str = ""
    description: str = ""
    author: str = ""
    owner: str = ""
    owner_email: str = ""
    category: str = ""
    explicit: bool = False
    copyright: str = ""
    licence: str = ""
    licence_url: str = ""


SITE: Mapping[str, str] = {
    "title": "site_title",
    "description": "site_description",
    "author": "site_author",
}
"""The options whose name in `[site]` is shorter."""


@dataclass(frozen=True, slots=True)
class SiteWords:
    """The same in one language: `[site.ko]`."""

    title: str = ""
    description: str = ""
    author: str = ""


LOCAL = Limits(repeats=0, time_limit_s=0.0, attempts=1)
"""Of engines on this machine: the same question has the same answer."""
DEFAULT_LIMITS: Mapping[str, Limits] = {
    "google": Limits(requests_per_second=4.0, concurrency=4, sentences=16, time_limit_s=20.0),
    "mymemory": Limits(requests_per_second=1.0, concurrency=2, sentences=1, time_limit_s=20.0),
    "microsoft": Limits(requests_per_second=8.0, concurrency=4, sentences=16, time_limit_s=20.0),
    "libretranslate": Limits(concurrency=2, sentences=16),
    "chat": Limits(concurrency=2, sentences=12, time_limit_s=300.0),
    "gtts": Limits(requests_per_second=4.0, concurrency=2, time_limit_s=40.0),
    "speech": Limits(concurrency=2, time_limit_s=180.0),
}
"""Of engines that are asked over a network; `time_limit_s` stands outside those of the servers' tables."""


def limits_of(name: str, table: Mapping[str, Any], *, private: bool) -> Limits:
    """What the engine `name` keeps to: its defaults, and over them what `table` of publish.toml says."""
    usual = DEFAULT_LIMITS.get(name) or (LOCAL if private else Limits())
    return replace(usual, **table)


def checked(kind: type[Table], place: str, table: Any) -> Table:
    """A table of the `kind`; raises one `SettingsError` with every fault in it, naming none of the values."""
    return kind(**checked_values(kind, place, table))


def checked_values(kind: type[Any], place: str, table: Any) -> dict[str, Any]:
    """The values that `table` gives for `kind`, checked and converted."""
    if not isinstance(table, Mapping):
        raise SettingsError(
            f"{place} is not a table.", f"Write it as [{place}], with a line for each option."
        )
    known = {each.name: each for each in fields(kind)}
    values, faults = {}, []
    for name, value in table.items():
        try:
            if name not in known:
                raise ValueError(f"is no option; known are {', '.join(known)}")
            values[name] = _converted(name, known[name].type, value)
        except ValueError as error:
            faults.append(f"[{place}] {name} {error}")
    if faults:
        raise SettingsError(_sentences(faults))
    return values


def _sentences(faults: Iterable[str]) -> str:
    return ". ".join(faults) + "."


def _converted(name: str, kind: Any, value: Any) -> Any:
    if kind == Mapping[str, str]:
        if not isinstance(value, Mapping) or not all(isinstance(each, str) for each in value.values()):
            raise ValueError("is not a table of texts")
        return dict(value)
    if kind is bool and isinstance(value, bool):
        return value
    if kind in (int, float):
        return kind(_BOUNDED.get(name, kind)(_amount(kind, value)))
    if kind is bool or not isinstance(value, str):
        raise ValueError(f"is not {'true or false' if kind is bool else 'a text'}")
    return _SPECIAL.get(name, str)(value)


def _amount(kind: type[int] | type[float], value: Any) -> float:
    whole = kind is int
    if (
        isinstance(value, bool)
        or not isinstance(value, int if whole else (int, float))
        or not 0 <= value < inf
    ):
        raise ValueError(f"is not a {'whole ' if whole else ''}number from 0 up")
    return kind(value)


def _variable(value: str) -> str:
    # A key that somebody put here by mistake must not be shown.
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*|", value):
        raise ValueError("is not the name of an environment variable; the key itself must not stand here")
    return value


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
    except ValueError:
        whole = None
    if value and not whole:
        raise ValueError("is not an address that begins with http:// or https://")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("must hold neither a name, a password, a query nor a fragment; name a key_variable")
    return value.rstrip("/")


def _format(value: str) -> str:
    if value not in ("wav", "mp3"):
        raise ValueError("is neither wav nor mp3")
    return value


def _share(value: float) -> float:
    if not 0.5 <= value <= 2:
        raise ValueError("is not from 0.5 to 2")
    return value


def _rest(value: float) -> float:
    if value > 60_000:
        raise ValueError("is more than a minute")
    return value


_SPECIAL = {"key_variable": _variable, "base_url": _address, "format": _format}
_BOUNDED = {"speed": _share, "pitch": _share, **{each.name: _rest for each in fields(Pauses)}}
"""By the option's name, what else its value must be."""
