"""What a table of publish.toml may hold: a dataclass says it, each field by its type and default.

    @dataclass(frozen=True)
    class Server:
        base_url: Annotated[str, address] = ""

Every fault of a table is told at once, and no value: it may be a key.
"""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Annotated, Any, TypeVar, get_args, get_origin
from urllib.parse import urlsplit

from pipeline.errors import SettingsError

Table = TypeVar("Table")

_SHOWN = 80
_LARGEST = sys.float_info.max
"""Of numbers; more is infinite, or no machine can reckon with it."""


def checked(kind: type[Table], place: str, table: Any) -> Table:
    """A table of the `kind`; raises one `SettingsError` with every fault in it, naming none of the values."""
    return kind(**checked_values(kind, place, table))


def checked_values(kind: type[Any], place: str, table: Any) -> dict[str, Any]:
    """The values that `table` gives for `kind`, checked and converted."""
    if not isinstance(table, Mapping):
        raise SettingsError(
            f"{place} is not a table.", f"Write it as [{place}], with a line for each option."
        )
    known = {each.name: each.type for each in fields(kind)}
    values, faults = {}, []
    for name, value in table.items():
        try:
            if name not in known:
                raise ValueError(f"is no option; known are {', '.join(known)}")
            values[name] = _converted(known[name], value)
        except ValueError as error:
            faults.append(f"[{place}] {name} {error}.")
    if faults:
        raise SettingsError(" ".join(faults))
    return values


def variable(value: str) -> str:
    """The name of an environment variable, or nothing. A key put here by mistake must not be shown."""
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*|", value):
        raise ValueError("is not the name of an environment variable; the key itself must not stand here")
    return value


def shown(value: object) -> str:
    """`value` as a person wrote it, in short; a number that Python does not write out in words."""
    try:
        written = repr(value)
    except ValueError:
        return "a number with thousands of digits"
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"


def why(error: Exception) -> str:
    """What `error` says, without Python's own advice about numbers that are too long for it."""
    return (
        "it holds a number with thousands of digits"
        if "integer string conversion" in str(error)
        else str(error)
    )


def address(value: str) -> str:
    """An address of the web without a slash at its end, or nothing."""
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


def sound_format(value: str) -> str:
    """A format in which sound is asked for."""
    if value not in ("wav", "mp3"):
        raise ValueError("is neither wav nor mp3")
    return value


def tempo(value: float) -> float:
    """From half to double."""
    if not 0.5 <= value <= 2:
        raise ValueError("is not from 0.5 to 2")
    return value


def rest(value: int) -> int:
    """Milliseconds, a minute at most."""
    if value > 60_000:
        raise ValueError("is more than a minute")
    return value


def _converted(kind: Any, value: Any) -> Any:
    plain, *further = get_args(kind) if get_origin(kind) is Annotated else [kind]
    made = _PLAIN[plain](value)
    for check in further:
        made = check(made)
    return made


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("is not a text")
    return value


def _texts(value: Any) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(each, str) for each in value.values()):
        raise ValueError("is not a table of texts")
    return dict(value)


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is not true or false")
    return value


def _whole_number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("is not a whole number from 0 up")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not 0 <= value <= _LARGEST:
        raise ValueError("is not a number from 0 up")
    return float(value)


_PLAIN: Mapping[Any, Callable[[Any], Any]] = {
    str: _text,
    bool: _yes_or_no,
    int: _whole_number,
    float: _number,
    Mapping[str, str]: _texts,
}
