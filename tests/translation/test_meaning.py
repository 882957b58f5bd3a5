"""Each finding about the meaning of a sentence: a translation that passes, and one in which it is found."""

from pathlib import Path

import pytest

from pipeline.document.notices import Level, Notice
from pipeline.languages import find
from pipeline.translation.checks import MEANINGS, Code, Pair, findings

LONG = "The ministry said late in the evening that the families of the fishing boat's crew had not been told of the search."
CASES = [
    (Code.COUNTRY, "en ko", "The ferry sailed to Lebanon.", "여객선은 레바논으로 향했다.", "여객선은 이스라엘로 향했다."),
    (Code.COUNTRY, "en zh-Hans", "North Korea freed two sailors.", "朝鲜释放了两名水手。", "韩国释放了两名水手。"),
    (Code.COUNTRY, "en zh-Hant", "South Korea freed two sailors.", "南韓釋放了兩名水手。", "北韓釋放了兩名水手。"),
    (Code.COUNTRY, "en es", "A Chinese nurse came.", "Vino una enfermera china.", "Vino una enfermera japonesa."),
    (Code.COUNTRY, "en pt-BR", "She went to Peru.", "Ela foi ao Peru.", "Ela foi ao Chile."),
    (Code.COUNTRY, "en fr", "She went to Egypt.", "Elle est allée en Égypte.", "Elle est allée en Libye."),
    (Code.COUNTRY, "en de", "She went to Egypt.", "Sie ging nach Ägypten.", "Sie ging nach Libyen."),
    (Code.COUNTRY, "en ar", "She went to Egypt.", "ذهبت إلى مصر.", "ذهبت إلى ليبيا."),
    (Code.COUNTRY, "ko ja", "그 배는 베트남에서 왔다.", "船はベトナムから来た。", "船はタイから来た。"),
    (Code.CITY, "en ko", "He lives in Nairobi.", "그는 나이로비에 산다.", "그는 카이로에 산다."),
    (Code.CITY, "en zh-Hans", "He lives in Nairobi.", "他住在内罗毕。", "他住在开罗。"),
    (Code.CITY, "en ja", "He lives in Beijing.", "彼は北京に住んでいる。", "彼は上海に住んでいる。"),
    (Code.ORGANISATION, "en ko", "NATO sent a letter.", "나토는 서한을 보냈다.", "유엔은 서한을 보냈다."),
    (Code.ORGANISATION, "en zh-Hans", "The Red Cross came.", "红十字会来了。", "欧盟来了。"),
    (Code.ORGANISATION, "en es", "The IMF paid.", "Pagó el FMI.", "Pagó el Banco Mundial."),
    (Code.PERSON, "en ko", "Olivia Brooks wrote it.", "올리비아 브룩스가 썼다.", "올리비아 챈들러가 썼다."),
    (Code.PERSON, "en zh-Hans", "Olivia Brooks wrote it.", "奥利维娅·布鲁克斯写的。", "奥利维娅·钱德勒写的。"),
    (Code.PERSON, "en ja", "It was Simon Parker.", "それはサイモン・パーカーだった。", "それは彼だった。"),
    (Code.PERSON, "en es", "It was Simon Parker.", "Fue Simon Parker.", "Fue Simon Walker."),
    (Code.NEGATION, "en ko", "They did not reply.", "그들은 답하지 않았다.", "그들은 답했다."),
    (Code.NEGATION, "en zh-Hans", "They have never replied.", "他们从未答复。", "他们已经答复。"),
    (Code.NEGATION, "en ja", "Nobody replied.", "誰も返事をしなかった。", "皆が返事をした。"),
    (Code.NEGATION, "en es", "They did not reply.", "No respondieron.", "Respondieron."),
    (Code.DENIAL, "en ko", LONG, "당국은 그 어선 선원들의 가족들이 수색 작업에 대해 듣지 못했다고 저녁 늦게 밝혔다.", "당국은 그 어선 선원들의 가족들이 수색 작업에 대해 들었다고 저녁 늦게 밝혔다."),
    (Code.DENIAL, "en zh-Hans", LONG, "该部当晚表示，渔船船员的家属没有被告知这次搜救行动。", "该部当晚表示，渔船船员的家属已被告知这次搜救行动。"),
    (Code.DENIAL, "en es", LONG, "El ministerio dijo por la noche que a las familias de la tripulación no se les había hablado de la búsqueda.", "El ministerio dijo por la noche que a las familias de la tripulación se les había hablado de la búsqueda."),
    (Code.NEGATED, "en ko", "They replied to him.", "그들은 그에게 답했다.", "그들은 그에게 답하지 않았다."),
    (Code.NEGATED, "en zh-Hans", "They replied to him.", "他们答复了他。", "他们没有答复他。"),
    (Code.NEGATED, "en pt-BR", "They replied to him.", "Eles responderam.", "Eles não responderam."),
    (Code.UNIT, "en ko", "It is 70 miles away.", "70마일 떨어져 있다.", "70킬로미터 떨어져 있다."),
    (Code.UNIT, "en zh-Hans", "It took nine days.", "花了九天。", "花了九周。"),
    (Code.UNIT, "en es", "It weighs 30 pounds.", "Pesa 30 libras.", "Pesa 30 kilos."),
    (Code.CURRENCY, "en ko", "It costs 80 euros.", "80유로이다.", "80달러이다."),
    (Code.CURRENCY, "en zh-Hans", "It costs £80.", "价格是80英镑。", "价格是80美元。"),
    (Code.CURRENCY, "en pt-BR", "It costs £80.", "Custa 80 libras.", "Custa 80 euros."),
    (Code.WEEKDAY, "en ko", "Come on Tuesday.", "화요일에 오세요.", "목요일에 오세요."),
    (Code.WEEKDAY, "en zh-Hans", "Come on Tuesday.", "周二来吧。", "周四来吧。"),
    (Code.WEEKDAY, "en de", "Come on Tuesday.", "Komm am Dienstag.", "Komm am Donnerstag."),
    (Code.MONTH, "en ko", "It opens in July.", "7월에 문을 연다.", "6월에 문을 연다."),
    (Code.MONTH, "en zh-Hans", "It opens in July.", "七月开放。", "六月开放。"),
    (Code.MONTH, "en es", "It opens in July.", "Abre en julio.", "Abre en junio."),
    (Code.HOUR, "en ko", "They left at 7 a.m.", "그들은 오전 7시에 떠났다.", "그들은 오후 7시에 떠났다."),
    (Code.HOUR, "en zh-Hans", "They left at 7 p.m.", "他们晚上7点离开。", "他们早上7点离开。"),
    (Code.HOUR, "en ja", "They left at 7 a.m.", "彼らは午前7時に去った。", "彼らは午後7時に去った。"),
    (Code.COMPASS, "en ko", "It is in the south of the island.", "그것은 섬 남쪽에 있다.", "그것은 섬 북쪽에 있다."),
    (Code.COMPASS, "en zh-Hans", "It is in the west of the island.", "在该岛西部。", "在该岛东部。"),
    (Code.COMPASS, "en es", "It is in the west of the island.", "Está al oeste de la isla.", "Está al este de la isla."),
    (Code.PERCENT, "en ko", "It fell by 2 percentage points.", "2퍼센트포인트 떨어졌다.", "2퍼센트 떨어졌다."),
    (Code.PERCENT, "en zh-Hans", "It fell by 2 percentage points.", "下降了2个百分点。", "下降了2%。"),
    (Code.PERCENT, "en es", "It fell by 2 percent.", "Bajó un 2 %.", "Bajó 2 puntos porcentuales."),
    (Code.COMPARISON, "en ko", "More than 60 came.", "60명 이상이 왔다.", "60명 미만이 왔다."),
    (Code.COMPARISON, "en zh-Hans", "At least 60 came.", "至少60人来了。", "最多60人来了。"),
    (Code.COMPARISON, "en es", "Fewer than 60 came.", "Vinieron menos de 60.", "Vinieron más de 60."),
    (Code.CASUALTY, "en ko", "The blast killed 3 and injured 40.", "폭발로 3명이 숨지고 40명이 다쳤다.", "폭발로 40명이 숨지고 3명이 다쳤다."),
    (Code.CASUALTY, "en zh-Hans", "Two women were injured.", "两名妇女受伤。", "两名妇女死亡。"),
    (Code.CASUALTY, "en es", "Two women died.", "Murieron dos mujeres.", "Dos mujeres resultaron heridas."),
    (Code.HEDGE, "en ko", "The alleged thief left.", "절도 용의자는 떠났다.", "도둑은 떠났다."),
    (Code.HEDGE, "en zh-Hans", "It may rain there.", "那里可能下雨。", "那里下雨。"),
    (Code.HEDGE, "en es", "The alleged thief left.", "El presunto ladrón se fue.", "El ladrón se fue."),
    (Code.GENDER, "en ko", "A boy hid there.", "한 소년이 거기 숨었다.", "한 소녀가 거기 숨었다."),
    (Code.GENDER, "en zh-Hans", "Her husband hid there.", "她的丈夫藏在那里。", "她的妻子藏在那里。"),
    (Code.GENDER, "en ja", "A girl hid there.", "少女はそこに隠れた。", "少年はそこに隠れた。"),
    (Code.ADDED, "en ko", "The well ran dry in June.", "그 우물은 6월에 말랐다.", "그 우물은 6월에 말랐다. 시장은 아무 일도 하지 않았다."),
    (Code.ADDED, "en zh-Hans", "The well ran dry.", "井干了。", "井干了。镇长什么也没做，大家都很生气。"),
    (Code.ADDED, "en es", "The well ran dry.", "El pozo se secó.", "El pozo se secó. El alcalde lo celebró mucho."),
    (Code.ITEM, "en ko", "They brought salt, soap and candles.", "그들은 소금, 비누, 양초를 가져왔다.", "그들은 소금과 양초를 가져왔다."),
    (Code.ITEM, "en zh-Hans", "They brought salt, soap and candles.", "他们带来了盐、肥皂和蜡烛。", "他们带来了盐和蜡烛。"),
    (Code.ITEM, "en es", "They brought salt, soap and candles.", "Trajeron sal, jabón y velas.", "Trajeron sal y velas."),
    (Code.TAIL, "en ko", "The boats came back.", "배들이 돌아왔다.", "배들이 돌아왔다. 돌아왔다. 돌아왔다."),
    (Code.TAIL, "en zh-Hans", "The boats came back.", "船回来了。", "船回来了，回来了，回来了。"),
    (Code.TAIL, "en es", "The boats came back.", "Volvieron los barcos.", "Volvieron los barcos, los barcos, los barcos."),
    (Code.MIXED, "en ko", "Yoon Hye-rin left.", "윤혜린은 떠났다.", "윤혜-rin은 떠났다."),
    (Code.MIXED, "en zh-Hans", "Gustavo Peralta left.", "古斯塔沃·佩拉尔塔离开了。", "古斯塔沃·佩ralta离开了。"),
    (Code.MIXED, "en es", "Yoon Hye-rin left.", "Yoon Hye-rin se fue.", "Yoon Hye-린 se fue."),
]  # fmt: skip


def found(languages: str, source: str, target: str) -> list[Notice]:
    of, to = map(find, languages.split())
    return list(findings([Pair("s1-b1-k1", source, target)], of, to))


def of_sense(notices: list[Notice]) -> set[str]:
    return {notice.code for notice in notices if MEANINGS[Code(notice.code)].of_sense}


@pytest.mark.parametrize(("code", "languages", "source", "right", "wrong"), CASES)
def test_another_meaning_is_found_and_its_right_twin_is_not(
    code: Code, languages: str, source: str, right: str, wrong: str
) -> None:
    assert code in of_sense(found(languages, source, wrong))
    assert of_sense(found(languages, source, right)) == set()


def test_every_kind_has_a_case_in_korean_in_chinese_and_in_another_language() -> None:
    for code in {code for code, meaning in MEANINGS.items() if meaning.of_sense} - {Code.ROUND_TRIP}:
        targets = {languages.split()[1] for known, languages, *_ in CASES if known is code}
        assert {"ko", "zh-Hans"} < targets, code


def test_a_finding_says_both_words_and_what_the_wrong_one_means() -> None:
    [notice] = found("en zh-Hans", "North Korea freed two sailors.", "韩国释放了两名水手。")
    assert "“North Korea” is 朝鲜 in Simplified Chinese" in notice.text
    assert "the translation says 韩国 (South Korea)" in notice.text
    assert notice.evidence == "North Korea → 韩国"


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en ko", "The Korean peninsula is divided.", "한반도는 분단되어 있다."),
        ("en ko", "The convoy handed over the humanitarian aid.", "호송대는 인도적 지원 물자를 인도했다."),
        ("en ko", "Not only men but also women came.", "남성뿐만 아니라 여성도 왔다."),
        ("en ko", "The two were found dead.", "두 사람은 숨진 채 발견되었다."),
        ("en zh-Hans", "The Korean peninsula is divided.", "朝鲜半岛处于分裂状态。"),
        ("en zh-Hans", "The trip to Moscow was different.", "莫斯科之行则不同。"),
        ("en zh-Hans", "Washington rejected the plan.", "美国拒绝了该计划。"),
        ("en zh-Hans", "The wall is 10 miles long.", "这堵墙长16公里。"),
        ("en zh-Hant", "It was the South China Sea.", "那是南海。"),
        ("en ja", "They must leave the island.", "彼らは島を離れなければならない。"),
        ("en ja", "The style suits Maria Bauer.", "そのスタイルはマリア・バウアーに似合う。"),
        ("en es", "Northern Ireland voted in May.", "Irlanda del Norte votó en mayo."),
        ("en es", "He refused to leave.", "No quiso irse."),
        ("en es", "She lost no more than 12 sheep.", "Perdió como máximo 12 ovejas."),
        ("en es", "Pope Francis spoke.", "Habló el papa Francisco."),
        ("en pt-BR", "They failed to agree.", "Eles não chegaram a um acordo."),
        ("en ar", "It happened in the Middle East.", "حدث ذلك في الشرق الأوسط."),
    ],
)
def test_other_ways_to_say_the_same_pass(languages: str, source: str, target: str) -> None:
    assert of_sense(found(languages, source, target)) == set()


def test_a_language_without_a_table_is_not_judged_by_words() -> None:
    assert of_sense(found("en sw", "The boat came from Japan.", "Mashua ilitoka China.")) == set()


def test_what_is_serious_comes_first_then_what_may_change_the_sense_then_the_rest() -> None:
    english, spanish = find("en"), find("es")
    pairs = [
        Pair("k1", "The unit (small) left.", "La unidad (pequeña se fue."),
        Pair("k2", "The alleged thief left.", "El ladrón se fue."),
        Pair("k3", "He came on Tuesday.", "Vino el jueves."),
    ]
    codes = [notice.code for notice in findings(pairs, english, spanish)]
    assert codes == [Code.WEEKDAY, Code.HEDGE, Code.BRACKETS]


def test_a_lost_negation_is_serious_and_an_added_one_is_a_warning() -> None:
    [lost] = found("en ko", "They did not reply.", "그들은 답했다.")
    [added] = found("en ko", "They replied to him.", "그들은 그에게 답하지 않았다.")
    assert (lost.level, added.level) == (Level.ERROR, Level.WARNING)


_ROWS = (Path(__file__).parent / "meanings.tsv").read_text("utf-8").splitlines()


@pytest.mark.parametrize(("tag", "code", "source", "right", "wrong"), [row.split("\t") for row in _ROWS])
def test_a_language_with_words_of_its_own_tells_one_meaning_from_another(
    tag: str, code: str, source: str, right: str, wrong: str
) -> None:
    quiet, told = (
        [each.code for each in findings([Pair("s1-b1-k1", source, text)], find("en"), find(tag))]
        for text in (right, wrong)
    )
    assert quiet == []
    assert f"translation.{code}" in told
