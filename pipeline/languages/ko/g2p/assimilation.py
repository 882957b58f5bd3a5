"""Chapter 5, articles 17 to 22: consonant beside consonant. Article 17 works where codas move, in `codas`;
21 forbids 강기 for 감기, and 22 only allows 되여 for 되어: neither asks for a change."""

from pipeline.languages.ko.g2p.letters import NASAL, Syllable


def assimilate(before: Syllable, after: Syllable) -> None:
    """Articles 18 to 20, on codas as they sound."""
    coda = before.coda
    if after.onset == "ㄹ" and coda in ("ㄱ", "ㄷ", "ㅂ", "ㅁ", "ㅇ"):  # 19
        after.onset = "ㄴ"
    if coda in NASAL and after.onset in ("ㄴ", "ㅁ"):  # 18
        coda = NASAL[coda]
    if coda == "ㄴ" and after.onset == "ㄹ" and not after.first:  # 20
        coda = "ㄹ"
    if coda == "ㄹ" and after.onset == "ㄴ":  # 20
        after.onset = "ㄹ"
    before.coda = coda
