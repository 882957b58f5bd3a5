"""The tables of publish.toml: what each engine can be told, and what it must keep to.

    [chat]
    base_url = "http://127.0.0.1:8080/v1"

    [limits.google]
    requests_per_second = 2

A key is never written here: `key_variable` names the environment variable that holds it.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter
from pydantic.dataclasses import dataclass

from pipeline.config.option_types import (
    NO_TABLE,
    ONLY_KNOWN,
    Address,
    Amount,
    Colour,
    FileName,
    Rest,
    SoundFormat,
    Steps,
    Tempo,
    Text,
    Texts,
    Typeface,
    Variable,
    WholeNumber,
    YesOrNo,
)


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Server:
    """A server that an engine asks: what all of them have."""

    base_url: Address = ""
    """Text stays on this machine only when it is a loopback address."""
    key_variable: Variable = ""
    """Name of the environment variable that holds the key; none is sent when empty."""
    timeout_s: Amount = 60.0
    """For one answer, whole."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Chat(Server):
    """A server that speaks as OpenAI's does: llama.cpp, Ollama, vLLM, or one far away.

    Its address goes up to and with `/v1`.
    """

    timeout_s: Amount = 120.0
    model: Text = ""
    """The model's name, as the server knows it; it may be empty where the server has one model only."""
    template: Text = ""
    """What to say before the lines, in place of our own words; see docs/translations.md for the places in it."""
    templates: Texts = field(default_factory=dict, hash=False)
    """The same for models by name; the beginning of a name is enough."""
    schema: YesOrNo = True
    """Ask for JSON by a schema; a server that refuses it is asked for numbered lines."""
    temperature: Amount = 0.0
    """Of the first try; a second one is warmer."""
    most_tokens: WholeNumber = 4096
    """That one answer may take."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Libre(Server):
    """A LibreTranslate server."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Microsoft(Server):
    """Microsoft's translator."""

    base_url: Address = "https://api.cognitive.microsofttranslator.com"
    """Other clouds have their own."""
    key_variable: Variable = "MICROSOFT_API_KEY"
    timeout_s: Amount = 20.0
    region: Text = ""
    """The resource's region, where it has one."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Speech(Server):
    """A server that speaks as OpenAI's does, at `/v1/audio/speech`: Kokoro-FastAPI, LocalAI, or one far away.

    Its address goes up to and with `/v1`.
    """

    model: Text = ""
    """The model's name, as the server knows it."""
    voice: Text = ""
    """The voice's name, for languages that [voices.<language>] gives none."""
    format: SoundFormat = "wav"
    """Asked for: `wav` or `mp3`."""
    most_characters: WholeNumber = 1000
    """In one question; a longer sentence is cut at clauses."""
    fields: Texts = field(default_factory=dict, hash=False)
    """What a server wants to know beside that, as language = "Korean"."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Supertonic:
    """How the speaker `supertonic` works."""

    steps: Steps = 8
    """In which it makes sound of noise: 5 are faster, 12 a little clearer."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Casting:
    """Who speaks a language and how: `[voices.ko]`."""

    speaker: Text = ""
    """The engine, where it is another one than of the other languages."""
    name: Text = ""
    """The voice, as the engine calls it."""
    quotations: Text = ""
    """Another voice for what is quoted."""
    quotations_female: Text = ""
    """The same for quotations that the author marks as said by a woman (class `voice-female`)."""
    quotations_male: Text = ""
    """The same for quotations that the author marks as said by a man (class `voice-male`)."""
    headings: Text = ""
    """Another voice for titles and headings."""
    notes: Text = ""
    """Another voice for notes."""
    answers: Text = ""
    """Another voice for the answers of an interview: of two people who speak by turns, the second."""
    speed: Tempo = 1.0
    """Twice as fast is 2; from 0.5 to 2."""
    pitch: Tempo = 1.0
    """Of the voice, where the engine can change it; from 0.5 to 2."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Pauses:
    """How long the voice rests, by what stands on both sides. Publishers of spoken books settled on these."""

    sentence_ms: Rest = 280
    """Between two sentences of a block."""
    cell_ms: Rest = 350
    """Between two cells of a table's row."""
    item_ms: Rest = 450
    """Between two items of a list, two rows of a table, a term and its definition."""
    paragraph_ms: Rest = 600
    """Between two blocks when nothing else holds."""
    before_heading_ms: Rest = 1200
    """From text to the heading that follows it."""
    after_heading_ms: Rest = 900
    """From a heading to whatever follows it, another heading included."""
    section_ms: Rest = 1500
    """At the end of a page."""
    head_ms: Rest = 500
    """Before the first word of all: some players swallow the first moment."""
    tail_ms: Rest = 1000
    """After the last word of the episode, and of the book."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Limits:
    """What an engine must keep to. 0 means no limit, unless something else is said."""

    requests_per_second: Amount = 0.0
    characters_per_minute: WholeNumber = 0
    concurrency: WholeNumber = 1
    """Questions at the same time."""
    sentences: WholeNumber = 8
    """In one question, at most."""
    characters_per_run: WholeNumber = 0
    """Sent in one run of the program, at most; tries that failed count."""
    characters_per_month: WholeNumber = 0
    """Sent in a calendar month (UTC), at most, by all runs that share the memory."""
    attempts: WholeNumber = 4
    """For a question that the engine is too busy for."""
    repeats: WholeNumber = 1
    """How often a single sentence is asked for anew when its translation cannot be used."""
    longest_wait_s: Amount = 60.0
    """Between two attempts; an engine that asks for more is given up."""
    time_limit_s: Amount = 60.0
    """For one attempt."""
    failures: WholeNumber = 10
    """In a row; then the engine is left alone."""
    pause_s: Amount = 60.0
    """How long it is left alone; then one question tries whether it works again."""


def checked_table(kind: type, table: Any) -> dict[str, Any]:
    """What `table` says for `kind`, checked: nothing of what it leaves out. Raises `ValueError`."""
    if not isinstance(table, Mapping):
        raise ValueError(NO_TABLE)
    row: Any = TypeAdapter(kind).validate_python(table)
    return {name: getattr(row, name) for name in table}


def _limits(table: Any) -> Mapping[str, Any]:
    return checked_table(Limits, table)


LimitsTable = Annotated[Mapping[str, Any], BeforeValidator(_limits, json_schema_input_type=Limits)]
"""Of `Limits`, those that are given: the others are as the engine's own limits say."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class SiteWords:
    """What the site says of itself in one language: `[site.ko]`."""

    title: Text = ""
    description: Text = ""
    author: Text = ""
    about: Text = ""
    """Who publishes, for readers; an empty line begins a paragraph."""
    funding: Text = ""
    """What the link to `funding` is called."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Colours:
    """Colours of the pages; one that is left out stays as it is."""

    ground: Colour = ""
    """Of the page."""
    panel: Colour = ""
    """Of boxes on it."""
    text: Colour = ""
    quiet: Colour = ""
    """Of what may recede: dates, sizes, hints."""
    link: Colour = ""
    """Of links, and of buttons, whose words have the ground's."""
    line: Colour = ""
    """Between parts of a page."""
    mark: Colour = ""
    """Behind the sentence that sounds."""
    marked: Colour = ""
    """Of its words."""
    edge: Colour = ""
    """Around it."""


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Theme(Colours):
    """A newsroom's own style of its pages: `[theme]` by day, `[theme.dark]` by night."""

    dark: Colours = field(default_factory=Colours)
    """By night."""
    typeface: Typeface = ""
    """Names of typefaces that readers may have, the first one first; nothing is fetched."""
    logo: FileName = ""
    """File of the picture above the site's pages: SVG, PNG, JPEG or WebP, 200 kB at most."""
    templates: FileName = ""
    """Folder of own templates; docs/publishing.md says what they may be."""


SITE: Mapping[str, str] = {
    "base_url": "base_url",
    "first_base_url": "first_base_url",
    "title": "site_title",
    "description": "site_description",
    "author": "site_author",
    "about": "site_about",
    "contact": "contact",
    "funding": "funding",
    "verify": "verify",
    "statistics_prefix": "statistics_prefix",
    "hub": "hub",
    "category": "category",
    "copyright": "copyright",
    "licence": "licence",
    "licence_url": "licence_url",
    "explicit": "explicit",
    "owner": "owner",
    "owner_email": "owner_email",
}
"""The options that stand in `[site]`, by their names there."""
CLUSTER: Mapping[str, str] = {
    "scheduler": "scheduler",
    "patience_s": "cluster_patience_s",
    "dashboard": "cluster_dashboard",
}
"""What stands in `[cluster]`, and the options that it is."""


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
