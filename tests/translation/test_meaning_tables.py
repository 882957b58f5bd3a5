"""The tables of words by which meanings are compared: what each language calls a thing is the same thing in all."""

import re

import pytest
from babel.core import Locale

from pipeline.languages import find, folders, languages
from pipeline.translation.checks.meaning import cldr
from pipeline.translation.checks.meaning.lexicon import find_mentions, lexicon_of, name_of

TAGS = [tag for tag in languages() if folders.table(tag, "lexicon")]
KINDS = {
    "country", "city", "capital", "organisation", "currency", "weekday", "month", "hour", "compass", "percent",
    "comparison", "casualty", "gender", "negation", "hedge", "unit", "patterns",
}  # fmt: skip


def table(tag: str) -> dict[str, dict[str, str]]:
    return dict(folders.table(tag, "lexicon"))


@pytest.mark.parametrize("tag", TAGS)
def test_a_table_has_known_kinds_and_known_things(tag: str) -> None:
    rows = {kind: row for kind, row in table(tag).items() if kind != "numerals"}
    assert set(rows) <= KINDS
    english = Locale.parse("en")
    zones = set(cldr.cities("ko"))
    assert set(rows["country"]) <= set(english.territories) | {"aside"}
    assert set(rows.get("currency", {})) <= set(english.currencies) | {"aside"}
    assert set(rows.get("city", {})) <= set(table("en")["city"]) | zones | {"aside"}
    assert set(rows.get("unit", {})) <= set(cldr.UNITS) | {"aside"}
    for kind in set(rows) - {"country", "currency", "city", "unit", "patterns", "capital"}:
        assert set(rows[kind]) <= set(table("en")[kind]) | {"aside"}, kind


@pytest.mark.parametrize("tag", TAGS)
def test_every_pattern_can_be_read(tag: str) -> None:
    for written in (table(tag)["numerals"], *table(tag).get("patterns", {}).values()):
        re.compile(str(written))


@pytest.mark.parametrize("tag", TAGS)
def test_what_a_thing_is_called_is_read_as_that_thing(tag: str) -> None:
    language, lexicon = find(tag), lexicon_of(tag)
    for kind in ("country", "weekday", "month", "organisation"):
        for concept in sorted({concept for each, concept in lexicon.names if each == kind}):
            word = name_of(kind, concept, tag)
            entries = lexicon.bodies.get(word.lower(), ())
            if any(entry.number_before or entry.number_after for entry in entries):
                continue
            mentions = find_mentions(word, language).get(kind, ())
            assert any(concept in each.concepts for each in mentions), (kind, concept, word)


def test_a_city_is_known_by_the_country_it_lies_in() -> None:
    mentions = find_mentions("Le dijo a Pekín que esperara.", find("es"))
    assert {each.concept for each in mentions["country"]} == {"CN"}
    assert not any(each.says for each in mentions["country"])
