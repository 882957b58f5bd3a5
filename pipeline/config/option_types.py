"""What an option may hold: a type for each kind, which takes it as a person wrote it and refuses it in words.

    @dataclass(frozen=True, slots=True, config=ONLY_KNOWN)
    class Server:
        base_url: Address = ""
        timeout_s: Amount = 60.0

Words never repeat a value: it may be a key. `loading` says where it stood.
"""

import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from pipeline.errors import PublishError, SettingsError
from pipeline.languages import DISCLOSURES, find

Choice = TypeVar("Choice", bound=StrEnum)

ONLY_KNOWN = ConfigDict(extra="forbid", use_attribute_docstrings=True, hide_input_in_errors=True)
"""Of every table: an option that is not declared is a fault, and what stands under one describes it."""

_LARGEST = sys.float_info.max
"""Of numbers; more is infinite, or no machine can reckon with it."""
_SWITCHES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
_MOST_JOBS = 256
_MOST_COUNTED = 100_000
_LONGEST_REST_MS = 60_000
_MOST_STEPS = 100
_LARGEST_PORT = 65_535
_UNITS = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_SCHEDULER = re.compile(r"(tcp|tls)://[^\s/@]+:\d{1,5}")
LOCAL_SCHEDULER = "local"
NO_TABLE = "is not a table"
_STORE_FORMS = "Write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, az://CONTAINER/PREFIX or file:///FOLDER."


class Refused(ValueError):
    """An error with words and an exit code of its own, carried through a validator."""

    def __init__(self, error: PublishError) -> None:
        super().__init__(str(error))
        self.error = error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("is not a text")
    return value


def _join(value: Any) -> str:
    items = list(map(str, value)) if isinstance(value, list) else _text(value)
    return ",".join(item.strip() for item in parse_list(items))


def _texts(value: Any) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(each, str) for each in value.values()):
        raise ValueError("is not a table of texts")
    return dict(value)


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is not true or false")
    return value


def _switch(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() not in _SWITCHES:
        raise ValueError("is neither true nor false")
    return _SWITCHES[str(value).lower()]


def _whole_number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("is not a whole number from 0 up")
    return value


def _amount(value: Any) -> float:
    if type(value) not in (int, float) or not 0 <= value <= _LARGEST:
        raise ValueError("is not a number from 0 up")
    return float(value)


def _jobs(value: Any) -> int:
    if isinstance(value, bool) or not str(value).isdecimal() or not 1 <= int(value) <= _MOST_JOBS:
        raise ValueError(f"is not a whole number from 1 to {_MOST_JOBS}")
    return int(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not str(value).isdecimal() or not 1 <= int(value) <= _MOST_COUNTED:
        raise ValueError(f"is not a whole number from 1 to {_MOST_COUNTED:,}")
    return int(value)


def _seconds(value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,6}", str(value)):
        raise ValueError("is not a whole number of seconds")
    return int(value)


def _port(value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,5}", str(value)) or int(value) > _LARGEST_PORT:
        raise ValueError(f"is no port: a whole number from 1 to {_LARGEST_PORT}")
    return int(value)


def _size(value: Any) -> int:
    match = re.fullmatch(r"(\d{1,18}(?:\.\d+)?)\s*([kMGT]?B|)", str(value).strip())
    if not match or isinstance(value, bool):
        raise ValueError("is no size, as 20 GB or 500 MB")
    return int(float(match[1]) * _UNITS[match[2] or "B"])


def written_size(size: int) -> str:
    """A number of bytes as it may be written, in the largest unit that leaves it whole."""
    unit = max((unit for unit, bytes in _UNITS.items() if size % bytes == 0), key=lambda unit: _UNITS[unit])
    return f"{size // _UNITS[unit]} {unit}"


def _variable(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*|", value):
        raise ValueError("is not the name of an environment variable; the key itself must not stand here")
    return value


def _address(value: str) -> str:
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


def _link(value: str) -> str:
    """An address of the web whatever stands in it, or of mail; a bare one of mail gets its scheme."""
    if re.fullmatch(r"[^@\s:/]+@[^@\s/]+\.[^@\s/]+", value):
        return f"mailto:{value}"
    if value and not re.fullmatch(r"(https?://[^\s/@]+(/[!-~]*)?|mailto:[^@\s]+@[^@\s]+)", value):
        raise ValueError("is neither an address that begins with http:// or https:// nor one of mail")
    return value


def _web_link(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s/@]+(/[!-~]*)?", value):
        raise ValueError("is not an address that begins with http:// or https://")
    return value


def _colour(value: str) -> str:
    if value and not re.fullmatch("#[0-9A-Fa-f]{6}", value):
        raise ValueError("is not a colour written as #1a2b3c")
    return value.lower()


def _typeface(value: str) -> str:
    if not re.fullmatch(r"[\w ,'-]*", value):
        raise ValueError("is not a list of typefaces, as Source Serif, Georgia, serif")
    return value


def _store_folder(value: Any) -> Path:
    if isinstance(value, str) and "://" in value:
        raise Refused(
            SettingsError("The store is a folder of this machine.", "Write an address as url in [store].")
        )
    return local_path(value)


def store_address(value: Any) -> str:
    """The address, as it may be shown. Raises `Refused`, which never repeats what was written: it may hold a key."""
    text = _text(value).strip()
    try:
        parts = urlsplit(text)
        at = parts.netloc
    except ValueError:
        raise Refused(SettingsError(f"The address of the bucket is none. {_STORE_FORMS}")) from None
    if "@" in at or ":" in at or parts.query or parts.fragment:
        raise Refused(
            SettingsError(
                "The address of the bucket holds a name, a key, a port or options.",
                "They belong in the environment, as AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_ENDPOINT_URL.",
            )
        )
    if text and not (at if parts.scheme in ("s3", "gs", "az") else parts.scheme == "file" and not at):
        raise Refused(SettingsError(f"The address of the bucket is none that is known. {_STORE_FORMS}"))
    return text.rstrip("/")


def _sound_format(value: Any) -> str:
    if _text(value) not in ("wav", "mp3"):
        raise ValueError("is neither wav nor mp3")
    return str(value)


def _tempo(value: Any) -> float:
    if not 0.5 <= _amount(value) <= 2:
        raise ValueError("is not from 0.5 to 2")
    return float(value)


def _steps(value: Any) -> int:
    if not 1 <= _whole_number(value) <= _MOST_STEPS:
        raise ValueError(f"is not a whole number from 1 to {_MOST_STEPS}")
    return int(value)


def _rest(value: Any) -> int:
    if _whole_number(value) > _LONGEST_REST_MS:
        raise ValueError("is more than a minute")
    return int(value)


def local_path(value: Any) -> Path:
    """The path of a file or folder that a person wrote. Raises `ValueError`."""
    if not isinstance(value, str | Path) or not str(value).strip() or "\0" in str(value):
        raise ValueError("is not a path")
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise ValueError("names somebody who has no home here") from error


def _file_name(value: str) -> str:
    if value:
        local_path(value)
    return value


def _scheduler(value: str) -> str:
    address = value.strip().rstrip("/")
    if address in ("", LOCAL_SCHEDULER) or _SCHEDULER.fullmatch(address):
        return address
    raise ValueError(f"is no address of a scheduler, as tcp://host:8786, nor “{LOCAL_SCHEDULER}”")


def parse_list(value: Any) -> list[str]:
    """Texts out of a list, or out of one text with commas; empty ones are left out."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise ValueError("is not a list of texts")
    return [item for item in items if item.strip()]


def one_of(kind: type[Choice], name: Any) -> Choice:
    """The member of `kind` that is called so."""
    try:
        return kind(str(name).strip().lower())
    except ValueError as error:
        raise ValueError(f"must be one of {', '.join(kind)}") from error


def _tag(value: Any) -> str:
    try:
        return find(_text(value)).tag
    except PublishError as error:
        raise Refused(error) from error


def _tags(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_tag, parse_list(value))))


def _amounts(value: Any) -> Mapping[str, float]:
    amounts: Any = value.values() if isinstance(value, Mapping) else [None]
    try:
        return {name: _amount(amount) for name, amount in zip(value, amounts, strict=True)}
    except (ValueError, TypeError) as error:
        raise ValueError("is not a table of amounts, as google = 20.0") from error


def _disclosures(value: Any) -> Mapping[str, Mapping[str, str]]:
    tables = {}
    for tag, table in value.items() if isinstance(value, Mapping) else [("", None)]:
        if not isinstance(table, Mapping):
            raise ValueError('is not a table by language, as [disclosure.ko] synthetic_voice = "…"')
        tables[_tag(tag)] = {name: _disclosure(tag, name, text) for name, text in table.items()}
    return tables


def _disclosure(tag: str, name: str, text: Any) -> str:
    """`text`, if it can stand for the disclosure `name`."""
    if name not in DISCLOSURES:
        raise ValueError(f"names “{name}” for {tag}; known are {', '.join(DISCLOSURES)}")
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"has no words for {tag} {name}")
    known = ", ".join(f"{{{each}}}" for each in DISCLOSURES[name])
    try:
        parts = [each for _, *each in Formatter().parse(text) if each[0] is not None]
    except ValueError as error:
        raise ValueError(f"has an unmatched brace in {tag} {name}: {error}") from error
    if any(part not in [[each, "", None] for each in DISCLOSURES[name]] for part in parts):
        raise ValueError(
            f"uses a placeholder other than {known} in {tag} {name}"
            if known
            else f"may hold no placeholder in {tag} {name}"
        )
    return text.strip()


Text = Annotated[str, BeforeValidator(_text)]
Names = Annotated[str, BeforeValidator(_join, json_schema_input_type=str | list[str])]
"""One name or several: a list, or a text with commas; kept with commas."""
Texts = Annotated[Mapping[str, str], BeforeValidator(_texts)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Switch = Annotated[bool, BeforeValidator(_switch)]
"""True or false, in words too: a variable of the environment has no others."""
WholeNumber = Annotated[int, Field(ge=0), BeforeValidator(_whole_number)]
Amount = Annotated[float, Field(ge=0), BeforeValidator(_amount)]
Amounts = Annotated[Mapping[str, float], BeforeValidator(_amounts)]
Jobs = Annotated[int, Field(ge=1, le=_MOST_JOBS), BeforeValidator(_jobs)]
Count = Annotated[int, Field(ge=1, le=_MOST_COUNTED), BeforeValidator(_count)]
Seconds = Annotated[int, Field(ge=0), BeforeValidator(_seconds)]
Port = Annotated[int, Field(ge=0, le=_LARGEST_PORT), BeforeValidator(_port)]
"""Of TCP; 0 is none."""
Size = Annotated[int, BeforeValidator(_size, json_schema_input_type=str)]
"""Bytes, written with their unit."""
Variable = Annotated[str, AfterValidator(_variable), BeforeValidator(_text)]
"""The name of an environment variable, or nothing. A key put here by mistake must not be shown."""
Address = Annotated[str, AfterValidator(_address), BeforeValidator(_text)]
"""An address of the web without a slash at its end, or nothing."""
Scheduler = Annotated[str, AfterValidator(_scheduler), BeforeValidator(_text)]
"""The address of Dask's scheduler, `local` for one that is started for the run, or nothing."""
Link = Annotated[str, AfterValidator(_link), BeforeValidator(_text)]
"""What a page may lead to: an address of the web or of mail, or nothing."""
WebLink = Annotated[str, AfterValidator(_web_link), BeforeValidator(_text)]
"""An address of the web, whatever stands in it, or nothing."""
Colour = Annotated[str, AfterValidator(_colour), BeforeValidator(_text)]
"""`#rrggbb`, or nothing."""
FileName = Annotated[str, AfterValidator(_file_name), BeforeValidator(_text)]
"""Of a file or folder, as it was written, or nothing."""
Typeface = Annotated[str, AfterValidator(_typeface), BeforeValidator(_text)]
"""Names of typefaces with commas, as style sheets have them, or nothing."""
StoreFolder = Annotated[Path, BeforeValidator(_store_folder)]
StoreAddress = Annotated[str, BeforeValidator(store_address)]
"""Where a store lies that several machines share, or nothing."""
SoundFormat = Annotated[Literal["wav", "mp3"], BeforeValidator(_sound_format)]
Tempo = Annotated[float, Field(ge=0.5, le=2), BeforeValidator(_tempo)]
"""From half to double."""
Steps = Annotated[int, Field(ge=1, le=_MOST_STEPS), BeforeValidator(_steps)]
Rest = Annotated[int, Field(ge=0, le=_LONGEST_REST_MS), BeforeValidator(_rest)]
"""Milliseconds, a minute at most."""
File = Annotated[Path, BeforeValidator(local_path)]
Tag = Annotated[str, BeforeValidator(_tag)]
"""A language by any of its names; kept as BCP 47."""
Tags = Annotated[tuple[str, ...], BeforeValidator(_tags, json_schema_input_type=str | list[str])]
Disclosures = Annotated[Mapping[str, Mapping[str, str]], BeforeValidator(_disclosures)]
