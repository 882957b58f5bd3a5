"""Names in a row, and words that change before the name that follows."""

import pytest

from pipeline.languages import languages
from pipeline.languages.bylines import byline, join_names

SEEN = str.maketrans("", "", "\u2068\u2069")
"""Isolates are not seen."""


@pytest.mark.parametrize(
    ("tag", "names", "said"),
    [
        ("es", ["Ana", "Inés"], "Ana e Inés"),
        ("es", ["Ana", "Hilda"], "Ana e Hilda"),
        ("es", ["Ana", "Yvonne"], "Ana e Yvonne"),
        ("es", ["Ana", "Hierro"], "Ana y Hierro"),
        ("es", ["Ana", "Yolanda"], "Ana y Yolanda"),
        ("es", ["Inés", "Ana"], "Inés y Ana"),
        ("it", ["Anna", "Elena"], "Anna ed Elena"),
        ("it", ["Elena", "Anna"], "Elena e Anna"),
        ("he", ["דנה", "נועם"], "דנה ונועם"),
        ("he", ["דנה", "John"], "דנה ו־John"),
        ("ar", ["أحمد", "ليلى", "سامي"], "أحمد وليلى وسامي"),
        ("ar", ["أحمد", "John", "ليلى"], "أحمد و John وليلى"),
        ("ru", ["Анна", "Пётр", "Иван"], "Анна, Пётр и Иван"),
        ("ko", ["김수진", "이준"], "김수진, 이준"),
        ("zh-Hans", ["张三", "李四"], "张三、李四"),
    ],
)
def test_the_word_before_a_name_fits_its_first_sound_and_its_script(tag, names, said):
    assert join_names(names, tag).translate(SEEN) == said


@pytest.mark.parametrize("tag", languages())
def test_one_name_stands_alone_and_several_all_stand_in_order(tag):
    assert join_names(["Ana"], tag).translate(SEEN) == "Ana"
    said = join_names(["Ana", "Bo", "Cy"], tag)
    assert said.index("Ana") < said.index("Bo") < said.index("Cy")


@pytest.mark.parametrize(
    ("tag", "before"),
    [("ru", "Текст: "), ("uk", "Текст: "), ("pl", "Tekst: "), ("tr", "Yazı: "), ("ko", "글: ")],
)
def test_a_byline_leaves_number_and_gender_of_its_authors_open(tag, before):
    assert byline(["Ana"], tag) == f"{before}Ana"
    assert byline(["Ana", "Bo"], tag).startswith(before)
