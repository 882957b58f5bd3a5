"""The plural of a number of any length."""

from decimal import Decimal

import pytest

from pipeline.languages import cldr
from pipeline.languages.normalization import normalize


@pytest.mark.parametrize("tag", ["ro", "ru", "cs", "pl", "ar", "ko"])
@pytest.mark.parametrize("length", [40, 1_200, 20_000])
def test_a_number_of_any_length_has_the_plural_of_its_last_digits(tag: str, length: int) -> None:
    assert cldr.plural(Decimal("7" * length + "000005"), tag) == cldr.plural(Decimal("7000005"), tag)


@pytest.mark.parametrize("tag", ["ro", "ru", "cs"])
def test_a_sum_of_a_thousand_digits_is_said(tag: str) -> None:
    assert normalize(f"${'1' * 1_000}.00 million", tag)
