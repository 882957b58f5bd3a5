"""What is put into a text of the other direction, kept from turning the words around it (Unicode's annex 9, 2.7).

Without isolation a day behind a Latin name in Arabic is shown before that name, and a list of Latin names runs
from left to right within a line that runs from right to left.
"""

import re
import unicodedata
from collections.abc import Mapping
from string import Formatter

from pipeline.languages.language import find

_OPEN, _CLOSE = "\u2068", "\u2069"
"""First strong isolate, whose own first letter says its direction, and its end."""
_AGAINST = {"rtl": frozenset({"L", "EN", "AN"}), "ltr": frozenset({"R", "AL", "AN"})}
"""The classes of letters and figures (annex 9, 3.2) that may turn what stands beside them, by the direction around."""
_ISOLATED = re.compile(f"{_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE}")
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def isolate(text: str, tag: str) -> str:
    """`text` as it may stand within words of the language `tag`; unchanged where nothing in it runs the other way.

    What is isolated already, as the names of a list, turns nothing.
    """
    against = _AGAINST[find(tag).direction]
    turns = any(unicodedata.bidirectional(letter) in against for letter in _ISOLATED.sub("", text))
    return f"{_OPEN}{text}{_CLOSE}" if turns else text


def fill(words: str, tag: str, values: Mapping[str, str]) -> str:
    """The fixed `words` of the language `tag` with `values` in their braces, each isolated."""
    names = {name for _, name, *_ in Formatter().parse(words) if name}
    return words.format(**{name: isolate(values[name], tag) for name in names})


def plain(text: str) -> str:
    """`text` without isolates: what is said and not shown."""
    return text.translate(_ISOLATES)
