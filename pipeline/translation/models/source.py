"""What every source of models is, and how little of it is believed."""

import json
from typing import Any, NoReturn, Protocol
from urllib.parse import urlsplit

from pipeline.infra.http import transfer
from pipeline.translation.models.offer import Listing

LARGEST = 150_000_000
"""Bytes that a file of a model may have; the largest so far has 60 million."""


class SourceFailed(Exception):
    """A source gave nothing; the words say why."""

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing
        """Whether it may do better later, so that what came of a file is worth keeping."""


class Source(Protocol):
    """Where models are listed."""

    @property
    def title(self) -> str:
        """For a person."""

    def listing(self) -> Listing:
        """All that is listed. Raises `SourceFailed`."""


def fetched_json(url: str, limits: transfer.Limits) -> Any:
    """The object that lies at `url`. Raises `SourceFailed`."""
    import requests

    try:
        data = transfer.answer(requests.Request("GET", url).prepare(), limits)
        value = json.loads(data, parse_constant=_no_number)
    except transfer.NoAnswer as error:
        raise SourceFailed(str(error), passing=error.passing) from error
    except (ValueError, RecursionError) as error:
        raise SourceFailed("its answer is not valid JSON") from error
    if not isinstance(value, dict):
        raise SourceFailed("its answer is not what it should be")
    return value


def is_address(url: str, beside: str) -> bool:
    """Whether files can be fetched from `url`, as safely as from the address `beside`."""
    try:
        parts = urlsplit(url)
        return parts.scheme == urlsplit(beside).scheme and bool(parts.hostname) and url.isascii()
    except ValueError:
        return False


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not valid JSON")
