"""The character sets that texts from outside may name: Python's codecs of text, and none of those that unpack or run.

A name from a file or a server never reaches the registry of codecs. There are codecs in it that make gigabytes of a few
bytes (`zlib`, `bz2`), that turn bytes into other bytes (`base64`, `hex`, `uu`, `quopri`), that are ciphers, escapes or
parts of other protocols (`rot13`, `unicode_escape`, `idna`, `punycode`, `utf-7`), and one that only raises (`undefined`).
"""

from encodings import normalize_encoding
from encodings.aliases import aliases

_NAMES = """
ascii utf_8 utf_8_sig utf_16 utf_16_le utf_16_be utf_32 utf_32_le utf_32_be
latin_1 iso8859_1 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso8859_10
iso8859_11 iso8859_13 iso8859_14 iso8859_15 iso8859_16
cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258
cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874
cp1006 cp1125 koi8_r koi8_t koi8_u kz1048 ptcp154 tis_620 hp_roman8
mac_arabic mac_croatian mac_cyrillic mac_farsi mac_greek mac_iceland mac_latin2 mac_roman mac_romanian mac_turkish
euc_kr cp949 johab iso2022_kr gb2312 gbk gb18030 hz big5 big5hkscs cp950
shift_jis shift_jis_2004 shift_jisx0213 cp932 euc_jp euc_jis_2004 euc_jisx0213
iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext
"""
_TEXT = frozenset(_NAMES.split())
_LONGEST = 40
"""Characters of a name; the longest that IANA knows has 45, and nobody writes it."""


def text_codec(name: str) -> str:
    """Python's name of the codec that `name` stands for, in any of its spellings; empty when it is none for text."""
    label = name.strip().lower()
    if not 0 < len(label) <= _LONGEST or not label.isascii():
        return ""
    plain = normalize_encoding(label).replace(".", "_")
    codec = aliases.get(plain, plain)
    return codec if codec in _TEXT else ""
