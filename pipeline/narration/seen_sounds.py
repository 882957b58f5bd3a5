"""Which sounds of the store were seen whole: known again by their sizes and times of change, as Git knows files.

They are noted in groups of sentences that follow each other. Where a group ends follows from its sentences alone, so
that a sentence more leaves all groups but its own as they were noted.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from pipeline.infra.store import Store, key

VERSION = 1
"""Raised when what is noted means something else."""
_ENDS = ("0", "8")
"""End a key after which a group ends: one of eight."""


def seen_whole(sounds: Iterable[str], store: Store) -> frozenset[str]:
    """Those of the `sounds`, by their keys in reading order, that lie here as they did when they were noted."""
    found: set[str] = set()
    for group in _groups(sounds):
        noted = json.loads(store.local.get(_note_of(group)) or "[]")
        stamps = zip(group, noted, strict=False)
        found.update(own for own, stamp in stamps if stamp and tuple(stamp) == store.local.stamp(own))
    return frozenset(found)


def note_whole(sounds: Iterable[str], store: Store) -> None:
    """Note that all `sounds` that lie here are whole: they were read in this run, or were as `seen_whole` knows them."""
    for group in _groups(sounds):
        data = json.dumps([store.local.stamp(own) for own in group]).encode()
        if store.local.get(_note_of(group)) != data:
            store.local.put(_note_of(group), data)


def _groups(sounds: Iterable[str]) -> Iterator[Sequence[str]]:
    group: list[str] = []
    for own in sounds:
        group.append(own)
        if own.endswith(_ENDS):
            yield group
            group = []
    if group:
        yield group


def _note_of(group: Sequence[str]) -> str:
    return key("seen whole", VERSION, sounds=list(group))
