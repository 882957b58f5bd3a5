"""Web pages without the declarations within their document type, of which browsers would show the end."""

import re

_BEFORE = 10_000
"""Signs at the beginning of a page in which it says its document type."""
_SUBSET = re.compile(r"<!doctype[^<>\[]{0,500}+\[[^\]]{0,4000}+\]\s*+>", re.IGNORECASE)


def without_declarations(text: str) -> str:
    """The HTML `text` without them; its line ends are kept."""
    found = _SUBSET.search(text, 0, _BEFORE)
    return (
        text if found is None else text[: found.start()] + "\n" * found[0].count("\n") + text[found.end() :]
    )
