"""The amounts that a text speaks of, by value: 3 million, 300만, 三百万 and ٣ ملايين are one."""

from pipeline.translation.checks.amounts.amount import Amount, Certainty
from pipeline.translation.checks.amounts.text_amounts import LONGEST, amounts

__all__ = ["LONGEST", "Amount", "Certainty", "amounts"]
