"""What a tag is for, by its name."""

import re
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path

_BETWEEN = re.compile(r"[-_\s]|\.(?:html?|md|liquid|njk)\Z")


class Use(StrEnum):
    """The keys of tags.toml."""

    PICTURE = "picture"
    BOX = "box"
    CODE = "code"
    NOTE = "note"
    COMMENT = "comment"
    CONTENTS = "contents"
    ADDRESS = "address"
    VERBATIM = "verbatim"
    MARKUP = "markup"
    DIAGRAM = "diagram"
    FORMULA = "formula"
    WORDS = "words"
    CITATION = "citation"
    LAYOUT = "layout"
    UNKNOWN = ""


def use(name: str) -> Use:
    """The use of the tag called `name`, folders and endings aside."""
    return _uses().get(_BETWEEN.sub("", name.rpartition("/")[2].lower()), Use.UNKNOWN)


@cache
def _uses() -> dict[str, Use]:
    table = tomllib.loads((Path(__file__).parent / "tags.toml").read_text("utf-8"))
    return {name: Use(kind) for kind, names in table.items() for name in names}
