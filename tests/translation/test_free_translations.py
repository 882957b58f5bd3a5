"""What good translators do is no finding, and the fault that looks like it is one."""

import pytest

from pipeline.languages import find
from pipeline.translation.checks import Code, Pair, findings

OFFICE = "The office reports every year on the pay of its people, but the latest page is {} out of date."
WALL = "They built the wall along the river in {} of that year, and the whole town came to see it."
LIST = "In all the years that he lived there he saw {}, and he wrote it down for those who came after him in a thick book."

FREE = [
    # Numbers that are said anyway.
    (Code.AMOUNTS, "ko", "The dam was 30 metres (98 feet) high.", "댐의 높이는 30미터였다.", "댐의 높이는  미터(98피트)였다."),
    (Code.AMOUNTS, "es", "The dam was six metres (20 feet) high.", "La presa tenía seis metros de altura.", "La presa tenía siete pies de altura."),
    (Code.AMOUNTS, "ko", OFFICE.format("two years"), "사무소는 해마다 직원의 급여를 보고하지만 가장 최근의 페이지는 한참 지난 것이다.", "사무소는 해마다 직원의 급여를 보고하지만 가장 최근의 페이지는 년 전의 것이다."),
    (Code.AMOUNTS, "zh-Hans", WALL.format("June"), "那一年他们沿河修了墙，全城的人都来看。", "那一年他们在月份沿河修了墙，全城的人都来看。"),
    (Code.AMOUNTS, "es", OFFICE.format("two years"), "La oficina informa cada año sobre el sueldo de su gente, pero la última página está muy atrasada.", "La oficina informa cada año sobre el sueldo de su gente, pero la última página tiene 9 años."),
    (Code.NUMBERS, "zh-Hans", "The show has more than two dozen awards.", "该节目荣获二十多项奖。", "该节目荣获三十多项奖。"),
    (Code.NUMBERS, "ko", "She saw some four dozen bases.", "그는 기지 사십여 개를 보았다.", "그는 기지 오십여 개를 보았다."),
    (Code.NUMBERS, "zh-Hans", "It was like sending coals to Newcastle.", "这就像把煤运到纽卡斯尔（十六世纪以后的煤港）。", "这就像在十六世纪把煤运到纽卡斯尔。"),
    (Code.NUMBERS, "ko", "Some 340 million to 500 million people speak it.", "3억 4천만에서 5억 명이 그 말을 한다.", "3억 7천만에서 5억 명이 그 말을 한다."),
    (Code.NUMBERS, "ar", "On the 28th of October he wrote a letter.", "في الثامن والعشرين من تشرين الأول كتب رسالة.", "في التاسع والعشرين من تشرين الأول كتب رسالة."),
    (Code.AMOUNTS, "ko", "Fred has winds of 105 miles per hour (165 km/h) and is moving to the north of the islands.", "프레드는 시속 165km의 바람을 타고 섬들의 북쪽으로 이동하고 있다.", "프레드는 시속 킬로미터의 바람을 타고 섬들의 북쪽으로 이동하고 있다."),
    # Marks.
    (Code.QUOTATION, "ko", '"We waited for so many days at the bridge," she said.', "그는 다리에서 여러 날을 기다렸다고 말했다.", "그는 “다리에서 여러 날을 기다렸다고 말했다."),
    (Code.QUOTATION, "zh-Hans", '"We waited for so many days at the bridge," she said.', "她说他们在桥边等了许多天。", "她说：“我们在桥边等了许多天。"),
    (Code.END, "ko", "They waited for days at the bridge over the river.", "그들은 다리에서 며칠을 기다렸다", "그들은 다리에서 며칠을"),
    (Code.END, "zh-Hans", "Could you tell us the number of the order please?", "请告诉我们订单的号码。", "告诉我们订单的号码，"),
    # Negations in set phrases.
    (Code.NEGATED, "zh-Hans", "You're welcome.", "不客气。", "您不受欢迎。"),
    (Code.NEGATED, "zh-Hant", "Yes, we all have guns.", "沒錯，我們都有槍。", "是的，我們都沒有槍。"),
    (Code.NEGATED, "ja", "I must write this down.", "書いておかないと。", "私はそれを書かない。"),
    (Code.NEGATED, "ko", "They had to leave the camp.", "그들은 수용소를 떠날 수밖에 없었다.", "그들은 수용소를 떠나지 않았다."),
    # Words in longer sentences.
    (Code.HEDGE, "ko", "Its state may change.", "그 상태가 변하더라도 괜찮다.", "그 상태가 변한다."),
    (Code.ITEM, "ko", LIST.format("rice, oil and blankets"), "그는 거기 사는 동안 쌀과 담요며 온갖 것을 보았고, 뒤에 올 사람들을 위해 그것을 두꺼운 책에 적어 두었다.", ""),
    (Code.CASUALTY, "ja", "Only the name of the man who was found dead is known.", "死亡が確認された男は名前だけがわかっている。", "けがをした男は名前がわかっている。"),
    (Code.PERSON, "zh-Hant", "Donald Trump spoke to the crowd at noon.", "川普中午向群眾發表了講話。", "拜登中午向群眾發表了講話。"),
    (Code.CHINESE, "zh-Hant", "And what about him?", "那麽他呢？", "那么他们呢？"),
]  # fmt: skip


def found(to: str, *pairs: tuple[str, str]) -> set[str]:
    told = [Pair(f"s1-b1-k{number}", *pair, running=True) for number, pair in enumerate(pairs, start=1)]
    return {notice.code for notice in findings(told, find("en"), find(to))}


@pytest.mark.parametrize(
    ("code", "to", "source", "free", "fault"),
    FREE,
    ids=[f"{case[0]}-{case[1]}-{case[2][:24]}" for case in FREE],
)
def test_what_good_translators_do_is_no_finding_and_the_fault_that_looks_like_it_is(
    code: Code, to: str, source: str, free: str, fault: str
) -> None:
    assert code not in found(to, (source, free))
    assert not found(to, (source, free)) & {Code.NUMBERS, Code.AMOUNTS, Code.LENGTH}
    assert not fault or found(to, (source, fault)) & {code, Code.NUMBERS, Code.AMOUNTS, Code.LENGTH}


@pytest.mark.parametrize(
    ("to", "first", "last"),
    [
        ("ko", "“우리는 다리에서 기다렸다.", "아무도 오지 않았다.”"),
        ("zh-Hans", "“我们在桥边等着。", "没有人来。”"),
        ("zh-Hant", "「我們在橋邊等著。", "沒有人來。」"),
    ],
)
def test_a_quotation_may_go_on_over_sentences_but_must_end(to: str, first: str, last: str) -> None:
    said = ('"We waited at the bridge."', '"Nobody came."')
    assert Code.QUOTATION not in found(to, (said[0], first), (said[1], last))
    assert Code.QUOTATION in found(to, (said[0], first), (said[1], last[:-1]))
