import pytest

from pipeline.narration.spoken import spoken

KOREAN = {
    "2013년 10월 9일": "이천십삼년 시월 구일",
    "6월 6일": "유월 육일",
    "500여 명": "오백여 명",
    "3명과 32명": "세명과 서른두명",
    "40명, 40살": "사십명, 마흔살",
    "1,500명": "천오백명",
    "300만 명": "삼백만 명",
    "20살, 68세": "스무살, 육십팔세",
    "5개국, 6개월, 22개": "오개국, 육개월, 스물두개",
    "1번째": "첫번째",
    "3.05%": "삼 점 영오퍼센트",
    "오전 4:40": "오전 네시 사십분",
    "20대, 차량 3대": "이십대, 차량 세대",
    "5-3으로": "오 대 삼으로",
    "2~4인치": "이에서 사인치",
    "6·25": "육이오",
    "1/3": "삼분의 일",
    "$5만": "오만 달러",
    "UN과 NGO": "유엔과 엔지오",
    "NATO": "나토",
    "15km": "십오킬로미터",
    "02": "공이",
}
CHINESE = {
    "2013年10月9日": "二零一三年十月九日",
    "2017 年 7 月": "二零一七年七月",
    "500多名": "五百多名",
    "2个人，2月，第2名": "两个人，二月，第二名",
    "1,500名": "一千五百名",
    "569 万": "五百六十九万",
    "14%": "百分之十四",
    "5.69": "五点六九",
    "12:05": "十二点零五分",
    "2:0": "二比零",
    "2-4英寸": "二到四英寸",
    "$350,000": "三十五万美元",
    "80年代": "八十年代",
    "UN表示": "UN表示",
}
ENGLISH = {
    "Oct. 9, 2013": "October 9, 20 13",
    "in 1986, in 1905, in 2005": "in 19 86, in 19 oh 5, in 2005",
    "the 1980s": "the 19 eighties",
    "1,500 people": "1500 people",
    "$5 million": "5 million dollars",
    "3.5%": "3 point 5 percent",
    "10:30 a.m.": "10 30 eigh em",
    "5-10 boats": "5 to 10 boats",
    "U.S. and NGOs": "U S and N G O's",
    "NATO": "Nato",
}
ROMANCE = {
    ("es", "1.500 personas, 3,5 %"): "1500 personas, 3 coma 5 por ciento",
    ("es", "EE. UU., la ONU y $5 millones"): "Estados Unidos, la Onu y 5 millones de dólares",
    ("pt-BR", "US$ 5 milhões"): "5 milhões de dólares",
    ("pt-BR", "820.000 nos EUA"): "820000 nos é u á",
}


@pytest.mark.parametrize("text", KOREAN)
def test_korean_numbers_are_read_by_what_they_count(text: str) -> None:
    assert spoken(text, "ko") == KOREAN[text]


@pytest.mark.parametrize("text", CHINESE)
def test_chinese_numbers_are_read_by_what_they_count(text: str) -> None:
    assert spoken(text, "zh-Hans") == CHINESE[text]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_dates_sums_and_initialisms_are_put_in_words(text: str) -> None:
    assert spoken(text, "en") == ENGLISH[text]


@pytest.mark.parametrize(("language", "text"), ROMANCE)
def test_spanish_and_portuguese_use_their_own_signs(language: str, text: str) -> None:
    assert spoken(text, language) == ROMANCE[language, text]


def test_traditional_chinese_is_read_from_simplified_characters_with_its_own_words() -> None:
    assert spoken("2013 年北韓難民", "zh-Hant") == "二零一三年北韩难民"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "see example dot org now"), ("ko", "see example 닷 org now")]
)
def test_an_address_is_shortened_to_its_host(language: str, said: str) -> None:
    assert spoken("see https://www.example.org/a/b?c=1 now", language) == said


@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans", "es", "pt-BR", "fr", "it", "hi", "ja", "de"])
def test_plain_words_stay_as_they_are(language: str) -> None:
    assert spoken("Six boats.", language) == "Six boats."
