"""Numbers, sizes and durations as readers of each language write them."""

import pytest

from pipeline.languages import figures, languages
from pipeline.languages.regions import other_usage, with_territory


@pytest.mark.parametrize(
    ("tag", "large", "small"),
    [
        ("en", "1.7 MB", "3 kB"),
        ("ko", "1.7MB", "3kB"),
        ("zh-Hans", "1.7 MB", "3 kB"),
        ("es", "1,7 MB", "3 kB"),
        ("pt-BR", "1,7 MB", "3 kB"),
        ("fr", "1,7 Mo", "3 ko"),
        ("ru", "1,7 МБ", "3 кБ"),
        ("ar", "1.7 ميغابايت", "3 كيلوبايت"),
        ("fa", "۱٫۷ مگابایت", "۳ کیلوبایت"),
    ],
)
def test_a_size_has_the_decimal_sign_the_digits_and_the_unit_of_its_language(tag, large, small):
    spaces = {0xA0: " ", 0x202F: " "}
    assert figures.size(1_740_000, tag).translate(spaces) == large
    assert figures.size(2_900, tag).translate(spaces) == small


@pytest.mark.parametrize("tag", languages())
def test_no_language_lacks_a_unit(tag):
    assert not any(
        "digital" in figures.size(amount, tag) for amount in (1, 2_000, 11_000, 99_999, 10**6, 10**9)
    )


@pytest.mark.parametrize(
    ("tag", "said"), [("en", "1.25×"), ("ko", "1.25×"), ("de", "1,25×"), ("fa", "\u2068۱٫۲۵×\u2069")]
)
def test_a_speed_has_the_decimal_sign_of_its_language(tag, said):
    assert figures.speed(1.25, tag) == said
    assert "," not in figures.speed(2, tag)


@pytest.mark.parametrize(("tag", "said"), [("en", "1:02:01"), ("zh-Hans", "1:02:01"), ("fa", "۱:۰۲:۰۱")])
def test_a_duration_has_the_digits_of_its_language(tag, said):
    assert figures.clock(3721, tag) == said
    assert len(figures.clock(61, tag)) == 4


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pt-PT", "pt-PT is written as Brazilian Portuguese in the usage of Brazil."),
        ("zh-HK", "zh-HK is written as Traditional Chinese in the usage of Taiwan."),
        ("pt", ""),
        ("pt-BR", ""),
        ("zh-TW", ""),
        ("zh-Hans", ""),
        ("ko-KP", ""),
        ("es-AR", ""),
        ("klingonese", ""),
    ],
)
def test_whoever_asks_for_another_region_s_usage_is_told_whose_is_written(name, said):
    assert other_usage(name) == said


@pytest.mark.parametrize(
    ("tag", "locale"),
    [("ko", "ko_KR"), ("zh-Hans", "zh_CN"), ("zh-Hant", "zh_TW"), ("pt-BR", "pt_BR"), ("en", "en_US")],
)
def test_a_locale_names_where_most_speak_the_language(tag, locale):
    assert with_territory(tag) == locale
