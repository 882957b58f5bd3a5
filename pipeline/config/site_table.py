"""The table [site] of publish.toml: options of a run under shorter names, of the same kinds and with the same defaults."""

from dataclasses import fields
from itertools import dropwhile
from typing import Annotated, Any

from pydantic import Field
from pydantic.dataclasses import dataclass

from pipeline.config.option_types import ONLY_KNOWN
from pipeline.config.settings import Settings
from pipeline.config.tables import SITE

_FIRST = "base_url"
"""Of the options that may stand there, as `Settings` declares them."""
_WORDS = "site_words"
"""Stands there as a table for each language."""


def _site() -> type:
    """The table, made from what `Settings` declares."""
    shorter, kinds = {long: short for short, long in SITE.items()}, Settings.__annotations__
    options: list[Any] = [
        each for each in dropwhile(lambda each: each.name != _FIRST, fields(Settings)) if each.name != _WORDS
    ]
    described = Settings.__pydantic_fields__  # type: ignore[attr-defined]
    made: dict[str, Any] = {
        "__doc__": "What it says of itself where a language has no own words, where it stands, and who publishes it: `[site]`.",
        "__module__": __name__,
        "__annotations__": {
            shorter.get(each.name, each.name): Annotated[
                kinds[each.name], Field(description=described[each.name].description)
            ]
            for each in options
        },
        **{
            shorter.get(each.name, each.name): getattr(each.default, "default", each.default)
            for each in options
        },
    }
    return dataclass(frozen=True, config={**ONLY_KNOWN, "use_attribute_docstrings": False})(
        type("Site", (), made)
    )


Site = _site()
