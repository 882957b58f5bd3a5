"""Which letters a translation is written in: its own script, another, or both Chinese ones."""

import re
from functools import cache

from pipeline.languages import Language
from pipeline.languages.scripts import LETTERS, count

LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+(?:['’\-][A-Za-zÀ-ÖØ-öø-ɏ]+)*")
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")

_LEAST_SHARE = {"Hant": 0.20}
_USUAL_LEAST_SHARE = 0.30
_FOREIGN = {"Kore": ("Hans",), "Hans": ("Kana", "Kore"), "Hant": ("Kana", "Kore")}
"""Never seen in 1,997 human lines."""
_WRONG_CHINESE_SHARE = 0.08
"""A quoted title or a name may hold a few; a text in the other script has some 30 in 100."""


def has_letters(text: str) -> bool:
    """Whether there is anything to translate in `text`."""
    return any(character.isalpha() for character in text)


def wrong_script(source: str, target: str, language: Language) -> bool:
    """Whether `target` is not written in the script of `language`; names left in Latin letters do not count."""
    if language.script not in LETTERS:
        return False
    counted = _without_kept_names(source, target, language)
    letters = sum(character.isalpha() for character in counted)
    own = count(counted, language.script)
    if letters:
        return own < letters * _LEAST_SHARE.get(language.script, _USUAL_LEAST_SHARE)
    return not own and has_letters(source) and not all(word.isupper() for word in WORD.findall(source))


def wrong_chinese(target: str, language: Language) -> str:
    """The characters of the other Chinese script in `target`, when they are too many for a quoted name; else ""."""
    if language.script not in ("Hans", "Hant"):
        return ""
    only = _only("Hant" if language.script == "Hans" else "Hans")
    wrong = [character for character in target if character in only]
    few = len(wrong) < 2 or len(wrong) <= count(target, language.script) * _WRONG_CHINESE_SHARE
    return "" if few else "".join(dict.fromkeys(wrong))


def foreign_letters(source: str, target: str, language: Language) -> str:
    """Han letters in Korean, kana or Hangul in Chinese, if the source has none of them."""
    strange = [script for script in _FOREIGN.get(language.script, ()) if not count(source, script)]
    found = [run for script in strange for run in re.findall(f"[{LETTERS[script]}]+", target)]
    return " ".join(dict.fromkeys(found))


def _without_kept_names(source: str, target: str, language: Language) -> str:
    if language.script == "Latn":
        return target
    names = {word for word in WORD.findall(source) if word[0].isupper()}
    return LATIN_WORD.sub(lambda word: "" if word.group() in names else word.group(), target)


@cache
def _only(script: str) -> frozenset[str]:
    """The commonest characters of one Chinese script that the other lacks; 后, 里 and 只 belong to both."""
    simplified, traditional = _PAIRS.split()
    mine, other = (simplified, traditional) if script == "Hans" else (traditional, simplified)
    return frozenset(mine) - frozenset(other)


_PAIRS = (
    "国来时为们这会说对学过还没动进开长现点样经问头实见关东车话让种门应书电马鸟鱼龙风飞边给两间员权议战业产爱"
    "听观归报华争济联导统则务区军医单号团图园场坏块声处备达运选农写况减划创别剧劳势协卫卖压厅县双变叶响哑严丧"
    "丰临丽举义乐习买乱难题颜额顾预领饭饮馆驱验闻闭闪闹阅阳阴际陆陈险随页顶项须顿钱铁错锁键镇针钟认识语请谁调"
    "谈谢证评词译试该详诉论设访许记讲计订训财贡败货质贩贫购贵费贺资赏赔赛赞赵轻较载辑输辖辞迁迟适违连远邻释钢"
    "银销锋镜饥骗鲜龄庆虽虑虏补规视览觉触阔队阶韩顺颗类颠饰驰骑鸡麦黄齐齿龟绝红约级纪纯纷线练组细织终绍结绕绘"
    "络继绩续绿维绵综编缓缩罗罚职肃脑脱舰艺节苏荐药莱蓝虫蚀衔装"
    " "
    "國來時為爲們這會說對學過還沒動進開長現點樣經問頭實見關東車話讓種門應書電馬鳥魚龍風飛邊給兩間員權議戰業產愛"
    "聽觀歸報華爭濟聯導統則務區軍醫單號團圖園場壞塊聲處備達運選農寫況減劃創別劇勞勢協衛賣壓廳縣雙變葉響啞嚴喪"
    "豐臨麗舉義樂習買亂難題顏額顧預領飯飲館驅驗聞閉閃鬧閱陽陰際陸陳險隨頁頂項須頓錢鐵錯鎖鍵鎮針鍾認識語請誰調"
    "談謝證評詞譯試該詳訴論設訪許記講計訂訓財貢敗貨質販貧購貴費賀資賞賠賽贊趙輕較載輯輸轄辭遷遲適違連遠鄰釋鋼"
    "銀銷鋒鏡飢騙鮮齡慶雖慮虜補規視覽覺觸闊隊階韓順顆類顛飾馳騎雞麥黃齊齒龜絕紅約級紀純紛線練組細織終紹結繞繪"
    "絡繼績續綠維綿綜編緩縮羅罰職肅腦脫艦藝節蘇薦藥萊藍蟲蝕銜裝"
)
