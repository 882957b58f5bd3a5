"""Sound and text: all that is seen is heard, in order, within the file."""

import subprocess
from itertools import pairwise

import pytest

from pipeline.infra.codec import ffmpeg

XHTML = "{http://www.w3.org/1999/xhtml}"


def test_all_that_can_be_read_lies_in_a_span_with_a_clip(books, language):
    book = books[language]
    for page in book.pages:
        targets = {target for target, _, _ in book.clips(page)}
        body = book.xml(f"text/{page}.xhtml").find(f"{XHTML}body")
        assert list(_unheard(body, targets)) == []


def test_every_picture_with_an_alternative_has_a_clip(books, language):
    book = books[language]
    images = [image for image in book.xml("text/s1.xhtml").iter(f"{XHTML}img") if image.get("alt")]
    targets = {target for target, _, _ in book.clips("s1")}
    assert [image.get("id") in targets for image in images] == [True]


def test_a_span_holds_its_sentence_and_no_white_space_after_it(books, sample, language):
    book = books[language]
    for page in sample.shown(sample.edition(language)):
        root = book.xml(f"text/{page.id}.xhtml")
        for mark in [link for link in root.iter(f"{XHTML}a") if link.get("role") == "doc-noteref"]:
            mark[0].text = None
        spans = {span.get("id"): "".join(span.itertext()) for span in root.iter(f"{XHTML}span")}
        for sentence in page.sentences():
            assert spans.get(sentence.id, sentence.text.rstrip()) == sentence.text.rstrip()


def test_clips_follow_the_text_once_each_without_gap_or_overlap(books, language):
    book = books[language]
    for page in book.pages:
        clips = book.clips(page)
        ids = [element.get("id") for element in book.xml(f"text/{page}.xhtml").iter() if element.get("id")]
        targets = [target for target, _, _ in clips]
        assert targets == [id for id in ids if id in set(targets)]
        assert all(begin < end for _, begin, end in clips)
        assert all(former[2] == latter[1] for former, latter in pairwise(clips))
        assert clips[0][1] == 0


def test_every_structure_a_reader_may_skip_names_an_element_of_the_page(books, language):
    book = books[language]
    for page in book.pages:
        ids = {element.get("id") for element in book.xml(f"text/{page}.xhtml").iter()}
        sequences = book.xml(f"overlays/{page}.smil").iter("{*}seq")
        names = [seq.get("{http://www.idpf.org/2007/ops}textref").partition("#")[2] for seq in sequences]
        assert set(names) <= ids
        assert bool(names) == (page in {"contents", "s1", "s2", "related"})


def test_no_clip_ends_after_its_sound(books):
    book = books["ko"]
    for page in book.pages:
        assert book.clips(page)[-1][2] <= _seconds(book.read(f"audio/{page}.mp3"))


def test_the_last_clip_ends_with_the_track_rounded_down_to_a_millisecond(books, sample):
    for track in sample.timeline(sample.shown(sample.edition("ko")), "ko").tracks:
        exact = track.samples / sample.RATE
        assert 0 <= exact - books["ko"].clips(track.page.id)[-1][2] < 0.001


def test_durations_are_those_of_the_overlays_and_their_sum(books, language):
    book = books[language]
    stated = {
        entry.get("refines"): entry.text
        for entry in book.package.iter("{*}meta")
        if entry.get("property") == "media:duration"
    }
    ends = {f"#overlay-{page}": book.clips(page)[-1][2] for page in book.pages}
    total = float(stated.pop(None).removesuffix("s"))
    assert {refined: float(value.removesuffix("s")) for refined, value in stated.items()} == ends
    assert total == pytest.approx(sum(ends.values()), abs=0.0005)


def test_all_sentences_that_tell_a_picture_are_one_clip(books, sample):
    for language in ("en", "zh-Hans"):
        clips = {target: end - begin for target, begin, end in books[language].clips("s1")}
        assert clips["s1-s1-b2-b1-k1"] == pytest.approx(2 * sample.CUE / sample.RATE, abs=0.001)
        assert "s1-s1-b2-b1-k2" not in clips


def test_a_sentence_of_white_space_is_neither_shown_nor_highlighted(books):
    clips = {target for target, _, _ in books["ko"].clips("s2")}
    ids = {element.get("id") for element in books["ko"].xml("text/s2.xhtml").iter()}
    assert not {"s2-b2-k2", "s2-b5-k1", "s2-b5"} & (clips | ids)
    assert "s2-b6-k1" in clips


def _unheard(element, targets):
    """Texts below `element` that can be seen and lie under no target; the number of a note is no text."""
    numbered = element.get("role") == "doc-backlink"
    if numbered or element.get("hidden") or element.get("id") in targets:
        return
    if (element.text or "").strip():
        yield element.text
    for child in element:
        yield from _unheard(child, targets)
        if (child.tail or "").strip():
            yield child.tail


def _seconds(mp3):
    command = [ffmpeg(), "-v", "error", "-i", "-", "-f", "s16le", "-ac", "1", "-ar", "44100", "-"]
    pcm = subprocess.run(command, input=mp3, stdout=subprocess.PIPE, check=True).stdout
    return len(pcm) / 2 / 44100
