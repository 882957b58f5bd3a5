"""The JSON Schema of publish.toml, from the declarations of the options: editors complete and check the file by it."""

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from pipeline.config.loading import TABLES
from pipeline.config.option_descriptions import words_of
from pipeline.config.settings import Settings
from pipeline.config.site_table import Site
from pipeline.config.tables import CLUSTER, SITE, Casting, SiteWords

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_WITHIN_TABLES = ("casts", "site_words")
"""Options that stand in the file as tables within others."""


def schema() -> Schema:
    """What publish.toml may hold. Defaults that differ from machine to machine are left out."""
    whole = _plain(TypeAdapter(Settings).json_schema())
    options = {name: each for name, each in whole["properties"].items() if name not in _WITHIN_TABLES}
    options["voices"] = {
        "description": options["voices"]["description"],
        "anyOf": [{"type": "string"}, _with_languages(Casting, {"folder": {"type": "string"}})],
    }
    options["translators"] = {"description": "As `translator`.", "type": "array", "items": {"type": "string"}}
    options["cluster"] = {
        "description": "The workers of several machines: `scheduler`, `cluster_patience_s` and `cluster_dashboard` under shorter names.",
        "type": "object",
        "properties": {name: options[option] for name, option in CLUSTER.items()},
        "additionalProperties": False,
    }
    options["site"] = _with_languages(SiteWords, _site(options))
    return {
        "$schema": DRAFT,
        "title": "publish.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": options,
        "$defs": whole["$defs"],
    }


def _plain(schema: Schema) -> Schema:
    """`schema` without titles, which only repeat names, and with what tables say of options that they inherit."""
    for kind in {*TABLES.values(), Settings}:
        table = schema if kind is Settings else schema["$defs"].get(kind.__name__, {})
        for name, text in words_of(kind).items():
            table.get("properties", {}).get(name, {}).setdefault("description", text)
    for part in _parts(schema):
        part.pop("title", None)
    return schema


def _parts(schema: Schema) -> Iterator[Schema]:
    yield schema
    for table in (*schema.get("$defs", {}).values(), *schema.get("properties", {}).values()):
        yield from _parts(table)


def _site(options: Schema) -> Schema:
    """The options of `[site]`, which are those beside it under shorter names."""
    names = TypeAdapter(Site).json_schema()["properties"]
    return {name: options[SITE[name]] for name in names}


def _with_languages(kind: type, others: Schema) -> Schema:
    """A table that holds `others`, and a table of the `kind` for any language."""
    return {
        "type": "object",
        "properties": others,
        "additionalProperties": {"$ref": f"#/$defs/{kind.__name__}"},
    }
