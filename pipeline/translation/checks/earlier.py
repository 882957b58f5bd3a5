"""What a machine's translation must not be: empty, an error page, a loop, the source, another script.

The bounds were set on human translations (FLORES and news), so that they let those pass.
"""

import re
import unicodedata
from collections import Counter

from pipeline.languages import Language

ERROR_TEXTS = (
    "error 500 (server error)",
    "error 404 (not found)",
    "error 403 (forbidden)",
    "that’s an error",
    "that's an error",
    "mymemory warning",
    "query length limit exceeded",
    "please select two distinct languages",
    "invalid language pair specified",
    "no query specified",
    "unusual traffic from your computer network",
    "<!doctype html",
)
"""What translation services were seen to return as if it were a translation; lower case."""

_SCRIPTS = {
    "Latn": r"A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ",
    "Kore": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Hans": "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Hant": "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Jpan": "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f",
    "Cyrl": "\u0400-\u052f",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "Hebr": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Deva": "\u0900-\u097f\ua8e0-\ua8ff",
}
_LEAST_SHARE = {"Hant": 0.20}
_USUAL_LEAST_SHARE = 0.30

# The commonest characters of one Chinese script that the other lacks; 后, 里 and 只 belong to both.
_ONLY_SIMPLIFIED = frozenset(
    "国来时为们这会说对学过还没动进开长现点样经问头实见关东车话让种门应书电马鸟鱼龙风飞边给两间员权议战业产爱"
    "听观归报华争济联导统则务区军医单号团图园场坏块声处备达运选农写况减划创别剧劳势协卫卖压厅县双变叶响哑严丧"
    "丰临丽举义乐习买乱难题颜额顾预领饭饮馆驱验闻闭闪闹阅阳阴际陆陈险随页顶项须顿钱铁错锁键镇针钟认识语请谁调"
    "谈谢证评词译试该详诉论设访许记讲计订训财贡败货质贩贫购贵费贺资赏赔赛赞赵轻较载辑输辖辞迁迟适违连远邻释钢"
    "银销锋镜饥骗鲜龄庆虽虑虏补规视览觉触阔队阶韩顺颗类颠饰驰骑鸡麦黄齐齿龟绝红约级纪纯纷线练组细织终绍结绕绘"
    "络继绩续绿维绵综编缓缩罗罚职肃脑脱舰艺节苏荐药莱蓝虫蚀衔装"
)
_ONLY_TRADITIONAL = frozenset(
    "國來時為爲們這會說對學過還沒動進開長現點樣經問頭實見關東車話讓種門應書電馬鳥魚龍風飛邊給兩間員權議戰業產愛"
    "聽觀歸報華爭濟聯導統則務區軍醫單號團圖園場壞塊聲處備達運選農寫況減劃創別劇勞勢協衛賣壓廳縣雙變葉響啞嚴喪"
    "豐臨麗舉義樂習買亂難題顏額顧預領飯飲館驅驗聞閉閃鬧閱陽陰際陸陳險隨頁頂項須頓錢鐵錯鎖鍵鎮針鍾認識語請誰調"
    "談謝證評詞譯試該詳訴論設訪許記講計訂訓財貢敗貨質販貧購貴費賀資賞賠賽贊趙輕較載輯輸轄辭遷遲適違連遠鄰釋鋼"
    "銀銷鋒鏡飢騙鮮齡慶雖慮虜補規視覽覺觸闊隊階韓順顆類顛飾馳騎雞麥黃齊齒龜絕紅約級紀純紛線練組細織終紹結繞繪"
    "絡繼績續綠維綿綜編緩縮羅罰職肅腦脫艦藝節蘇薦藥萊藍蟲蝕銜裝"
)
_WRONG_CHINESE = {"Hans": _ONLY_TRADITIONAL, "Hant": _ONLY_SIMPLIFIED}
_WRONG_CHINESE_SHARE = 0.08
"""A quoted title or a name may hold a few; a text in the other script has some 30 in 100."""

_LOOP = re.compile(r"(.{2,40}?)\1{3,}|(\w)\2{9,}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,\u00a0\u202f]\d+)*(?!\w)")
_SHORT = 3
"""So many words may be the same in two languages of one script: `Editorial`."""
_NAME = 6
"""So many, when all begin with a capital: Human Rights Watch."""
_WORDED = 12
"""Numbers up to it may be written out in the translation."""


def fault(source: str, target: str | None, language: Language, script: str) -> str | None:
    """Why `target` cannot stand for `source` in `language`, in words; None when it can.

    `script` is the source language's.
    """
    if target is None or not target.strip():
        return "it is empty"
    if error_text(target) and not error_text(source):
        return "it is an error message of the service"
    if _LOOP.search(target) and not _LOOP.search(source):
        return "it repeats itself"
    if has_letters(source) and not has_letters(target):
        return "it has no letters"
    if _untranslated(source, target, same_script=script == language.script):
        return "it is the source text"
    return _wrong_script(source, target, language)


def doubts(source: str, target: str, language: Language) -> tuple[tuple[str, str], ...]:
    """What a person should look at in `target`: pairs of a notice's code and words."""
    found = []
    if missing := _missing_numbers(source, target, language):
        found.append(
            (
                "translation.number",
                f"The translation has not the same numbers; look for {', '.join(missing)}.",
            )
        )
    if strange := _foreign_letters(source, target, language):
        found.append(
            ("translation.script", f"Letters of another script stand in the translation: {strange}.")
        )
    return tuple(found)


def error_text(text: str) -> bool:
    """Whether `text` is what a service says when it fails."""
    lower = text.lower()
    return any(known in lower for known in ERROR_TEXTS)


def has_letters(text: str) -> bool:
    """Whether there is anything to translate in `text`."""
    return any(character.isalpha() for character in text)


def in_script(text: str, script: str) -> int:
    """How many letters of `text` belong to the script `script`."""
    return len(re.findall(f"[{_SCRIPTS[script]}]", text)) if script in _SCRIPTS else 0


def _untranslated(source: str, target: str, *, same_script: bool) -> bool:
    if _even(source) != _even(target):
        return False
    words = _WORD.findall(source)
    if all(word.isupper() for word in words):  # UNHCR
        return False
    return not same_script or len(words) > (_NAME if all(word[0].isupper() for word in words) else _SHORT)


def _even(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _wrong_script(source: str, target: str, language: Language) -> str | None:
    if language.script not in _SCRIPTS:
        return None
    counted = _without_kept_names(source, target, language)
    letters = sum(character.isalpha() for character in counted)
    own = in_script(counted, language.script)
    if letters and own < letters * _LEAST_SHARE.get(language.script, _USUAL_LEAST_SHARE):
        return f"it is not written in {language.name}"
    if not letters and not own and not all(word.isupper() for word in _WORD.findall(source)):
        return f"it is not written in {language.name}"
    wrong = [character for character in target if character in _WRONG_CHINESE.get(language.script, ())]
    if len(wrong) > 1 and len(wrong) > own * _WRONG_CHINESE_SHARE:
        return f"it is not written in {language.name}: {''.join(dict.fromkeys(wrong))[:6]}"
    return None


def _without_kept_names(source: str, target: str, language: Language) -> str:
    """`target` without capitalised words of the source that were left as they are: names."""
    if language.script == "Latn":
        return target
    names = {word for word in _WORD.findall(source) if word[0].isupper()}
    return _WORD.sub(lambda word: "" if word.group() in names else word.group(), target)


def _foreign_letters(source: str, target: str, language: Language) -> str:
    strange = {"Kore": "Hans", "Hans": "Kore", "Hant": "Kore"}.get(language.script)
    if strange is None or in_script(source, strange):
        return ""
    return "".join(re.findall(f"[{_SCRIPTS[strange]}]+", target)[:3])


def _missing_numbers(source: str, target: str, language: Language) -> tuple[str, ...]:
    """Numbers of the source that the target lacks.

    All of them where both scripts count alike; else only years, which 만 and 億 leave as they are.
    """
    there = Counter(_value(number) for number in _NUMBER.findall(target))
    if language.script != "Latn":
        digits = "".join(character if character.isdecimal() else " " for character in target).split()
        there = Counter(digits)
    missing = []
    for number in _NUMBER.findall(source):
        value = _value(number)
        if language.script != "Latn" and not re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", number):
            continue
        if there[value] == 0 and not (value.isdecimal() and int(value) <= _WORDED):
            missing.append(number)
        there[value] -= 1
    return tuple(dict.fromkeys(missing))


def _value(number: str) -> str:
    """One writing for 1,500 and 1.500 and 1 500; for 2.5 and 2,5; for 03 and 3."""
    groups = re.split(r"[.,\u00a0\u202f]", number)
    thousands = len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0"
    whole = "".join(groups) if thousands or len(groups) == 1 else ".".join(groups)
    return whole.lstrip("0") or "0"
