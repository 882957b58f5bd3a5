"""Who wrote an article, read from the line that says so."""

import pytest

from pipeline.languages.bylines import byline
from pipeline.readers.credit_lines import authors_in


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "ko",
        "zh-Hans",
        "zh-Hant",
        "ja",
        "es",
        "pt-BR",
        "fr",
        "it",
        "de",
        "nl",
        "ru",
        "uk",
        "tr",
        "id",
        "hi",
    ],
)
def test_the_names_are_read_from_the_byline_of_an_edition(tag):
    assert authors_in(byline(["Ana Ruiz", "Elena Kim"], tag)) == ("Ana Ruiz", "Elena Kim")


def test_names_in_arabic_and_hebrew_come_without_the_signs_that_isolate_them():
    assert authors_in(byline(["John Smith"], "ar")) == ("John Smith",)
    assert authors_in(byline(["John Smith"], "he")) == ("John Smith",)
