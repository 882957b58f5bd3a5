"""Who wrote it, as a line under the title."""

from collections.abc import Sequence

from pipeline.languages import words


def byline(authors: Sequence[str], tag: str) -> str:
    """The byline of an edition in the language `tag`: "By A, B and C"; empty without authors."""
    if not authors:
        return ""
    fixed = words(tag)
    *before, last = authors
    listed = fixed["name_comma"].join(before) + (fixed["name_and"] if before else "") + last
    return fixed["byline"].format(names=listed)
