"""One question to a server over HTTP, and its answer, as JSON or as bytes; held in on every side.

No redirect is followed, no answer may be huge, late or trickle in for ever, and neither the key nor the text nor
what the server says of them gets into an error.
"""

import json
import os
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pipeline.config.keys import key_in
from pipeline.errors import (
    AnswerUnusable,
    EngineBusy,
    EngineError,
    EngineRefused,
    PublishError,
    SettingsError,
)
from pipeline.infra.http import transfer
from pipeline.infra.http.addresses import is_loopback
from pipeline.infra.http.request import Fault, Limits, NoAnswer, Request

MOST_BYTES = 4_000_000
"""Of an answer; a page of text has some thousands."""

_CONNECT_S = 10.0
_SHORTEST_KEY = 8
"""Shorter ones stand in any text by chance."""
_LATER = "Run the same command again later; what was finished is kept."


class Unsuited(AnswerUnusable):
    """The server did not like the question's form (HTTP 400, 413, 422 …)."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is asked in JSON."""

    table: str
    """Of publish.toml, where it is described; it names the server in messages too."""
    base_url: str
    key: str = field(default="", repr=False)
    limit_s: float = 60.0
    """For one answer, whole."""
    key_header: tuple[str, str] = ("Authorization", "Bearer ")
    """In which header the key goes, and what stands before it; without a name, the caller puts it into the body."""
    headers: tuple[tuple[str, str], ...] = ()
    """More of them."""

    @property
    def private(self) -> bool:
        """Whether it is on this machine."""
        return is_loopback(self.base_url)

    def get(self, path: str) -> Any:
        """What the server says at `path`. Raises `EngineBusy`, `EngineRefused` or `AnswerUnusable`."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: object) -> Any:
        """What the server says to `body`. Raises as `get`, and `Unsuited`."""
        return self._ask("POST", path, body)

    def fetch(self, path: str, body: object, most_bytes: int) -> bytes:
        """What the server sends for `body`, whatever it is. Raises as `post`."""
        said = self._answer("POST", path, body, most_bytes)
        if isinstance(said, PublishError):
            raise said
        return said

    def keep_secret(self, *texts: str) -> None:
        """Raise `AnswerUnusable` when one of `texts` holds the key."""
        if len(self.key) >= _SHORTEST_KEY and any(self.key in text for text in texts):
            raise AnswerUnusable(f"{self.table}: the answer contains the API key.")

    def _ask(self, method: str, path: str, body: object) -> Any:
        said = self._answer(method, path, body, MOST_BYTES)
        if isinstance(said, PublishError):
            raise said  # outside of any `except`: what libraries raise may quote keys and texts
        return self._parse(said)

    def _answer(self, method: str, path: str, body: object, most_bytes: int) -> bytes | EngineError:
        try:
            return transfer.answer(self._request(method, path, body), self._limits(most_bytes))
        except NoAnswer as error:
            return self._refusal(error, most_bytes)

    def _request(self, method: str, path: str, body: object) -> Request:
        name, before = self.key_header
        data = None if body is None else json.dumps(body).encode()
        return Request(
            self.base_url + path,
            method,
            {"Accept": "*/*", **({"Content-Type": "application/json"} if data else {}), **dict(self.headers)},
            data,
            {name: before + self.key} if self.key and name else {},
        )

    def _limits(self, most_bytes: int) -> Limits:
        connect_s = min(_CONNECT_S, self.limit_s)
        return Limits(most_bytes, self.limit_s, connect_s, self.limit_s, redirects=0)

    def _refusal(self, error: NoAnswer, most_bytes: int) -> EngineError:
        match error.fault:
            case Fault.STATUS | Fault.REDIRECT:
                return self._status(error)
            case Fault.SIZE:
                return AnswerUnusable(f"{self.table} returned an answer of more than {most_bytes:,} bytes.")
            case Fault.PACKING:
                return AnswerUnusable(f"{self.table}: the answer cannot be used: {error}.")
            case Fault.TIME | Fault.SILENCE:
                return EngineBusy(f"{self.table} did not answer within {self.limit_s:g} s.", _LATER)
            case Fault.CERTIFICATE:
                return EngineRefused(
                    f"{self.table} was not asked, and got no text: {error}.",
                    f"Ask whoever runs the server; is [{self.table}] base_url in publish.toml right?",
                )
            case Fault.ADDRESS:
                return EngineRefused(
                    f"[{self.table}] base_url cannot be used.", "Correct it in publish.toml."
                )
            case _:
                return EngineBusy(f"{self.table} could not be reached, or broke off: {error}.", _LATER)

    def _status(self, error: NoAnswer) -> EngineError:
        status = error.status
        if error.passing:
            return EngineBusy(f"{self.table} is busy or failed (HTTP {status}).", _LATER, error.seconds)
        if error.fault is Fault.REDIRECT:
            return EngineRefused(
                f"{self.table}: the server redirects to another address (HTTP {status}); texts are not sent there.",
                f"If that address is right, write it into [{self.table}] base_url.",
            )
        if status in (401, 402, 403, 404, 405):
            return EngineRefused(f"{self.table} refuses (HTTP {status}).", self._advice(status))
        return Unsuited(f"{self.table} did not take the question (HTTP {status}).")

    def _advice(self, status: int) -> str:
        if status in (404, 405):
            return f"Is [{self.table}] base_url in publish.toml right, and does the server know the model?"
        return f"Look at the account, and at the environment variable that [{self.table}] key_variable names."

    def _parse(self, data: bytes) -> Any:
        try:
            value = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError):
            value = _NOTHING
        if value is _NOTHING:
            raise AnswerUnusable(f"{self.table}: the answer is not valid JSON.")
        self.keep_secret(json.dumps(value, ensure_ascii=False))
        return value


_NOTHING = object()


def server(table: str, base_url: str, key_variable: str, limit_s: float, *, offline: bool) -> Server:
    """The server that the `table` of publish.toml describes. Raises `SettingsError` when it may not be asked."""
    if not base_url:
        raise SettingsError(
            f"The engine {table} needs to know its server.",
            f'Write [{table}] base_url = "http://…" into publish.toml.',
        )
    if offline and not is_loopback(base_url):
        raise SettingsError(
            f"The engine {table} needs the network, and --offline forbids it.",
            "Leave one of the two out, or name a server on this machine.",
        )
    key = key_in(os.environ, table, key_variable)
    if key and not is_loopback(base_url) and urlsplit(base_url).scheme != "https":
        raise SettingsError(
            f"[{table}] base_url begins with http://, so that the key would travel unencrypted.",
            "Use https://, or leave key_variable out.",
        )
    return Server(table, base_url, key, limit_s)
