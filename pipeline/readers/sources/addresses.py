"""Which addresses of the web are asked: public ones, and each only where its name was seen to lead."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.errors import ArticleNotFetched
from pipeline.infra.http.addresses import is_public, look_up
from pipeline.infra.http.request import Route

_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]+(?:%[a-z0-9]+)?", re.IGNORECASE)
"""A name as it is looked up, or an address of IPv6; what is converted and is none of these is no host."""
_ADVICE = "Check the address; or save the page to a file and name that."


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes."""

    scheme: str
    host: str
    """ASCII; an address of IPv6 without brackets."""
    port: int
    path: str
    """With its query."""

    @property
    def shown(self) -> str:
        """For a person, without the query, in which keys may stand."""
        return readable(f"{self.scheme}://{self.authority}{self.path}")

    @property
    def authority(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme] == self.port
        return host if usual else f"{host}:{self.port}"


def target(address: str) -> Target:
    """What `address` asks for. Raises `ArticleNotFetched` for another scheme than HTTP's, for names with
    passwords, and for what is no address."""
    import idna

    from pipeline.infra.http.sending import quote

    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
        ascii_host = host if host.isascii() else idna.encode(host, uts46=True).decode()
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    except (ValueError, UnicodeError) as error:
        raise ArticleNotFetched(f"“{readable(address)}” is not a valid web address.", _ADVICE) from error
    if parts.scheme not in ("http", "https"):
        raise ArticleNotFetched(
            f"{readable(address)} is not fetched: only http and https are, not {parts.scheme or 'that'}.",
            _ADVICE,
        )
    if parts.username is not None or parts.password is not None:
        raise ArticleNotFetched(
            f"{readable(address)} holds a name or a password, which are not sent.",
            "Leave them out of the address.",
        )
    if not _HOST.fullmatch(ascii_host) or port == 0:
        raise ArticleNotFetched(f"“{readable(address)}” is not a valid web address.", _ADVICE)
    return Target(parts.scheme, ascii_host, port or (443 if parts.scheme == "https" else 80), path)


def route(address: str, *, allow_local: bool) -> Route:
    """How `address` is reached. Raises `ArticleNotFetched` as `target` and `resolve` do."""
    asked = target(address)
    return Route(f"{asked.scheme}://{asked.authority}{asked.path}", resolve(asked, allow_local=allow_local))


def readable(address: str) -> str:
    """`address` for a person: without query, password and anything that does not print."""
    head, slashes, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    shown_address = f"{head}{slashes}{host.rpartition('@')[2]}{slash}{path}".split("?")[0].split("#")[0]
    return "".join(sign for sign in shown_address if sign.isprintable())[:120]


def host(address: str) -> str:
    """The server's name in `address`, for a person."""
    try:
        return target(address).host
    except ArticleNotFetched:
        return "the server"


def resolve(target: Target, *, allow_local: bool) -> tuple[str, ...]:
    """The addresses to connect to, checked, so that a name cannot lead elsewhere a moment later.

    Raises `ArticleNotFetched` when there is none, or none but local ones and those are not allowed.
    """
    try:
        addresses = look_up(target.host, target.port)
    except (OSError, UnicodeError) as error:
        raise ArticleNotFetched(
            f"{target.shown}: there is no server called {target.host}.", _ADVICE
        ) from error
    usable = tuple(each for each in addresses if allow_local or is_public(each))
    if not usable:
        raise ArticleNotFetched(
            f"{target.shown} was not fetched: {target.host} resolves to "
            f"{', '.join(addresses) or 'nothing'}, which is on this machine or its local network.",
            "Use --allow-local to allow that.",
        )
    return usable
