"""Sentence marks as a language writes them, where an engine mixed them up.

Chinese and Japanese have marks of their own (GB/T 15834, JIS X 4051); Korean has those of ASCII since 1988
(한글 맞춤법, 문장 부호).
"""

import re

_WIDE = {
    "Hans": str.maketrans(".,?!:;", "。，？！：；"),
    "Hant": str.maketrans(".,?!:;", "。，？！：；"),
    "Jpan": str.maketrans(".,?!:;", "。、？！：；"),
}
_NARROW = str.maketrans("。．，、？！：；", "..,,?!:;")
_IDEOGRAPHIC = r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = r"[”’」』）》〉】)\"'%％]*"
_AFTER_IDEOGRAPH = re.compile(rf"(?<=[{_IDEOGRAPHIC}”’」』）》〉】])([.,?!:;])(?![.\d/])[ \t]*")
_AT_END = re.compile(rf"(?<=[0-9%％])\.(?={_CLOSING}$)")
_AFTER_HANGUL = re.compile(r"(?<=[\uac00-\ud7a3”’)])([。．，、？！：；])(?=([\s”’」』)\"']|$)?)")


def repair(text: str, script: str) -> str:
    """`text` in the `script` (ISO 15924) with the marks that belong to it; numbers, times and Latin words stay."""
    if wide := _WIDE.get(script):
        signs = _AFTER_IDEOGRAPH.sub(lambda match: match[1].translate(wide), text)
        return _AT_END.sub("。", signs)
    if script == "Kore":
        return _AFTER_HANGUL.sub(_narrow, text)
    return text


def _narrow(match: re.Match[str]) -> str:
    return match[1].translate(_NARROW) + ("" if match[2] is not None else " ")
