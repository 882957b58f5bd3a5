"""Sentences as messages show them: in one line, and short."""

_LONGEST = 120
"""Characters of a sentence that a line shows."""


def side_by_side(source: str, target: str) -> str:
    """A sentence and its translation behind what is said of them, on the same line; nothing where there are none."""
    return f" “{_shortened(source)}” → “{_shortened(target)}”" if source and target else ""


def _shortened(text: str) -> str:
    """`text` in one line, without its middle where it is long: a fault is seen at the end as often as at the beginning."""
    line = " ".join(text.split())
    half = (_LONGEST - 3) // 2
    return line if len(line) <= _LONGEST else f"{line[:half].rstrip()} … {line[-half:].lstrip()}"
