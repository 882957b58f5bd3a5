"""English scales in Chinese text, as machine translations copy them: $1.2bn is 12亿美元."""

from pipeline.languages.normalization import myriads
from pipeline.languages.normalization.rules import NamedRule

_SCALES = ((10**8, "亿"), (10**4, "万"))


def rules() -> list[NamedRule]:
    """To be applied before money."""
    return [myriads.rule("zh", _SCALES, "零", example="£125m -> £1亿2500万")]
