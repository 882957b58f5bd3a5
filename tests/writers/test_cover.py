from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, features

from pipeline.languages import find, languages
from pipeline.writers.cover import PALETTES, SMALL_SIDE, Palette, cover, smaller
from pipeline.writers.text_drawing import Lettering

TITLES = {
    "en": ("Forced returns go on", "Hana Reyes"),
    "ko": ("강제 송환은 계속되고 있다", "하나 레예스"),
    "zh-Hans": ("强制遣返仍在继续：他们遭遇了什么？", "哈娜·雷耶斯"),
    "zh-Hant": ("強制遣返仍在繼續：他們遭遇了什麼？", "哈娜·雷耶斯"),
    "ja": ("「強制送還」はなぜ続いているのか", "ハナ・レイエス"),
    "es": ("Las devoluciones forzadas continúan", "María Íñigo"),
    "ru": ("Принудительные возвращения", "Хана Рейес"),
    "ar": ("الإعادة القسرية مستمرة", "هناء رييس"),
    "fa": ("بازگرداندن اجباری ادامه دارد و می‌ترسند", "هناء"),
    "he": ("ההחזרות הכפויות נמשכות", "חנה"),
    "th": ("การบังคับส่งกลับยังดำเนินต่อไป", "ฮานา เรเยส"),
}


@pytest.mark.parametrize("language", TITLES)
def test_a_cover_is_a_square_rgb_jpeg_that_podcast_directories_take(language: str) -> None:
    data, notices = cover(*TITLES[language], language)
    picture = opened(data)
    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    assert picture.width == picture.height
    assert 1400 <= picture.width <= 3000
    assert len(data) < 400_000
    assert notices == ()


@pytest.mark.parametrize("language", TITLES)
def test_the_same_words_give_the_same_bytes(language: str) -> None:
    assert cover(*TITLES[language], language) == cover(*TITLES[language], language)


def test_another_title_author_or_language_gives_another_cover() -> None:
    made = {
        cover(*words)[0] for words in [("A", "B", "en"), ("C", "B", "en"), ("A", "D", "en"), ("A", "B", "es")]
    }
    assert len(made) == 4


@pytest.mark.parametrize(
    "title", ["", "A title " * 80, "강제송환" * 130, "強制遣返" * 130, "x" * 500, "😀 <b> & \x00"]
)
def test_odd_titles_still_make_a_cover_of_the_right_size(title: str) -> None:
    for language in ("en", "ko", "zh-Hant"):
        data, notices = cover(title, "", language)
        assert opened(data).size == (1500, 1500)
        assert len(data) < 400_000
        assert notices == ()


def test_letters_that_no_font_has_are_left_out_with_a_notice() -> None:
    bare, _ = cover("", "", "en")
    data, notices = cover("𓀀𓀁", "", "en")
    assert [notice.code for notice in notices] == ["cover.glyphs"]
    assert area(data, 300, 1030) == area(bare, 300, 1030)


def test_hindi_is_drawn_only_where_its_letters_can_be_shaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda name: False)
    _, notices = cover("उत्तर कोरिया", "", "hi")
    assert {notice.code for notice in notices} == {"cover.glyphs"}


def test_a_title_stays_within_its_margins() -> None:
    for language, (title, author) in TITLES.items():
        picture = opened(cover(title * 8, author * 8, language)[0])
        ground = picture.getpixel((5, 5))
        for edge in [(0, 0, 115, 1500), (1385, 0, 1500, 1500)]:
            assert all(
                max(abs(one - other) for one, other in zip(colour, ground, strict=True)) < 12
                for _, colour in picture.crop(edge).getcolors(180_000)
            )


@pytest.mark.parametrize("palette", PALETTES)
def test_text_stands_out_from_its_ground(palette: Palette, contrast: Callable[[str, str], float]) -> None:
    assert contrast(palette.text, palette.ground) >= 7
    assert contrast(palette.accent, palette.ground) >= 7


def test_languages_beside_each_other_in_the_table_differ_in_colour() -> None:
    grounds = [opened(cover("", "", tag)[0]).getpixel((5, 5)) for tag in list(languages())[:8]]
    assert len(set(grounds)) == 8


def test_chinese_lines_end_at_a_pause_rather_than_within_a_phrase() -> None:
    lettering = Lettering(find("zh-Hans"), 700)
    _, lines = lettering.fit("强制遣返仍在继续：他们遭遇了什么？", 1240, 730, range(184, 55, -4))
    assert lines == ("强制遣返仍在继续：", "他们遭遇了什么？")


def test_japanese_lines_end_where_a_phrase_does() -> None:
    lettering = Lettering(find("ja"), 700)
    _, lines = lettering.fit("中国による「強制送還」はなぜ続いているのか", 1240, 730, range(184, 55, -4))
    assert lines == ("中国による", "「強制送還」はなぜ", "続いているのか")


def test_han_letters_have_the_shape_of_their_own_land() -> None:
    drawn = []
    for language in ("zh-Hans", "zh-Hant"):
        picture = Image.new("L", (120, 120))
        Lettering(find(language), 700).draw(ImageDraw.Draw(picture), "骨", 10, 100, 90, "#ffffff")
        drawn.append(picture.tobytes())
    assert any(drawn[0])
    assert drawn[0] != drawn[1]


def test_a_title_too_long_for_the_smallest_letters_ends_with_an_ellipsis() -> None:
    size, lines = Lettering(find("ko"), 700).fit("강제 송환 " * 200, 1240, 730, range(184, 55, -4))
    assert size == 56
    assert lines[-1].endswith("…")
    assert len(lines) * size * 1.32 <= 730


def test_fitting_loses_no_word() -> None:
    for language, (title, _) in TITLES.items():
        _, lines = Lettering(find(language), 700).fit(title, 1240, 730, range(184, 55, -4))
        assert "".join(" ".join(lines).split()) == "".join(title.split())


def test_brackets_in_arabic_open_towards_what_they_hold() -> None:
    assert "(2026)" in Lettering(find("ar"), 700)._visual("الإعادة (2026) مستمرة")


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def area(data: bytes, top: int, bottom: int) -> bytes:
    return opened(data).crop((0, top, 1500, bottom - 40)).tobytes()


@pytest.mark.parametrize(("language", "bare", "marked"), [("th", "กลบ", "กลับ"), ("hi", "कल", "किल")])
def test_a_vowel_sign_stands_on_its_letter_and_on_no_dotted_circle(
    language: str, bare: str, marked: str
) -> None:
    widths = []
    for text in (bare, marked):
        picture = Image.new("L", (400, 200))
        Lettering(find(language), 700).draw(ImageDraw.Draw(picture), text, 10, 140, 80, "#ffffff")
        widths.append((picture.getbbox() or (0, 0, 0, 0))[2])
    assert widths[1] - widths[0] < 40


@pytest.mark.parametrize("language", TITLES)
def test_a_page_gets_a_cover_that_a_slow_line_brings_in_a_second(language: str) -> None:
    whole, _ = cover(*TITLES[language], language)
    small = smaller(whole)
    picture = opened(small)
    assert (picture.format, picture.size) == ("JPEG", (SMALL_SIDE, SMALL_SIDE))
    assert len(small) < 40_000
    assert smaller(whole) == small


def test_a_busy_photograph_is_made_as_small() -> None:
    noise = Image.effect_noise((1500, 1500), 90).convert("RGB")
    file = BytesIO()
    noise.save(file, "JPEG")
    assert len(smaller(file.getvalue())) < 60_000
