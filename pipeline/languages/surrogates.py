"""Halves of characters (surrogates), which escapes such as \\ud83d in JSON and YAML and names of files bring into a text."""

import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """`text` with the two halves of a character put together, and U+FFFD for one that stands alone, which no library takes."""
    if not _HALF.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def whole_in(value: Any) -> Any:
    """`value`, of what JSON and YAML are made of, with each of its texts `whole`."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [whole_in(each) for each in value]
    if isinstance(value, dict):
        return {whole_in(name): whole_in(each) for name, each in value.items()}
    return value
