"""What every source of models is, and how little of it is believed."""

import json
from typing import Any, Protocol

from pipeline import web
from pipeline.translation.models.offer import Listing

LARGEST = 300_000_000
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


def fetched_json(url: str, limits: web.Limits) -> Any:
    """The object that lies at `url`. Raises `SourceFailed`."""
    import requests

    try:
        value = json.loads(web.answer(requests.Request("GET", url).prepare(), limits))
    except web.NoAnswer as error:
        raise SourceFailed(str(error), passing=error.passing) from error
    except (ValueError, RecursionError) as error:
        raise SourceFailed("its answer is no JSON") from error
    if not isinstance(value, dict):
        raise SourceFailed("its answer is not what it should be")
    return value
