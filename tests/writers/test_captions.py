"""Captions and chapters of the episode."""

import json
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document.article import Block, BlockKind, Mark, MarkKind, Sentence, Span
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Clip, Cue, Timeline, Track, Voice
from pipeline.document.untranslated import mark_untranslated
from pipeline.languages import words
from pipeline.writers.captions import COLUMNS, captions, chapters, lines

ENGLISH = (
    "Since the border was opened again in 2023, groups say, several hundred people were sent back, "
    "and few of them have been heard from again."
)
KOREAN = "국경이 다시 열린 2023년 이후 수백 명이 강제로 송환되었고, 그들 가운데 다시 소식이 들려온 사람은 거의 없다고 인권 단체들은 전한다."
CHINESE = "自边境于2023年重新开放以来，数百人被强制遣返，人权组织表示：“其中很少有人再有消息”，而由GPS数据与证词写成的报告没有得到任何答复。"


def track(id: str, *texts: str, episode: bool = True, length: int = 24_000) -> Track:
    sentences = tuple(Sentence(f"{id}-k{number}", (Span(text),)) for number, text in enumerate(texts, 1))
    page = Page(
        id, PageKind.SECTION, f"제목 {id}", (Block(id, BlockKind.PARAGRAPH, sentences=sentences),), episode
    )
    clips = tuple(Clip(sentence.id, "", length, 24_000) for sentence in sentences)
    cues = tuple(Cue(s.id, n * length, (n + 1) * length) for n, s in enumerate(sentences))
    return Track(page, clips, cues)


def timeline(*tracks: Track) -> Timeline:
    return Timeline(24_000, Voice("hum", "hum", "ko", "1"), tracks)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


class TestCaptions:
    def test_a_cue_a_sentence_of_the_episode_at_its_place_in_it(self) -> None:
        made = captions(
            timeline(
                track("cover", "강제 송환"),
                track("contents", "차례", episode=False),
                track("s1", "첫 문장. ", "둘째 문장."),
            )
        )
        assert made == (
            "WEBVTT\n\n"
            "cover-k1\n00:00:00.000 --> 00:00:01.000\n강제 송환\n\n"
            "s1-k1\n00:00:01.000 --> 00:00:02.000\n첫 문장.\n\n"
            "s1-k2\n00:00:02.000 --> 00:00:03.000\n둘째 문장.\n"
        )

    def test_what_is_struck_through_on_the_page_is_named(self) -> None:
        made = track("s1", "300 200명")
        spans = (Span("300", (Mark(MarkKind.DELETED),)), Span(" 200명"))
        block = Block("s1", BlockKind.PARAGRAPH, sentences=(Sentence("s1-k1", spans),))
        struck = replace(made, page=replace(made.page, blocks=(block,)))
        assert captions(timeline(struck)).endswith("삭제된 내용: 300, 삭제 끝, 200명\n")

    @pytest.mark.parametrize(("tag", "label"), [("ko", "번역하지 못함: "), ("zh-Hans", "未翻译：")])
    def test_what_stays_in_the_article_s_language_stands_in_a_span_of_that_language(
        self, tag: str, label: str
    ) -> None:
        spans = mark_untranslated((Span(f"{ENGLISH} R&D"),), "en", words(tag)["untranslated"])
        block = Block("s1", BlockKind.PARAGRAPH, sentences=(Sentence("s1-k1", spans),))
        made = track("s1", "x")
        left = replace(made, page=replace(made.page, blocks=(block,)))
        shown = captions(replace(timeline(left), voice=Voice("hum", "hum", tag, "1"))).splitlines()[4:]
        assert " ".join(shown) == f"{label}<lang en>{ENGLISH} R&amp;D</lang>"
        assert all(width(re.sub("<[^>]*>", "", line)) <= COLUMNS + 4 for line in shown)

    def test_a_latin_sentence_in_an_arabic_caption_keeps_its_stop_at_its_end(self) -> None:
        spans = mark_untranslated((Span("He left."),), "en", words("ar")["untranslated"])
        block = Block("s1", BlockKind.PARAGRAPH, sentences=(Sentence("s1-k1", spans),))
        made = track("s1", "x")
        left = replace(made, page=replace(made.page, blocks=(block,)))
        shown = captions(replace(timeline(left), voice=Voice("hum", "hum", "ar", "1")))
        assert "<lang en>\u2068He left.\u2069</lang>" in shown

    def test_hours_are_counted(self) -> None:
        made = captions(timeline(track("s1", *["하나."] * 3, length=24_000 * 1801 + 12)))
        assert "01:00:02.001 --> 01:30:03.001" in made

    def test_no_cue_ends_after_the_sound(self) -> None:
        made = captions(timeline(track("s1", "하나.", length=24_023)))
        assert "--> 00:00:01.000" in made

    def test_mark_up_in_the_text_is_text(self) -> None:
        made = captions(timeline(track("s1", "Q&A: a <b> --> c")))
        assert made.endswith("Q&amp;A: a &lt;b&gt; --&gt; c\n")


class TestLines:
    @pytest.mark.parametrize(
        ("text", "language", "needed"), [(ENGLISH, "en", 3), (KOREAN, "ko", 3), (CHINESE, "zh-Hans", 2)]
    )
    def test_are_short_even_and_no_more_than_needed(self, text: str, language: str, needed: int) -> None:
        made = lines(text, language)
        assert len(made) == needed
        assert all(width(line) <= COLUMNS for line in made)
        assert min(map(width, made)) > 0.7 * max(map(width, made))

    @pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (KOREAN, "ko")])
    def test_break_at_spaces_only_where_words_have_them(self, text: str, language: str) -> None:
        assert " ".join(lines(text, language)) == text

    def test_break_chinese_between_letters_but_not_words_in_latin_numbers_or_before_punctuation(self) -> None:
        for columns in range(12, 66):
            made = lines(CHINESE, "zh-Hans", columns=columns)
            assert "".join(made) == CHINESE
            assert not any(re.match("[，。：”年]", line) for line in made)
            assert not any(line.endswith("“") for line in made)
            assert sum("GPS" in line for line in made) == 1
            assert sum("2023年" in line for line in made) == 1

    def test_a_word_longer_than_a_line_is_cut(self) -> None:
        address = "https://example.org/" + "a" * 100
        made = lines(f"See {address} for more.", "en")
        assert all(len(line) <= COLUMNS for line in made)
        assert address in "".join(made)

    def test_any_white_space_is_one_space(self) -> None:
        assert lines(" one\n\n two\tthree ", "en") == ["one two three"]

    @given(st.text(alphabet="aé 한국中文，。“”1-\n", max_size=300), st.integers(4, 65))
    def test_lose_nothing_and_never_grow_too_long(self, text: str, columns: int) -> None:
        made = lines(text, "en", columns)
        assert "".join("".join(made).split()) == "".join(text.split())
        assert all(line and width(line) <= columns for line in made)


class TestChapters:
    def test_one_a_page_of_the_episode_in_order(self) -> None:
        made = chapters(
            timeline(
                track("cover", "가."),
                track("contents", "나.", episode=False),
                track("s1", "다.", "라."),
                track("s2", "마."),
            ),
            "강제 송환",
        )
        assert json.loads(made) == {
            "version": "1.2.0",
            "title": "강제 송환",
            "chapters": [
                {"startTime": 0.0, "title": "제목 cover"},
                {"startTime": 1.0, "title": "제목 s1"},
                {"startTime": 3.0, "title": "제목 s2"},
            ],
        }
        assert "강제" in made
