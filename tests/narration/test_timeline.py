"""Clips laid out in time."""

from array import array
from collections.abc import Mapping
from itertools import pairwise

import pytest

from pipeline.document.article import Block, BlockKind, Sentence, Span
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Clip, Cue, Sound, Timeline, Voice
from pipeline.errors import NarrationError
from pipeline.narration.timeline import Pauses, pcm, timeline

RATE = 1000
"""A sample a millisecond, so that pauses can be read off."""
CLIP = 100
VOICE = Voice("hum", "hum", "ko", "1")
PAUSES = Pauses(
    sentence_ms=1,
    cell_ms=9,
    item_ms=2,
    paragraph_ms=3,
    before_heading_ms=4,
    after_heading_ms=5,
    section_ms=6,
    head_ms=7,
    tail_ms=8,
)


def block(id: str, kind: BlockKind, sentences: int = 1, *blocks: Block) -> Block:
    spoken = tuple(Sentence(f"{id}-k{number}", (Span("한국어."),)) for number in range(1, sentences + 1))
    return Block(id, kind, sentences=spoken, blocks=blocks)


def page(id: str, *blocks: Block, episode: bool = True) -> Page:
    return Page(id, PageKind.SECTION, id, blocks or (block(f"{id}-b1", BlockKind.PARAGRAPH),), episode)


def clips(*pages: Page, samples: int = CLIP, rate: int = RATE) -> Mapping[str, Clip]:
    return {s.id: Clip(s.id, f"key {s.id}", samples, rate) for one in pages for s in one.sentences()}


def laid(*pages: Page) -> Timeline:
    return timeline(pages, clips(*pages), VOICE, PAUSES)


def rests(*blocks: Block) -> list[int]:
    """The pauses within a page, its end and the silence before it left out."""
    cues = laid(page("s1", *blocks)).tracks[0].cues
    return [cue.end - cue.begin - CLIP - (PAUSES.head_ms if not cue.begin else 0) for cue in cues[:-1]]


class TestPauses:
    def test_sentences_of_one_block(self) -> None:
        assert rests(block("b1", BlockKind.PARAGRAPH, 3)) == [1, 1]

    def test_cells_of_a_row_and_rows_of_a_table(self) -> None:
        cells = [block(f"b1-b{row}-b{column}", BlockKind.CELL) for row in (1, 2) for column in (1, 2)]
        rows = [block(f"b1-b{row}", BlockKind.ROW, 0, *cells[2 * row - 2 : 2 * row]) for row in (1, 2)]
        table = block("b1", BlockKind.TABLE, 0, *rows)
        assert rests(table, block("b2", BlockKind.PARAGRAPH)) == [9, 2, 9, 3]

    def test_a_list_right_below_a_table_stands_apart(self) -> None:
        table = block(
            "b1", BlockKind.TABLE, 0, block("b1-b1", BlockKind.ROW, 0, block("b1-b1-b1", BlockKind.CELL))
        )
        listed = block("b2", BlockKind.LIST, 0, block("b2-b1", BlockKind.ITEM))
        assert rests(table, listed) == [3]

    def test_terms_and_what_they_mean(self) -> None:
        inner = block("b1-b1", BlockKind.TERM), block("b1-b2", BlockKind.DEFINITION)
        assert rests(block("b1", BlockKind.DEFINITIONS, 0, *inner)) == [2]

    def test_paragraphs(self) -> None:
        assert rests(block("b1", BlockKind.PARAGRAPH), block("b2", BlockKind.PARAGRAPH)) == [3]

    def test_around_a_heading(self) -> None:
        heading = block("b2", BlockKind.HEADING)
        assert rests(block("b1", BlockKind.PARAGRAPH), heading, block("b3", BlockKind.PARAGRAPH)) == [4, 5]

    def test_a_heading_under_a_heading(self) -> None:
        assert rests(block("b1", BlockKind.HEADING), block("b2", BlockKind.HEADING)) == [5]

    def test_items_and_the_list_nested_in_one(self) -> None:
        inner = block("b1-b2-b1", BlockKind.LIST, 0, block("b1-b2-b1-b1", BlockKind.ITEM))
        items = (block("b1-b1", BlockKind.ITEM, 2), block("b1-b2", BlockKind.ITEM, 1, inner))
        lead, after = block("b0", BlockKind.PARAGRAPH), block("b2", BlockKind.PARAGRAPH)
        assert rests(lead, block("b1", BlockKind.LIST, 0, *items), after) == [3, 1, 2, 2, 3]

    def test_a_figure_and_its_caption(self) -> None:
        parts = (block("b1-b1", BlockKind.ALTERNATIVE), block("b1-b2", BlockKind.CAPTION))
        assert rests(block("b1", BlockKind.FIGURE, 0, *parts)) == [3]

    def test_ends_of_pages_of_the_episode_and_of_the_book(self) -> None:
        made = laid(page("s1"), page("s2"), page("credits"), page("related", episode=False))
        ends = [track.samples - track.head - CLIP for track in made.tracks]
        assert ends == [6, 6, 8, 8]

    def test_silence_before_the_first_word_only(self) -> None:
        first, second = laid(page("s1"), page("s2")).tracks
        assert (first.head, second.head) == (7, 0)
        assert first.cues == (Cue("s1-b1-k1", 0, 7 + CLIP + 6),)

    def test_the_usual_ones_are_what_publishers_use(self) -> None:
        usual = Pauses()
        assert 250 <= usual.sentence_ms <= 300
        assert usual.sentence_ms < usual.item_ms < usual.paragraph_ms == 600
        assert (usual.before_heading_ms, usual.after_heading_ms, usual.section_ms) == (1200, 900, 1500)
        assert (usual.head_ms, usual.tail_ms) == (500, 1000)


class TestTimeline:
    def test_cues_run_without_gap_from_nothing_to_the_end(self) -> None:
        made = laid(
            page("s1", block("b1", BlockKind.HEADING), block("b2", BlockKind.PARAGRAPH, 4)), page("s2")
        )
        for track in made.tracks:
            assert track.cues[0].begin == 0
            assert [cue.end for cue in track.cues[:-1]] == [cue.begin for cue in track.cues[1:]]
            assert track.cues[-1].end == track.samples
            assert [clip.sentence for clip in track.clips] == [cue.sentence for cue in track.cues]

    def test_the_episode_leaves_out_what_is_for_the_book_only(self) -> None:
        made = laid(page("cover"), page("contents", episode=False), page("s1"))
        assert [track.page.id for track in made.episode] == ["cover", "s1"]
        assert made.begins == (0, made.tracks[0].samples)
        assert made.samples == made.tracks[0].samples + made.tracks[2].samples

    def test_a_sentence_without_sound_is_named(self) -> None:
        one, two = page("s1"), page("s2")
        with pytest.raises(NarrationError, match="s2-b1-k1"):
            timeline((one, two), clips(one), VOICE)

    def test_clips_at_two_rates_are_a_mistake_of_the_caller(self) -> None:
        one, two = page("s1"), page("s2")
        with pytest.raises(ValueError, match="22050"):
            timeline((one, two), {**clips(one), **clips(two, rate=22_050)}, VOICE)


class TestPcm:
    @pytest.fixture
    def kept(self) -> dict[str, Sound]:
        """A store of clips that never come to rest by themselves."""
        pages = self.pages()
        loud = Sound(array("h", [9000]).tobytes() * 2400, 24_000)
        return {clip.key: loud for clip in clips(*pages).values()}

    @staticmethod
    def pages() -> tuple[Page, ...]:
        return page("s1", block("s1-b1", BlockKind.PARAGRAPH, 2)), page("s2")

    def made(self) -> Timeline:
        return timeline(self.pages(), clips(*self.pages(), samples=2400, rate=24_000), VOICE)

    def test_every_sample_is_where_the_cues_say(self, kept: dict[str, Sound]) -> None:
        for track in self.made().tracks:
            samples = array("h", b"".join(pcm(track, kept.get)))
            assert len(samples) == track.samples
            begin = track.head
            for cue in track.cues:
                assert samples[begin + 1200] == 9000
                assert not any(samples[begin + 2400 : cue.end])
                begin = cue.end

    def test_clips_begin_and_end_without_a_click(self, kept: dict[str, Sound]) -> None:
        samples = array("h", b"".join(pcm(self.made().tracks[0], kept.get)))
        steps = [abs(after - before) for before, after in pairwise(samples)]
        assert max(steps) < 100

    def test_a_sound_that_is_gone_is_named_by_its_sentence(self, kept: dict[str, Sound]) -> None:
        del kept["key s1-b1-k2"]
        with pytest.raises(NarrationError, match="s1-b1-k2") as raised:
            list(pcm(self.made().tracks[0], kept.get))
        assert raised.value.advice

    def test_a_sound_of_another_length_is_never_played(self, kept: dict[str, Sound]) -> None:
        kept["key s1-b1-k1"] = Sound(bytes(2402), 24_000)
        with pytest.raises(NarrationError, match="s1-b1-k1"):
            list(pcm(self.made().tracks[0], kept.get))
