"""The words that can only be guessed at, also in editions; nothing is translated to find them."""

from pathlib import Path

from pipeline.app.planning import guesses
from pipeline.config.settings import Settings
from pipeline.translation.memory import Memory

ARTICLE = "# The return\n\nThe KINU spoke. It rained.\n"
XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ko"><file id="article">
<unit id="u1"><segment id="s1-b1-k1" state="final"><source>The KINU spoke.</source>
<target>KINU가 말했다.</target></segment></unit></file></xliff>
"""


def test_editions_are_looked_through_as_far_as_they_are_translated(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text(ARTICLE, "utf-8")
    (tmp_path / "article.ko.xlf").write_text(XLIFF, "utf-8")
    settings = Settings(memory=tmp_path / "memory.sqlite", store=tmp_path / "store", offline=True)
    found = {
        tag: (words, missing) for tag, words, missing in guesses(tmp_path / "article.md", ["ko"], settings)
    }
    assert list(found) == ["en", "ko"]
    assert [each.word for each in found["en"][0]] == ["KINU"]
    assert [each.word for each in found["ko"][0]] == ["KINU"]
    assert found["en"][1] == 0
    assert found["ko"][1] == 3, "the title, the other sentence, the description"


def test_what_the_lexicon_beside_the_article_says_is_none_to_guess_at(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text(ARTICLE, "utf-8")
    (tmp_path / "article.ko.xlf").write_text(XLIFF, "utf-8")
    (tmp_path / "lexicon.toml").write_text('[ko]\n"KINU" = "키누"\n', "utf-8")
    settings = Settings(memory=tmp_path / "memory.sqlite", store=tmp_path / "store", offline=True)
    found = {tag: words for tag, words, _ in guesses(tmp_path / "article.md", ["ko"], settings)}
    assert [each.word for each in found["ko"]] == []
    assert Memory(settings.memory).find(("en", "ko"), "The KINU spoke.") is None
