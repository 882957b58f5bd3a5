"""Which letters belong to a script, and how much of a text is written in one."""

import re
import unicodedata

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTERS = {
    "Latn": r"A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿ",
    "Kore": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Hans": _HAN,
    "Hant": _HAN,
    "Jpan": f"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f{_HAN}",
    "Kana": "\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrl": "\u0400-\u052f",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "Hebr": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Deva": "\u0900-\u097f\ua8e0-\ua8ff",
}
"""By script (ISO 15924), its letters as ranges for a regular expression's class."""


def count(text: str, script: str) -> int:
    """How many letters of `text` belong to `script`; 0 for a script not known."""
    return len(re.findall(f"[{LETTERS[script]}]", text)) if script in LETTERS else 0


def share(text: str, script: str) -> tuple[int, float]:
    """How many letters `text` has, and which part of them is in `script`; 1 for a script not known, or no letter."""
    letters = "".join(sign for sign in text if unicodedata.category(sign)[0] == "L")
    if not letters or script not in LETTERS:
        return len(letters), 1.0
    return len(letters), count(letters, script) / len(letters)
