"""The table [site] of publish.toml: options of a run under shorter names, of the same kinds and with the same defaults."""

from dataclasses import fields
from typing import Annotated, Any

from pydantic import Field
from pydantic.dataclasses import dataclass

from pipeline.config.option_descriptions import default_of
from pipeline.config.option_types import ONLY_KNOWN
from pipeline.config.settings import Settings
from pipeline.config.tables import SITE


def _site() -> type:
    """The table, made from what `Settings` declares."""
    kinds, declared = Settings.__annotations__, {each.name: each for each in fields(Settings)}
    described = Settings.__pydantic_fields__  # type: ignore[attr-defined]
    members: dict[str, Any] = {
        "__doc__": "What it says of itself where a language has no own words, where it stands, and who publishes it: `[site]`.",
        "__module__": __name__,
        "__annotations__": {
            name: Annotated[kinds[option], Field(description=described[option].description)]
            for name, option in SITE.items()
        },
        **{name: default_of(declared[option]) for name, option in SITE.items()},
    }
    return dataclass(frozen=True, config={**ONLY_KNOWN, "use_attribute_docstrings": False})(
        type("Site", (), members)
    )


Site = _site()
