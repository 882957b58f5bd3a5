"""A sentence that stays in the article's language is spoken as in the article's own edition, behind words that say so."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.document.article import Block, BlockKind, Mark, MarkKind, Role, Sentence, Span
from pipeline.document.lexicon import Entry, Lexicon
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Voice
from pipeline.document.untranslated import mark_untranslated
from pipeline.infra.store import Store
from pipeline.languages import words
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.narrate import Script, laid_out, sound, speak, unspoken
from pipeline.narration.speaker_parts import Part

ENGLISH = Sentence(
    "s1-b1-k1", (Span("Forty families crossed the "), Span("Tumen", (Mark(MarkKind.STRONG),)), Span("."))
)


def voice(language: str, engine: str = "hum", name: str = "v") -> Voice:
    return Voice(engine, name, language, "1")


def page(sentence: Sentence, kind: BlockKind = BlockKind.PARAGRAPH) -> Page:
    block = Block("s1-b1", kind, Role.BODY, (sentence,))
    return Page("s1", PageKind.SECTION, "t", (block,), True)


def left(language: str) -> Sentence:
    return Sentence(ENGLISH.id, mark_untranslated(ENGLISH.spans, "en", words(language)["untranslated"]))


@pytest.mark.parametrize(("language", "said"), [("ko", "번역하지 못함:"), ("zh-Hans", "未翻译：")])
def test_the_article_s_own_voice_speaks_it_and_the_edition_s_says_what_it_is(
    language: str, said: str
) -> None:
    own = Script((page(ENGLISH),), voice("en"))
    label, sentence = Script((page(left(language)),), voice(language), original=own).utterances()
    assert (label.said, label.voice) == (said, voice(language))
    assert sentence == own.utterances()[0]
    assert sentence.voice == voice("en")


def test_its_lexicon_and_its_voice_for_headings_are_those_of_the_article_s_own_edition() -> None:
    lexicon = Lexicon("en", (Entry("Tumen", "TOO-men"),))
    own = Script(
        (page(ENGLISH, BlockKind.HEADING),), voice("en"), {Part.HEADING: voice("en", name="h")}, lexicon
    )
    korean = Script((page(left("ko"), BlockKind.HEADING),), voice("ko"), original=own)
    assert korean.utterances()[1] == own.utterances()[0]
    assert "TOO-men" in korean.utterances()[1].said


def test_without_an_edition_of_its_own_the_voice_speaks_it_by_the_rules_of_its_language() -> None:
    knowing = replace(voice("ko"), knows=frozenset({"en"}))
    (utterance,) = Script((page(left("ko")),), knowing).utterances()
    assert [run.language for run in utterance.runs] == ["ko", "en"]
    assert utterance.runs[1].text == ENGLISH.text


def test_both_sound_one_after_the_other_under_the_sentence_s_id(tmp_path: Path) -> None:
    configuration = NarrationConfiguration(store=tmp_path)
    store = Store(tmp_path)
    own = Script((page(ENGLISH),), voice("en"))
    korean = Script((page(left("ko")),), voice("ko"), original=own)
    for script in (own, korean):
        for utterance in unspoken(script, store):
            speak(configuration, utterance)
    [track] = laid_out(korean, store).tracks
    [cue] = track.cues
    assert cue.sentence == ENGLISH.id
    [clip] = track.clips
    whole = sound(store, clip.key)
    parts = [sound(store, each.key) for each in korean.utterances()]
    assert whole is not None
    assert parts[0] is not None
    assert parts[1] is not None
    assert whole.pcm.startswith(parts[0].pcm)
    assert whole.pcm.endswith(parts[1].pcm)
    assert clip.samples == whole.samples > parts[0].samples + parts[1].samples


def test_what_was_spoken_for_one_edition_is_not_spoken_over_for_another(tmp_path: Path) -> None:
    configuration, store = NarrationConfiguration(store=tmp_path), Store(tmp_path)
    [utterance] = unspoken(Script((page(ENGLISH),), voice("en")), store)
    speak(configuration, utterance)
    kept = store.folder / utterance.key[:2] / utterance.key[2:]
    before = kept.stat().st_mtime_ns, kept.stat().st_ino
    speak(configuration, utterance)
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == before
