"""Where a phrase stands in a sentence, in each kind of writing."""

import pytest

from pipeline.translation.phrase_index import PhraseIndex


@pytest.mark.parametrize(
    ("text", "spaced", "phrase", "there"),
    [
        ("어제 그 보고서는 나왔다.", True, "보고서", "보고서"),
        ("昨天报告已经发表。", False, "报告", "报告"),
        ("El informe, hoy: Informe.", True, "INFORME", "informe"),
        ("The Straße was closed.", True, "straße", "Straße"),
        ("On “Report” day", True, "“report”", "“Report”"),
        ("It lies in the second volume of it.", True, "the second volume of it", "the second volume of it"),
    ],
)
def test_a_phrase_is_found_where_it_stands_first_in_capitals_or_not(text, spaced, phrase, there):
    begin, end = PhraseIndex(text, spaced).find(phrase)
    assert (text[begin:end], begin) == (there, text.index(there))


@pytest.mark.parametrize(
    ("text", "spaced", "phrase"),
    [
        ("새보고서가 나왔다.", True, "보고서"),
        ("A smart answer", True, "art"),
        ("中国说", False, "说国"),
        ("He said so", True, "…"),
        ("He said so", True, ""),
        ("one long phrase that ends here", True, "one long phrase that ends there"),
    ],
)
def test_what_begins_within_a_word_or_stands_nowhere_is_not_found(text, spaced, phrase):
    assert PhraseIndex(text, spaced).find(phrase) is None


def test_of_words_under_other_endings_those_are_taken_that_stand_close_together():
    text = "Los refugiados volvieron. Más tarde los refugiados coreanos hablaron."
    begin, end = PhraseIndex(text, True).find_inflected("las refugiadas coreanas")
    assert text[begin:end] == "refugiados coreanos"


def test_the_last_word_before_a_place_ends_at_that_place():
    index = PhraseIndex("유엔은 이렇게 말했다.", True)
    assert [index.word_before(place) for place in (0, 2, 4, 7)] == ["", "유엔", "유엔은", "이렇게"]
