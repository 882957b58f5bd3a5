"""Days and bylines as people write them."""

import pytest

from pipeline.languages import languages
from pipeline.languages.bylines import byline
from pipeline.languages.dates import iso_date, long_date


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "October 9, 2023"),
        ("ko", "2023년 10월 9일"),
        ("zh-Hans", "2023年10月9日"),
        ("zh-Hant", "2023年10月9日"),
        ("ja", "2023年10月9日"),
        ("es", "9 de octubre de 2023"),
        ("pt-BR", "9 de outubro de 2023"),
        ("de", "9. Oktober 2023"),
        ("vi", "ngày 9 tháng 10 năm 2023"),
        ("fa", "۹ اکتبر ۲۰۲۳"),
    ],
)
def test_a_day_is_written_as_its_readers_write_it(tag: str, written: str) -> None:
    assert long_date("2023-10-09", tag) == written


def test_the_first_of_a_month_has_its_own_form_where_people_use_one() -> None:
    assert long_date("2024-01-01", "fr") == "1er janvier 2024"


def test_a_moment_is_written_as_its_own_day() -> None:
    assert long_date("2023-10-09T23:30:00-05:00", "en") == "October 9, 2023"


@pytest.mark.parametrize("tag", list(languages()))
def test_every_language_of_the_table_writes_all_days_apart(tag: str) -> None:
    days = [f"2023-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    written = {long_date(day, tag) for day in days}
    assert len(written) == len(days)
    assert not written & set(days)


@pytest.mark.parametrize("tag", list(languages()))
def test_a_written_day_is_read_back(tag: str) -> None:
    days = [f"2023-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 9, 28)]
    assert [iso_date(long_date(day, tag)) for day in days] == days


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023-10-09", "2023-10-09"),
        ("2023/10/9", "2023-10-09"),
        ("2023. 10. 9.", "2023-10-09"),
        ("Monday, 9th October 2023", "2023-10-09"),
        ("Oct. 9, 2023", "2023-10-09"),
        ("2023-10-09T08:00:00+09:00", "2023-10-09T08:00:00+09:00"),
        ("2023-10-09 08:00:00", "2023-10-09"),
        ("9/10/2023", None),
        ("2023-13-45", None),
        ("soon", None),
        ("lunes, 9 de octubre de 2023", "2023-10-09"),
        ("segunda-feira, 9 de outubro de 2023", "2023-10-09"),
        ("सोमवार, 9 अक्टूबर 2023", "2023-10-09"),
        ("9 मई 2023", "2023-05-09"),
        ("9 ژوئیه 2023", "2023-07-09"),
        ("۹ ژوئیهٔ ۲۰۲۳", "2023-07-09"),
        ("9 באוקטובר 2023", "2023-10-09"),
        ("9 אוקטובר 2023", "2023-10-09"),
        ("Ngày 9 tháng 10 năm 2023", "2023-10-09"),
        ("ngày 9 tháng 13 năm 2023", None),
        ("ngày 9 tháng 10 năm 2023 ở Huế", None),
        ("October 9, 2023 changed the harbour", None),
        ("", None),
        ("5 กรกฎาคม 2562", "2019-07-05"),
        ("5 กุมภาพันธ์ 2019", "2019-02-05"),
        ("5 July 2562", "2562-07-05"),
    ],
)
def test_a_date_is_understood_only_when_it_is_certain(written: str, iso: str | None) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("en", "By Ana Ruiz, Kim Min and Li Wei"),
        ("ko", "글: Ana Ruiz, Kim Min, Li Wei"),
        ("zh-Hans", "作者：Ana Ruiz、Kim Min、Li Wei"),
        ("es", "Por Ana Ruiz, Kim Min y Li Wei"),
    ],
)
def test_a_byline_joins_names_as_its_readers_do(tag: str, line: str) -> None:
    assert byline(["Ana Ruiz", "Kim Min", "Li Wei"], tag) == line


def test_no_author_gives_no_byline() -> None:
    assert byline([], "en") == ""


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("cs", "5. července 2019"),
        ("sv", "5 juli 2019"),
        ("el", "5 Ιουλίου 2019"),
        ("ro", "5 iulie 2019"),
        ("da", "5. juli 2019"),
        ("fi", "5. heinäkuuta 2019"),
        ("bg", "5 юли 2019 г."),
        ("ca", "5 de juliol de 2019"),
        ("hu", "2019. július 5."),
        ("th", "5 กรกฎาคม พ.ศ. 2562"),
    ],
)
def test_a_day_is_written_as_the_language_has_it_and_read_back(tag: str, written: str) -> None:
    assert long_date("2019-07-05", tag) == written
    assert iso_date(written) == "2019-07-05"


def test_a_month_with_its_article_is_read_back_too() -> None:
    assert long_date("2019-04-05", "ca") == "5 d’abril de 2019"
    assert iso_date("5 d’abril de 2019") == "2019-04-05"


def test_a_language_without_a_pattern_has_the_date_of_cldr() -> None:
    assert long_date("2019-07-05", "nb") == "5. juli 2019"


@pytest.mark.parametrize("written", ["2567-03-05", "2567/3/5", "5 มีนาคม 2567", "๕ มีนาคม ๒๕๖๗"])
def test_a_year_of_the_buddhist_era_is_one_in_figures_too(written: str) -> None:
    assert iso_date(written) == "2024-03-05"
