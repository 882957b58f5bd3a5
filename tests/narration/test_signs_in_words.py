"""Signs are said as what they mean, never dropped, never as their opposite; addresses of machines and days are no amounts."""

import pytest

from pipeline.languages.normalization import normalize

SAID = {
    "a ≠ b": {
        "en": "a is not b",
        "es": "a distinto de b",
        "fr": "a différent de b",
        "pt-BR": "a diferente de b",
        "it": "a diverso da b",
        "de": "a ungleich b",
        "ar": "a لا يساوي b",
        "cs": "a nerovná se b",
    },
    "> 5": {
        "en": "more than five",
        "es": "más de cinco",
        "fr": "plus de cinq",
        "pt-BR": "mais de cinco",
        "it": "più di cinque",
        "de": "mehr als fünf",
        "hi": "पाँच से ज़्यादा",
        "sv": "mer än fem",
    },
    "≥ 5": {
        "en": "at least five",
        "es": "mayor o igual que cinco",
        "de": "größer oder gleich fünf",
        "hi": "पाँच से ज़्यादा या बराबर",
        "el": "μεγαλύτερο ή ίσο πέντε",
    },
    "10 μm": {
        "en": "ten micrometres",
        "es": "diez micrómetros",
        "fr": "dix micromètres",
        "ar": "عشرة ميكرومترات",
        "ca": "deu micròmetres",
    },
    "120 km/h": {
        "es": "ciento veinte kilómetros por hora",
        "it": "centoventi chilometri orari",
        "ar": "مائة وعشرون كيلومتر في الساعة",
        "cs": "sto dvacet kilometrů za hodinu",
    },
    "2019/03/04": {
        "en": "March fourth, twenty nineteen",
        "es": "cuatro de marzo de dos mil diecinueve",
        "fr": "quatre mars deux mille dix-neuf",
        "de": "vierter März zweitausendneunzehn",
        "hi": "चार मार्च दो हज़ार उन्नीस",
        "fi": "neljäs maaliskuuta kaksituhatta yhdeksäntoista",
    },
    "192.168.0.1": {
        "es": "ciento noventa y dos punto ciento sesenta y ocho punto cero punto uno",
        "fr": "cent quatre-vingt-douze point cent soixante-huit point zéro point un",
        "it": "centonovantadue punto centosessantotto punto zero punto uno",
        "de": "einhundertzweiundneunzig Punkt einhundertachtundsechzig Punkt null Punkt eins",
    },
}


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [(written, language, said) for written, row in SAID.items() for language, said in row.items()],
)
def test_a_sign_is_said_as_what_it_means(written: str, language: str, said: str) -> None:
    assert normalize(written, language) == said
