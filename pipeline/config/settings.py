"""The options of a run: each is declared once, with its type, its default and what it does."""

import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic.dataclasses import dataclass

from pipeline.config.choices import Doubtful, Variant
from pipeline.config.database_url import Memory
from pipeline.config.folders import memory_file, models_folder, store_folder, voices_folder
from pipeline.config.option_types import (
    ONLY_KNOWN,
    Address,
    Amounts,
    Count,
    Disclosures,
    File,
    FileName,
    Jobs,
    Link,
    Names,
    Port,
    Scheduler,
    Seconds,
    Size,
    StoreAddress,
    StoreFolder,
    Switch,
    Tag,
    Tags,
    Text,
    WebLink,
    one_of,
    parse_list,
)
from pipeline.config.tables import (
    Casting,
    Chat,
    Libre,
    LimitsTable,
    Microsoft,
    Pauses,
    SiteWords,
    Speech,
    Supertonic,
    Theme,
)

DEFAULT_LANGUAGES = ("ko", "zh-Hans", "zh-Hant", "es", "pt-BR")


def _doubtful(value: Any) -> Doubtful:
    return one_of(Doubtful, value)


def _variants(value: Any) -> tuple[Variant, ...]:
    return tuple(dict.fromkeys(one_of(Variant, each) for each in parse_list(value)))


Variants = Annotated[
    tuple[Variant, ...], BeforeValidator(_variants, json_schema_input_type=str | list[Variant])
]


def _jobs() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
class Settings:
    """All options, checked."""

    to: Tags = DEFAULT_LANGUAGES
    """Languages beside the article's own, in the order of publishing: tags (BCP 47) or English names."""
    output: File = Path("output")
    """Folder of everything published."""
    slug: Text = ""
    """What the article is called in the output; else as its front matter says, or its file."""
    feed_items: Count = 50
    """So many items of a feed become articles at most, the newest ones."""
    feed_minutes: Count = 15
    """Minutes after which --watch asks a feed again."""
    replace: Switch = False
    """Move aside what is in the way and not ours; nothing is deleted."""
    also: Variants = ()
    """Additional e-books: text (without audio), small (for slow connections), bilingual (the original beside each sentence)."""
    embed_font: Switch = False
    """Put a font with the letters it needs into each e-book."""
    certified_by: Text = ""
    """Who evaluated the e-books against EPUB Accessibility 1.1."""
    store: StoreFolder = field(default_factory=store_folder)
    """Folder of the content store."""
    store_url: StoreAddress = ""
    """Where the content store lies that several machines share: s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, az://CONTAINER/PREFIX or file:///FOLDER;
    the folder holds what this machine fetched or made of it. Who asks is said in the environment only. In publish.toml also as `url` in `[store]`."""
    store_limit: Size = 20_000_000_000
    """How large the store's folder on this machine may become, in bytes or as 20 GB: what was not used for longest goes first, and nothing that a run used since yesterday. What lies at store_url is not limited. In
    publish.toml also as `limit` in `[store]`, where the folder is `folder`."""
    voices: File = field(default_factory=voices_folder)
    """Folder of Kokoro's voices, one file NAME.bin each."""
    models: File = field(default_factory=models_folder)
    """Folder of translation models, one folder SOURCE-TARGET each."""
    memory: Memory = field(default_factory=memory_file)
    """File of the translation memory, or the address of a PostgreSQL database that several machines share
    (postgresql://HOST/DATABASE); not in the store, because it holds what people wrote."""
    translator: Names = "auto"
    """Who translates: auto (local models), or a list such as firefox,google,chat: each takes what the previous one could not.
    Human translations always come first."""
    glossary: FileName = ""
    """File of the project's terms, CSV or TBX; else the glossary beside the article, else the one that the memory keeps."""
    round_trip: Switch = False
    """Translate back what a machine made, by the models on this machine, and warn where it says something else. Takes as
    long again."""
    doubtful: Annotated[Doubtful, BeforeValidator(_doubtful)] = Doubtful.ORIGINAL
    """A sentence without a translation that can be relied on: original (it stays in the article's language, marked), hold
    (no edition) or accept (as translated)."""
    prices: Amounts = field(default_factory=dict, hash=False)
    """By translator, what a million characters cost."""
    currency: Text = ""
    """In which the prices are, as it is to be shown."""
    chat: Chat = field(default_factory=Chat)
    """The server that the translator `chat` asks."""
    libretranslate: Libre = field(default_factory=Libre)
    """The server that the translator `libretranslate` asks."""
    microsoft: Microsoft = field(default_factory=Microsoft)
    """What the translator `microsoft` needs to know."""
    limits: Mapping[str, LimitsTable] = field(default_factory=dict, hash=False)
    """By translator, what it must keep to, where that is not the default."""
    disclosure: Disclosures = field(default_factory=dict, hash=False)
    """By language, own wording of what an edition says of itself, by the names in words.toml."""
    speaker: Names = "auto"
    """Who speaks: auto (Kokoro, or Supertonic where it is installed and better, else eSpeak NG), kokoro, supertonic, espeak,
    gtts, speech."""
    casts: Mapping[Tag, Casting] = field(default_factory=dict, hash=False)
    """By language, who speaks it and how: `[voices.ko]`; the folder is `folder` in `[voices]` then."""
    speech: Speech = field(default_factory=Speech)
    """The server that the speaker `speech` asks."""
    supertonic: Supertonic = field(default_factory=Supertonic)
    """How the speaker `supertonic` works."""
    pauses: Pauses = field(default_factory=Pauses)
    """How long the voice rests."""
    lexicon: FileName = ""
    """File of how names are said, TOML or PLS; else `lexicon.toml` beside the article, if there is one."""
    offline: Switch = False
    """Open no network connection at all."""
    lang: Text = ""
    """The article's language; else found from the article."""
    headings: Names = "auto"
    """Which lines of a plain text are headings: auto, none (only typed ##), or their numbers as 3,9,21."""
    drafts: Switch = False
    """Publish articles too whose front matter says that they are drafts."""
    allow_local: Switch = False
    """Fetch an article from this machine and its own network too."""
    fetch_pictures: Switch = False
    """Fetch the pictures that an article shows from the web."""
    refetch: Switch = False
    """Fetch again what was fetched before."""
    jobs: Jobs = field(default_factory=_jobs)
    """Number of narration processes; else one per core."""
    scheduler: Scheduler = ""
    """Address of Dask's scheduler whose workers speak, as tcp://host:8786, or local: workers of this machine, as a
    trial. In publish.toml also as `scheduler` in `[cluster]`."""
    cluster_patience_s: Seconds = 60
    """How long a run waits for a worker that can do what is to be done; `patience_s` in `[cluster]`."""
    cluster_dashboard: Switch = False
    """Let Dask show on this machine what the workers of local do; `dashboard` in `[cluster]`."""
    metrics: Port = 0
    """Serve a run's numbers to Prometheus at this port of 127.0.0.1 while it lasts; 0 serves none."""
    strict: Switch = False
    """Treat warnings as an error."""
    base_url: Address = ""
    """Where the output will stand on the web."""
    first_base_url: Address = ""
    """Where it was found first, if it has moved: the shows' guids stay what they were."""
    site_title: Text = ""
    """Title of the feeds; else the first article's title."""
    site_description: Text = ""
    """What the feeds are about, in a sentence or two; the newest article's description when empty."""
    site_author: Text = ""
    """Whose show it is; the owner when empty."""
    site_about: Text = ""
    """Who publishes, for readers of the site's pages; an empty line begins a paragraph."""
    contact: Link = ""
    """Where readers write to: an address of mail or of a page. It is shown on the site's pages."""
    funding: WebLink = ""
    """Page where listeners can support the work; on the site's pages and in the feeds."""
    verify: Text = ""
    """What a service asks to find in the feeds, so that it knows whose they are."""
    statistics_prefix: Address = ""
    """Address that is put before those of the recordings in podcasts, so that its service counts downloads: it learns who downloads what."""
    hub: WebLink = ""
    """WebSub hub that `feed --ping` tells of what is new; it is sent the feeds' addresses."""
    site_words: Mapping[Tag, SiteWords] = field(default_factory=dict, hash=False)
    """By language, its own title, description, author and so on: `[site.ko]`."""
    theme: Theme = field(default_factory=Theme)
    """The style of the pages."""
    category: Text = "News"
    """Apple's name of the feeds' category, or two as `News > Politics`."""
    copyright: Text = ""
    """Who holds the rights, and since when, as it is to be shown."""
    licence: Text = ""
    """Under which all may be used: an SPDX identifier as `CC-BY-4.0`, or a name with `licence_url`."""
    licence_url: Text = ""
    """Where the licence's words are."""
    explicit: Switch = False
    """Whether the feeds hold what is not for children, as podcast directories ask."""
    owner: Text = ""
    """Who publishes."""
    owner_email: Text = ""
    """Address that podcast directories write to."""
