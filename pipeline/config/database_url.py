"""The address of a PostgreSQL database. Whoever may enter it is part of the address, and is shown nowhere."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qs, unquote

from pydantic import BeforeValidator

from pipeline.config.option_types import Refused, local_path
from pipeline.errors import SettingsError

_URL = re.compile(
    r"postgres(?:ql)?://"
    r"(?:(?P<user>[^/?#@:\[\]\s]*)(?::(?P<password>[^/?#@:\[\]\s]*))?@)?"
    r"(?P<hosts>[^/?#@\s]*)(?:/(?P<name>[^/?#@\s]*))?(?:\?[^?#@\s]*)?"
)
"""As libpq reads it (postgresql.org/docs/current/libpq-connect.html, Connection URIs), but stricter: a sign that it would take for
the end of a part has to be written as %40, so that no part of a password is ever taken for a host and shown."""


_LIKE_AN_ADDRESS = re.compile(r".*://|postgres(?:ql)?:|[^/\\]*:[^/\\]*@", re.IGNORECASE)
"""What nobody calls a file, and what may hold a password."""


@dataclass(frozen=True, slots=True, repr=False)
class DatabaseUrl:
    """A database of PostgreSQL; as text without its user, its password and all options."""

    secret: str
    """The whole address. Never to be shown, logged, or put into a key."""
    shown: str = field(init=False, compare=False)
    hosts: str = field(init=False, compare=False)
    """As written, with commas and ports; empty where the environment or a socket of this machine counts."""

    def __post_init__(self) -> None:
        """Raises `ValueError` for what is no such address, without a word of it."""
        if not (parts := _URL.fullmatch(self.secret)) or "%00" in self.secret:
            raise ValueError("is no address of a PostgreSQL database")
        name = f"/{unquote(parts['name'])}" if parts["name"] else ""
        object.__setattr__(self, "hosts", parts["hosts"])
        object.__setattr__(self, "shown", f"postgresql://{parts['hosts']}{name}")

    @property
    def is_local(self) -> bool:
        """Whether it is surely on this machine: a socket, or a loopback address. The environment counts as libpq has it."""
        options = parse_qs(self.secret.partition("?")[2])
        if options.get("service") or ("PGSERVICE" in os.environ and not self.hosts):
            return False
        hosts = options.get("hostaddr") or options.get("host") or [unquote(self.hosts)]
        usual = os.environ.get("PGHOSTADDR") or os.environ.get("PGHOST", "")
        return all(map(_is_here, (hosts[0] or usual).split(",")))

    def __str__(self) -> str:
        return self.shown

    def __repr__(self) -> str:
        return f"DatabaseUrl({self.shown!r})"


def _is_here(host: str) -> bool:
    """Whether one host, perhaps with a port, is this machine."""
    name = host[1:].partition("]")[0] if host.startswith("[") else host
    if not name or name.startswith(("/", "@")):
        return True
    for each in (name, name.rpartition(":")[0]):
        with suppress(ValueError):
            return ip_address(each).is_loopback
    return name.partition(":")[0] == "localhost"


MemoryPlace = Path | DatabaseUrl
"""Where what people wrote is kept: a file of this machine, or a database that several machines share."""


def memory_place(value: Any) -> MemoryPlace:
    """The place that a person wrote. Raises `ValueError`; of an address, one without a word of it."""
    if isinstance(value, DatabaseUrl):
        return value
    if not isinstance(value, str) or not _LIKE_AN_ADDRESS.match(value.strip()):
        return _file(local_path(value))
    try:
        return DatabaseUrl(value.strip())
    except ValueError as error:
        raise Refused(
            SettingsError(
                "The address of the translation memory is none of a PostgreSQL database.",
                "Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, in a name or password %40 for @, %3A for :, %2F for /, "
                "%3F for ?, %23 for # and %25 for %; or the path of a file.",
            )
        ) from error


def _file(path: Path) -> Path:
    if not path.name:
        raise ValueError("is a folder, and names no file in it")
    return path


Memory = Annotated[MemoryPlace, BeforeValidator(memory_place, json_schema_input_type=str)]
