"""Arabic numbers, as num2words has them, with the conjunction on the word it joins."""


def numeral(number: int) -> str:
    """125 is مائة وخمسة وعشرون."""
    from num2words import num2words

    said: str = num2words(number, lang="ar", to="cardinal")
    return said.replace(" و ", " و").strip()
