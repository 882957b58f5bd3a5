"""What an address of the net is: of this machine, public, or something that hides another one."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urljoin, urlsplit

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

Address = IPv4Address | IPv6Address


def join(base: str, address: str) -> str:
    """`address` as it is meant where `base` says it; as it stands where it is none, for whoever asks it to refuse."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def is_loopback(url: str) -> bool:
    """Whether what `url` names is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The addresses that `host` leads to, each once. Raises `OSError` or `UnicodeError` when there is none."""
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(where[4][0]) for where in entries))


def is_public(address: str) -> bool:
    """Whether `address` belongs to the web at large, wherever another address is hidden in it."""
    try:
        known: Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(known, IPv6Address):
        hidden = _embedded_ipv4(known)
        if hidden:
            return all(is_public(str(each)) for each in hidden)
    if any(known in block for block in _SPECIAL):
        return False
    return known.is_global and not (
        known.is_multicast or known.is_reserved or known.is_loopback or known.is_link_local
    )


def _embedded_ipv4(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that one of IPv6 stands for (RFC 4291, 6052, 3056, 4380)."""
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    if address.sixtofour:
        return (address.sixtofour,)
    return address.teredo or ()
