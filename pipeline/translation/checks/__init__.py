"""What is wrong or doubtful in a translation: each finding a numbered `Notice`.

`faults` looks at one sentence and says why an engine's answer cannot be used at all; `findings` looks at a whole
article. Both are pure. The numbers are in `codes`.
"""

from pipeline.translation.checks.codes import MEANINGS, Code, is_shown_first, notice
from pipeline.translation.checks.pair import Pair
from pipeline.translation.checks.script_check import has_letters
from pipeline.translation.checks.translation_checks import faults, findings, note
from pipeline.translation.checks.wording import error_text

__all__ = [
    "MEANINGS",
    "Code",
    "Pair",
    "error_text",
    "faults",
    "findings",
    "has_letters",
    "is_shown_first",
    "note",
    "notice",
]
