"""The examples are the Standard Pronunciation's own (표준발음법), by article, unless marked otherwise."""

import pytest

from pipeline.narration.phonemes.korean import phonemes, pronounced

ARTICLES = {
    "5: diphthongs": "가져 가저, 다쳐 다처, 계집 게집, 희망 히망, 무늬 무니",
    "8, 9: seven codas": "닦다 닥따, 키읔 키윽, 옷 옫, 있다 읻따, 젖 젇, 빚다 빋따, 꽃 꼳, 쫓다 쫃따, 솥 솓, 앞 압, 덮다 덥따",
    "10: clusters": "넋 넉, 넋과 넉꽈, 앉다 안따, 여덟 여덜, 넓다 널따, 핥다 할따, 값 갑, 밟다 밥따, 밟는 밤는, 넓죽하다 넙쭈카다",
    "11: clusters": "닭 닥, 흙과 흑꽈, 맑다 막따, 늙지 늑찌, 삶 삼, 젊다 점따, 읊고 읍꼬, 맑게 말께, 묽고 물꼬, 얽거나 얼꺼나",
    "12: ㅎ": "놓고 노코, 좋던 조턴, 쌓지 싸치, 많고 만코, 닳지 달치, 각하 가카, 먹히다 머키다, 맏형 마텽, 좁히다 조피다, "
    "넓히다 널피다, 꽂히다 꼬치다, 앉히다 안치다, 닿소 다쏘, 많소 만쏘, 놓는 논는, 쌓네 싼네, 않네 안네, 뚫네 뚤레, "
    "낳은 나은, 많아 마나, 싫어도 시러도",
    "13: liaison": "깎아 까까, 옷이 오시, 있어 이써, 낮이 나지, 꽂아 꼬자, 꽃을 꼬츨, 밭에 바테, 앞으로 아프로, 덮이다 더피다",
    "14: liaison of clusters": "넋이 넉씨, 앉아 안자, 닭을 달글, 젊어 절머, 곬이 골씨, 핥아 할타, 읊어 을퍼, 값을 갑쓸, 없어 업써",
    "15": "맛있다 마싣따, 멋있다 머싣따, 값어치 가버치",
    "16: names of letters": "디귿이 디그시, 지읒을 지으슬, 키읔에 키으게, 피읖이 피으비, 히읗을 히으슬",
    "17: palatals": "곧이듣다 고지듣따, 굳이 구지, 미닫이 미다지, 땀받이 땀바지, 밭이 바치, 벼훑이 벼훌치, 굳히다 구치다, 닫히다 다치다",
    "18: nasals": "먹는 멍는, 국물 궁물, 깎는 깡는, 몫몫이 몽목씨, 긁는 긍는, 닫는 단는, 짓는 진는, 있는 인는, 맞는 만는, 쫓는 쫀는, "
    "붙는 분는, 잡는 잠는, 밥물 밤물, 앞마당 암마당, 밟는 밤는, 읊는 음는, 없는 엄는",
    "19: ㄹ after nasals and stops": "담력 담녁, 침략 침냑, 강릉 강능, 대통령 대통녕, 막론 망논, 협력 혐녁, 십리 심니",
    "20: ㄴ by ㄹ": "난로 날로, 신라 실라, 천리 철리, 대관령 대괄령, 칼날 칼랄, 닳는 달른, 의견란 의견난, 생산량 생산냥, 공권력 공꿘녁, "
    "상견례 상견네, 입원료 이붠뇨",
    "23: tense after stops": "국밥 국빱, 넋받이 넉빠지, 닭장 닥짱, 뻗대다 뻗때다, 옷고름 옫꼬름, 있던 읻떤, 꽂고 꼳꼬, 낯설다 낟썰다, 곱돌 곱똘, "
    "덮개 덥깨, 옆집 엽찝, 값지다 갑찌다",
    "24, 25: tense after stems": "앉고 안꼬, 얹다 언따, 닮고 담꼬, 젊지 점찌, 넓게 널께, 핥다 할따, 떫지 떨찌, 여덟도 여덜도, 삶과 삼과, 남고 남꼬",
    "26: Chinese ㄹ": "갈등 갈뜽, 발동 발똥, 절도 절또, 말살 말쌀, 갈증 갈쯩, 물질 물찔, 발전 발쩐, 몰상식 몰쌍식",
    "28: compounds": "문고리 문꼬리, 눈동자 눈똥자, 신바람 신빠람, 손재주 손째주, 길가 길까, 발바닥 발빠닥, 술잔 술짠, 강가 강까, "
    "등불 등뿔, 강줄기 강쭐기",
    "29: ㄴ put in": "솜이불 솜니불, 홑이불 혼니불, 막일 망닐, 삯일 상닐, 맨입 맨닙, 꽃잎 꼰닙, 내복약 내봉냑, 한여름 한녀름, 신여성 신녀성, "
    "색연필 생년필, 직행열차 지캥녈차, 담요 담뇨, 눈요기 눈뇨기, 식용유 시굥뉴, 들일 들릴, 솔잎 솔립, 물약 물략, "
    "서울역 서울력, 휘발유 휘발류, 등용문 등용문, 송별연 송벼련",
    "30: ㅅ between": "콧날 콘날, 아랫니 아랜니, 뱃머리 밴머리, 베갯잇 베갠닏, 깻잎 깬닙, 나뭇잎 나문닙",
}


@pytest.mark.parametrize("article", ARTICLES)
def test_words_sound_as_the_standard_says(article: str) -> None:
    pairs = [pair.split() for pair in ARTICLES[article].split(", ")]
    assert {word: pronounced(word) for word, _ in pairs} == dict(pairs)


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("옷 한 벌", "오 탄 벌"),  # 12
        ("낮 한때", "나 탄때"),
        ("책 넣는다", "챙 넌는다"),  # 18
        ("밥 먹는다", "밤 멍는다"),
        ("값 매기다", "감 매기다"),
        ("할 것을", "할 꺼슬"),  # 27
        ("할 수는 없다", "할 쑤는 업따"),
        ("할 바를", "할 빠를"),
    ],
)
def test_rules_reach_across_a_space_where_words_are_said_as_one(written: str, sound: str) -> None:
    assert pronounced(written) == sound


@pytest.mark.parametrize(
    "word", ["신고", "안다", "서울 수도권", "상대가", "여성과", "불고기", "감기", "안기다"]
)
def test_lists_of_tense_words_leave_words_alone_that_only_look_like_them(word: str) -> None:
    assert pronounced(word) == word


def test_stops_are_voiced_between_vowels_and_not_at_the_beginning() -> None:
    assert phonemes("가가") == "kaɡa"
    assert phonemes("국가") == "kukka"


def test_s_is_palatal_before_i() -> None:
    assert phonemes("시사") == "ɕisa"


def test_punctuation_is_kept_and_other_letters_are_said_in_english() -> None:
    assert phonemes("가, 나. (다)") == "ka, na. (ta)"
    assert "ɹ" in phonemes("가 Ryan")


@pytest.mark.parametrize("text", ["‘난민’이", "“난민”이", '"난민"이', "'난민'이", "「난민」이"])
def test_quotation_marks_do_not_part_a_noun_from_its_particle(text: str) -> None:
    assert phonemes(text) == phonemes("난민이")


def test_all_of_it_is_known_to_the_model() -> None:
    from kokoro_onnx.config import DEFAULT_VOCAB

    every = "".join(chr(letter) for letter in range(0xAC00, 0xD7A4))
    assert set(phonemes(every)) <= set(DEFAULT_VOCAB)
