"""Chapter 6, articles 23 to 28: tense consonants. What letters cannot tell (24 in ㄴ and ㅁ, 26, 28) is in the list."""

import re

from pipeline.languages.ko.g2p.letters import TENSE, Syllable, coda, tensed_letter

_STEMS = ("ㄵ", "ㄻ", "ㄼ", "ㄾ")
_NOUNS = "삶덟"

_NEEDY = (
    r"것|거(?=\s|[다야지나예]|$)|걸|건|겁|게(?=\s|$)|곳|데(?=\s|[가는도에]|$)|수(?=\s|[가는밖]|도\s+[있없]|$)"
    r"|줄(?=\s|[은을도로]|$)|듯|바(?=\s|[가를는에와]|$)|정도|적(?=\s|[이도은에]|$)|겸|도리"
)
"""Nouns that cannot stand alone: what comes before them is an ending."""
_AFTER_ENDING = re.compile(rf"([가-힣])(\s+)(?={_NEEDY})")
_SURE = re.compile(
    r"((?:(?<![가-힣])[가-힣]*(?<![역분관재])할|될|있을|없을|만날|(?<![가-힣])[갈올볼쓸])\s+)(?=[가-힣])"
)
"""Forms that are a verb's whatever noun follows: 할 계획, 될 전망, 만날 사람."""
_ENDINGS = re.compile(
    r"[할될갈올볼을쓸](?=게(?:요)?(?![가-힣])|지(?:[도는를가에]|(?![가-힣])))"
    r"|[할될갈올볼을쓸줄릴날칠낼킬질살알멀](?=걸(?:요)?(?![가-힣])|밖에|세라|수록|지라도|지언정|진대)"
)
"""Endings in -(으)ㄹ; before 게 and 지 not those that a stem in ㄹ may also have (살게, 줄지)."""
_WORN = re.compile(
    r"(?:신발|구두|운동화|양말|장화|부츠|슬리퍼|샌들)[을를]?\s+(?:꼭\s+|잘\s+)?신(?=[고던](?![가-힣]))"
)
"""신고 beside what is worn; alone it is a report."""
_SUFFIX = re.compile(r"(?<=[가-힣])([가-힣])(?=적(?:[인이으]|\s|$)|성(?:[이을은과에도]|\s|$))")

_CHINESE = re.compile(
    r"(?<![가-힣])(?!일삼|일중독|칠장이|찰[지진져]|[가-힣](?:조차|시키)|(.)\1)[결멸일절찰철촬출칠탈필혈활실]"
    "(?=[단달담답당덕독돈동두득등사삭산살삼삽상색생서석선설섬섭성세소속손송쇄수숙순술숭습승시식신심십"
    "자작잔잠잡장재쟁저적전절점접정제조족존졸종좌죄주죽준중즉증지직진질집징])"
)
"""26: the syllables in ㄹ that begin Chinese words and hardly others, before those that go on in them. 들, 대 and 도 are
left out: they are also a plural, 대로 and a particle; so is what is said twice (절절하다)."""


def tense(before: Syllable, after: Syllable, written: str) -> None:
    """Articles 23 to 25: tense after a stop, and after stems that are `written` with two codas."""
    if after.onset not in TENSE:
        return
    stop = before.coda in ("ㄱ", "ㄷ", "ㅂ")
    stem = written in _STEMS and before.letters not in _NOUNS and not _causes(before, after)
    linked = written == "ㄺ" and before.coda == "ㄹ"  # 11
    if stop or stem or linked:
        after.onset = TENSE[after.onset]


def by_word(text: str) -> str:
    """Articles 26 and 27, where the letters tell: after the ending -(으)ㄹ, suffixes after ㄹ, and in Chinese words."""
    for place in sorted(_places(text)):
        text = text[:place] + tensed_letter(text[place:])
    return text


def _places(text: str) -> set[int]:
    after = {found.end() for found in _AFTER_ENDING.finditer(text) if coda(found[1]) == "ㄹ"}
    after |= {found.end() for found in _SURE.finditer(text)}
    after |= {found.end() for found in _ENDINGS.finditer(text)}
    after |= {found.end() for found in _WORN.finditer(text)}
    after |= {found.end() for found in _CHINESE.finditer(text)}
    return after | {found.end() for found in _SUFFIX.finditer(text) if coda(found[1]) == "ㄹ"}


def _causes(before: Syllable, after: Syllable) -> bool:
    """Article 24, exception: the suffix -기- that makes 굶기다 and 옮기다."""
    return before.coda == "ㅁ" and before.letters in "굶옮" and after.letters in "기긴길김깁겨겼"
