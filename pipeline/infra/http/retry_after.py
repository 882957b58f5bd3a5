"""How long a server asks to be left alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_S = 10.0 * 365 * 86_400
"""More is asked by mistake, and is no number to reckon with."""


def wait(header: str | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float | None:
    """The seconds that a Retry-After asks for, as a number or as a date (RFC 9110), ten years at most; None when it says nothing."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return min(float(header), LONGEST_S)
    try:
        date = parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    seconds = (date.replace(tzinfo=date.tzinfo or UTC) - now()).total_seconds()
    return min(max(0.0, seconds), LONGEST_S)
