"""How sound is cut, so that an edit costs what it touches."""

import json
from dataclasses import replace

import pytest

from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Clip, Cue, Timeline, Track, Voice
from pipeline.document.sound_pieces import FRAME, FRAMES_RATE, Piece, align, parts

RATES = pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])


def track(id: str, keys: list[str], rate: int, rest_s: float = 0.25) -> Track:
    """A page of sentences of about four seconds, each as long as its key makes it."""
    clips, cues, begin = [], [], 0
    for number, key in enumerate(keys):
        samples = rate * 3 + sum(map(ord, key)) * 37 % (2 * rate)
        clips.append(Clip(f"{id}-k{number}", key, samples, rate))
        end = begin + samples + round(rest_s * rate)
        cues.append(Cue(f"{id}-k{number}", begin, end))
        begin = end
    return Track(Page(id, PageKind.SECTION, id, (), episode=True), tuple(clips), tuple(cues))


def laid(*pages: list[str], rate: int = 24_000, rest_s: float = 0.25) -> Timeline:
    tracks = tuple(track(f"s{number}", keys, rate, rest_s) for number, keys in enumerate(pages))
    return align(Timeline(rate, Voice("hum", "hum", "ko", "1"), tracks))


def article(sentences: int, sections: int = 1) -> list[list[str]]:
    each = sentences // sections
    return [[f"문장 {section}-{number}" for number in range(each)] for section in range(sections)]


def contents(timeline: Timeline) -> set[str]:
    return {json.dumps(piece.content) for piece in parts(timeline).all}


def exactly(piece: Piece, frames: int) -> float:
    return frames * FRAME * piece.rate / FRAMES_RATE


@pytest.mark.parametrize("sections", [1, 10])
@pytest.mark.parametrize("place", [0, 7, 77, 149])
def test_a_sentence_more_changes_the_pieces_beside_it_alone(sections: int, place: int) -> None:
    pages = article(1500, sections)
    before = contents(laid(*pages))
    pages[0].insert(place, "한 문장 더")
    after = contents(laid(*pages))
    assert len(after) > 120
    assert 1 <= len(after - before) <= 4


@pytest.mark.parametrize("change", ["removed", "changed", "moved"])
def test_other_edits_change_as_little(change: str) -> None:
    pages = article(1500)
    before = contents(laid(*pages))
    taken = pages[0].pop(700)
    if change != "removed":
        pages[0].insert(200 if change == "moved" else 700, taken + "?" * (change == "changed"))
    assert 1 <= len(contents(laid(*pages)) - before) <= 6


def test_a_section_in_another_place_is_made_of_the_same_pieces() -> None:
    pages = article(600, 4)
    assert contents(laid(*pages)) == contents(laid(*reversed(pages)))


@RATES
def test_every_piece_begins_with_a_frame(rate: int) -> None:
    timeline = laid(*article(3000, 150), rate=rate)
    plan, frames = parts(timeline), 0
    for track, pieces, begin in zip(timeline.tracks, plan.pages, timeline.begins, strict=True):
        at = begin
        for piece in pieces:
            assert abs(at - exactly(piece, frames)) <= 2
            frames += piece.frames
            cues = {cue.sentence: cue for cue in track.cues}
            first, last = piece.track.clips[0].sentence, piece.track.clips[-1].sentence
            assert cues[first].begin + begin == at
            at = begin + cues[last].end


@RATES
def test_pauses_grow_by_less_than_a_frame_and_hardly_ever(rate: int) -> None:
    plain = Timeline(rate, Voice("hum", "hum", "ko", "1"), (track("s1", article(300)[0], rate),))
    [before], [after] = plain.tracks, align(plain).tracks
    longer = [
        (new.end - new.begin) - (old.end - old.begin)
        for old, new in zip(before.cues, after.cues, strict=True)
    ]
    assert all(-2 <= each < FRAME * rate / FRAMES_RATE + 2 for each in longer)
    assert sum(each != 0 for each in longer) <= len(parts(align(plain)).all)
    assert [cue.begin for cue in after.cues[1:]] == [cue.end for cue in after.cues[:-1]]


def test_what_is_aligned_stays_as_it_is() -> None:
    timeline = laid(*article(600, 5))
    assert align(timeline) == timeline


def test_one_sentence_again_and_again_is_cut_too() -> None:
    timeline = laid(["같은 문장"] * 500)
    longest = max(piece.samples for piece in parts(timeline).all)
    assert longest < 180 * timeline.rate


@RATES
def test_pages_without_a_pause_are_cut_where_there_is_one(rate: int) -> None:
    timeline = laid(*article(90, 3), rate=rate, rest_s=0)
    plan = parts(timeline)
    assert len(plan.episode) == 1
    assert plan.episode[0].frames == sum(piece.frames for page in plan.pages for piece in page)
    for piece in plan.all:
        cues, clips = piece.track.cues, piece.track.clips
        assert all(cue.end - cue.begin >= clip.samples for cue, clip in zip(cues, clips, strict=True))


def test_a_page_without_a_sentence_takes_no_time() -> None:
    timeline = laid(["하나"], [], ["둘"])
    assert [track.samples > 0 for track in timeline.tracks] == [True, False, True]
    assert [piece.frames > 0 for piece in parts(timeline).episode] == [True, False, True]


def test_ids_do_not_count() -> None:
    timeline = laid(["하나", "둘"])
    [page] = timeline.tracks
    other = replace(page, clips=tuple(replace(clip, sentence=f"x{clip.key}") for clip in page.clips))
    assert contents(replace(timeline, tracks=(other,))) == contents(timeline)
