"""The options of a run, from four places: defaults < publish.toml < environment < command line."""

import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar

import platformdirs

from pipeline.config.settings_checks import checked, checked_values, shown, why
from pipeline.config.settings_tables import (
    SITE,
    Casting,
    Chat,
    Libre,
    Limits,
    Microsoft,
    Pauses,
    Site,
    SiteWords,
    Speech,
)
from pipeline.document.plain_files import read_plain_file
from pipeline.errors import PublishError, SettingsError
from pipeline.languages import DISCLOSURES, find

Choice = TypeVar("Choice", bound=StrEnum)


class Variant(StrEnum):
    """A further size of an edition."""

    TEXT = "text"
    """An e-book without sound."""
    SMALL = "small"
    """E-book and recording at a low bit rate."""
    BILINGUAL = "bilingual"
    """An e-book with the original beside each sentence."""


class Doubtful(StrEnum):
    """What becomes of a sentence for which no translation can be relied on."""

    ORIGINAL = "original"
    """It stays in the article's language, and says so; too many of them, or the title, hold the edition."""
    HOLD = "hold"
    """The edition is not published."""
    ACCEPT = "accept"
    """It is published as an engine translated it, if it can be read at all."""


DEFAULT_LANGUAGES = ("ko", "zh-Hans", "zh-Hant", "es", "pt-BR")


def _jobs() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """All options, checked."""

    to: tuple[str, ...] = DEFAULT_LANGUAGES
    """Target languages, BCP 47, in the order of publishing; the source language is always made."""
    output: Path = Path("output")
    """Folder of everything published."""
    slug: str = ""
    """What the article is called in the output; as its front matter says, or as its file, when empty."""
    replace: bool = False
    """Move aside what lies in the way and is not ours; else it stops what would take its place."""
    also: tuple[Variant, ...] = ()
    """Further sizes of each edition: `text`, `small`, `bilingual`."""
    embed_font: bool = False
    """Put the glyphs that an e-book needs into it, for readers that have no font for its script."""
    certified_by: str = ""
    """Who evaluated the e-books against EPUB Accessibility 1.1; empty when nobody did."""
    store: Path = field(default_factory=lambda: Path(platformdirs.user_cache_dir("manyvoices")))
    """Folder of the content store."""
    voices: Path = field(default_factory=lambda: Path(platformdirs.user_data_dir("manyvoices")) / "voices")
    """Folder of Kokoro's voices, one file `<name>.bin` each."""
    models: Path = field(default_factory=lambda: Path(platformdirs.user_data_dir("manyvoices")) / "models")
    """Folder of translation models, one folder `<source>-<target>` each."""
    memory: Path = field(
        default_factory=lambda: Path(platformdirs.user_data_dir("manyvoices")) / "memory.sqlite"
    )
    """File of the translation memory; not in the store, because it holds what people wrote."""
    translator: str = "auto"
    """A translator's name, or several with commas: the next one does what the one before cannot; in publish.toml
    also `translators`, a list. `auto` takes local models. What people wrote comes before all of them."""
    glossary: str = ""
    """File of the project's terms, CSV or TBX; else the glossary beside the article, if there is one."""
    round_trip: bool = False
    """Translate back what a machine made, where the models of both directions are here, and tell what it says otherwise."""
    doubtful: Doubtful = Doubtful.ORIGINAL
    """What becomes of a sentence for which no translation can be relied on: `original`, `hold` or `accept`."""
    prices: Mapping[str, float] = field(default_factory=dict, hash=False)
    """By translator, what a million characters cost."""
    currency: str = ""
    """In which the prices are, as it is to be shown."""
    chat: Chat = field(default_factory=Chat)
    """The server that the translator `chat` asks."""
    libretranslate: Libre = field(default_factory=Libre)
    """The server that the translator `libretranslate` asks."""
    microsoft: Microsoft = field(default_factory=Microsoft)
    """What the translator `microsoft` needs to know."""
    limits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    """By translator, what it must keep to, where that is not the default."""
    disclosure: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    """By language, own wording of what an edition says of itself, by the names in words.toml."""
    speaker: str = "auto"
    """A speaker's name; `auto` takes Kokoro where it speaks the language, else eSpeak NG."""
    casts: Mapping[str, Casting] = field(default_factory=dict, hash=False)
    """By language, who speaks it and how: `[voices.ko]`; the folder is `folder` in `[voices]` then."""
    speech: Speech = field(default_factory=Speech)
    """The server that the speaker `speech` asks."""
    pauses: Pauses = field(default_factory=Pauses)
    """How long the voice rests."""
    lexicon: str = ""
    """File of how names are said, TOML or PLS; else `lexicon.toml` beside the article, if there is one."""
    offline: bool = False
    """Open no socket at all."""
    lang: str = ""
    """The articles' language; found from each when empty."""
    headings: str = "auto"
    """Which lines of a plain text are headings: `auto`, `none`, or their numbers as `3,9,21`."""
    allow_local: bool = False
    """Fetch an article from this machine or its own network too."""
    fetch_pictures: bool = False
    """Fetch the pictures that an article shows from the web."""
    refetch: bool = False
    """Fetch again what was fetched before."""
    jobs: int = field(default_factory=_jobs)
    """Processes that speak at the same time; one a core by default."""
    strict: bool = False
    """Treat warnings as an error."""
    base_url: str = ""
    """Where `output` will be found on the web, for feeds; empty when not known. This and what follows may stand in
    the table `[site]` too, where `site_title` is `title`, and so on."""
    first_base_url: str = ""
    """Where it was found first, if it has moved: the shows' guids stay what they were."""
    site_title: str = ""
    """Title of the feeds; the first article's title when empty."""
    site_description: str = ""
    """What the feeds are about, in a sentence or two; the newest article's description when empty."""
    site_author: str = ""
    """Whose show it is; the owner when empty."""
    site_words: Mapping[str, SiteWords] = field(default_factory=dict, hash=False)
    """By language, its own title, description and author: `[site.ko]`."""
    category: str = "News"
    """Apple's name of the feeds' category, or two as `News > Politics`."""
    copyright: str = ""
    """Who holds the rights, and since when, as it is to be shown."""
    licence: str = ""
    """Under which all may be used: an SPDX identifier as `CC-BY-4.0`, or a name with `licence_url`."""
    licence_url: str = ""
    """Where the licence's words are."""
    explicit: bool = False
    """Whether the feeds hold what is not for children, as podcast directories ask."""
    owner: str = ""
    """Name of the publisher, for feeds."""
    owner_email: str = ""
    """Address that podcast directories write to, for feeds."""


_ACCEPTED = "accept_findings"
"""What `doubtful = "accept"` was called before: true or false."""
ENVIRONMENT = {
    name: f"MANYVOICES_{name.upper()}" for name in (*(field.name for field in fields(Settings)), _ACCEPTED)
}
"""The environment variable of each option; one that is empty says nothing."""

_TABLES: Mapping[str, Any] = {
    "chat": Chat,
    "libretranslate": Libre,
    "microsoft": Microsoft,
    "speech": Speech,
    "pauses": Pauses,
}
_OTHER_NAMES = {"translators": "translator"}


def load(
    flags: Mapping[str, Any],
    environment: Mapping[str, str] = os.environ,
    file: Path = Path("publish.toml"),
) -> Settings:
    """The settings of a run. `flags` holds what the command line named, and nothing else.

    Raises one `SettingsError` that lists every fault of all places.
    """
    faults: list[PublishError] = []
    values: dict[str, Any] = {}
    for place, options in _places(flags, environment, file, faults):
        for name, value in _casts_apart(_site_apart(place, options, faults)).items():
            try:
                if name == _ACCEPTED:
                    _accept(place, value, options, values)
                    continue
                values[_OTHER_NAMES.get(name, name)] = _checked(place, _OTHER_NAMES.get(name, name), value)
            except PublishError as error:
                faults.append(error)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise SettingsError("\n".join(["Several settings are wrong:", *(f"  {fault}" for fault in faults)]))
    return replace(Settings(), **values)


def _accept(place: str, value: Any, options: Mapping[str, Any], values: dict[str, Any]) -> None:
    """Read `accept_findings` as what it is called now; no takes back an earlier place's yes, and says no more."""
    try:
        accepts = _yes_or_no(value)
    except ValueError as error:
        raise SettingsError(f"{place}: {_ACCEPTED} = {shown(value)} {why(error)}.") from error
    if accepts and options.get("doubtful", Doubtful.ACCEPT) != Doubtful.ACCEPT:
        raise SettingsError(
            f"{place}: {_ACCEPTED} means doubtful = accept, and doubtful = {options['doubtful']} stands beside it.",
            "Leave one of the two out.",
        )
    if accepts:
        values["doubtful"] = Doubtful.ACCEPT
    elif values.get("doubtful") is Doubtful.ACCEPT:
        del values["doubtful"]


def _places(
    flags: Mapping[str, Any], environment: Mapping[str, str], file: Path, faults: list[PublishError]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        yield str(file), _table(file)
    except PublishError as error:
        faults.append(error)
    yield (
        "the environment",
        {
            name: said
            for name, variable in ENVIRONMENT.items()
            if (said := environment.get(variable, "")).strip()
        },
    )
    yield "the command line", flags


def _site_apart(place: str, options: Mapping[str, Any], faults: list[PublishError]) -> Mapping[str, Any]:
    """`options` with those of the table `[site]` under their own names."""
    if "site" not in options:
        return options
    others = {name: value for name, value in options.items() if name != "site"}
    try:
        made = _site(options["site"])
        if twice := sorted(made.keys() & others.keys()):
            raise SettingsError(f"{', '.join(twice)} stand in [site] and outside it too.")
    except PublishError as error:
        faults.append(SettingsError(f"{place}: {error}"))
        return others
    return {**made, **others}


def _casts_apart(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """`options` with the table `[voices]` as the folder of Kokoro's voices and who speaks which language."""
    table = options.get("voices")
    if not isinstance(table, Mapping):
        return options
    made = {name: value for name, value in options.items() if name != "voices"}
    made["casts"] = {name: value for name, value in table.items() if name != "folder"}
    return {**made, "voices": table["folder"]} if "folder" in table else made


def _casts(tables: Any) -> Mapping[str, Casting]:
    listed = tables.items() if isinstance(tables, Mapping) else [("LANGUAGE", None)]
    return {find(tag).tag: checked(Casting, f"voices.{tag}", table) for tag, table in listed}


def _site(table: Any) -> dict[str, Any]:
    listed = table.items() if isinstance(table, Mapping) else []
    worded = {name: value for name, value in listed if isinstance(value, Mapping)}
    own = (
        {name: value for name, value in listed if name not in worded} if isinstance(table, Mapping) else table
    )
    values = {SITE.get(name, name): value for name, value in checked_values(Site, "site", own).items()}
    words = {find(tag).tag: checked(SiteWords, f"site.{tag}", inner) for tag, inner in worded.items()}
    return {**values, **({"site_words": words} if words else {})}


def _table(file: Path) -> Mapping[str, Any]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(read_plain_file(file).decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"{file} cannot be read: {why(error)}.", "Correct it or move it away.") from error


def _checked(place: str, name: str, value: Any) -> Any:
    kinds = {field.name: field.type for field in fields(Settings)}
    if name not in kinds:
        raise SettingsError(f"{place}: no option is called “{name}”.", f"Known are: {', '.join(kinds)}.")
    if name in _TABLES:
        return checked(_TABLES[name], name, value)
    if name == "limits":
        return _limits(value)
    if name == "casts":
        return _casts(value)
    if name == "site_words":
        return _site_words(value)
    try:
        return _converted(kinds[name], value)
    except ValueError as error:
        raise SettingsError(f"{place}: {name} = {shown(value)} {why(error)}.") from error


def _site_words(value: Any) -> Mapping[str, SiteWords]:
    if isinstance(value, Mapping) and all(isinstance(each, SiteWords) for each in value.values()):
        return value
    raise SettingsError("site_words is no option; write a table for each language, as [site.ko].")


def _limits(value: Any) -> Mapping[str, Mapping[str, Any]]:
    tables = value.items() if isinstance(value, Mapping) else [("NAME", None)]
    return {name: checked_values(Limits, f"limits.{name}", table) for name, table in tables}


def _converted(kind: Any, value: Any) -> Any:
    if kind == tuple[str, ...]:
        return tuple(dict.fromkeys(find(item).tag for item in _listed(value) if item.strip()))
    if kind == tuple[Variant, ...]:
        return tuple(dict.fromkeys(_one_of(Variant, item) for item in _listed(value) if item.strip()))
    if kind is Doubtful:
        return _one_of(Doubtful, str(value))
    if kind is bool:
        return _yes_or_no(value)
    if kind is int:
        return _positive(value)
    if kind is Path:
        return _path(value)
    if kind == Mapping[str, float]:
        return _amounts(value)
    if kind == Mapping[str, Mapping[str, str]]:
        return _wording(value)
    if kind is str and isinstance(value, list):
        value = ",".join(map(str, value))
    if not isinstance(value, str):
        raise ValueError("is not a text")
    return value


def _listed(value: Any) -> list[str]:
    listed = value.split(",") if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(item, str) for item in listed):
        raise ValueError("is not a list of texts")
    return list(listed)


def _path(value: Any) -> Path:
    if not isinstance(value, str | Path) or not str(value).strip() or "\0" in str(value):
        raise ValueError("is no path")
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise ValueError("names somebody who has no home here") from error


def _one_of(kind: type[Choice], name: str) -> Choice:
    try:
        return kind(name.strip().lower())
    except ValueError as error:
        raise ValueError(f"is none of {', '.join(kind)}") from error


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
    if str(value).lower() not in known:
        raise ValueError("is neither true nor false")
    return known[str(value).lower()]


def _amounts(value: Any) -> Mapping[str, float]:
    listed: Any = value.values() if isinstance(value, Mapping) else [None]
    if not all(type(amount) in (int, float) and 0 <= amount <= sys.float_info.max for amount in listed):
        raise ValueError("is not a table of amounts, as google = 20.0")
    return {name: float(amount) for name, amount in value.items()}


def _wording(value: Any) -> Mapping[str, Mapping[str, str]]:
    made = {}
    for tag, table in value.items() if isinstance(value, Mapping) else [("", None)]:
        if not isinstance(table, Mapping):
            raise ValueError('is not a table by language, as [disclosure.ko] synthetic_voice = "…"')
        made[find(tag).tag] = {name: _told(tag, name, text) for name, text in table.items()}
    return made


def _told(tag: str, name: str, text: Any) -> str:
    """`text`, if it can stand for the disclosure `name`."""
    if name not in DISCLOSURES:
        raise ValueError(f"names “{name}” for {tag}; known are {', '.join(DISCLOSURES)}")
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"has no words for {tag} {name}")
    known = ", ".join(f"{{{each}}}" for each in DISCLOSURES[name])
    try:
        parts = [each for _, *each in Formatter().parse(text) if each[0] is not None]
    except ValueError as error:
        raise ValueError(f"has an odd brace in {tag} {name}: {error}") from error
    if any(part not in [[each, "", None] for each in DISCLOSURES[name]] for part in parts):
        raise ValueError(f"has another placeholder in {tag} {name} than {known or 'none'}")
    return text.strip()


def _positive(value: Any) -> int:
    if isinstance(value, bool) or not str(value).isdecimal() or not 1 <= int(value) <= 256:
        raise ValueError("is not a whole number from 1 to 256")
    return int(value)
