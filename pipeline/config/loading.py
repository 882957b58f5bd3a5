"""The options of a run gathered from four places: defaults < publish.toml < environment < command line."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.config.choices import Doubtful
from pipeline.config.keys import key_faults
from pipeline.config.option_types import NO_TABLE, Refused, Tag, parse_list
from pipeline.config.settings import Settings
from pipeline.config.site_table import Site
from pipeline.config.tables import (
    CLUSTER,
    SITE,
    Casting,
    Chat,
    Colours,
    Libre,
    Limits,
    Microsoft,
    Pauses,
    Server,
    SiteWords,
    Speech,
    Supertonic,
    Theme,
    checked_table,
)
from pipeline.document.excerpts import shorten
from pipeline.document.plain_files import read_plain_file
from pipeline.errors import PublishError, SettingsError

_ACCEPTED = "accept_findings"
"""What `doubtful = "accept"` was called before: true or false."""
_OTHER_NAMES = {"translators": "translator", _ACCEPTED: "doubtful"}
_OPTIONS = tuple(field.name for field in fields(Settings))
ENVIRONMENT = {name: f"MANYVOICES_{name.upper()}" for name in (*_OPTIONS, _ACCEPTED)}
"""The environment variable of each option; one that is empty says nothing."""
TABLES: Mapping[str, type] = {
    "chat": Chat,
    "libretranslate": Libre,
    "microsoft": Microsoft,
    "speech": Speech,
    "supertonic": Supertonic,
    "pauses": Pauses,
    "limits": Limits,
    "voices": Casting,
    "site": Site,
    "theme": Theme,
}
"""The tables of publish.toml by name, and what stands in each; of limits, voices and site a table by language or engine too."""
_WITHIN_TABLES = {"site": SiteWords, "theme": Colours}
"""What stands in a table within one of these."""
_WITHIN = {"casts": "voices", "site_words": "site"}
"""Options that are written as tables of another name."""
_STORE = {"folder": "store", "limit": "store_limit", "url": "store_url"}
"""What stands in the table `[store]`."""
_SHOWN = 80
_ENTERING = re.compile(r"://.*@")
"""A name and a password in an address."""
_TABLE_KINDS = ("dataclass_type", "mapping_type", "dict_type")

Location = tuple[int | str, ...]


def load(
    flags: Mapping[str, Any],
    environment: Mapping[str, str] = os.environ,
    file: Path = Path("publish.toml"),
    *,
    keys: bool = False,
) -> Settings:
    """The settings of a run. `flags` holds what the command line named, and nothing else.

    With `keys`, those of the servers that its engines ask must be there too. Raises one `SettingsError` that lists every
    fault of all places.
    """
    faults: list[PublishError] = []
    values: dict[str, Any] = {}
    for place, options in _places(flags, environment, file, faults):
        right, wrong = _check(place, options, values.get("doubtful"))
        values |= right
        faults += wrong
    settings = replace(Settings(), **values)
    if keys:
        faults += key_faults(_asked_servers(settings), environment)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise SettingsError("\n".join(["Several settings are wrong:", *(f"  {fault}" for fault in faults)]))
    return settings


def _asked_servers(settings: Settings) -> Mapping[str, Server]:
    """Those that the run's engines ask, by the engine's name, which is that of its table too."""
    translators = (name.strip() for name in settings.translator.split(","))
    casts = (settings.casts[tag].speaker for tag in settings.to if tag in settings.casts)
    named = {*translators, settings.speaker, *casts}
    tables: Mapping[str, Server] = {
        "chat": settings.chat,
        "libretranslate": settings.libretranslate,
        "microsoft": settings.microsoft,
        "speech": settings.speech,
    }
    return {name: server for name, server in tables.items() if name in named}


def as_written(
    option: str,
    flags: Mapping[str, Any],
    environment: Mapping[str, str] = os.environ,
    file: Path = Path("publish.toml"),
) -> Sequence[str]:
    """The texts of a list as a person wrote them in the place that counts, where `load` finds no fault in them.

    A flag that was not given may stand in `flags` as None.
    """
    places = _places(flags, environment, file, [])
    written = [options[option] for _, options in places if options.get(option) is not None]
    return parse_list(written[-1]) if written else ()


def _places(
    flags: Mapping[str, Any], environment: Mapping[str, str], file: Path, faults: list[PublishError]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        yield str(file), _read(file)
    except PublishError as error:
        faults.append(error)
    said = {name: environment.get(variable, "") for name, variable in ENVIRONMENT.items()}
    yield "the environment", {name: value for name, value in said.items() if value.strip()}
    yield "the command line", flags


def _read(file: Path) -> Mapping[str, Any]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(read_plain_file(file).decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(
            f"{file} cannot be read: {_why(error)}.", "Correct it or move it away."
        ) from error


def _check(
    place: str, written: Mapping[str, Any], doubtful: Doubtful | None
) -> tuple[dict[str, Any], list[PublishError]]:
    """The values of one place that can be followed, and the faults of the others."""
    faults: list[PublishError] = []
    options = {name: value for name, value in written.items() if name not in _WITHIN}
    faults += (_only_as_table(place, name) for name in _WITHIN if name in written)
    for step in (_site_apart, _casts_apart, _store_apart, _cluster_apart):
        options = step(place, options, faults)
    try:
        options = _rename(place, options, doubtful)
    except PublishError as error:
        faults.append(error)
        options = {name: value for name, value in options.items() if name != _ACCEPTED}
    for name in [name for name, value in options.items() if _holds_bytes(value)]:
        faults.append(SettingsError(f"{place}: {name} = {_excerpt(options[name])} is not text in UTF-8."))
        options = {other: value for other, value in options.items() if other != name}
    try:
        return _values(options), faults
    except ValidationError as error:
        faults += _faults(place, error)
        wrong = {each["loc"][0] for each in error.errors()}
        return _values({name: value for name, value in options.items() if name not in wrong}), faults


def _holds_bytes(value: object) -> bool:
    """Whether a text holds bytes that are no UTF-8, which Python hands on from the command line (PEP 383)."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return any(map(_holds_bytes, value))
    return isinstance(value, str) and any("\ud800" <= sign <= "\udfff" for sign in value)


def _values(options: Mapping[str, Any]) -> dict[str, Any]:
    settings = _settings().validate_python(dict(options))
    return {name: getattr(settings, name) for name in options}


@cache
def _settings() -> TypeAdapter[Settings]:
    return TypeAdapter(Settings)


def _only_as_table(place: str, name: str) -> SettingsError:
    return SettingsError(
        f"{place}: {name} is not an option.", f"Write a table for each language, as [{_WITHIN[name]}.ko]."
    )


def _site_apart(place: str, options: Mapping[str, Any], faults: list[PublishError]) -> dict[str, Any]:
    """`options` with those of the table `[site]` under their own names; what is wrong with it goes to `faults`."""
    if "site" not in options:
        return dict(options)
    table, site = options["site"], dict[str, Any]()
    if not isinstance(table, Mapping):
        faults.append(
            SettingsError(f"{place}: site {NO_TABLE}. Write it as [site], with a line for each option.")
        )
        table = {}
    worded = {name: value for name, value in table.items() if isinstance(value, Mapping)}
    own = {name: value for name, value in table.items() if name not in worded}
    for part in (partial(_site, own), partial(_site_words, worded)):
        try:
            site |= part()
        except ValidationError as error:
            faults += _faults(place, error, ("site",))
    return _join_table(place, "site", site, options, faults)


def _site(table: Mapping[str, Any]) -> dict[str, Any]:
    return {SITE[name]: value for name, value in checked_table(Site, table).items()}


def _site_words(tables: Mapping[str, Any]) -> dict[str, Any]:
    words = TypeAdapter(dict[Tag, SiteWords]).validate_python(tables)
    return {"site_words": words} if words else {}


def _casts_apart(_: str, options: Mapping[str, Any], __: list[PublishError]) -> dict[str, Any]:
    """`options` with the table `[voices]` as the folder of Kokoro's voices and who speaks which language."""
    table = options.get("voices")
    if not isinstance(table, Mapping):
        return dict(options)
    others = {name: value for name, value in options.items() if name != "voices"}
    others["casts"] = {name: value for name, value in table.items() if name != "folder"}
    return {**others, "voices": table["folder"]} if "folder" in table else others


def _store_apart(place: str, options: Mapping[str, Any], faults: list[PublishError]) -> dict[str, Any]:
    """`options` with the table `[store]` as the store's folder and how large it may become; its faults go to `faults`."""
    return _named_apart(place, "store", _STORE, options, faults)


def _cluster_apart(place: str, options: Mapping[str, Any], faults: list[PublishError]) -> dict[str, Any]:
    """`options` with those of the table `[cluster]` under their own names; its faults go to `faults`."""
    return _named_apart(place, "cluster", CLUSTER, options, faults)


def _named_apart(
    place: str, name: str, known: Mapping[str, str], options: Mapping[str, Any], faults: list[PublishError]
) -> dict[str, Any]:
    """`options` with those of the table `name` under the names of `known`; others that stand in it are faults."""
    table = options.get(name)
    if not isinstance(table, Mapping):
        return dict(options)
    faults += (
        SettingsError(f"{place}: [{name}] {each} is no option; known are {', '.join(known)}.")
        for each in sorted(table.keys() - known.keys())
    )
    renamed = {known[each]: value for each, value in table.items() if each in known}
    return _join_table(place, name, renamed, options, faults)


def _join_table(
    place: str, table: str, own: Mapping[str, Any], options: Mapping[str, Any], faults: list[PublishError]
) -> dict[str, Any]:
    """`options` with the options that are `own` to one of their tables in its stead; what is said twice is a fault."""
    others = {name: value for name, value in options.items() if name != table}
    if twice := sorted(own.keys() & others.keys()):
        stand = "stand" if len(twice) > 1 else "stands"
        message = (
            f"{place}: {', '.join(twice)} {stand} in [{table}] and outside it too. Leave one of the two out."
        )
        faults.append(SettingsError(message))
    return {**own, **others}


def _rename(place: str, options: Mapping[str, Any], doubtful: Doubtful | None) -> dict[str, Any]:
    """`options` under the names that they have now; a no to an earlier place's `accept_findings` takes it back."""
    renamed = {_OTHER_NAMES.get(name, name): value for name, value in options.items() if name != _ACCEPTED}
    if _ACCEPTED not in options:
        return renamed
    accepts = _accepts(place, options[_ACCEPTED])
    if accepts and renamed.get("doubtful", Doubtful.ACCEPT) != Doubtful.ACCEPT:
        raise SettingsError(
            f"{place}: {_ACCEPTED} means doubtful = accept, and doubtful = {renamed['doubtful']} stands beside it.",
            "Leave one of the two out.",
        )
    if accepts:
        renamed["doubtful"] = Doubtful.ACCEPT
    elif doubtful is Doubtful.ACCEPT:
        renamed["doubtful"] = Settings().doubtful
    return renamed


def _accepts(place: str, value: Any) -> bool:
    try:
        return bool(_values({"strict": value})["strict"])
    except ValidationError as error:
        raise SettingsError(
            f"{place}: {_ACCEPTED} = {_excerpt(value)} {_words(error.errors()[0])}."
        ) from error


def _faults(place: str, error: ValidationError, above: Location = ()) -> Iterator[PublishError]:
    """Every fault, those of a table within a table too."""
    for each in error.errors(include_url=False):
        inner, location = each.get("ctx", {}).get("error"), (*above, *each["loc"])
        names = [str(part) for part in location if part != "[key]"]
        if isinstance(inner, ValidationError):
            yield from _faults(place, inner, location)
        elif isinstance(inner, Refused):
            yield _locate(place, names, inner.error)
        else:
            yield _fault(place, names, each)


def _locate(place: str, names: list[str], error: PublishError) -> PublishError:
    """`error` as it is for an option, which says what was asked; within a table, with the table's name."""
    *tables, _ = [_WITHIN.get(names[0], names[0]), *names[1:]]
    return SettingsError(f"{place}: [{'.'.join(tables)}] {error.message}", error.advice) if tables else error


def _fault(place: str, names: list[str], each: Any) -> SettingsError:
    *tables, name = [_WITHIN.get(names[0], names[0]), *names[1:]]
    table, words = ".".join(tables), _words(each)
    if words == NO_TABLE:
        whole = ".".join((*tables, name))
        return SettingsError(
            f"{place}: {whole} is not a table.", f"Write it as [{whole}], with a line for each option."
        )
    if each["type"] == "unexpected_keyword_argument":
        if not tables:
            return SettingsError(
                f"{place}: no option is called “{name}”.", f"Known are: {', '.join(_OPTIONS)}."
            )
        kind = _WITHIN_TABLES.get(tables[0], TABLES[tables[0]]) if tables[1:] else TABLES[tables[0]]
        known = ", ".join(field.name for field in fields(kind))
        return SettingsError(f"{place}: [{table}] {name} is not an option; known are {known}.")
    if tables:
        return SettingsError(f"{place}: [{table}] {name} {words}.")
    return SettingsError(f"{place}: {name} = {_excerpt(each['input'])} {words}.")


def _words(each: Any) -> str:
    if each["type"] in _TABLE_KINDS:
        return NO_TABLE
    error = each.get("ctx", {}).get("error")
    return _why(error) if error else str(each["msg"])


def _excerpt(value: object) -> str:
    """`value` as a person wrote it, in short, without who may enter an address; a number that Python does not write out in words."""
    try:
        written = repr(value)
    except ValueError:
        return "a number with thousands of digits"
    return shorten(_ENTERING.sub("://…@", written), _SHOWN)


def _why(error: Exception) -> str:
    """What `error` says, without Python's own advice about numbers that are too long for it."""
    too_long = "integer string conversion" in str(error)
    return "it holds a number with thousands of digits" if too_long else str(error)
