"""Words that a lexicon should say how to say."""

import pytest

from pipeline.narration.lexicon import Entry, Lexicon
from pipeline.narration.unsure import unsure


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("유엔과 KINU는 Kim Jong-un을 金이라 썼다. KINU다.", "ko", ["KINU", "Jong-un", "Kim", "金"]),
        ("朝鲜说Google在3月关闭。", "zh-Hans", ["Google"]),
        ("国連はNGOと話した。", "ja", ["NGO"]),
        ("The KINU and the U.N. met Mr Kim in 1953.", "en", ["KINU", "U.N."]),
        ("La ONU habló.", "es", ["ONU"]),
        ("모두 돌아왔다.", "ko", []),
    ],
)
def test_words_that_can_only_be_guessed_are_listed(text: str, language: str, expected: list[str]) -> None:
    assert [each.word for each in unsure([text], language)] == expected


def test_what_the_lexicon_knows_is_not_listed() -> None:
    lexicon = Lexicon("ko", (Entry("KINU", "키누"), Entry("NGO", "/endʒio/")))
    assert [each.word for each in unsure(["KINU와 JTBC와 NGO"], "ko", lexicon)] == ["JTBC"]
