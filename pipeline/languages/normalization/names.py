"""What a language calls a currency or a unit: by its own table, else by CLDR."""

from collections.abc import Callable, Mapping
from typing import Any


def name_of(written: str, own: Mapping[str, Any], ask_cldr: Callable[[], Mapping[str, str]]) -> Any:
    """One name, one and many, or a name for each of CLDR's categories of plural; `written` itself where nobody knows one.

    CLDR is asked for what `own` lacks alone, since Babel takes 60 ms to load and few languages need it.
    """
    if written in own:
        return own[written]
    names = ask_cldr()
    return names if len(names) > 1 else names.get("other", written)
