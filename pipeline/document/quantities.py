"""Numbers of things, lengths of time and sizes, as messages say them."""


def count_of(number: int, thing: str) -> str:
    """A number of things: `1 edition`, `2 editions`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def clock(seconds: float) -> str:
    """A length of time as people read it: `1:32`, `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def megabytes(size: int) -> str:
    """A size in bytes as people read it, no finer than it is known: `1 MB`, `35 MB`."""
    return f"{max(round(size / 1e6), 1)} MB"
