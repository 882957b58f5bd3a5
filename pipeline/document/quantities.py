"""Numbers of things and lengths of time, as messages say them."""


def count_of(number: int, thing: str) -> str:
    """A number of things: `1 edition`, `2 editions`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def clock(seconds: float) -> str:
    """A length of time as people read it: `1:32`, `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
