"""What the declarations say of each option: its words, its default and its kind, for flags, the file's schema and the docs."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from pipeline.config.option_types import Names, Size, Switch, Tags, written_size
from pipeline.config.settings import Settings, Variants

_LISTS = (Tags, Names, Variants)
_WRITTEN: Mapping[Any, Callable[[Any], str]] = {Size: written_size}
"""By kind, how a default is written where that is not as Python has it."""


@dataclass(frozen=True, slots=True)
class OptionDescription:
    """What one declaration says."""

    words: str
    """What it does, in one line."""
    default: str
    """As a person would write it; empty where there is none, or where it differs from machine to machine."""
    is_switch: bool
    is_list: bool
    """Given with commas, or several times."""


def words_of(kind: type) -> Mapping[str, str]:
    """What each option of a table does, those that it has of another table too, a line each."""
    words: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        described: Mapping[str, Any] = each.__dict__.get("__pydantic_fields__", {})
        words |= {
            name: " ".join(field.description.split())
            for name, field in described.items()
            if field.description
        }
    return words


def readable(value: object) -> str:
    """A default as a person would write it."""
    if isinstance(value, bool) or value is MISSING or is_dataclass(value):
        return ""
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


@cache
def options() -> Mapping[str, OptionDescription]:
    """Every option by its name."""
    words = words_of(Settings)
    kinds: Mapping[str, Any] = Settings.__annotations__
    return {
        field.name: OptionDescription(
            words[field.name],
            _WRITTEN.get(kinds[field.name], readable)(default_of(field)),
            is_switch=kinds[field.name] is Switch,
            is_list=kinds[field.name] in _LISTS,
        )
        for field in fields(Settings)
    }


def default_of(field: Any) -> object:
    """The default that a declaration gives, whether or not pydantic keeps it within a value of its own."""
    return getattr(field.default, "default", field.default)
