"""What 대 counts in Korean: vehicles natively, generations and the great ones of their kind in Sino-Korean."""

import re

from pipeline.languages.ko.normalization import cardinal

_VEHICLES = re.compile(
    r"(?:차량|버스|트럭|헬기|전투기|전차|탱크|자동차|승용차|택시|구급차|카메라|컴퓨터|장비|열차|드론|(?<![가-힣\d])차|여객기|항공기|수송기|비행기|정찰기|폭격기|무인기|헬리콥터|굴착기"
    r"|굴삭기|복사기|발전기|기관차|소방차|장갑차|경찰차|전기차|화물차|승합차|자판기|노트북|텔레비전|에어컨"
    r"|냉장고|세탁기|피아노|오토바이|자전거|휴대전화|휴대폰|스마트폰|로봇|서버|로켓포|자주포|발사대|크레인|엘리베이터|[A-Z] \d+(?: [A-Z])?)"
    r"[을를은는이가]?\s?(?:(?:총|모두|약|각|최소|최대|적어도|등|단)\s?)*$"
)
_MOVED = (
    r"(?:추락|격추|파괴|배치|투입|동원|출동|충돌|추돌|구매|구입|판매|도입|설치|이상|이하|미만|가운데|중|모두|등|가량|정도|규모|분량|더|도난|전소|파손|수출|생산"
    r"|파견|절도|절취|화재|전복|고장|견인|나포|침몰|운용|연속|연달|함께|나란히|전시|할인|한정|주차|정차|대기|통과|도착|출발|제공|지원|기증|보유|운행|운영|증차|압수|사용|주문|이륙|발진|출격|불|남|있|없|사|팔|만들|부서|뒤집|세워|이동|탑재|인도|납품|확보|추가|기부|전달)"
)
_GENERATIONS = re.compile(
    r"대(?:째|손(?!상)|조|독자|종손|에 (?:걸|이르)|로 (?:이어|내려)|가 (?:함께|모여|한)|를 (?:이어|잇|거)|의 세습)"
    r"|대(?!(?:를|는|의|와|로|에|도|만|씩|당|나|뿐|가|까지|이상|가량|정도|중|여)(?![가-힣]))[가-힣]"
    rf"|대 (?!{_MOVED})[가-힣]"
)
"""What follows a generation or the great ones of their kind; a vehicle has a particle or what befell it."""


def verbalize_count(number: int, before: str, after: str) -> str:
    """차 세 대, 버스 스무 대, but 이십 대 of people in their twenties, 삼대째 of a family, 사대 강."""
    vehicles = bool(_VEHICLES.search(before))
    native = vehicles or (number % 10 > 0 and not _GENERATIONS.match(after))
    native = native and 0 < number < 100 and (number < 30 or number % 10 > 0)
    return cardinal.native(number) if native else cardinal.sino(number)
