"""Names in a row as a language lists them, and who wrote it as a line under the title."""

import re
from collections.abc import Mapping, Sequence

from pipeline.languages.isolation import isolate
from pipeline.languages.language import words


def byline(authors: Sequence[str], tag: str) -> str:
    """The byline of an edition in the language `tag`: "By A, B and C"; empty without authors."""
    return words(tag)["byline"].format(names=join_names(authors, tag)) if authors else ""


def join_names(names: Sequence[str], tag: str) -> str:
    """`names` as the language `tag` lists them: "A, B and C", "A, B e Inés", "A وB و John"."""
    fixed = words(tag)
    *middle, last = ["name_comma"] * (len(names) - 2) + ["name_and"]
    between = ["", *middle, last] if len(names) > 1 else [""]
    return "".join(
        _link(kind, name, fixed) + isolate(name, tag) for kind, name in zip(between, names, strict=False)
    )


def list_words(tag: str) -> frozenset[str]:
    """What may stand between two names in a list of the language `tag`, in small letters and without spaces."""
    kinds = ("name_comma", "name_and", "name_comma_else", "name_and_else")
    return frozenset(words(tag).get(kind, "").strip().casefold() for kind in kinds) - {""}


def _link(kind: str, name: str, fixed: Mapping[str, str]) -> str:
    """What stands before `name`; some words change before a sound or a script (Spanish y, Hebrew ו)."""
    if not kind:
        return ""
    changed = f"{kind}_else"
    if changed in fixed and re.match(fixed["name_else_before"], name):
        return fixed[changed]
    return fixed[kind]
