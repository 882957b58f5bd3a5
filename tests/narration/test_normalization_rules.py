"""Rules for what is said: each has a name and shows what it does."""

from collections import Counter

import pytest

from pipeline.languages import find, folders, languages
from pipeline.languages.normalization.rules import NamedRule
from pipeline.languages.normalization.signs import Rule

_WITHOUT_SPACES = ("ko", "zh", "ja")
"""Their sentences are put into words by rules of their own alone, dates and sums too."""


def _rules(base: str) -> list[Rule]:
    grammar = folders.module(base, "normalization.grammar")
    if not grammar:
        return []
    own = () if hasattr(grammar, "in_words") else (base,)
    return [
        rule
        for name in ("rules", "letters")
        if hasattr(grammar, name)
        for rule in getattr(grammar, name)(*own)
    ]


_NAMED = [
    (base, rule)
    for base in sorted({find(tag).base for tag in languages()})
    for rule in _rules(base)
    if isinstance(rule, NamedRule) and rule.example
]


@pytest.mark.parametrize(("base", "rule"), _NAMED, ids=[f"{base}: {rule.name}" for base, rule in _NAMED])
def test_a_rule_says_what_its_example_shows(base: str, rule: NamedRule) -> None:
    written, said = rule.shown()
    assert rule.pattern.sub(rule.replacement, written) == said != written


def test_no_two_rules_of_a_language_have_one_name() -> None:
    names = Counter((base, rule.name) for base, rule in _NAMED)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("base", _WITHOUT_SPACES)
def test_no_rule_of_a_language_without_spaces_is_nameless(base: str) -> None:
    assert [rule[0].pattern for rule in _rules(base) if not isinstance(rule, NamedRule)] == []
