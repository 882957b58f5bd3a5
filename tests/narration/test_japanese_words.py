"""Japanese words that the dictionary reads otherwise than people do."""

import pytest

from pipeline.languages.g2p import phonemes
from pipeline.languages.normalization import normalize


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("金曜日", "joːbʲi"),
        ("日曜日", "joːbʲi"),
        ("投票日", "bʲi"),
        ("世界中", "ʥɨː"),
        ("難民収容所", "ʥo"),
        ("二日間", "ɸɯʦɨka kaɴ"),
        ("その後", "sonoɡo"),
    ],
)
def test_it_ends_as_people_say_it(text: str, end: str) -> None:
    assert phonemes(text, "ja").endswith(end)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("赤十字は", "sekʲiʥɨːʥi βa"),
        ("日朝関係", "ɲiʔʨoː kaŋkeː"),
        ("同日朝鮮に", "doːʥiʦɨ ʨoːseɴ ɲi"),
        ("北送事業", "hokɯsoː ʥiɡʲoː"),
        ("自由を得る", "ʥijɯː o eɾɯ"),
        ("この間、", "kono aida,"),
        ("日本人は", "ɲihoɴ ʥiɴ βa"),
        ("中国人と", "ʨɨːɡokɯ ʥiɴ to"),
        ("カタロニア人の", "kataɾoɲia ʥiɴ no"),
        ("何も聞こえない", "naɲi mo kʲikoenai"),
        ("何か月", "naɴ kaɡeʦɨ"),
        ("私は", "βataɕi βa"),
        ("私立大学", "ɕiɾʲiʦɨ daiɡakɯ"),
        ("今シーズン", "koɴ ɕiːzɨɴ"),
        ("親独立派", "ɕiɴ dokɯɾʲiʦɨ ha"),
        ("二日後", "ɸɯʦɨ kaɡo"),
        ("習近平国家主席", "ɕɨːkʲimpeː koʔka ɕɨsekʲi"),
        ("金正恩氏", "kʲimɯ ʥoɴɯɴ ɕi"),
        ("青海省", "seːkai ɕoː"),
        ("四人が", "joɲiɴ ɡa"),
        ("六回目", "ɾoʔkaime"),
        ("1980年代", "seŋkʲɨːçakɯhaʨiʥɨːnendai"),
        ("8頭", "haʔtoː"),
        ("集会中に土曜日に", "ɕɨːkai ʨɨː ɲi dojoːbʲi ɲi"),
        ("グリッド後列", "ɡɯɾʲiʔdo koːɾeʦɨ"),
    ],
)
def test_it_is_said_as_the_news_says_it(text: str, said: str) -> None:
    """NHK日本語発音アクセント新辞典 and 常用漢字表; names of Korea and China as the news says them."""
    assert phonemes(normalize(text, "ja"), "ja") == said


@pytest.mark.parametrize("text", ["犯人", "弁護人", "数百人"])
def test_people_who_are_counted_or_do_something_are_nin(text: str) -> None:
    assert phonemes(text, "ja").endswith("ɲiɴ")


def test_what_only_begins_alike_keeps_its_reading() -> None:
    assert "ɡo" not in phonemes("その後ろに", "ja")
    assert phonemes("裁判所", "ja").endswith("ɕo")


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("岸田文雄(きしだ・ふみお)首相は", "キシダフミオ首相は"),
        ("小沢一郎（おざわ いちろう）氏", "小沢一郎氏"),
        ("総理大臣岸田（きしだ）氏", "総理大臣岸田氏"),
        ("首都(しゅと)は", "首都は"),
        ("日本（にほん）と", "ニホンと"),
    ],
)
def test_a_reading_in_brackets_is_said_once(text: str, once: str) -> None:
    assert phonemes(text, "ja") == phonemes(once, "ja")


@pytest.mark.parametrize(
    "text", ["東京（とても）", "参加者（など）", "今日（だったらいいのにな）", "五輪（オリンピック）"]
)
def test_a_remark_in_brackets_is_no_reading_and_is_said(text: str) -> None:
    assert "(" in phonemes(text, "ja")
