"""Terms found in sentences and in their translations, whatever their endings and particles."""

import pytest

from pipeline.translation.glossary import Glossary, Term
from pipeline.translation.wordforms import places

ENGLISH = Glossary(
    "en",
    "ko",
    (Term("refugee", ("난민",)), Term("Refugee Convention", ("난민협약",)), Term("US", ("미국",), case=True)),
)


@pytest.mark.parametrize(
    ("term", "text", "language", "there"),
    [
        ("refugee", "Refugees left.", "en", True),
        ("country", "Two countries agreed.", "en", True),
        ("art", "The party met.", "en", False),
        ("난민", "난민들에게 말했다.", "ko", True),
        ("강제 송환", "강제송환은 금지된다.", "ko", True),
        ("난민", "피난민이 왔다.", "ko", False),
        ("难民", "这些难民来了。", "zh-Hans", True),
        ("難民", "难民来了。", "zh-Hant", False),
        ("refugiado", "las refugiadas", "es", True),
        ("solicitante de asilo", "los solicitantes de asilo", "es", True),
        ("لاجئ", "وصل اللاجئون", "ar", True),
        ("拷問", "拷問等禁止条約", "ja", True),
    ],
)
def test_a_term_is_found_as_the_language_writes_it(term: str, text: str, language: str, there: bool) -> None:
    assert bool(places(term, text, language, case=False)) is there


def test_only_terms_that_occur_are_given_and_a_longer_one_hides_a_shorter() -> None:
    assert [term.source for term in ENGLISH.terms_in("The Refugee Convention binds us.")] == [
        "Refugee Convention"
    ]
    both = ENGLISH.terms_in("Refugees know the Refugee Convention of the US.")
    assert [term.source for term in both] == ["refugee", "Refugee Convention", "US"]


def test_a_forbidden_word_inside_a_right_one_is_no_fault() -> None:
    terms = (Term("North Korea", ("北韓",), ("朝鮮",)), Term("Korean Peninsula", ("朝鮮半島",)))
    glossary = Glossary("en", "zh-Hant", terms)
    source = "North Korea and the Korean Peninsula"
    assert list(glossary.forbidden_words(source, "北韓與朝鮮半島")) == []
    assert [word for _, word in glossary.forbidden_words(source, "朝鮮與朝鮮半島")] == ["朝鮮"]


def test_a_doubtful_rendering_is_offered_but_not_missed() -> None:
    glossary = Glossary("en", "ko", (Term("camp", ("수용소",), sure=False),))
    assert glossary.terms_in("The camp closed.")[0].renderings == ("수용소",)
    assert list(glossary.lost_terms("The camp closed.", "캠프는 닫혔다.")) == []
