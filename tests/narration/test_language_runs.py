"""A language span is said by the rules of its language, in the same voice and the same breath."""

from dataclasses import replace

import pytest

from pipeline.document.article import Block, BlockKind, Mark, MarkKind, Role, Sentence, Span
from pipeline.document.lexicon import Entry, Lexicon
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Run, Voice
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import kokoro
from pipeline.narration.engines.espeak import EspeakSpeaker
from pipeline.narration.language_runs import cut, languages, runs
from pipeline.narration.narrate import Script

KNOWN = frozenset({"en", "es", "ko", "zh", "ja"})


def voice(language: str, engine: str = "kokoro") -> Voice:
    return Voice(engine, "v", language, "1", knows=KNOWN)


def sentence(*parts: str | tuple[str, str]) -> Sentence:
    """Plain parts, and parts with their language."""
    spans = (
        Span(part) if isinstance(part, str) else Span(part[0], (Mark(MarkKind.LANGUAGE, part[1]),))
        for part in parts
    )
    return Sentence("k1", tuple(spans))


def script(language: str, *sentences: Sentence, abroad: dict[str, Lexicon] | None = None) -> Script:
    block = Block("b", BlockKind.PARAGRAPH, Role.BODY, sentences)
    return Script(
        (Page("s1", PageKind.SECTION, "t", (block,), True),), voice(language), {}, None, abroad or {}
    )


KOREAN = sentence("그는 ", ("the gift of time", "en"), "라고 말했다.")
CHINESE = sentence("他说", ("see you at 7", "en"), "，走了。")
ENGLISH = sentence("He said ", ("buenos días", "es"), ", and left.")
SEOUL = sentence("The word ", ("난민", "ko"), " means refugee.")


@pytest.mark.parametrize(
    ("language", "marked", "said"),
    [
        ("ko", KOREAN, "kɯnɯn ðə ɡˈɪft ʌv tˈImɾaɡo malhɛtta."),
        ("zh-Hans", CHINESE, "tʰa→ ʂwo→ sˈiː juː æt sˈɛvən, ʦou↓ lɤ."),
        ("en", ENGLISH, "hiː sˈɛd bwˈenos ðˈias, ænd lˈɛft."),
        ("en", SEOUL, "ðə wˈɜːd nanmin mˈiːnz ɹˈɛfjuːʤˌiː."),
    ],
)
def test_the_phonemes_are_those_of_each_language_in_one_breath(
    language: str, marked: Sentence, said: str
) -> None:
    (utterance,) = script(language, marked).utterances()
    assert utterance.text == utterance.said == marked.text
    heard = kokoro._phonemes(utterance.runs)
    assert heard == said
    assert heard != kokoro._phonemes((Run(utterance.text, language),))
    assert kokoro._pieces(heard) == [heard]


@pytest.mark.parametrize(("language", "marked"), [("ko", KOREAN), ("zh-Hans", CHINESE), ("en", ENGLISH)])
def test_a_span_in_another_language_has_a_key_of_its_own(language: str, marked: Sentence) -> None:
    plain = sentence(marked.text)
    ours = sentence((marked.text, language))
    keys = [each.key for each in script(language, marked, plain, ours).utterances()]
    assert keys[0] != keys[1] == keys[2]


def test_without_another_language_the_key_is_as_it_was() -> None:
    (utterance,) = script("ko", sentence("비가 왔다.")).utterances()
    assert utterance.key == "48916d23b936f00c22540976e9f6943ba3a49fa4f5bbff4540fca9958f6eaa57"


def test_engines_that_know_one_language_are_given_the_whole_sentence() -> None:
    server = replace(voice("ko", "speech"), knows=frozenset())
    assert runs(KOREAN.spans, server) == ()


@pytest.mark.parametrize(
    "part",
    [
        ("Quo vadis", "la"),
        ("3", "en"),
        ("난민", "en"),
        ("hello", "zh-Hans"),
        ("말", "ko-KR"),
        ("x", "ar"),
        ("Gift", "?"),
    ],
)
def test_what_no_front_end_can_say_stays_with_the_words_around_it(part: tuple[str, str]) -> None:
    assert runs(sentence("그는 ", part, "을 썼다.").spans, voice("ko")) == ()


def test_a_whole_sentence_may_be_in_another_language() -> None:
    assert runs(sentence((" Buenos  días. ", "es")).spans, voice("ko")) == (Run("Buenos días.", "es"),)


def test_white_space_is_that_of_the_sentence() -> None:
    marked = sentence("그는  ", (" Google ", "en"), "\n 에서 ", " ")
    assert "".join(run.text for run in runs(marked.spans, voice("ko"))) == " ".join(marked.text.split())


def test_the_lexicon_of_the_part_s_own_language_says_its_words() -> None:
    abroad = {"en": Lexicon("en", (Entry("Nguyen", "Win"),))}
    (utterance,) = script(
        "ko", sentence("그는 ", ("Mr Nguyen", "en"), "을 만났다."), abroad=abroad
    ).utterances()
    assert utterance.text == "그는 Mr Nguyen을 만났다."
    assert utterance.said == "그는 Mr Win을 만났다."
    assert utterance.runs[1] == Run("Mr Win", "en")


def test_halves_keep_their_languages() -> None:
    whole = (Run("그는 ", "ko"), Run("the gift of time", "en"), Run("라고 했다.", "ko"))
    assert cut(whole, "그는 the gift") == [
        (Run("그는 ", "ko"), Run("the gift", "en")),
        (Run("of time", "en"), Run("라고 했다.", "ko")),
    ]


def test_the_languages_of_sentences_are_those_with_a_name() -> None:
    assert languages([KOREAN, sentence(("a", "la"), ("b", "ES"), ("c", "zh"))]) == ("en", "es", "zh-Hans")


def test_kokoro_says_given_phonemes_beside_another_language_as_they_are() -> None:
    given = "\ue000wˈɪn\ue001"
    assert "wˈɪn" in kokoro._phonemes((Run("그는 ", "ko"), Run(f"Mr {given}", "en"), Run("을", "ko")))


def test_espeak_goes_over_to_the_other_voice_and_back() -> None:
    speaker = EspeakSpeaker(NarrationConfiguration())
    own = speaker.voice("en")
    assert own is not None
    assert {"en", "es", "ko", "de"} <= own.knows
    assert "ja" not in own.knows
    parts = (Run("He said ", "en"), Run("¿dónde está la jirafa?", "es"), Run(" & left <b>.", "en"))
    whole = Run("".join(part.text for part in parts), "en")
    sound = speaker.speak_runs(parts, own)
    assert sound == speaker.speak_runs(parts, own)
    assert sound != speaker.speak(whole.text, own)
    assert 0.7 < sound.samples / speaker.speak(whole.text, own).samples < 1.4


def test_espeak_reads_signs_of_mark_up_as_text_beside_another_language() -> None:
    from pipeline.narration.engines import espeak

    own = voice("en", "espeak")
    text = "".join(espeak._ssml(part, own) for part in (Run("A & B <b>, ", "en"), Run("sí", "es")))
    assert "<b>" not in text
    assert text.count("<") == 2
