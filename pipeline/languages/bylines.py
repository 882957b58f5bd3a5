"""Names in a row as a language lists them, and who wrote it as a line under the title: written, and read back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.languages import folders
from pipeline.languages.isolation import isolate
from pipeline.languages.language import words

_SURNAMES = frozenset({"na"})
"""Labels that are surnames too (Na Hye-sok): they count only where the article is in their language."""
_WITHIN_NAMES = frozenset({"a", "i", "na"})
"""List words that stand within names too (Puig i Cadafalch, na Ayudhya): they count only behind a label of their language."""
_NAMES = "{names}"
_COLONS = ":："
_LINKS = ("name_comma", "name_and", "name_comma_else", "name_and_else")


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
    return frozenset(words(tag).get(kind, "").strip().casefold() for kind in _LINKS) - {""}


def after_label(line: str, tag: str = "") -> tuple[str, re.Pattern[str]] | None:
    """What follows the label of a byline ("By", "글:"), and what divides names there; None where none begins `line`.

    `tag` is the language of the article, where it is known; its own label goes first.
    """
    for label, languages in _labels(tag):
        if found := _label_pattern(label).match(line):
            return line[found.end() :], _dividers(languages)
    return None


@cache
def dividers() -> re.Pattern[str]:
    """What divides names in a list of any language."""
    return _dividers(folders.tags(), _WITHIN_NAMES)


@cache
def _labels(tag: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What stands before the names, and the languages that have it so, that of `tag` first."""
    made: dict[str, list[str]] = {}
    for each in sorted(folders.tags(), key=lambda other: other != tag):
        others = folders.table(each, "language").get("bylines", {}).get("labels", ())
        for label in (words(each)["byline"].partition(_NAMES)[0].strip(), *others):
            if each == tag or label.casefold() not in _SURNAMES:
                made.setdefault(label, []).append(each)
    return tuple((label, tuple(languages)) for label, languages in made.items() if label)


@cache
def _label_pattern(label: str) -> re.Pattern[str]:
    stem, space = re.escape(label.rstrip(_COLONS)), "" if label[-1] in _COLONS else r"|\s+"
    return re.compile(rf"{stem}(?:\s*[{_COLONS}]\s*{space})", re.IGNORECASE)


@cache
def _dividers(tags: tuple[str, ...], but: frozenset[str] = frozenset()) -> re.Pattern[str]:
    found = {link for tag in tags for link in _links(tag) if link.strip() not in but}
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))


def _links(tag: str) -> Iterator[str]:
    """What stands between names, where a name cannot begin with it: Arabic و and Hebrew ו are joined to their word."""
    for link in (words(tag).get(kind, "") for kind in _LINKS):
        if link and not link[-1].isalpha():
            yield link


def _link(kind: str, name: str, fixed: Mapping[str, str]) -> str:
    """What stands before `name`; some words change before a sound or a script (Spanish y, Hebrew ו)."""
    if not kind:
        return ""
    changed = f"{kind}_else"
    if changed in fixed and re.match(fixed["name_else_before"], name):
        return fixed[changed]
    return fixed[kind]
