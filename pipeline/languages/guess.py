"""Which language a text is in: by its script, and where many share one, by py3langid."""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from pipeline.languages.cldr import english_name
from pipeline.languages.language import languages

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SCRIPTS = {
    "Hang": re.compile("[가-힣ᄀ-ᇿㄱ-ㆎ]"),
    "Kana": re.compile("[ぁ-ゖァ-ヺ]"),
    "Hani": re.compile("[㐀-䶿一-鿿]"),
    "Cyrl": re.compile("[Ѐ-ӿ]"),
    "Grek": re.compile("[Ͱ-Ͽἀ-῿]"),
    "Thai": re.compile("[ก-ฺเ-๎]"),
    "Arab": re.compile("[ء-يٱ-ۓ]"),
    "Hebr": re.compile("[א-ת]"),
    "Deva": re.compile("[ऄ-हक़-ॡ]"),
    "Latn": re.compile("[A-Za-zÀ-ÖØ-öø-ɏẠ-ỹ]"),
}
_WEIGHTS = {"Hang": 2.5, "Kana": 2.5, "Hani": 2.5}
"""How many Latin letters say as much as one letter of these scripts."""
_SIMPLIFIED = frozenset(
    "们国这来时会对发为说个过产种学还没开关进动问东车长门见马书无气从两将该让应认给现实点样头业义乐于风飞与万专丛丝严丧丰临举么乌习乡买乱争亏亚亲亿仅仓仪价众优伤伟传伦伪侧侨债倾偿儿党兰兴养兽写军农冲决况冻"
    "净减凤凭击刘则刚创删别剂剑剧劝办务劳势励区医华协单卖卢卫厂厅历厉压县参双变叙号吓吗吴启员响唤团园围图圆圣场坏块坚坛坟垒壮声处备够夹夺奋奖妇妈娱孙宁宝审宪宫宽宾寻导寿层属岁岛岭币帅师带帮库庆庙废广张弯弹"
    "归录彻忆忧怀态总恋恶悬惊惧惨惯愤愿戏战户扑执扩扫扬扰抚抢护报担拥择挂挡挤挥损捡换据摄摆摇敌数断旧显晓暂术机杀杂权条极构枪标栋树桥检楼欢欧残毁毕汇汉汤沟泽洁测济浓涛润涨渐渔湾湿滚满灭灯灵灾炉炼烂烦烧热爱"
    "爷牵状犹独狱猎献环玛画畅疗疯盐监盖盘矿码确础离积称穷竞笔筑签简类粮纪约级纳纸纷线组细终经结绝统继续维绩绪编缘缩网罗罚职联肃肤胁胜脑脚脱脸荐药获营蓝虑虽视觉览规计订议讨训记许论设访证评识诉诊词译试话诚询"
    "详语误请诸读课谁调谈谋谓谢谱负贡财责贤败货质贪贫购贯贵费贺资赏赔赖赛赞赢赵趋跃践踪转轮软轰轻载较辆输辑边达迁迈运远违连迟适选递逻遗邓邮邻郑释钟钢钱铁铜银销锁错键镇镜闭闲间闻阅队阳阴阵阶际陆陈险随隐难雾"
    "静页顶项顺须顾预领频题颜额饭饮馆驱验骑鱼鲜鸟鸡鸣麦齐龙"
)
_TRADITIONAL = frozenset(
    "們國這來時會對發爲說個過產種學還沒開關進動問東車長門見馬書無氣從兩將該讓應認給現實點樣頭業義樂於風飛與萬專叢絲嚴喪豐臨舉麼烏習鄉買亂爭虧亞親億僅倉儀價衆優傷偉傳倫僞側僑債傾償兒黨蘭興養獸寫軍農衝決況凍"
    "淨減鳳憑擊劉則剛創刪別劑劍劇勸辦務勞勢勵區醫華協單賣盧衛廠廳歷厲壓縣參雙變敘號嚇嗎吳啓員響喚團園圍圖圓聖場壞塊堅壇墳壘壯聲處備夠夾奪奮獎婦媽娛孫寧寶審憲宮寬賓尋導壽層屬歲島嶺幣帥師帶幫庫慶廟廢廣張彎彈"
    "歸錄徹憶憂懷態總戀惡懸驚懼慘慣憤願戲戰戶撲執擴掃揚擾撫搶護報擔擁擇掛擋擠揮損撿換據攝擺搖敵數斷舊顯曉暫術機殺雜權條極構槍標棟樹橋檢樓歡歐殘毀畢匯漢湯溝澤潔測濟濃濤潤漲漸漁灣溼滾滿滅燈靈災爐煉爛煩燒熱愛"
    "爺牽狀猶獨獄獵獻環瑪畫暢療瘋鹽監蓋盤礦碼確礎離積稱窮競筆築籤簡類糧紀約級納紙紛線組細終經結絕統繼續維績緒編緣縮網羅罰職聯肅膚脅勝腦腳脫臉薦藥獲營藍慮雖視覺覽規計訂議討訓記許論設訪證評識訴診詞譯試話誠詢"
    "詳語誤請諸讀課誰調談謀謂謝譜負貢財責賢敗貨質貪貧購貫貴費賀資賞賠賴賽贊贏趙趨躍踐蹤轉輪軟轟輕載較輛輸輯邊達遷邁運遠違連遲適選遞邏遺鄧郵鄰鄭釋鍾鋼錢鐵銅銀銷鎖錯鍵鎮鏡閉閒間聞閱隊陽陰陣階際陸陳險隨隱難霧"
    "靜頁頂項順須顧預領頻題顏額飯飲館驅驗騎魚鮮鳥雞鳴麥齊龍為眾啟鐘濕偽讚裡"
)
"""Common signs that are written in one of the two scripts only."""
_SAMPLE = 20_000
"""Characters looked at; more would not change the answer."""
_CERTAIN = 200
"""Letters of a text of which it may be said that its language is none of ours."""
_SURE = 0.99
_FEWEST = 12
"""Latin letters below which a text counts as English: names and labels say nothing."""


def guess(text: str) -> str:
    """The tag of the language that `text` is most likely in; English when nothing says otherwise."""
    sample = text[:_SAMPLE]
    counts = {name: len(found.findall(sample)) * _WEIGHTS.get(name, 1) for name, found in _SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return "en"
    if script in ("Hani", "Kana"):
        return "ja" if counts["Kana"] * 20 > counts["Hani"] else _chinese(sample)
    if script == "Latn" and counts[script] < _FEWEST:
        return "en"
    return _likeliest(sample, {"Hang": "Kore"}.get(script, script))


def stranger(text: str) -> str:
    """The English name of the language or the script that `text` is in with certainty, when it is none of ours; else empty.

    A short text is never certain.
    """
    sample = text[:_SAMPLE]
    counts = {name: len(found.findall(sample)) for name, found in _SCRIPTS.items()}
    others: Counter[str] = Counter()
    for sign, count in Counter(filter(str.isalpha, sample)).items():
        if not _is_ours(sign):
            others[_script(sign)] += count
    if others.total() > max(_FEWEST, sum(counts.values())):
        return f"{others.most_common(1)[0][0].capitalize()} script"
    script = max(counts, key=lambda name: counts[name])
    if script not in ("Latn", "Cyrl", "Arab", "Deva") or counts[script] < _CERTAIN:
        return ""
    base, share = _identifier().rank(sample)[0]
    ours = {each.base for each in languages().values()}
    return "" if base in ours or share < _SURE else english_name(base)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "unknown").partition(" ")[0]


def _is_ours(sign: str) -> bool:
    return any(found.match(sign) for found in _SCRIPTS.values())


def _chinese(sample: str) -> str:
    simplified = sum(sign in _SIMPLIFIED for sign in sample)
    traditional = sum(sign in _TRADITIONAL for sign in sample)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _likeliest(sample: str, script: str) -> str:
    """Which of the languages that are written in `script` the sample is in, by py3langid where there are several."""
    tags = {each.base: each.tag for each in languages().values() if each.script == script}
    if len(tags) < 2:
        return next(iter(tags.values()), "en")
    return next(tags[base] for base, _ in _identifier().rank(sample) if base in tags)


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
