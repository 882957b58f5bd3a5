"""Each finding of one sentence: a translation that passes, and one in which it is found."""

import pytest

from pipeline.document.notices import Level
from pipeline.languages import find
from pipeline.translation.checks import MEANINGS, Code, Pair, faults, findings
from pipeline.translation.glossary import Glossary, Term

LONG = "China has refused to allow them to seek asylum or resettlement."
LONG_KO = "중국은 그들이 망명이나 재정착을 신청하는 것을 거부했다."
LONG_ZH = "中国拒绝允许他们寻求庇护或重新安置。"
TERMS = {
    "ko": (Term("refugee", ("난민",), ("피난객",)), Term("Harbour Watch", keep=True)),
    "zh-Hans": (Term("refugee", ("难民",), ("逃犯",)), Term("Harbour Watch", keep=True)),
    "zh-Hant": (Term("North Korea", ("北韓",), ("朝鮮",)),),
    "en": (Term("난민", ("refugee",), ("fugitive",)), Term("하버워치", keep=True)),
    "es": (Term("refugee", ("refugiado",), ("prófugo",)),),
}

CASES = [
    (Code.EMPTY, "en ko", LONG, LONG_KO, "  \n"),
    (Code.EMPTY, "en zh-Hans", LONG, LONG_ZH, "1, 2 …"),
    (Code.EMPTY, "ko en", LONG_KO, LONG, ""),
    (Code.ERROR_TEXT, "en ko", LONG, LONG_KO, "Error 500 (Server Error)!!1500.That’s an error."),
    (Code.ERROR_TEXT, "en zh-Hans", LONG, LONG_ZH, "MYMEMORY WARNING: YOU USED ALL FREE TRANSLATIONS"),
    (Code.ERROR_TEXT, "ko en", LONG_KO, LONG, "<!DOCTYPE html><html>429 Too Many Requests"),
    (Code.REPETITION, "en ko", "No, no, no!", "안 돼, 안 돼!", "목록 목록 목록 목록 목록"),
    (Code.REPETITION, "en zh-Hans", "A list of names", "一份名单", "中国中国中国中国中国"),
    (Code.REPETITION, "ko en", "이름 목록", "A list of names", "um, um, um, um, um, um"),
    (Code.UNTRANSLATED, "en ko", LONG, LONG_KO, LONG),
    (Code.UNTRANSLATED, "en zh-Hans", "The Way Forward", "前进之路", "THE WAY FORWARD"),
    (Code.UNTRANSLATED, "es en", "Esperamos once días.", "We waited for eleven days.", "Esperamos once días."),
    (Code.SCRIPT, "en ko", LONG, LONG_KO, LONG_ZH),
    (Code.SCRIPT, "en zh-Hans", LONG, LONG_ZH, LONG_KO),
    (Code.SCRIPT, "ko en", LONG_KO, LONG, LONG_ZH),
    (Code.CHINESE, "en zh-Hans", LONG, LONG_ZH, "中國拒絕讓他們尋求庇護，還說這樣的問題應該由兩國協議來處理。"),
    (Code.CHINESE, "en zh-Hant", LONG, "中國拒絕讓他們尋求庇護或重新安置。", "中国拒绝让他们寻求庇护或重新安置。"),
    (Code.CHINESE, "en zh-Hans", "They came.", "她们来了。", "她們來了。"),
    (Code.CHINESE, "en zh-Hant", "The doctors left.", "醫生走了。", "医生离开了。"),
    (Code.NUMBERS, "en ko", "3 million people in 2013", "2013년 300만 명", "2013년 300억 명"),
    (Code.NUMBERS, "en ko", "a protocol of 1986", "1986년 의정서", "1968년 의정서"),
    (Code.NUMBERS, "en ko", "Fifteen pigs in October", "10월에 돼지 열다섯 마리", "10월에 돼지 열여섯 마리"),
    (Code.NUMBERS, "en ko", "twenty million won", "이천만 원", "이천억 원"),
    (Code.NUMBERS, "en ko", "They left in March.", "그들은 3월에 떠났다.", "그들은 5월에 떠났다."),
    (Code.NUMBERS, "en ko", "about $1.5m at 5:30 p.m.", "17시 30분에 약 150만 달러", "17시 30분에 약 15만 달러"),
    (Code.NUMBERS, "en zh-Hans", "1.5 billion people in 2013", "2013年15亿人", "2013年15万人"),
    (Code.NUMBERS, "en zh-Hans", "in the 1930s", "20世纪30年代", "20世纪80年代"),
    (Code.NUMBERS, "en zh-Hans", "two thirds of 350,000", "35万的三分之二", "35万的四分之三"),
    (Code.NUMBERS, "en zh-Hant", "The 36th meeting on Wednesday", "週三第三十六次會議", "週三第四十六次會議"),
    (Code.NUMBERS, "ko en", "3억 5천만 원과 247조", "350 million won and Article 247", "35 million won and Article 247"),
    (Code.NUMBERS, "en es", "Some 1,500 people, 2.5%", "Unas 1.500 personas, 2,5 %", "Unas 1.600 personas, 2,5 %"),
    (Code.NUMBERS, "en es", "ten miles away", "a 16 kilómetros", "a 61 kilómetros"),
    (Code.NUMBERS, "en fr", "1.2 billion in 2019", "1,2 milliard en 2019", "1,2 million en 2019"),
    (Code.NUMBERS, "en pt-BR", "More than 500 people", "Mais de 500 pessoas", "Mais de 50 pessoas"),
    (Code.NUMBERS, "en de", "40,000 cases", "40.000 Fälle", "4.000 Fälle"),
    (Code.NUMBERS, "en ar", "85% of 40,000 in 2016", "٨٥٪ من ٤٠٬٠٠٠ في ٢٠١٦", "٥٨٪ من ٤٠٬٠٠٠ في ٢٠١٦"),
    (Code.NUMBERS, "en ar", "Twenty-five people", "خمسة وعشرون شخصا", "خمسة وثلاثون شخصا"),
    (Code.NUMBERS, "en hi", "1.5 million people", "15 लाख लोग", "15 करोड़ लोग"),
    (Code.NUMBERS, "en hi", "24 beds and 7 doctors", "२४ बिस्तर और ७ डॉक्टर", "२५ बिस्तर और ७ डॉक्टर"),
    (Code.NUMBERS, "en ja", "120 million pounds by 7:30", "7時30分までに1億2千万ポンド", "7時30分までに12億ポンド"),
    (Code.AMOUNTS, "en ko", "Three wells are dry.", "우물 세 개가 말랐다.", "우물이 말랐다."),
    (Code.AMOUNTS, "en zh-Hans", "The school closed in June.", "学校六月关闭了。", "学校关闭了。"),
    (Code.AMOUNTS, "en es", "The wall is 20 feet high.", "El muro mide 6 metros.", "El muro mide 7 metros."),
    (Code.AMOUNTS, "ko en", "우물 세 개가 말랐다.", "Three wells are dry.", "The wells are dry."),
    (Code.LETTERS, "en ko", "The law forbids it.", "법률은 그것을 금지한다.", "法律은 그것을 금지한다."),
    (Code.LETTERS, "en zh-Hans", "The law forbids it.", "法律禁止这样做。", "법률은禁止这样做这样。"),
    (Code.LETTERS, "en zh-Hant", "The law forbids it.", "法律禁止這樣做。", "法律はの禁止這樣做。"),
    (Code.LENGTH, "en ko", LONG, LONG_KO, "거부함."),
    (Code.LENGTH, "en zh-Hans", LONG, LONG_ZH, LONG_ZH[:-1] + "，他们说这是因为边境上有太多的人在等待，而且没有人愿意接受这样多的家庭，他们还说今年来的人比去年更多，路上的情况也更坏。"),
    (Code.LENGTH, "en es", LONG, "China se ha negado a permitirles pedir asilo o reasentamiento.", "China dijo no."),
    (Code.AMOUNTS, "en ko", "Six of them came back to the village.", "여섯 명이 마을로 돌아왔다.", "사람들이 마을로 돌아왔다."),
    (Code.AMOUNTS, "en zh-Hans", "Six of them came back to the village.", "六个人回到了村里。", "他们回到了村里。"),
    (Code.AMOUNTS, "en es", "Six of them came back to the village.", "Seis de ellos volvieron al pueblo.", "Los hombres volvieron al pueblo."),
    (Code.RATHER, "en es", LONG, "China se ha negado a permitirles pedir asilo o reasentamiento.", "China no quiso permitirles pedirlo igual."),
    (Code.RATHER, "en ko", LONG, LONG_KO, LONG_KO[:-1] + "며, 그들은 이것이 국경에 너무 많은 사람들이 아직도 기다리고 있기 때문이라고 말했다."),
    (Code.RATHER, "en zh-Hans", LONG, LONG_ZH, LONG_ZH[:-1] + "，他们说这是因为边境上有太多的人在等待，而且没有人愿意接受这样多的家庭。"),
    (Code.LENGTH, "en ko", f"{LONG[:-1]}, and nobody knows why.", f"{LONG_KO[:-1]}, 왜 그런지는 아무도 모른다.", "중국은 그들이 망명이나 재정착을"),
    (Code.RATHER, "en ko", LONG, LONG_KO, "중국은 이를 모두 거부했다."),
    (Code.RATHER, "en zh-Hans", LONG, LONG_ZH, "中国不让他们申请。"),
    (Code.RATHER, "en es", LONG, "China se ha negado a permitirles pedir asilo o reasentamiento.", "China se ha negado a permitirles pedirlo."),
    (Code.ADDRESS, "en ko", "See www.harbour.example now.", "www.harbour.example 참조.", "www.habour.example 참조."),
    (Code.ADDRESS, "en zh-Hans", "Write to a@harbour.example.", "请写信给 a@harbour.example。", "请写信给我们。"),
    (Code.ADDRESS, "ko en", "www.harbour.example 참조.", "See www.harbour.example.", "See www.harbour.example/en."),
    (Code.BRACKETS, "en ko", "The unit (small) left.", "그 부대(작은)는 떠났다.", "그 부대(작은는 떠났다."),
    (Code.BRACKETS, "en zh-Hans", "The unit (small) left.", "该部队（小）离开了。", "该部队小）离开了。"),
    (Code.BRACKETS, "ko en", "그 부대(작은)는 떠났다.", "The unit (small) left.", "The unit small) left."),
    (Code.QUOTATION, "en ko", '"We waited," she said.', "“우리는 기다렸다”고 말했다.", "“우리는 기다렸다고 말했다."),
    (Code.QUOTATION, "en zh-Hans", '"We waited," she said.', "“我们等了，”她说。", "“我们等了，她说。"),
    (Code.QUOTATION, "en es", '"We waited for so many days," she said.', "«Esperamos tantos días», dijo.", "«Esperamos tantos días, dijo."),
    (Code.END, "en ko", LONG, LONG_KO, "중국은 그들이 망명이나 재정"),
    (Code.END, "en zh-Hans", LONG, LONG_ZH, "中国拒绝允许他们寻求庇护或重新安置."),
    (Code.END, "ko en", "왜 그들은 기다렸는가? 아무도 모른다.", "Why did they wait? Nobody knows.", "Why did they"),
    (Code.CHAT, "en ko", LONG, LONG_KO, "번역: " + LONG_KO),
    (Code.CHAT, "en zh-Hans", LONG, LONG_ZH, "<think>…</think>" + LONG_ZH),
    (Code.CHAT, "ko en", LONG_KO, LONG, "Here is the translation: " + LONG),
    (Code.CHAT, "en ko", LONG, LONG_KO, "3. " + LONG_KO),
    (Code.PLACEHOLDER, "en ko", "Hello {name}, welcome.", "{name} 님, 환영합니다.", "{이름} 님, 환영합니다."),
    (Code.PLACEHOLDER, "en zh-Hans", "Hello <b>you</b>", "你好<b>你</b>", "你好<b>你"),
    (Code.PLACEHOLDER, "ko en", "%s 님", "Dear %s", "Dear % s"),
    (Code.TERM, "en ko", "The refugees came.", "난민들이 왔다.", "손님들이 왔다."),
    (Code.TERM, "en zh-Hans", "The refugees came.", "难民来了。", "客人来了。"),
    (Code.TERM, "ko en", "난민들이 왔다.", "The refugees came.", "The guests came."),
    (Code.TERM, "en es", "The refugees came.", "Llegaron los refugiados.", "Llegaron los invitados."),
    (Code.FORBIDDEN, "en ko", "The refugees came.", "난민들이 왔다.", "피난객들이 왔다."),
    (Code.FORBIDDEN, "en zh-Hans", "The refugees came.", "难民来了。", "逃犯来了。"),
    (Code.FORBIDDEN, "en zh-Hant", "North Korea said so.", "北韓這樣說。", "朝鮮這樣說。"),
    (Code.FORBIDDEN, "ko en", "난민들이 왔다.", "The refugees came.", "The fugitives came."),
    (Code.KEPT, "en ko", "Harbour Watch said so.", "Harbour Watch는 그렇게 말했다.", "항구 감시는 그렇게 말했다."),
    (Code.KEPT, "en zh-Hans", "Harbour Watch said so.", "Harbour Watch 这样说。", "港口观察这样说。"),
    (Code.KEPT, "ko en", "하버워치가 말했다.", "하버워치 said so.", "Harbour Watch said so."),
    (Code.NAME, "en ko", "Daniel Oseimann spoke.", "Daniel Oseimann이 말했다.", "Daniel Oseiman이 아닌 Oseinann이 말했다."),
    (Code.NAME, "en zh-Hans", "Daniel Olichon spoke.", "Daniel Olichon 讲了话。", "Daniel Olichan 讲了话。"),
    (Code.NAME, "es en", "Habló Daniel Olichon.", "Daniel Olichon spoke.", "Daniel Olychon spoke."),
    (Code.PARTLY, "en ko", LONG, LONG_KO, "중국은 그들이 refused to allow them to 신청하는 것을 거부했다고 했다."),
    (Code.PARTLY, "en zh-Hans", LONG, LONG_ZH, "中国拒绝允许他们寻求庇护中国拒绝 to seek asylum or 重新安置重新安置。"),
    (Code.PARTLY, "es en", "Hoy la gente espera todavía a que el río baje un poco.", LONG, "The people la gente espera todavía a que el río baje un now."),
    (Code.TWICE, "en ko", LONG, LONG_KO, f"{LONG_KO} {LONG_KO}"),
    (Code.TWICE, "en zh-Hans", LONG, LONG_ZH, LONG_ZH + LONG_ZH),
    (Code.TWICE, "ko en", LONG_KO, LONG, f"{LONG} {LONG}"),
    (Code.SENTENCES, "en ko", f"{LONG} Nobody knows why it did so.", f"{LONG_KO} 왜 그랬는지는 아무도 모른다.", "중국은 망명을 신청하는 것을 거부했다."),
    (Code.SENTENCES, "en zh-Hans", f"{LONG} Nobody knows why it did so.", f"{LONG_ZH}没有人知道为什么这样做。", "中国拒绝允许他们寻求庇护。"),
    (Code.SENTENCES, "ko en", f"{LONG_KO} 왜 그랬는지는 아무도 모른다.", f"{LONG} Nobody knows why.", "China has refused to allow them to."),
]  # fmt: skip
WHOLE = {Code.NEIGHBOURS, Code.SHIFTED, Code.REGISTER, Code.RENDERINGS}
OF_SENSE = {code for code, meaning in MEANINGS.items() if meaning.of_sense}
"""Cases in test_meaning.py."""


def found(languages: str, source: str, target: str | None) -> set[str]:
    of, to = languages.split()
    glossary = Glossary(of, to, TERMS.get(to, ()))
    return {
        notice.code for notice in findings([Pair("s1-b1-k1", source, target)], find(of), find(to), glossary)
    }


@pytest.mark.parametrize(("code", "languages", "source", "good", "bad"), CASES)
def test_a_fault_is_found_and_its_right_twin_is_not(
    code: Code, languages: str, source: str, good: str, bad: str
) -> None:
    assert code in found(languages, source, bad)
    assert code not in found(languages, source, good)


def test_every_number_has_a_case_in_korean_and_in_chinese() -> None:
    for code in set(Code) - WHOLE - OF_SENSE - {Code.CHINESE}:
        targets = {languages.split()[1] for known, languages, *_ in CASES if known is code}
        assert {"ko", "zh-Hans"} <= targets or code is Code.LETTERS, code
        assert targets - {"ko", "zh-Hans", "zh-Hant"} or code is Code.LETTERS, code


def test_every_number_has_one_meaning_and_none_is_given_twice() -> None:
    assert set(MEANINGS) == set(Code)
    assert len({code.partition("-")[0] for code in Code}) == len(Code)


@pytest.mark.parametrize(
    ("to", "source", "target"),
    [
        ("ko", "Photo by Adrien Olichon", "사진: Adrien Olichon"),
        ("zh-Hans", "Photo by Adrien Olichon", "摄影：Adrien Olichon"),
        ("pt-BR", "Human Rights Watch", "Human Rights Watch"),
        ("es", "Editorial", "Editorial"),
        ("ko", "UNHCR", "UNHCR"),
        ("pt-BR", "The page said Error 500 (Server Error).", "A página dizia Error 500 (Server Error)."),
        ("ko", "No, no, no, no, no, no!", "아니, 아니, 아니, 아니, 아니!"),
        ("ar", LONG, "رفضت الصين السماح لهم بطلب اللجوء أو إعادة التوطين."),
        ("ja", LONG, "中国は彼らが亡命や再定住を求めることを拒否している。"),
        ("es", "It was 10 p.m. and 40 came.", "Eran las 22 y llegaron 40."),
        ("es", "On October 9, 80 left.", "El nueve de octubre se fueron 80."),
        ("ko", "He spoke (as Ho Il Ri, its envoy) and left.", "그는 특사(Ho Il Ri)로서 연설하고 떠났다."),
        ("zh-Hant", "It was Ri Mi Do who said so.", "這樣說的是李美度 (Ri Mi Do)，他是發言人。"),
        ("zh-Hans", "It was shown at the House of the Winds.", "它在 House of the Winds 放映。"),
        ("ko", "It ran in The Voice of the River.", "그것은 The Voice of the River에 실렸다."),
        ("ja", "What does it mean for them?", "それは彼らにとって何を意味するのか。"),
        ("ja", "I asked them, did you see it?", "「見たのか？」と彼らに尋ねた。"),
        ("de", "On June 3 they left.", "3. Juni gingen sie fort."),
        ("de", "President Daniel Olichon spoke.", "Präsident Daniel Olichon sprach."),
        ("id", "The Marova Canal is dry.", "Kanal Marova kering."),
        ("es", "They went from Vilnius, Lithuania, on foot.", "Fueron desde Vilnius, Lituania, a pie."),
        ("es", "Andrian Nikolaev was there.", "Andrian Nikolayev estaba allí."),
        ("es", "Are you not leaving this evening?", "¿No se va usted esta tarde?"),
        ("es", "The nation has Thai and Indian food.", "En EE. UU. hay comida tailandesa y de la India."),
        (
            "ko",
            "They met in Edinburgh and Sofia in Bulgaria.",
            "그들은 에딘버러와 불가리아 소피아에서 만났다.",
        ),
        ("ar", "They went from the Ross Sea to the Pole.", "ذهبوا من بحر روس إلى القطب."),
    ],
)
def test_names_and_other_ways_to_say_the_same_pass(to: str, source: str, target: str) -> None:
    assert found(f"en {to}", source, target) <= {Code.RATHER}


FRENCH = "La rivière ne nous rend jamais ce que nous lui avons donné"


@pytest.mark.parametrize(
    ("to", "source", "target"),
    [
        (
            "ko",
            f"She wrote: {FRENCH}. Nobody answered her.",
            f"그녀는 {FRENCH}라고 썼다. 아무도 대답하지 않았다.",
        ),
        ("zh-Hans", f"She wrote: {FRENCH}. Nobody answered her.", f"她写道：{FRENCH}。没有人回答她。"),
    ],
)
def test_a_sentence_that_the_source_has_in_a_third_language_may_stay(
    to: str, source: str, target: str
) -> None:
    assert found(f"en {to}", source, target) <= {Code.RATHER}
    english = "The river never gives back to us what we once gave to it"
    assert found(f"en {to}", source.replace(FRENCH, english), target.replace(FRENCH, english)) & {
        Code.PARTLY,
        Code.SCRIPT,
    }
    assert found(f"en {to}", f"{FRENCH}.", f"{FRENCH}.") == set()
    assert found(f"en {to}", f"{english}.", f"{english}.") == {Code.UNTRANSLATED}


UNITS = [
    "1 ",
    "7",
    "word ",
    "Name ",
    "(",
    "[",
    "“",
    '"a b c d e f ',
    ".",
    "\n",
    " ",
    "a",
    "만",
    "二三十",
    "F125 ",
    "<a ",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("to", ["ko", "zh-Hans", "es"])
def test_a_hundred_kilobytes_in_one_sentence_are_judged(unit: str, to: str) -> None:
    text = unit * (100_000 // len(unit.encode()))
    assert found(f"en {to}", text, "x") or not text.strip()
    found(f"en {to}", text, f"{text}x")
    found(f"en {to}", "Three wells are dry.", text)


def test_what_must_be_kept_is_missed_when_it_is_gone() -> None:
    pair = Pair("s1-b1-k1", "Run make all now.", "지금 실행하세요.", kept=("make all",))
    assert [notice.code for notice in faults(pair, find("en"), find("ko"))] == [Code.ADDRESS]


def test_a_finding_says_where_how_grave_and_on_what_it_rests() -> None:
    [notice] = findings([Pair("s2-b3-k1", "in 2013", "2031년에")], find("en"), find("ko"))
    assert (notice.where, notice.level) == ("ko s2-b3-k1", Level.ERROR)
    assert "2013" in notice.text
    assert notice.evidence == "2013 2031"


def test_an_unusable_answer_is_a_fault_and_a_doubtful_one_is_not() -> None:
    english, korean = find("en"), find("ko")
    assert [each.code for each in faults(Pair("a", LONG, LONG), english, korean)] == [Code.UNTRANSLATED]
    assert faults(Pair("a", "in 2013", "2031년에"), english, korean) == ()
