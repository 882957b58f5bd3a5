"""How names are said: from TOML and PLS, on whole words, without speaking the rest anew."""

from pathlib import Path

import pytest

from pipeline.document.article import Block, BlockKind, Role, Sentence, Span
from pipeline.document.lexicon import Entry, Lexicon
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Run, Voice
from pipeline.errors import SettingsError
from pipeline.narration.lexicon import lexicon_for, lexicons
from pipeline.narration.narrate import Script
from pipeline.narration.voice_selection import check_lexicon
from pipeline.writers.pls import as_pls

VOICE = Voice("hum", "hum", "ko", "1")


def put(term: str, said: str, text: str, language: str = "ko") -> str:
    return Lexicon(language, (Entry(term, said),)).apply(text)


@pytest.mark.parametrize(
    ("term", "said", "text", "expected"),
    [
        ("KINU", "키누", "KINU는 통일연구원이다.", "키누는 통일연구원이다."),
        ("KINU", "키누", "KINUS와 SKINU", "KINUS와 SKINU"),
        ("홍길동", "홍낄동", "홍길동은 홍길동에게서 왔다.", "홍낄동은 홍낄동에게서 왔다."),
        ("홍길동", "홍낄동", "홍길동네 집, 신홍길동", "홍길동네 집, 신홍길동"),
        ("朝鲜", "朝显", "他从朝鲜来。", "他从朝显来。"),
        ("Nguyen", "Win", "Nguyen's book; Nguyens; nguyen.", "Win's book; Nguyens; nguyen."),
        ("C++", "cee plus plus", "In C++.", "In cee plus plus."),
    ],
)
def test_a_word_is_matched_whole_and_may_bear_a_particle(
    term: str, said: str, text: str, expected: str
) -> None:
    assert put(term, said, text) == expected


def test_the_longer_of_two_words_wins() -> None:
    lexicon = Lexicon("zh-Hans", (Entry("朝鲜", "甲"), Entry("朝鲜半岛", "乙")))
    assert lexicon.apply("朝鲜半岛和朝鲜") == "乙和甲"


def test_toml_and_pls_hold_the_same(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.toml"
    file.write_text('[ko]\n"KINU" = "키누"\n"<&>" = "/kim/"\n[zh]\n"重庆" = "虫庆"\n', "utf-8")
    korean = lexicons(file)["ko"]
    assert lexicons(file)["zh-Hans"].apply("重庆") == "虫庆"
    pls = tmp_path / "lexicon.pls"
    pls.write_bytes(as_pls(korean))
    again = lexicons(pls)["ko"]
    assert [(each.term, each.said) for each in again.entries] == [("KINU", "키누"), ("<&>", "/kim/")]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("lexicon.toml", '[ko]\n"KINU" = 7\n', "line 2.*KINU"),
        ("lexicon.toml", '"KINU" = "키누"\n', "outside of a language"),
        ("lexicon.toml", "[ko\n", "cannot be read"),
        ("lexicon.pls", "<lexicon", "cannot be read"),
        ("lexicon.pls", "<html/>", "no PLS lexicon"),
    ],
)
def test_a_damaged_lexicon_is_one_clear_error(tmp_path: Path, name: str, text: str, words: str) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=words):
        lexicons(file)


def test_phonemes_that_kokoro_does_not_know_are_named_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.toml"
    file.write_text('[ko]\n"KINU" = "/kinu/"\n"JTBC" = "/ʘǁx/"\n', "utf-8")
    with pytest.raises(SettingsError, match=r"line 3: “JTBC.*does not know ʘǁ ") as caught:
        check_lexicon(lexicons(file)["ko"], Voice("kokoro", "v", "ko", "1"))
    assert "KINU" not in caught.value.message
    with pytest.raises(SettingsError, match="espeak does not know"):
        check_lexicon(lexicons(file)["ko"], Voice("espeak", "ko", "ko", "1"))


def test_a_change_speaks_only_the_sentences_that_hold_the_word() -> None:
    texts = ("KINU가 밝혔다.", "비가 왔다.")
    sentences = tuple(Sentence(f"k{number}", (Span(text),)) for number, text in enumerate(texts))
    page = Page("s1", PageKind.SECTION, "t", (Block("b", BlockKind.PARAGRAPH, Role.BODY, sentences),), True)
    keys = [
        [each.key for each in Script((page,), VOICE, {}, lexicon).utterances()]
        for lexicon in (
            None,
            Lexicon("ko", (Entry("KINU", "키누"),)),
            Lexicon("ko", (Entry("없음", "업씀"),)),
        )
    ]
    assert keys[0] == keys[2]
    assert keys[0][0] != keys[1][0]
    assert keys[0][1] == keys[1][1]


def test_the_lexicon_beside_the_article_is_used_unless_settings_name_another(tmp_path: Path) -> None:
    (tmp_path / "lexicon.toml").write_text('[ko]\n"KINU" = "키누"\n', "utf-8")
    other = tmp_path / "other.toml"
    other.write_text('[ko]\n"KINU" = "카이누"\n', "utf-8")
    article = tmp_path / "article"
    assert lexicon_for(article, "ko").apply("KINU") == "키누"
    assert lexicon_for(article, "ko", str(other)).apply("KINU") == "카이누"
    assert lexicon_for(article, "es").apply("KINU") == "KINU"


def test_phonemes_pass_kokoro_s_front_end_untouched() -> None:
    from pipeline.narration.engines import kokoro

    text = put("KINU", "/kˈinu/", "Ask KINU today.", "en")
    said = kokoro._phonemes((Run(text, "en"),))
    assert " kˈinu " in said
    assert said.startswith(kokoro._phonemes((Run("Ask", "en"),)))


PLS = """<?xml version="1.0"?>
<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0" alphabet="{alphabet}" xml:lang="en">
<lexeme><grapheme>Nguyen</grapheme>{told}</lexeme></lexicon>"""


def told_by_pls(folder: Path, told: str, alphabet: str = "ipa") -> str:
    file = folder / "names.pls"
    file.write_text(PLS.format(told=told, alphabet=alphabet), "utf-8")
    (entry,) = lexicons(file)["en"].entries
    return entry.said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("<phoneme>ˈt͡ʃeɪ.nə</phoneme>", "/ˈʧAnə/"),
        ("<phoneme>wˈɪn</phoneme><alias>Win</alias>", "Win"),
        ('<phoneme>a</phoneme><phoneme prefer="true">b</phoneme>', "/b/"),
        ('<phoneme prefer="true">gaɪ</phoneme><alias>Guy</alias>', "/ɡI/"),
    ],
)
def test_pls_is_read_in_the_voice_s_own_signs_and_by_what_is_preferred(
    tmp_path: Path, told: str, said: str
) -> None:
    assert told_by_pls(tmp_path, told) == said


def test_what_a_lexicon_of_ours_says_is_ipa_in_pls_and_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    written = as_pls(Lexicon("zh-Hans", (Entry("张", "/ʨɑ→ŋ/"), Entry("名", "/nAm↗/")))).decode()
    assert "<phoneme>tɕɑ˥ŋ</phoneme>" in written
    assert "<phoneme>neɪm˧˥</phoneme>" in written
    (tmp_path / "again.pls").write_text(written, "utf-8")
    again = lexicons(tmp_path / "again.pls")["zh-Hans"].entries
    assert [entry.said for entry in again] == ["/ʨɑ→ŋ/", "/nAm↗/"]


@pytest.mark.parametrize(
    ("told", "alphabet"),
    [("<phoneme>wIn</phoneme>", "x-sampa"), ('<phoneme alphabet="x-sampa">wIn</phoneme>', "ipa")],
)
def test_phonemes_in_another_alphabet_are_refused_by_their_line(
    tmp_path: Path, told: str, alphabet: str
) -> None:
    with pytest.raises(SettingsError, match=r"line 3.*x-sampa"):
        told_by_pls(tmp_path, told, alphabet)
    assert told_by_pls(tmp_path, "<alias>Win</alias>", "x-sampa") == "Win"
