"""All that the front ends put out is known to Kokoro, or told."""

import pytest

from pipeline.languages.g2p import phonemes, vocabulary

SAMPLES = [
    ("en", "The Patton report, written in 2012 (“eaten cotton”) — he didn’t mention the button…"),
    ("en", "‘Quoted’ [sic] and well-known {braces} ‹too› ~ half-eaten | mountain-top"),
    ("es", "«¿Dónde está?», dijo: ‘aquí’ [sic] — ¡no! El washingtoniano Patton."),
    ("fr", "« Où est-ce ? », dit-il : l’été ‹ici› – à Washington."),
    ("it", "«Dov’è?» disse a Washington; perché – città [sic]."),
    ("pt-BR", "“Onde está?”, disse; não – à manhã [sic] em Washington."),
    ("hi", "संयुक्त राष्ट्र ने कहा। ‘शरणार्थी’ Washington."),
    ("ko", "‘난민’·이주민 — 〈통일〉 [속보] Patton은 “왔다”…～"),
    ("zh-Hans", "艾琳·琼斯（Elin Jones）问：‘好吗？’大都会-“社区”【快讯】〔注〕～"),
    ("zh-Hant", "布雷特‧卡瓦諾說『好的』 - 弗里斯・洛韋 感到｜失望〈注〉［一］"),
    ("ja", "「現象」 - 分析、『本』【速報】〈注〉である-イェ。大きな--の～ジョン・スミス［一］"),
]


@pytest.mark.parametrize(("language", "text"), SAMPLES)
def test_no_front_end_puts_out_a_sign_that_kokoro_lacks(language: str, text: str) -> None:
    from pipeline.narration.engines.kokoro_model import vocabulary as known

    said = phonemes(text, language)
    assert set(said) - set(known()) == set(), said
    assert sum(map(str.isalpha, said)) > len(text) / 4


def test_the_nearest_signs_are_all_known_to_kokoro() -> None:
    from pipeline.narration.engines.kokoro_model import vocabulary as known

    put = "".join(sign for sign in vocabulary._NEAREST.values() if sign)
    assert set(put) <= set(known())
    assert not {chr(sign) for sign in vocabulary._NEAREST} & set(known())


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "eaten", "ˈiːtᵊn"),
        ("en", "button", "bˈʌtᵊn"),
        ("zh-Hans", "艾琳·琼斯", "ai↘li↗n ʨʰjʊ↗ŋsɨ→"),
        ("zh-Hans", "‘好’", "“xau↓”"),
        ("zh-Hant", "『好』", "“xau↓”"),
        ("ja", "「現象」 - 分析", "“ɡeɴɕoː” — bɯɴsekʲi"),
    ],
)
def test_a_sign_that_kokoro_lacks_is_said_as_its_nearest(language: str, text: str, said: str) -> None:
    assert phonemes(text, language) == said
