"""What is refused as a translation, and what is let pass."""

import pytest

from pipeline.languages import find
from pipeline.translation.checks import doubts, fault

SENTENCE = "China has refused to allow them to seek asylum or resettlement."


def fault_of(target, to, source=SENTENCE, script="Latn"):
    return fault(source, target, find(to), script)


@pytest.mark.parametrize("target", [None, "", "  \n"])
def test_nothing_is_no_translation(target):
    assert fault_of(target, "ko") == "it is empty"


@pytest.mark.parametrize(
    "target",
    [
        "Error 500 (Server Error)!!1500.That’s an error.There was an error. Please try again later.",
        "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.",
    ],
)
def test_an_error_page_is_no_translation(target):
    assert fault_of(target, "es") == "it is an error message of the service"


@pytest.mark.parametrize("to", ["ko", "zh-Hant", "es"])
def test_signs_alone_are_no_translation_of_words(to):
    assert fault_of("1, 2 …", to) == "it has no letters"


def test_a_text_about_error_pages_may_name_one():
    source = "The page said Error 500 (Server Error)."
    assert fault_of("A página dizia Error 500 (Server Error).", "pt-BR", source) is None


@pytest.mark.parametrize(
    ("to", "target"),
    [
        ("ko", "중국은 그들의 망명 신청을 거부했다."),
        ("zh-Hans", "中国拒绝允许他们寻求庇护或重新安置。"),
        ("zh-Hant", "中國拒絕讓他們尋求庇護或重新安置。"),
        ("es", "China se ha negado a permitirles pedir asilo o reasentamiento."),
        ("ja", "中国は彼らが亡命や再定住を求めることを拒否している。"),
        ("ar", "رفضت الصين السماح لهم بطلب اللجوء أو إعادة التوطين."),
    ],
)
def test_a_translation_passes(to, target):
    assert fault_of(target, to) is None


@pytest.mark.parametrize("to", ["ko", "zh-Hans", "zh-Hant", "es", "pt-BR"])
def test_the_source_itself_is_no_translation(to):
    assert fault_of(SENTENCE.upper(), to) is not None


@pytest.mark.parametrize(
    ("to", "source"), [("pt-BR", "Human Rights Watch"), ("es", "Editorial"), ("ko", "UNHCR"), ("ko", "2013")]
)
def test_names_and_figures_may_stay_as_they_are(to, source):
    assert fault_of(source, to, source) is None


@pytest.mark.parametrize("to", ["ko", "zh-Hans"])
def test_a_heading_left_in_english_is_refused(to):
    assert fault_of("The Way Forward", to, "The Way Forward") is not None


@pytest.mark.parametrize(
    ("to", "target"),
    [
        ("ko", "中国拒绝允许他们寻求庇护或重新安置。"),
        ("zh-Hans", "중국은 그들의 망명 신청을 거부했다."),
        ("zh-Hant", "中国拒绝让他们寻求庇护，还说这样的问题应该由两国协议来处理。"),
        ("zh-Hans", "中國拒絕讓他們尋求庇護，還說這樣的問題應該由兩國協議來處理。"),
        ("es", "中国拒绝允许他们寻求庇护或重新安置。"),
    ],
)
def test_another_script_is_refused(to, target):
    assert fault_of(target, to).startswith("it is not written in")


def test_names_in_latin_letters_do_not_make_a_line_foreign():
    assert fault_of("사진: Adrien Olichon", "ko", "Photo by Adrien Olichon") is None
    assert fault_of("摄影：Adrien Olichon", "zh-Hans", "Photo by Adrien Olichon") is None


@pytest.mark.parametrize(
    ("to", "target"),
    [
        ("ko", "목록 목록 목록 목록 목록"),
        ("zh-Hans", "中国中国中国中国中国"),
        ("pt-BR", "um, um, um, um, um, um"),
    ],
)
def test_a_loop_is_refused(to, target):
    assert fault_of(target, to) == "it repeats itself"


def test_a_repetition_of_the_source_may_be_repeated():
    assert fault_of("아니, 아니, 아니, 아니, 아니!", "ko", "No, no, no, no, no, no!") is None


def codes(source, target, to):
    return [code for code, _ in doubts(source, target, find(to))]


@pytest.mark.parametrize(
    ("to", "source", "target"),
    [
        (
            "pt-BR",
            "Some 1,500 people, 2.5 percent, in 2013.",
            "Cerca de 1.500 pessoas, 2,5 por cento, em 2013.",
        ),
        ("es", "It was 10 p.m. and 40 came.", "Eran las 22 y llegaron 40."),
        ("es", "On October 9, 80 left.", "El nueve de octubre se fueron 80."),
        ("ko", "3 million people in 2013", "2013년 300만 명"),
        ("zh-Hans", "1.5 billion people in 2013", "2013年15亿人"),
    ],
)
def test_the_same_numbers_written_otherwise_raise_no_doubt(to, source, target):
    assert codes(source, target, to) == []


@pytest.mark.parametrize(
    ("to", "source", "target"),
    [
        ("pt-BR", "More than 500 people", "Mais de 50 pessoas"),
        ("es", "1,500 people", "1.600 personas"),
        ("ko", "a protocol of 1986", "1968년 의정서"),
        ("zh-Hant", "in 2013", "二十年前"),
    ],
)
def test_a_lost_or_changed_number_is_doubted(to, source, target):
    assert codes(source, target, to) == ["translation.number"]


def test_han_in_korean_and_hangul_in_chinese_are_doubted():
    assert codes("the law", "法律은 금지한다", "ko") == ["translation.script"]
    assert codes("the law", "法律은禁止", "zh-Hans") == ["translation.script"]
