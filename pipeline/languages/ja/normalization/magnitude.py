"""English scales in Japanese text, as machine translations copy them: $1.2bn is 12億ドル."""

from pipeline.languages.normalization import myriads
from pipeline.languages.normalization.rules import NamedRule

_SCALES = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))


def rules() -> list[NamedRule]:
    """To be applied before money."""
    return [myriads.rule("ja", _SCALES, example="£125m -> £1億2500万")]
