"""What Mozilla had published when this version was made: for plans and scores where nothing may be asked.

`published.csv` holds facts of mozilla/firefox-translations-models (models/*/*/metadata.json, December 2025) and, for
Traditional Chinese, of the storage bucket's models.json: the pair, the model's architecture, the beginning of its
sha256, its bytes, the bytes that travel with its vocabularies, and its COMET-22 on FLORES-200.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.languages import codes
from pipeline.translation.models.offer import Quality

_PACKED = 0.8
"""Of a model's bytes, those that travel with it and its vocabularies, where they are not listed."""
_USUAL = 44_000_000


@dataclass(frozen=True, slots=True)
class Published:
    """A model that was published."""

    source: str
    """BCP 47, likewise `target`."""
    target: str
    architecture: str
    digest: str
    """The beginning of the model's sha256."""
    size: int
    """Bytes that travel, about."""
    quality: Quality


@cache
def published_releases() -> Sequence[Published]:
    """All of them, in alphabetical order of the pairs."""
    table = (files("pipeline.translation.models") / "published.csv").read_text("utf-8")
    return tuple(
        Published(
            row["source"],
            row["target"],
            row["architecture"],
            row["digest"],
            int(row["packed"] or int(row["size"] or _USUAL) * _PACKED),
            Quality(float(row["comet"]) if row["comet"] else None),
        )
        for row in csv.DictReader(table.splitlines())
    )


def expected_model(source: str, target: str) -> Published | None:
    """What would probably be fetched for a pair, BCP 47: the best of what was published; None when nothing was."""
    fitting = [
        each for each in published_releases() if each.source in _tags(source) and each.target in _tags(target)
    ]
    return max(fitting, key=lambda each: each.quality.comet or 0.0, default=None)


def quality_of(digest: str) -> Quality:
    """The scores of the model with this sha256, as far as they were published."""
    return next((each.quality for each in published_releases() if digest.startswith(each.digest)), Quality())


def _tags(tag: str) -> tuple[str, ...]:
    """`pt-BR` is Mozilla's `pt`; the scripts of Chinese stay apart."""
    return codes(tag, "firefox") or (tag, tag.partition("-")[0])
