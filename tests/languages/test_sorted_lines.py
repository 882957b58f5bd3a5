"""A list of words that lies in a file is found as one in memory would be."""

from pathlib import Path

import jieba
import pytest
from pypinyin import phrases_dict
from pypinyin.seg.mmseg import PrefixSet

from pipeline.languages.packaged import package_file
from pipeline.languages.sorted_lines import SortedLines
from pipeline.languages.zh.g2p.word_lists import Beginnings, Frequencies


@pytest.fixture
def lines(tmp_path: Path) -> SortedLines:
    path = tmp_path / "words.txt"
    path.write_bytes("吉林大学 3\n吉林 7 ns\r\n\n비 2\n吉林 8 ns\n𠮷野家 4\nb 1\nにほん\n".encode().rstrip())
    return SortedLines(path)


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("吉林大学", "3"),
        ("吉林", "8 ns"),
        ("𠮷野家", "4"),
        ("비", "2"),
        ("b", "1"),
        ("にほん", ""),
        ("吉", None),
        ("吉林大", None),
        ("龠", None),
        ("a", None),
        ("", None),
    ],
)
def test_a_word_is_found_with_what_stands_behind_it_in_whatever_order_lines_stand(
    lines: SortedLines, word: str, rest: str | None
) -> None:
    assert lines.find(word) == rest
    assert (word in lines) == (rest is not None)


@pytest.mark.parametrize(
    ("part", "known"),
    [("吉", True), ("吉林大学", True), ("に", True), ("𠮷", True), ("林", False), ("吉林市", False)],
)
def test_it_is_known_what_words_begin_with(lines: SortedLines, part: str, known: bool) -> None:
    assert lines.begins(part) == known


def test_words_that_begin_alike_are_told_apart_in_their_later_letters(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    words = [f"吉林大{ending}" for ending in "学堂街道人"] + ["吉林大", "吉林", "吉"]
    path.write_text("".join(f"{word} {number}\n" for number, word in enumerate(words)), "utf-8")
    lines = SortedLines(path)
    assert [lines.find(word) for word in words] == [str(number) for number in range(len(words))]
    assert lines.find("吉林大山") is None
    assert lines.begins("吉林大")
    assert not lines.begins("吉林小")


def test_a_word_that_is_added_is_known_though_it_was_asked_for_before() -> None:
    words = Frequencies(package_file("jieba", "dict.txt"))
    assert words.get("魑魅词") is None
    words["魑魅词"] = 7
    assert (words.get("魑魅词"), "魑魅词" in words, words["魑魅词"]) == (7, True, 7)


def test_every_word_of_the_list_is_as_frequent_as_jieba_has_it() -> None:
    with package_file("jieba", "dict.txt").open("rb") as file:
        theirs, total = jieba.Tokenizer.gen_pfdict(file)
    ours = Frequencies(package_file("jieba", "dict.txt"))
    assert ours.total == total
    some = list(theirs)[::23]
    assert [ours.get(word) for word in some] == [theirs[word] for word in some]
    others = [word[::-1] for word in some]
    assert [ours.get(word) for word in others] == [theirs.get(word) for word in others]


def test_what_phrases_begin_with_is_as_pypinyin_has_it() -> None:
    phrases = list(phrases_dict.phrases_dict)[::7]
    theirs = PrefixSet()
    theirs.train(phrases)
    ours = Beginnings(phrases)
    asked = [part for phrase in phrases for part in (phrase, phrase[:2], phrase[1:], phrase + "们")]
    assert [part in ours for part in asked] == [part in theirs for part in asked]
    ours.train(["新词语"])
    assert "新词" in ours
