"""Which addresses of the web are asked: public ones, and each only where its name was seen to lead."""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urljoin, urlsplit

from pipeline.errors import ArticleNotFetched

_NAT64 = IPv6Network("64:ff9b::/96")
_SPECIAL = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",
            "64:ff9b:1::/48",
            "fec0::/10",
            "100::/64",
            "2001::/23",
            "3fff::/20",
            "5f00::/16",
        ),
    )
)
"""Blocks of the registries of special addresses (RFC 6890) that not every Python in use knows."""
_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]+(?:%[a-z0-9]+)?", re.IGNORECASE)
"""A name as it is looked up, or an address of IPv6; what is converted and is none of these is no host."""
_ADVICE = "Check the address; or save the page to a file and name that."

Address = IPv4Address | IPv6Address


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
        return shown(f"{self.scheme}://{self.authority}{self.path}")

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
    from requests.utils import requote_uri

    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
        ascii_host = host if host.isascii() else idna.encode(host, uts46=True).decode()
        path = requote_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    except (ValueError, UnicodeError) as error:
        raise ArticleNotFetched(f"“{shown(address)}” is not a valid web address.", _ADVICE) from error
    if parts.scheme not in ("http", "https"):
        raise ArticleNotFetched(
            f"{shown(address)} is not fetched: only http and https are, not {parts.scheme or 'that'}.",
            _ADVICE,
        )
    if parts.username is not None or parts.password is not None:
        raise ArticleNotFetched(
            f"{shown(address)} holds a name or a password, which are not sent.",
            "Leave them out of the address.",
        )
    if not _HOST.fullmatch(ascii_host) or port == 0:
        raise ArticleNotFetched(f"“{shown(address)}” is not a valid web address.", _ADVICE)
    return Target(parts.scheme, ascii_host, port or (443 if parts.scheme == "https" else 80), path)


def joined(base: str, address: str) -> str:
    """`address` as it is meant where `base` says it."""
    try:
        return urljoin(base, address)
    except ValueError as error:
        raise ArticleNotFetched(f"“{shown(address)}” is not a valid web address.", _ADVICE) from error


def shown(address: str) -> str:
    """`address` for a person: without query, password and anything that does not print."""
    head, slashes, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    told = f"{head}{slashes}{host.rpartition('@')[2]}{slash}{path}".split("?")[0].split("#")[0]
    return "".join(sign for sign in told if sign.isprintable())[:120]


def resolved(target: Target, *, allow_local: bool) -> tuple[str, ...]:
    """The addresses to connect to, checked, so that a name cannot lead elsewhere a moment later.

    Raises `ArticleNotFetched` when there is none, or none but local ones and those are not allowed.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArticleNotFetched(
            f"{target.shown}: there is no server called {target.host}.", _ADVICE
        ) from error
    addresses = dict.fromkeys(str(where[4][0]) for where in found)
    usable = tuple(each for each in addresses if allow_local or is_public(each))
    if not usable:
        raise ArticleNotFetched(
            f"{target.shown} was not fetched: {target.host} resolves to "
            f"{', '.join(addresses) or 'nothing'}, which is on this machine or its local network.",
            "Use --allow-local to allow that.",
        )
    return usable


def is_public(address: str) -> bool:
    """Whether `address` belongs to the web at large, wherever another address is hidden in it."""
    try:
        found: Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        hidden = _hidden(found)
        if hidden:
            return all(is_public(str(each)) for each in hidden)
    if any(found in block for block in _SPECIAL):
        return False
    return found.is_global and not (
        found.is_multicast or found.is_reserved or found.is_loopback or found.is_link_local
    )


def _hidden(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that one of IPv6 stands for (RFC 4291, 6052, 3056, 4380)."""
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    if address.sixtofour:
        return (address.sixtofour,)
    return address.teredo or ()
