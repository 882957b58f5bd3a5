"""Japanese words that the dictionary reads otherwise than people do."""

import pytest

from pipeline.narration.phonemes import phonemes


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("金曜日", "joːbʲi"),
        ("日曜日", "joːbʲi"),
        ("投票日", "bʲi"),
        ("世界中", "ʥɨː"),
        ("難民収容所", "ʥo"),
        ("二日間", "ɸɯʦɨka kaɴ"),
        ("その後", "sonoɡo"),
    ],
)
def test_it_ends_as_people_say_it(text: str, end: str) -> None:
    assert phonemes(text, "ja").endswith(end)


def test_what_only_begins_alike_keeps_its_reading() -> None:
    assert "ɡo" not in phonemes("その後ろに", "ja")
    assert phonemes("裁判所", "ja").endswith("ɕo")
