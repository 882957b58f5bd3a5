"""What is numbered rather than counted in Japanese: versions, books, chapter and verse."""

import re

from pipeline.languages.ja.normalization.cardinal import numeral, one_by_one
from pipeline.languages.ja.normalization.kanji import KATAKANA
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule

_BOOKS = "福音書|手紙[一二]?|創世記|出エジプト記|レビ記|民数記|申命記|イザヤ書|詩[篇編]|箴言|黙示録|使徒言行録|使徒の働き"


def rules() -> list[NamedRule]:
    """To be applied before times, scores and decimals, for which they could be taken."""
    return [
        rule(
            "a number with No.",
            r"(?<![A-Za-z\d])No\.\s?(?=\d)",
            "ナンバー ",
            "No.1 -> ナンバー 1",
            re.IGNORECASE,
        ),
        rule(
            "the number of a book",
            r"(?<=ISBN)[:：\s]*\d[\d-]{8,}\d",
            _digits,
            "ISBN 978-4-00-310101-8 -> ISBNキューナナハチヨンゼロゼロサンイチゼロイチゼロイチハチ",
        ),
        rule(
            "a version",
            r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){2,}(?![\d.])",
            _version,
            "2.0.1 -> ニテンゼロテンイチ",
        ),
        rule(
            "chapter and verse",
            rf"({_BOOKS})([」』]?)\s?(\d+):(\d+)(?![\d:])",
            r"\1\2\3章\4節",
            "福音書3:16 -> 福音書3章16節",
        ),
    ]


def _digits(found: re.Match[str]) -> str:
    return one_by_one(re.sub(r"\D", "", found.group()))


def _version(found: re.Match[str]) -> str:
    apart = " " * bool(KATAKANA.match(signs.before(found)[-1:]))
    return apart + "テン".join(numeral(int(part)) for part in found.group().split("."))
