"""Chapter 2, articles 2 to 7: vowels. Length (6, 7) is left out: the voices have no long vowels."""

from pipeline.languages.ko.g2p.letters import Syllable


def settle(syllable: Syllable, written_onset: str) -> None:
    """Article 5: what a vowel does by itself, once the consonants around it are known."""
    if syllable.onset in ("ㅈ", "ㅉ", "ㅊ") and syllable.vowel == "ㅕ":  # 5, first exception
        syllable.vowel = "ㅓ"
    if syllable.vowel == "ㅖ" and written_onset not in ("ㅇ", "ㄹ"):  # 5, second
        syllable.vowel = "ㅔ"
    if syllable.vowel == "ㅢ" and written_onset != "ㅇ":  # 5, third
        syllable.vowel = "ㅣ"
    if syllable.vowel == "ㅢ" and not syllable.first:  # 5, fourth
        syllable.vowel = (
            "ㅔ" if syllable.last else "ㅣ"
        )  # the particle; nouns in 의 (주의, 협의) stand in the word list
