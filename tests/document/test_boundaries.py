"""Where lines may end, by language, and what a letter is."""

import pytest

from pipeline.document.boundaries import graphemes, line_segments, set_words_apart


@pytest.mark.parametrize(
    ("language", "text", "segments"),
    [
        ("ko", "강제 송환은 계속", ["강제 ", "송환은 ", "계속"]),
        ("ko", "GPS를 2023년(이후) 썼다", ["GPS를 ", "2023년(이후) ", "썼다"]),
        ("ko", "美대사관은 大韓民國(대한민국)에", ["美대사관은 ", "大韓民國(대한민국)에"]),
        ("zh-Hans", "他说：「不。」好", ["他", "说：", "「不。」", "好"]),
        ("zh-Hans", "“其中”有50%的人", ["“其", "中”", "有", "50%", "的", "人"]),
        ("zh-Hans", "于2023年GPS数", ["于", "2023年", "GPS", "数"]),
        ("zh-Hant", "什麼？」——記者", ["什", "麼？」——", "記", "者"]),
        ("zh-Hant", "哈娜·雷", ["哈", "娜·", "雷"]),
        ("ja", "「強制」はデータ", ["「強", "制」", "は", "デー", "タ"]),
        ("ja", "キャッシュ々が3人", ["キャッ", "シュ々", "が", "3人"]),
        ("th", "การส่งกลับ ยังคง", ["การ", "ส่ง", "กลับ ", "ยัง", "คง"]),
        ("en", "well-known facts, 1-2", ["well-", "known ", "facts, ", "1-2"]),
        ("en", "3.5 % of it – no", ["3.5 % ", "of ", "it – ", "no"]),
        ("en", "and/or https://example.org/a/b", ["and/or ", "https://example.org/a/b"]),
        ("fr", "« Oui », dit", ["« Oui », ", "dit"]),
        ("es", "—¿Sí? —dijo", ["—¿Sí? ", "—dijo"]),
        ("ar", "الإعادة (2023) مستمرة", ["الإعادة ", "(2023) ", "مستمرة"]),
        ("", "", []),
        ("en", "one", ["one"]),
        ("en", "one ", ["one "]),
    ],
)
def test_lines_end_where_readers_of_a_language_expect_it(
    language: str, text: str, segments: list[str]
) -> None:
    assert line_segments(text, language, keep_all=language == "ko") == segments


def test_a_letter_keeps_its_marks_and_a_joined_picture_is_one() -> None:
    assert graphemes("각e\u0301👨\u200d👩\u200d👧नि🇰🇷") == ["각", "e\u0301", "👨\u200d👩\u200d👧", "नि", "🇰🇷"]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("รัฐบาลไทย 5 คน", "รัฐบาล ไทย 5 คน"),
        ("他们在夜里", "他们在夜里"),
        ("강제 송환은", "강제 송환은"),
        ("a-b c", "a-b c"),
    ],
)
def test_words_are_set_apart_where_a_dictionary_alone_knows_them(text: str, apart: str) -> None:
    assert set_words_apart(text) == apart
