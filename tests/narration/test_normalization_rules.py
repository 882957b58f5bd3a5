"""Rules for what is said: each has a name and shows what it does."""

from collections import Counter
from collections.abc import Iterable

import pytest

from pipeline.languages import find, folders, languages
from pipeline.languages.normalization import alphabetic, normalize, signs
from pipeline.languages.normalization.rules import NamedRule
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table
from tests.narration.spoken_cases import CASES

_SPOKEN = sorted({base for tag in languages() if table(base := find(tag).base)})


def _rules(base: str) -> list[Rule]:
    """All that a language is said by, its own and those it shares."""
    grammar = folders.module(base, "normalization.grammar")
    if not hasattr(grammar, "in_words"):
        return alphabetic.rules(base)
    return [
        rule for name in ("rules", "letters") if hasattr(grammar, name) for rule in getattr(grammar, name)()
    ]


_NAMED = [(base, rule) for base in _SPOKEN for rule in _rules(base) if isinstance(rule, NamedRule)]
_SHOWN = [(base, rule) for base, rule in _NAMED if rule.example]


@pytest.mark.parametrize(("base", "rule"), _SHOWN, ids=[f"{base}: {rule.name}" for base, rule in _SHOWN])
def test_a_rule_says_what_its_example_shows(base: str, rule: NamedRule) -> None:
    written, said = rule.shown()
    assert rule.pattern.sub(rule.replacement, written) == said != written


def test_no_two_rules_of_a_language_have_one_name() -> None:
    names = Counter((base, rule.name) for base, rule in _NAMED)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("base", _SPOKEN)
def test_no_rule_is_nameless(base: str) -> None:
    assert [rule[0].pattern for rule in _rules(base) if not isinstance(rule, NamedRule)] == []


def test_no_rule_is_without_an_example_in_any_language() -> None:
    shown = {rule.name for _, rule in _SHOWN}
    assert {rule.name for _, rule in _NAMED} - shown == set()


@pytest.mark.parametrize("base", _SPOKEN)
def test_each_rule_of_a_language_is_shown_in_that_language(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its example, or by a case of the language's table that it has a part in: a shared rule may be shown in others."""
    without = {rule.name for of, rule in _NAMED if of == base and not rule.example}
    at_work = set()

    def apply_rules(text: str, rules: Iterable[Rule]) -> str:
        for rule in rules:
            said = rule[0].sub(rule[1], text)
            if isinstance(rule, NamedRule) and said != text:
                at_work.add(rule.name)
            text = said
        return text

    monkeypatch.setattr(signs, "apply_rules", apply_rules)
    for language, written, _ in CASES:
        if find(language).base == base:
            normalize(written, language)
    assert without - at_work == set()
