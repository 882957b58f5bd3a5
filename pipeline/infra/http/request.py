"""What is asked of a server, within which limits, and why nothing usable came back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

GRACE_S = 20.0
"""Seconds in which an answer may come as slowly as it likes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may take."""

    size: int
    """Bytes, unpacked."""
    total_s: float
    """Seconds from the first word sent to the last received; a server that trickles does not stretch them."""
    connect_s: float = 4
    """Seconds to be connected to each of the server's addresses."""
    silence_s: float = 10
    """Seconds without a byte."""
    redirects: int = 5
    """How often an answer may send on to another address, which then gets the request."""
    least_rate: float = 0
    """Bytes a second that must have come, on average, after the first `GRACE_S`."""


@dataclass(frozen=True, slots=True)
class Route:
    """How one address is reached."""

    url: str
    """ASCII."""
    addresses: tuple[str, ...] = ()
    """Of IP: the connection goes to the first that can be reached, by no proxy, and the host's name is not looked
    up again. Without any, it goes by name, and by the proxy that the user's environment names."""


def by_name(url: str) -> Route:
    """The usual route."""
    return Route(url)


@dataclass(frozen=True, slots=True)
class Request:
    """One question."""

    url: str = field(repr=False)
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = field(default=None, repr=False)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Headers that hold a key."""
    route: Callable[[str], Route] = by_name
    """How an address is reached, asked for the first and for each that an answer sends on to; may refuse it."""

    @property
    def may_move(self) -> bool:
        """Whether it may go to another server than the one it was meant for: never with a key or a text."""
        return self.method == "GET" and not self.secrets and self.body is None


class Fault(Enum):
    """Why there is no answer."""

    ADDRESS = auto()
    """It is none."""
    CERTIFICATE = auto()
    CONNECTION = auto()
    SILENCE = auto()
    TIME = auto()
    """It took too long as a whole, or came too slowly."""
    SIZE = auto()
    PACKING = auto()
    """The answer is packed in a way that was not asked for."""
    BROKEN = auto()
    """The answer is incomplete or damaged."""
    REDIRECT = auto()
    """The server sends on to another address, and the request does not follow, or followed often enough."""
    STATUS = auto()
    """The server answers with an error."""
    PART = auto()
    """Another part of a file came than was asked for."""


class NoAnswer(Exception):
    """There was no usable answer. Its words hold neither what was sent nor where keys may stand."""

    def __init__(
        self,
        reason: str,
        fault: Fault,
        *,
        passing: bool,
        seconds: float | None = None,
        status: int = 0,
        location: str = "",
    ) -> None:
        super().__init__(reason)
        self.fault = fault
        self.passing = passing
        """Whether the same request may be answered later."""
        self.seconds = seconds
        """How long the server asks to wait."""
        self.status = status
        """What the server answered with, when it was an error."""
        self.location = location
        """Where it sends on to; never shown."""
