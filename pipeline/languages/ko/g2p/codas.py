"""Chapter 4, articles 8 to 16: closing consonants. Articles 8 and 9 are the table `CLOSED`, 16 is a word list."""

from pipeline.languages.ko.g2p.letters import ASPIRATED, CLOSED, NASAL, Syllable, split_syllable


def link(before: Syllable, after: Syllable) -> None:
    """Articles 13 and 14: a coda goes over to a syllable that begins with a vowel, in the same word."""
    if before.coda in ("", "ㅇ"):
        return
    if after.first:
        _link_words(before, after)
        return
    stays, moves = split_syllable(before.coda)
    if moves == "ㅎ":  # 12.4
        before.coda = ""
        after.onset = stays or "ㅇ"
        return
    if (after.vowel == "ㅣ" and moves in ("ㄷ", "ㅌ")) or (after.vowel == "ㅕ" and moves == "ㅌ"):  # 17
        moves = "ㅈ" if moves == "ㄷ" else "ㅊ"
    if stays and moves == "ㅅ":  # 14
        moves = "ㅆ"
    before.coda, after.onset = stays, moves


def _link_words(before: Syllable, after: Syllable) -> None:
    """Article 15: before ㅏ ㅓ ㅗ ㅜ ㅟ of another word a stop goes over as it would close a syllable.

    Only from a word of one syllable, as in the standard's examples: it is said as one with the next word.
    Longer words end before it, and Whisper hears other words when they do not.
    """
    closed = CLOSED[before.coda]
    if (
        before.first
        and before.letters != "즉"
        and closed in NASAL
        and after.vowel in ("ㅏ", "ㅓ", "ㅗ", "ㅜ", "ㅟ")
    ):
        before.coda, after.onset = "", closed


def aspirate(before: Syllable, after: Syllable) -> None:
    """Article 12.1: a stop and ㅎ make an aspirate; article 17 before ㅣ."""
    coda = before.coda
    stays, moves = split_syllable(coda) if coda in ("ㄺ", "ㄼ", "ㄵ", "ㄾ") else ("", coda)
    palatal = moves == "ㅈ" or (moves in ("ㄷ", "ㅌ") and after.letters in "히힌힐힘힙혀혔")
    if palatal and not after.first:
        before.coda, after.onset = stays, "ㅊ"
    elif CLOSED[moves] in ("ㄱ", "ㄷ", "ㅂ"):
        before.coda, after.onset = stays, ASPIRATED[CLOSED[moves]]
    elif coda in ("ㄶ", "ㅀ"):
        before.coda = CLOSED[coda]


def lose_h(before: Syllable, after: Syllable) -> bool:
    """Articles 12.1 to 12.3: ㅎ before a consonant. False when the two go on to assimilate."""
    rest = "" if before.coda == "ㅎ" else CLOSED[before.coda]
    if after.onset in ("ㄱ", "ㄷ", "ㅈ"):
        before.coda, after.onset = rest, ASPIRATED[after.onset]
        return True
    if after.onset == "ㅅ":
        before.coda, after.onset = rest, "ㅆ"
        return True
    before.coda = rest or "ㄷ"
    return False


def close_codas(before: Syllable, after: Syllable) -> str:
    """Articles 8 to 11: how the coda of `before` sounds in front of the consonant of `after`."""
    if before.letters == "밟":  # 10
        return "ㅂ"
    if before.coda == "ㄺ" and after.onset == "ㄱ" and before.letters not in "닭흙칡":  # 11
        return "ㄹ"
    return CLOSED[before.coda]
