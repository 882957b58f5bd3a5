"""What is read, shown and heard on the pages of an edition."""

import pytest

from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Edition,
    Origin,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.pages import PageKind, pages
from pipeline.languages import words

LEADS = {"en": "A man came.", "ko": "한 남자가 왔다.", "zh-Hans": "一个男人来了。", "ar": "جاء رجل."}


def block(id: str, kind: BlockKind, text: str, role: Role = Role.BODY, level: int = 0) -> Block:
    return Block(id, kind, role, (Sentence(f"{id}-k1", (Span(text),)),), level=level)


def edition(language: str, *headings: tuple[str, Role]) -> Edition:
    sections = tuple(
        Section(
            f"s{number}",
            block(f"s{number}-b1", BlockKind.HEADING, heading, role, 2),
            (block(f"s{number}-b2", BlockKind.PARAGRAPH, LEADS[language]),),
        )
        for number, (heading, role) in enumerate(headings, 1)
    )
    title = block("s0-b1", BlockKind.HEADING, "Title", Role.TITLE, 1)
    article = Article(language, title, sections=sections)
    return Edition(article, article, Origin.ORIGINAL)


@pytest.mark.parametrize("language", LEADS)
def test_the_made_up_name_of_a_lead_is_listed_and_neither_shown_nor_spoken(language: str) -> None:
    told = words(language)
    made = pages(edition(language, (told["introduction"], Role.LEAD), ("Next", Role.BODY)), told, ())
    contents = next(page for page in made if page.kind is PageKind.CONTENTS)
    lead, following = (page for page in made if page.kind is PageKind.SECTION)
    assert lead.title == told["introduction"]
    assert told["introduction"] in [sentence.text for sentence in contents.sentences()]
    assert [sentence.text for sentence in lead.sentences()] == [LEADS[language]]
    assert next(following.sentences()).text == "Next"


@pytest.mark.parametrize("language", LEADS)
def test_the_title_of_an_article_without_headings_is_read_once(language: str) -> None:
    made = pages(edition(language, ("Title", Role.BODY)), words(language), ())
    shown = [sentence.text for page in made if page.episode for sentence in page.sentences()]
    assert shown == ["Title", LEADS[language]]
