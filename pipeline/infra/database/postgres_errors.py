"""What psycopg and PostgreSQL say, in our words. No word names who wanted to enter, or by which password.

A server that refuses to let somebody in says why in its own language and without a code (libpq hands on the text
alone), so that only its English is known here; what is not is handed on, without names and passwords.
"""

import os
import re
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from pipeline.config.database_url import DatabaseUrl
from pipeline.errors import (
    DiskFull,
    InUse,
    MemoryUnreachable,
    NotWritable,
    PublishError,
    SettingsError,
    WriteError,
)
from pipeline.infra.database.tables import WAIT_S, damage_error

_STARTING = re.compile(r"starting up|shutting down|recovery mode|not yet accepting|too many clients")
_REFUSED = re.compile(
    r"password|authentication|pg_hba\.conf|role .* (?:does not exist|is not permitted)|permission denied for database"
)
_NO_DATABASE = re.compile(r"database .* does not exist")
_UNREACHABLE = (
    (r"Connection refused|No such file or directory", "nothing listens there"),
    (r"could not translate host name|Name or service not known|resolve", "no such machine is known"),
    (r"timeout|timed out", "it does not answer in time"),
    (r"terminating connection|server closed|before or while processing", "the server broke off"),
    (r"unreachable|No route", "there is no way to it in the network"),
    (
        r"SSL error|support SSL|certificate",
        "the encrypted connection failed; sslmode and sslrootcert in the address say how it is to be",
    ),
)
_PASSING = ("23505", "40001", "40P01", "57P01", "57P02", "57P03")
"""Another transaction came between (a row of its own, too), or the server is just stopped or starting (postgresql.org, errcodes-appendix)."""
_TOO_LONG = "57014"
"""query_canceled: by statement_timeout."""
_ADVICE = (
    "Start it, or correct the address (memory in publish.toml, MANYVOICES_MEMORY), and run the same command again; "
    "what was finished is kept."
)


def parameters(place: DatabaseUrl) -> dict[str, Any]:
    """What an address says, for libpq; the environment, a service file and a password file fill in the rest there.

    Raises `SettingsError` for options that libpq does not know, in words that repeat nothing of the address.
    """
    try:
        return dict(conninfo_to_dict(place.secret))
    except psycopg.Error:
        raise SettingsError(
            f"The address of the database {place} has an option that PostgreSQL does not know, or a wrong port or %-sign.",
            "Known are those of libpq: postgresql.org/docs/current/libpq-connect.html.",
        ) from None


def may_pass(error: psycopg.Error, *, is_known: bool, connecting: bool) -> bool:
    """Whether the same may succeed in some seconds. A server that let us in before may be starting again."""
    if not connecting:
        return error.sqlstate in _PASSING
    words = str(error)
    if _STARTING.search(words):
        return True
    return is_known and not (_REFUSED.search(words) or _NO_DATABASE.search(words))


def reason(error: psycopg.Error, title: str, place: DatabaseUrl, *, connecting: bool) -> PublishError:
    """What to raise for `error`."""
    if connecting:
        return _not_entered(str(error), title, place)
    words, code = (
        _without_names(error.diag.message_primary or type(error).__name__, place),
        error.sqlstate or "",
    )
    if code == "53100":
        return DiskFull(
            f"The disk of {place} is full.",
            "Free some space there and run the same command again; what was finished is kept.",
        )
    if code in ("42501", "25006", "3F000"):
        return NotWritable(
            f"{place} does not let us write: {words}.",
            "Let the user make and change tables there, or name another database with MANYVOICES_MEMORY.",
        )
    if code in ("55P03", "40001", "40P01"):
        return InUse(
            f"Another run has been writing to {place} for more than {WAIT_S:g} s.",
            "Wait until it is done, then run the same command again.",
        )
    if code == _TOO_LONG:
        return WriteError(
            f"{place} did not answer one query in time, and it was given up.",
            "Look whether the server is overloaded or its disk stands still, and run the same command again; what was "
            "finished is kept. A longer time is given by the address: ?options=-cstatement_timeout%3D300s.",
        )
    if code.startswith(("53", "57", "58")):
        return WriteError(f"{place} could not be read or written: {words}.", "Look at the server's log.")
    return damage_error(title, place, words)


def _not_entered(words: str, title: str, place: DatabaseUrl) -> MemoryUnreachable:
    if _NO_DATABASE.search(words):
        return MemoryUnreachable(
            f"{title} cannot be reached: there is no such database on the server ({place}).",
            "Make it with createdb, or correct the address (memory in publish.toml, MANYVOICES_MEMORY).",
        )
    if _REFUSED.search(words):
        return MemoryUnreachable(
            f"{title} cannot be reached: {place} does not let us in, by this name and password.",
            "Correct them in the address, in PGUSER and PGPASSWORD or in the password file (~/.pgpass), or have the "
            "server's administrator let this machine in.",
        )
    for pattern, said in _UNREACHABLE:
        if re.search(pattern, words):
            return MemoryUnreachable(f"{title} cannot be reached at {place}: {said}.", _ADVICE)
    last = (
        _without_names(words.strip().splitlines()[-1].strip().rstrip("."), place)
        if words.strip()
        else "no answer"
    )
    return MemoryUnreachable(f"{title} cannot be reached at {place}: {last}.", _ADVICE)


def _without_names(words: str, place: DatabaseUrl) -> str:
    """`words` without who wanted to enter, and by what."""
    known = parameters(place)
    for name, variable in (("user", "PGUSER"), ("password", "PGPASSWORD")):
        if value := str(known.get(name) or os.environ.get(variable, "")):
            words = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "…", words)
    return words
