"""Long sentences in several breaths, cut where it is heard least."""

import re
from bisect import bisect_left
from collections.abc import Sequence

_CUTS = tuple(map(re.compile, (r"(?<=[.!?…])\s+", r"(?<=[,;:])\s+", r"\s+")))
"""Where phonemes may be cut, best first: behind sentences, behind clauses, between words."""


def breaths(said: str, most: int) -> list[str]:
    """The phonemes `said` in as few parts of at most `most` signs as can be, all as even as can be.

    A short rest would be said faster and louder than its neighbours. What has no space is cut at any place.
    """
    parts = _parts(said, most)
    if not parts:
        return []
    fewest = len(_join(parts, most))
    limits = range(max(map(len, parts)), most)
    even = bisect_left(limits, True, key=lambda limit: len(_join(parts, limit)) <= fewest)
    return _join(parts, limits.start + even)


def _parts(said: str, most: int) -> list[str]:
    """`said` in parts of at most `most` signs; what is short enough is not cut any further."""
    parts = [said.strip()]
    for cut in _CUTS:
        parts = [
            piece for part in parts for piece in ([part] if len(part) <= most else cut.split(part.strip()))
        ]
    chopped = (part[place : place + most] for part in parts for place in range(0, len(part), most))
    return list(chopped)


def _join(parts: Sequence[str], limit: int) -> list[str]:
    """Neighbours in one, as long as they stay within `limit`."""
    joined = [parts[0]]
    for part in parts[1:]:
        if len(joined[-1]) + 1 + len(part) <= limit:
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    return joined
