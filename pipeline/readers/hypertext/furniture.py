"""Lines that belong to a page and not to its article, as pages in our languages write them; the patterns are in `furniture.toml`."""

import re
import tomllib
from functools import cache
from pathlib import Path

_LONGEST = 250
"""Signs of a line that may be one of them."""


def matches(kind: str, text: str, language: str) -> bool:
    """Whether the whole of `text` is a line of this kind (`lists`, `talk`, `author`, `line`, `closing`, `rights`) on a page in `language`.

    Many pages have lines in English beside their own; where the language is not known, all count.
    """
    if not text or len(text) > _LONGEST:
        return False
    return bool(_pattern(kind, language.partition("-")[0]).fullmatch(text))


@cache
def _pattern(kind: str, language: str) -> re.Pattern[str]:
    table = _tables()[kind]
    names = ("any", "en", language) if language in table else tuple(table)
    patterns = [pattern for name in dict.fromkeys(names) for pattern in table.get(name, ())]
    return re.compile(rf"[\W_]*(?:{'|'.join(patterns)})[\s:：.。!！…›»>→]*", re.IGNORECASE)


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    text = Path(__file__).with_name("furniture.toml").read_text("utf-8")
    return tomllib.loads(text)
