"""Lists from which an item is gone: food, water and medicine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.languages import Language, find
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.meaning.lexicon import patterns_of

_ITEM = r"[^\W\d_][\w’'-]{0,40}(?: [\w’'-]{1,40}){0,2}"
"""Three words at most; longer items are told from clauses by nobody."""
_MOST = 20
"""Items but one, of a list that is looked at."""
_INNER = {True: 40, False: 30}
"""Signs of an item between two others, in a script with spaces and without."""
_FEWEST = 3
_CLOSE = 100
"""Characters up to which a sentence is translated closely enough that a list stays one."""
_INTRODUCING = 6
"""Words before the last three of an introduction."""
_QUOTES = " \"'“”‘’«»「」¿¡"
_IN_BRACKETS = re.compile(r"[(（][A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .,'’-]*[)）]")


@dataclass(frozen=True, slots=True)
class List:
    """Items in a row, as they stand in a text."""

    text: str
    items: int


def find_lost_item(source: str, target: str, of: Language, to: Language) -> Iterator[tuple[Code, str, str]]:
    """A list of `source` that is longer than every list of `target`, where there is one."""
    if len(source) > _CLOSE:
        return
    longest = max(find_lists(source, of), key=lambda each: each.items, default=None)
    if longest is None:
        return
    there = count_longest_row(target, to)
    if 2 <= there < longest.items:
        words = f"“{longest.text}” are {longest.items} items, and the translation has no list of more than {there}."
        yield Code.ITEM, words, longest.text


def find_lists(text: str, language: Language) -> Iterator[List]:
    """The lists of three items or more in `text`, which must be of one kind: all names, or none."""
    pattern = _strict(language.tag)
    if pattern is None:
        return
    for found in pattern.finditer(text):
        items = re.split(_joints(language.tag), found[0])
        joined = len(re.findall(_joint(language.tag), found[0])) == 1
        if _is_introduced(text[: found.start()], language):
            del items[0]
        if (
            len(items) >= _FEWEST
            and joined
            and _alike(items, language, first=not text[: found.start()].strip(_QUOTES))
        ):
            yield List(found[0], len(items))


def count_longest_row(text: str, language: Language) -> int:
    """How many items the longest row of `text` has, of which none between two others is long."""
    between = patterns_of(language).get("between")
    if not between:
        return 0
    pieces = re.split(between, _IN_BRACKETS.sub("", text))
    most = row = min(len(pieces), 2)
    for piece in pieces[1:-1]:
        row = row + 1 if len(piece.strip()) <= _INNER[language.spaced] else 2
        most = max(most, row)
    return most


def _is_introduced(before: str, language: Language) -> bool:
    """Whether the sentence begins with what only introduces it, up to the first comma: According to the law, a, b and c."""
    words = before.split()
    return 0 < len(words) <= _INTRODUCING and words[0].strip(_QUOTES).casefold() in patterns_of(language)[
        "opening"
    ].split("|")


def _alike(items: list[str], language: Language, *, first: bool) -> bool:
    """Whether the items are all names or all none, and no piece of a clause is among them.

    Where the list begins the sentence (`first`), the first capital says nothing. Of the first item, only the last word
    is sure to belong to the list.
    """
    words, heads = patterns_of(language), [item.split()[0].casefold() for item in items]
    opening = first and (heads[0] in words["opening"].split("|") or items[0].endswith("ly"))
    if opening or set(heads[1:]) & set(words["no_beginning"].split("|")) or items[-1].endswith("ly"):
        return False
    if language.fact("checks", "ing") and any(
        item.partition(" ")[0].endswith("ing") and " " in item for item in items[1:-1]
    ):
        return False
    sure = [items[0].split()[-1], *items[1:]]
    unsure = int(first and " " not in items[0])
    capitals = {item.split()[-1][0].isupper() for item in sure[unsure:-1]} | {items[-1][0].isupper()}
    return len(capitals) == 1 and not any(map(_no_item(language.tag).search, sure))


@cache
def _no_item(tag: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{patterns_of(find(tag))['no_item']})\b", re.IGNORECASE)


@cache
def _strict(tag: str) -> re.Pattern[str] | None:
    if "last" not in patterns_of(find(tag)):
        return None
    return re.compile(rf"(?:{_ITEM}, ){{1,{_MOST}}}{_ITEM}{_joint(tag)}[^\W\d_][\w’'-]*")


@cache
def _joints(tag: str) -> re.Pattern[str]:
    return re.compile(rf"{_joint(tag)}|, ")


def _joint(tag: str) -> str:
    return rf",? (?:{patterns_of(find(tag))['last']}) "
