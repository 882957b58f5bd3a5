"""Which language a text is in: by its script, and within the Latin script by its small words."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_SCRIPTS = {
    "Hang": re.compile("[가-힣ᄀ-ᇿㄱ-ㆎ]"),
    "Kana": re.compile("[ぁ-ゖァ-ヺ]"),
    "Hani": re.compile("[㐀-䶿一-鿿]"),
    "Cyrl": re.compile("[Ѐ-ӿ]"),
    "Arab": re.compile("[ء-يٱ-ۓ]"),
    "Hebr": re.compile("[א-ת]"),
    "Deva": re.compile("[ऄ-हक़-ॡ]"),
    "Latn": re.compile("[A-Za-zÀ-ÖØ-öø-ɏẠ-ỹ]"),
}
_WEIGHTS = {"Hang": 2.5, "Kana": 2.5, "Hani": 2.5}
"""How many Latin letters say as much as one letter of these scripts."""
_ALONE = {"Hang": "ko", "Hebr": "he", "Deva": "hi"}
"""Scripts of which the table has one language."""
_SIMPLIFIED = frozenset(
    "们国这来时会对发为说个过产种学还没开关进动问东车长门见马书无气从两将该让应认给现实点样头业义乐于风飞"
)
_TRADITIONAL = frozenset(
    "們國這來時會對發為說個過產種學還沒開關進動問東車長門見馬書無氣從兩將該讓應認給現實點樣頭業義樂於風飛"
)
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_PERSIAN = re.compile("[پچژگکی]")
_LETTERS = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
"""Characters looked at; more would not change the answer."""
_FEWEST = 6
"""Small words of one language below which a text in Latin script counts as English."""


def guess(text: str) -> str:
    """The tag of the language that `text` is most likely in; English when nothing says otherwise."""
    sample = text[:_SAMPLE]
    counts = {name: len(found.findall(sample)) * _WEIGHTS.get(name, 1) for name, found in _SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return "en"
    if script in ("Hani", "Kana"):
        return "ja" if counts["Kana"] * 20 > counts["Hani"] else _chinese(sample)
    if script == "Cyrl":
        return "uk" if _UKRAINIAN.search(sample) else "ru"
    if script == "Arab":
        return "fa" if len(_PERSIAN.findall(sample)) * 20 > counts["Arab"] else "ar"
    return _ALONE.get(script) or _latin(sample)


def _chinese(sample: str) -> str:
    simplified = sum(sign in _SIMPLIFIED for sign in sample)
    traditional = sum(sign in _TRADITIONAL for sign in sample)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _latin(sample: str) -> str:
    found = Counter(_LETTERS.findall(sample.lower()))
    scores = {tag: sum(found[word] for word in words) for tag, words in _common().items()}
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] >= _FEWEST and scores[best] > scores["en"] else "en"


@cache
def _common() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads((files("pipeline.languages") / "common.toml").read_text("utf-8"))
    return {("pt-BR" if tag == "pt" else tag): frozenset(words.split()) for tag, words in table.items()}
