"""One or several: which form of a fixed word goes with a number, by Unicode's CLDR."""

import re
from collections.abc import Mapping
from decimal import Decimal

_CATEGORY = re.compile(r"_(?:zero|one|two|few|many)\Z")


def form(words: Mapping[str, str], name: str, count: int, tag: str) -> str:
    """The fixed word `name` of the language `tag` for `count` things: `name_one`, `name_few` and so on where there is one."""
    from pipeline.languages import cldr  # Babel takes a moment to load

    return words.get(f"{name}_{cldr.plural(Decimal(count), tag)}", words[name])


def whole(name: str) -> str:
    """The name of the fixed word of which `name` is a form: `left` for `left_one`."""
    return _CATEGORY.sub("", name)
