"""Words that exclude each other, one in the place of another: South for North Korea, Thursday for Tuesday."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from pipeline.languages import Language
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.meaning.lexicon import (
    Mention,
    country_of,
    find_mentions,
    name_of,
    without_kept,
)

SWAPPED = {
    "country": Code.COUNTRY,
    "city": Code.CITY,
    "organisation": Code.ORGANISATION,
    "currency": Code.CURRENCY,
    "weekday": Code.WEEKDAY,
    "month": Code.MONTH,
    "hour": Code.HOUR,
    "compass": Code.COMPASS,
    "percent": Code.PERCENT,
    "comparison": Code.COMPARISON,
    "casualty": Code.CASUALTY,
    "gender": Code.GENDER,
}
"""The kinds of words that are compared so, and the number of each."""

_COUNTED = ("gender", "weekday", "organisation")
_ROUND = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
_NEAR = {
    pair
    for place, point in enumerate(_ROUND)
    for pair in ((point, _ROUND[place - 1]), (_ROUND[place - 1], point))
}
"""Words that do not exclude each other: south and southwest."""


def find_swaps(source: str, target: str, of: Language, to: Language) -> Iterator[tuple[Code, str, str]]:
    """For each kind, the first word of `source` without an answer where `target` has one that answers to nothing."""
    said, target_mentions = find_mentions(source, of), find_mentions(target, to)
    for kind, code in SWAPPED.items():
        here = _with_counterparts(without_kept(said.get(kind, ()), target), to)
        there = _with_counterparts(without_kept(target_mentions.get(kind, ()), source), of)
        if kind == "city":
            here = [
                replace(each, says=frozenset())
                if _stands_for(each, target_mentions.get("country", ()))
                else each
                for each in here
            ]
        if pair := find_exchange(here, there, kind):
            yield code, sentence(*pair, of, to), f"{pair[0].text} → {pair[1].text}"


def _stands_for(city: Mention, countries: Sequence[Mention]) -> bool:
    """Whether a city is the government of one of `countries`: Beijing believes."""
    return any(country_of(city.concept) in each.says for each in countries)


def _with_counterparts(there: Sequence[Mention], other: Language) -> Sequence[Mention]:
    """`there`, of which only those ask for an answer that `other` has a name for."""
    return [
        each if name_of(each.kind, each.concept, other.tag) else replace(each, says=frozenset())
        for each in there
    ]


def find_exchange(
    said: Sequence[Mention], target_mentions: Sequence[Mention], kind: str
) -> tuple[Mention, Mention] | None:
    """A word of the source and the one that stands in its place: both answer to nothing; or, of a kind that is said
    as often as it is meant, one of the two does, and the other is there oftener than its like on the other side."""
    mine, theirs = _count(said), _count(target_mentions)
    lost, added = _without_answer(mine, theirs), _without_answer(theirs, mine)
    pairs = [*product(lost, added)]
    if kind in _COUNTED:
        pairs += product(lost, _more_often(theirs, mine, firm=True))
        pairs += product(_more_often(mine, theirs, firm=False), added)
    for one, other in pairs:
        if not one.answers(other) and (one.concept, other.concept) not in _NEAR:
            return one, other
    return None


Counted = Sequence[tuple[Mention, int]]
"""Mentions of which no two mean the same, and how often each is there: however long a text is, they are few."""


def _count(there: Sequence[Mention]) -> Counted:
    first: dict[tuple[frozenset[str], frozenset[str]], Mention] = {}
    for each in there:
        first.setdefault((each.says, each.concepts), each)
    counts = Counter((each.says, each.concepts) for each in there)
    return [(mention, counts[meaning]) for meaning, mention in first.items()]


def _without_answer(wanted: Counted, there: Counted) -> list[Mention]:
    """Those of `wanted` that say what they mean, and that nothing of `there` answers to."""
    return [each for each, _ in wanted if each.says and not any(each.answers(other) for other, _ in there)]


def _more_often(wanted: Counted, there: Counted, *, firm: bool) -> list[Mention]:
    """Those of `wanted` that say what they mean, and are more than their like in `there`; `firm` counts such alone."""
    return [each for each, _ in wanted if each.says and _like(each, wanted, firm) > _like(each, there, firm)]


def _like(mention: Mention, there: Counted, firm: bool) -> int:
    return sum(count for other, count in there if mention.answers(other) and (other.says or not firm))


def sentence(lost: Mention, added: Mention, of: Language, to: Language) -> str:
    """What a person is told: how the lost word is called in the target's language, and what stands there instead."""
    right = name_of(lost.kind, lost.concept, to.tag)
    other = name_of(added.kind, added.concept, of.tag)
    called = f" is {right} in {to.name}" if right else " has no counterpart"
    meaning = f" ({other})" if other and other.casefold() != added.text.casefold() else ""
    return f"“{lost.text}”{called}, but the translation says {added.text}{meaning}."
