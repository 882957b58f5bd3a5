"""Sentences, numbers, glossaries and lexicons beyond all measure, and a clock that goes backwards."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.config.loading import load
from pipeline.document.lexicon import Entry, Lexicon
from pipeline.document.report import Report
from pipeline.errors import GlossaryError, PublishError, SettingsError
from pipeline.infra import clock
from pipeline.languages.sentences import LONGEST, split
from pipeline.narration.lexicon import lexicons
from pipeline.readers import read
from pipeline.translation.memory import Memory
from pipeline.translation.termbase.tbx import from_tbx
from pipeline.validation.validate import proof

NINES = "9" * 5000

LONG = {
    "en": ("They were sent back, and nobody was heard; ", ("; ", ", ")),
    "ko": ("사람들이 되돌려 보내졌고, 아무도 말하지 못했으며, ", (", ",)),
    "zh-Hans": ("人们被送回去了，没有人听他们说话；", ("；", "，")),
}


@pytest.mark.parametrize("language", LONG)
def test_a_sentence_of_sixty_thousand_words_is_cut_at_clauses(tmp_path: Path, language: str) -> None:
    clause, ends = LONG[language]
    article = tmp_path / "article.md"
    article.write_text(f"# 1\n\n{clause * (60_000 // 7)}.\n", "utf-8")
    made, _ = read(article, language)
    sentences = [each.text for each in made.sentences()][2:]  # behind the title and its section
    assert "".join(sentences).split() == (clause * (60_000 // 7) + ".").split()
    assert max(map(len, sentences)) <= LONGEST
    assert all(each.endswith(ends) for each in sentences[:-1])
    assert not any(each[0].isspace() for each in sentences)


@pytest.mark.parametrize("word", ["a", "가", "中", "9", "e\u0301"])
def test_a_word_without_end_is_cut_too_and_no_sign_from_its_letter(word: str) -> None:
    text = word * 50_000
    parts = split(text, "en", longest=LONGEST)
    assert "".join(parts) == text
    assert max(map(len, parts)) <= LONGEST
    assert not any(part.startswith("\u0301") for part in parts)


def test_a_sentence_of_usual_length_stays_whole() -> None:
    text = "They were sent back, and nobody was heard; " * 20 + "so it was."
    assert split(text, "en", longest=LONGEST) == (text,)


@pytest.mark.parametrize("value", ["0x" + "f" * 5000, NINES, f"[0x{'f' * 5000}]", f'"{NINES}"'])
@pytest.mark.parametrize("name", ["jobs", "to", "strict", "doubtful"])
def test_a_setting_beyond_measure_is_said_in_a_few_words(tmp_path: Path, name: str, value: str) -> None:
    file = tmp_path / "publish.toml"
    file.write_text(f"{name} = {value}\n", "utf-8")
    with pytest.raises(PublishError) as caught:
        load({}, {}, file)
    assert "publish.toml" in caught.value.message or name == "to"
    assert len(caught.value.message) < 300
    assert "set_int_max_str_digits" not in caught.value.message


@pytest.mark.parametrize("epoch", [NINES, "1e9", "99999999999999"])
def test_a_moment_beyond_measure_is_no_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        clock.now()
    Memory(tmp_path / "memory.sqlite").find(("en", "ko"), "Rain.")


BOMBS = {
    "entities": '<!DOCTYPE x [<!ENTITY a "{fill}"><!ENTITY b "&a;&a;&a;&a;">]>\n{open}&b;&b;{close}',
    "depth": "{open}" + "<x>" * 5000 + "</x>" * 5000 + "{close}",
    "an outside file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n{open}&a;{close}',
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_termbase_that_is_a_bomb_is_refused(bomb: str) -> None:
    opening = '<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry><langSec xml:lang="en"><termSec><term>'
    closing = "</term></termSec></langSec></conceptEntry></body></text></tbx>"
    data = BOMBS[bomb].replace("{fill}", "x" * 1000).replace("{open}", opening).replace("{close}", closing)
    with pytest.raises(GlossaryError, match=r"glossary\.tbx"):
        from_tbx(data.encode(), "glossary.tbx")


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_lexicon_that_is_a_bomb_is_refused_and_no_word_is_said_wrong(tmp_path: Path, bomb: str) -> None:
    opening = (
        '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0" alphabet="ipa" xml:lang="ko">'
        "<lexeme><grapheme>유엔</grapheme><alias>말"
    )
    closing = "</alias></lexeme></lexicon>"
    file = tmp_path / "lexicon.pls"
    text = BOMBS[bomb].replace("{fill}", "x" * 1000).replace("{open}", opening).replace("{close}", closing)
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"lexicon\.pls"):
        lexicons(file)


def test_a_lexicon_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.toml"
    file.write_text("[ko]\n" + "".join(f'"말{number}" = "말"\n' for number in range(400_000)), "utf-8")
    with pytest.raises(SettingsError, match="larger than 5 MB"):
        lexicons(file)


def test_a_lexicon_of_many_words_is_no_burden() -> None:
    """One pattern of all of them took minutes to make."""
    entries = [Entry(f"나라{number}", f"말{number}") for number in range(30_000)]
    lexicon = Lexicon("ko", (*entries, Entry("朝鲜", "甲"), Entry("朝鲜半岛", "乙")))
    said = lexicon.apply("나라29999에서 나라7로, 나라71a와 朝鲜半岛 " * 1000)
    assert said == "말29999에서 말7로, 나라71a와 乙 " * 1000


def test_entries_within_entries_are_read_once() -> None:
    inner = '<langSec xml:lang="en"><termSec><term>refugee</term></termSec></langSec>'
    nested = f"<conceptEntry>{inner}" * 60 + "</conceptEntry>" * 60
    data = f'<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>{nested}</body></text></tbx>'
    assert len(from_tbx(data.encode(), "glossary.tbx").entries) == 1


def test_what_is_taken_away_while_a_folder_is_checked_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.errors import EditionMissing

    (tmp_path / "gone").mkdir()
    monkeypatch.setattr("os.scandir", _gone("gone"))
    with pytest.raises(EditionMissing):
        list(proof([tmp_path]))


def _gone(name: str) -> Callable[..., Any]:
    import os

    real = os.scandir

    def scandir(path: Any = ".") -> Any:
        if str(path).endswith(name):
            raise FileNotFoundError(name)
        return real(path)

    return scandir


def test_a_clock_that_goes_backwards_changes_nothing_that_was_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: Callable[..., Report]
) -> None:
    article = tmp_path / "article.md"
    article.write_text("# Rain\n\nIt rained.\n", "utf-8")
    files = []
    for moment in (datetime(2026, 5, 4, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC)):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        report = published(tmp_path, article, to=("ko",))
        digests = [(file.path, file.digest) for edition in report.published for file in edition.files]
        files.append(sorted(digests))
    assert files[0] == files[1]
    assert report.date.startswith("2026-05-04")


@pytest.mark.slow
def test_a_number_and_a_word_without_end_are_published_in_every_language(
    tmp_path: Path, published: Callable[..., Report]
) -> None:
    article = tmp_path / "article.md"
    article.write_text(
        f"# Rain\n\nIt rained for 12 days.\n\nIt was {NINES[:4400]} people and {'a' * 3000}.\n", "utf-8"
    )
    report = published(tmp_path, article, to=("ko", "zh-Hans"))
    assert [edition.language for edition in report.published] == ["en", "ko", "zh-Hans"]
