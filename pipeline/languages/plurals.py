"""One or several: which form of a fixed word goes with a number, by Unicode's CLDR."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.plural import PluralRule

_CATEGORY = re.compile(r"_(?:zero|one|two|few|many)\Z")


def form(words: Mapping[str, str], name: str, count: int, tag: str) -> str:
    """The fixed word `name` of the language `tag` for `count` things: `name_one`, `name_few` and so on where there is one."""
    return words.get(f"{name}_{_rule(tag)(count)}", words[name])


def whole(name: str) -> str:
    """The name of the fixed word of which `name` is a form: `left` for `left_one`."""
    return _CATEGORY.sub("", name)


@cache
def _rule(tag: str) -> "PluralRule":
    from babel.core import Locale

    return Locale.parse(tag.replace("-", "_")).plural_form
