"""The tables of publish.toml: what each engine can be told, and what it must keep to.

    [chat]
    base_url = "http://127.0.0.1:8080/v1"

    [limits.google]
    requests_per_second = 2

A key is never written here: `key_variable` names the environment variable that holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pipeline.config.settings_checks import address, rest, sound_format, tempo, variable


@dataclass(frozen=True, slots=True)
class Server:
    """A server that an engine asks: what all of them have."""

    base_url: Annotated[str, address] = ""
    """Text stays on this machine only when it is a loopback address."""
    key_variable: Annotated[str, variable] = ""
    """Name of the environment variable that holds the key; none is sent when empty."""
    timeout_s: float = 60.0
    """For one answer, whole."""


@dataclass(frozen=True, slots=True)
class Chat(Server):
    """A server that speaks as OpenAI's does: llama.cpp, Ollama, vLLM, or one far away.

    Its address goes up to and with `/v1`.
    """

    timeout_s: float = 120.0
    model: str = ""
    """The model's name, as the server knows it; it may be empty where the server has one model only."""
    template: str = ""
    """What to say before the lines, in place of our own words; see docs/translations.md for the places in it."""
    templates: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The same for models by name; the beginning of a name is enough."""
    schema: bool = True
    """Ask for JSON by a schema; a server that refuses it is asked for numbered lines."""
    temperature: float = 0.0
    """Of the first try; a second one is warmer."""
    most_tokens: int = 4096
    """That one answer may take."""


@dataclass(frozen=True, slots=True)
class Libre(Server):
    """A LibreTranslate server."""


@dataclass(frozen=True, slots=True)
class Microsoft(Server):
    """Microsoft's translator."""

    base_url: Annotated[str, address] = "https://api.cognitive.microsofttranslator.com"
    """Other clouds have their own."""
    key_variable: Annotated[str, variable] = "MICROSOFT_API_KEY"
    timeout_s: float = 20.0
    region: str = ""
    """The resource's region, where it has one."""


@dataclass(frozen=True, slots=True)
class Speech(Server):
    """A server that speaks as OpenAI's does, at `/v1/audio/speech`: Kokoro-FastAPI, LocalAI, or one far away.

    Its address goes up to and with `/v1`.
    """

    model: str = ""
    """The model's name, as the server knows it."""
    voice: str = ""
    """The voice's name, for languages that [voices.<language>] gives none."""
    format: Annotated[str, sound_format] = "wav"
    """Asked for: `wav` or `mp3`."""
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
    speed: Annotated[float, tempo] = 1.0
    """Twice as fast is 2; from 0.5 to 2."""
    pitch: Annotated[float, tempo] = 1.0
    """Of the voice, where the engine can change it; from 0.5 to 2."""


_Rest = Annotated[int, rest]


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long the voice rests, by what stands on both sides. Publishers of spoken books settled on these."""

    sentence_ms: _Rest = 280
    """Between two sentences of a block."""
    cell_ms: _Rest = 350
    """Between two cells of a table's row."""
    item_ms: _Rest = 450
    """Between two items of a list, two rows of a table, a term and its definition."""
    paragraph_ms: _Rest = 600
    """Between two blocks when nothing else holds."""
    before_heading_ms: _Rest = 1200
    """From text to the heading that follows it."""
    after_heading_ms: _Rest = 900
    """From a heading to whatever follows it, another heading included."""
    section_ms: _Rest = 1500
    """At the end of a page."""
    head_ms: _Rest = 500
    """Before the first word of all: some players swallow the first moment."""
    tail_ms: _Rest = 1000
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
class SiteWords:
    """What the site says of itself in one language: `[site.ko]`."""

    title: str = ""
    description: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Site(SiteWords):
    """What it says of itself where a language has no own words, where it stands, and who publishes it: `[site]`."""

    base_url: Annotated[str, address] = ""
    first_base_url: str = ""
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
