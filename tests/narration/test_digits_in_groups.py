"""Numbers of telephones, cards, accounts and books are said digit by digit: three in a chain are no range."""

import pytest

from pipeline.languages.normalization import normalize

SAID = {
    "1-800-555-0143": {
        "en": "one, eight zero zero, five five five, zero one four three",
        "ko": "일 팔공공 오오오 공일사삼",
        "zh-Hans": "幺，八零零，五五五，零幺四三",
        "ja": "イチノハチゼロゼロノゴゴゴノゼロイチヨンサン",
        "es": "uno, ocho cero cero, cinco cinco cinco, cero uno cuatro tres",
        "de": "eins, acht null null, fünf fünf fünf, null eins vier drei",
        "ar": "واحد، ثمانية صفر صفر، خمسة خمسة خمسة، صفر واحد أربعة ثلاثة",
        "cs": "jedna, osm nula nula, pět pět pět, nula jedna čtyři tři",
    },
    "(212)-555-0143": {
        "en": "two one two, five five five, zero one four three",
        "ko": "이일이 오오오 공일사삼",
        "zh-Hans": "二幺二，五五五，零幺四三",
        "ja": "ニイチニノゴゴゴノゼロイチヨンサン",
        "fr": "deux un deux, cinq cinq cinq, zéro un quatre trois",
    },
    "212.555.0143": {
        "en": "two one two, five five five, zero one four three",
        "ko": "이일이 오오오 공일사삼",
        "it": "due uno due, cinque cinque cinque, zero uno quattro tre",
        "pt-BR": "dois um dois, cinco cinco cinco, zero um quatro três",
    },
    "123-45-6789": {
        "en": "one two three, four five, six seven eight nine",
        "zh-Hans": "幺二三，四五，六七八九",
        "hi": "एक दो तीन, चार पाँच, छह सात आठ नौ",
    },
    "4111 1111 1111 1234": {
        "en": "four one one one, one one one one, one one one one, one two three four",
        "ko": "사일일일 일일일일 일일일일 일이삼사",
        "es": "cuatro uno uno uno, uno uno uno uno, uno uno uno uno, uno dos tres cuatro",
    },
    "978-0-306-40615-7": {
        "en": "nine seven eight, zero, three zero six, four zero six one five, seven",
        "zh-Hans": "九七八，零，三零六，四零六幺五，七",
        "de": "neun sieben acht, null, drei null sechs, vier null sechs eins fünf, sieben",
    },
    "GB29 NWBK 6016 1331 9268 19": {
        "ko": "지비 이구 엔더블유비케이 육공일육 일삼삼일 구이육팔 일구",
        "fr": "G B deux neuf, N W B K, six zéro un six, un trois trois un, neuf deux six huit, un neuf",
    },
    "4-2-3-1": {
        "en": "four two three one",
        "ko": "사이삼일",
        "zh-Hans": "四二三一",
        "ja": "ヨンニサンイチ",
        "it": "quattro due tre uno",
    },
}
OTHERWISE = {
    "2019-2020-2021": {"en": "twenty nineteen to twenty twenty to twenty twenty-one"},
    "2024-05-01": {
        "en": "May first, twenty twenty-four",
        "ko": "이천이십사년 오월 일일",
        "zh-Hans": "二零二四年五月一日",
    },
    "2019 2020 2021 2022": {"es": "dos mil diecinueve dos mil veinte dos mil veintiuno dos mil veintidós"},
    "20-30": {"en": "twenty to thirty", "es": "veinte a treinta"},
    "(2019) 123-1456": {"es": "(dos mil diecinueve) ciento veintitrés a mil cuatrocientos cincuenta y seis"},
}
"""Years, dates, ranges and pages."""


def _cases(said: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(written, tag, form) for written, forms in said.items() for tag, form in forms.items()]


@pytest.mark.parametrize(("written", "tag", "said"), _cases(SAID))
def test_digits_in_groups_are_said_one_by_one(written: str, tag: str, said: str) -> None:
    assert normalize(written, tag) == said


@pytest.mark.parametrize(("written", "tag", "said"), _cases(OTHERWISE))
def test_what_only_looks_like_groups_is_said_as_what_it_is(written: str, tag: str, said: str) -> None:
    assert normalize(written, tag) == said


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "v two point three point one"),
        ("es", "v dos punto tres punto uno"),
        ("de", "v zwei Punkt drei Punkt eins"),
    ],
)
def test_a_version_is_no_date_and_no_decimal(tag: str, said: str) -> None:
    assert normalize("v2.3.1", tag) == said


def test_seconds_with_a_zero_are_a_number_and_none_are_not_said() -> None:
    assert normalize("오전 10:30:05", "ko") == "오전 열시 삼십분 오초"
    assert normalize("10:00:00에", "ko") == "열시에"


@pytest.mark.parametrize("written", ["jul 25 2012", "JUL. 25 2012", "July 25 2012"])
def test_a_month_is_one_however_it_is_written(written: str) -> None:
    assert normalize(written, "en") == "July twenty-fifth twenty twelve"


def test_spanish_ordinals_go_on_behind_the_hundredth() -> None:
    assert normalize("la 134.ª edición", "es") == "la centésima trigésima cuarta edición"
    assert normalize("el 1.000.º", "es") == "el milésimo"


@pytest.mark.parametrize(
    ("written", "tag", "said"),
    [
        ("10:30:05", "es", "diez horas treinta minutos cinco segundos"),
        ("2:05:30.5", "de", "zwei Stunden fünf Minuten dreißig Komma fünf Sekunden"),
        ("2:05:30", "cs", "dvě hodiny pět minut třicet sekund"),
        ("1:01:01", "el", "μία ώρα ένα λεπτό ένα δευτερόλεπτο"),
        ("9:00:00", "fr", "neuf heures"),
        ("10:30", "es", "diez treinta"),
    ],
)
def test_a_time_to_the_second_is_counted_in_the_words_of_the_language(
    written: str, tag: str, said: str
) -> None:
    assert normalize(written, tag) == said


@pytest.mark.parametrize(
    ("written", "tag", "said"),
    [
        ("(15) 2019-2020", "es", "(quince) dos mil diecinueve a dos mil veinte"),
        ("(15) 2019-2020", "ko", "(십오) 이천십구에서 이천이십"),
        ("call 1915-1923 a genocide", "en", "call nineteen fifteen to nineteen twenty-three a genocide"),
        ("They called 200 people", "en", "They called two hundred people"),
        ("call 999 if you can", "en", "call nine nine nine if you can"),
        ("um 10:30:05 Uhr", "de", "um zehn Uhr dreißig Minuten und fünf Sekunden"),
    ],
)
def test_years_and_hours_are_no_digits_in_groups(written: str, tag: str, said: str) -> None:
    assert normalize(written, tag) == said
