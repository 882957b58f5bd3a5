"""The spoken form, by tables of cases: `spoken/<language>.tsv`, one a line: written, spoken, rule."""

import pytest

from pipeline.languages import find, languages
from pipeline.languages.normalization import normalize, scales, tables
from tests.narration.spoken_cases import CASES


@pytest.mark.parametrize(
    ("language", "written", "said"), CASES, ids=[f"{language}: {written}" for language, written, _ in CASES]
)
def test_what_is_written_is_said_as_the_rule_has_it(language: str, written: str, said: str) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("language", "least"),
    [
        ("en", 150),
        ("ko", 150),
        ("zh-Hans", 150),
        ("zh-Hant", 10),
        ("ru", 200),
        *((tag, 60) for tag in ("ja", "es", "fr", "ar", "de", "pt-BR", "it", "hi")),
    ],
)
def test_each_table_has_as_many_cases_as_it_promises(language: str, least: int) -> None:
    assert len({written for tag, written, _ in CASES if tag == language}) >= least


@pytest.mark.parametrize("language", sorted({tag for tag, _, _ in CASES}))
def test_every_language_with_a_spoken_form_has_cases_of_each_kind(language: str) -> None:
    assert len([tag for tag, _, _ in CASES if tag == language]) >= (10 if language == "zh-Hant" else 40)


def test_no_language_is_spoken_without_a_table_of_cases() -> None:
    spoken_ones = {tag for tag in languages() if tables.table(find(tag).base)}
    assert spoken_ones == {tag for tag, _, _ in CASES}


@pytest.mark.parametrize(
    "language", ["en", "ko", "zh-Hans", "es", "pt-BR", "fr", "it", "hi", "ja", "de", "ar", "ru"]
)
def test_plain_words_stay_as_they_are(language: str) -> None:
    assert normalize("Six boats.", language) == "Six boats."


@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans", "ja", "ar"])
def test_a_sentence_of_emoji_only_has_nothing_to_say(language: str) -> None:
    assert not any(map(str.isalnum, normalize("👍🏽 🎉❤️ …", language)))


def test_a_language_without_a_table_is_left_alone() -> None:
    assert normalize("5 човнів, 3,5 %", "uk") == "5 човнів, 3,5 %"


_PARTS = {
    "en": "Chapter", "es": "parte", "fr": "chapitre", "de": "Kapitel", "pt-BR": "capítulo", "it": "parte", "hi": "भाग", "ko": "제", "ja": "第",
    "zh-Hans": "第", "ar": "الباب",
}  # fmt: skip


@pytest.mark.parametrize("language", _PARTS)
@pytest.mark.parametrize("word", ["Italia", "Ivory", "Xavier", "Vier", "IVa", "XIb", "I", "V.", "IX.A"])
def test_a_word_that_begins_as_a_roman_numeral_is_no_numeral(language: str, word: str) -> None:
    said = normalize(f"{_PARTS[language]} {word}", language)
    assert word in said or len(word) < 5


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("es", "Habló Felipe VI.", "Habló Felipe sexto."),
        ("pt-BR", "Morreu João Paulo II.", "Morreu João Paulo segundo."),
        ("it", "Parlò Pio XII.", "Parlò Pio dodicesimo."),
    ],
)
def test_a_king_at_the_end_of_a_sentence_has_his_number(language: str, written: str, said: str) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("es", "cien, doscientos, ", ", novecientos"),
        ("ko", "백, 이백, ", ", 구백"),
        ("de", "einhundert, ", ", neunhundert"),
    ],
)
def test_a_row_of_a_table_is_no_number(language: str, first: str, last: str) -> None:
    said = normalize("100 200 300 400 500 600 700 800 900", language)
    assert said.startswith(first)
    assert said.endswith(last)


@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans", "zh-Hant", "ja", "es", "hi", "ar", "ru"])
@pytest.mark.parametrize(
    "written",
    ["9" * 40, "$" + "9" * 40 + "bn", "9" * 5000, "1" + ",000" * 1500, "9" * 5000 + "%", "612 345 " * 800],
)
def test_a_number_without_end_is_said_and_ends_nothing(language: str, written: str) -> None:
    said = normalize(written, language)
    assert said
    assert not any(map(str.isdecimal, said))


@pytest.mark.parametrize(
    ("figures", "power", "shifted"),
    [
        ("1.2", 9, "1200000000"),
        ("1.23456", 3, "1234.56"),
        ("950", -1, "95"),
        ("5", -2, "0.05"),
        ("0", 6, "0"),
    ],
)
def test_the_value_of_a_scale_is_exact(figures: str, power: int, shifted: str) -> None:
    assert scales.shift(figures, power) == shifted


@pytest.mark.parametrize("tag", ["ar", "fa", "he"])
def test_signs_that_isolate_a_name_are_not_given_to_the_voice(tag: str) -> None:
    assert normalize("(\u2068Firefox\u2069)", tag).strip("() ") == "Firefox"
