"""What a translation says when the pair's own model translates it back; the models are those of the package."""

from dataclasses import replace

import pytest

from pipeline.document.article import Article, Block, BlockKind, Edition, Origin, Rendering, Sentence, Span
from pipeline.document.notices import Level
from pipeline.languages import find
from pipeline.translation.checks import Code, Pair
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.firefox import FirefoxTranslator
from pipeline.translation.roundtrip import add_round_trip, translate_back

WRONG = Pair("s1-b1-k1", "It is not about the vote.", "É apenas sobre o voto.")
RIGHT = Pair("s1-b1-k2", "The well is dry.", "O poço está seco.")


def test_what_reads_otherwise_translated_back_is_told_with_the_words(
    configuration: TranslationConfiguration,
) -> None:
    [found] = translate_back([WRONG, RIGHT], find("en"), find("pt-BR"), configuration)
    assert (found.code, found.level, found.where) == (Code.ROUND_TRIP, Level.WARNING, "pt-BR s1-b1-k1")
    assert found.text.startswith("Translated back into English it reads “")
    assert found.evidence in found.text


def test_without_both_models_nothing_is_said_and_nothing_fetched(
    configuration: TranslationConfiguration,
) -> None:
    pair = Pair("s1-b1-k1", "It is not about the vote.", "투표에 관한 것이다.")
    assert translate_back([pair], find("en"), find("ko"), configuration) == ()


def test_a_model_that_fails_leaves_the_edition_as_it_is(
    configuration: TranslationConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.errors import EngineRefused

    def refuse(*_: object) -> None:
        raise EngineRefused("The translation model refused a sentence.", "")

    monkeypatch.setattr(FirefoxTranslator, "translate", refuse)
    [found] = translate_back([RIGHT], find("en"), find("pt-BR"), configuration)
    assert found.level is Level.INFO


def test_only_what_a_machine_made_is_translated_back(configuration: TranslationConfiguration) -> None:
    def article(language: str, words: str) -> Article:
        block = Block("s1-b1", BlockKind.PARAGRAPH, sentences=(Sentence("s1-b1-k1", (Span(words),)),))
        title = Block("s0-b1", BlockKind.PARAGRAPH, sentences=(Sentence("s0-b1-k1", (Span("Vote"),)),))
        return Article(language=language, title=title, front=(block,))

    source, made = article("en", WRONG.source), article("pt-BR", WRONG.target or "")
    origins = (Rendering("s1-b1-k1", "machine", "firefox"),)
    edition = Edition(made, source, Origin.MACHINE, origins=origins)
    assert [each.code for each in add_round_trip(edition, configuration).notices] == [Code.ROUND_TRIP]
    reviewed = replace(edition, origins=(replace(origins[0], standing="reviewed"),))
    assert add_round_trip(reviewed, configuration).notices == ()
