"""English headlines lose their capitals before they are translated, names keep theirs."""

from dataclasses import replace

import pytest

from pipeline.document.article import Span
from pipeline.translation.headlines import Headlines


@pytest.fixture
def headlines(article):
    section = article.sections[0]
    texts = (
        "The ministry said that Beijing returns many escapees from North Korea by force. ",
        "Today the United Nations and Human Rights Watch speak of human rights and of human dignity. ",
        "In law these rights are clear.",
    )
    first = section.blocks[0]
    sentences = tuple(
        replace(sentence, spans=(Span(text),)) for sentence, text in zip(first.sentences, texts, strict=True)
    )
    blocks = (replace(first, sentences=sentences), *section.blocks[1:])
    return lambda language="en": Headlines(
        replace(article, language=language, sections=(replace(section, blocks=blocks),))
    )


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        (
            "Beijing Forcibly Returns Escapees, Heightening Human Rights",
            "Beijing forcibly returns escapees, heightening human rights",
        ),
        ("What North Korea Said of Human Rights Watch", "What North Korea said of Human Rights Watch"),
        ("UN and EU: The Rights Are Clear by Force", "UN and EU: the rights are clear by force"),
    ],
)
def test_a_headline_in_title_case_is_lowered_but_for_names(headlines, headline, wanted):
    assert headlines().lower(headline) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "How Beijing returns many escapees by force",
        "The Ministry Speaks of Human Rights.",
        "Frontex Dragged Before Tribunal Over Returns",
        "Human Rights Watch",
        "중국, 탈북민 강제 송환",
        "",
    ],
)
def test_running_text_names_and_headlines_nobody_can_judge_stay_as_they_are(headlines, text):
    assert headlines().lower(text) == text


def test_other_languages_keep_their_capitals(headlines):
    assert headlines("de").lower("Beijing Returns Escapees By Force") == "Beijing Returns Escapees By Force"
