"""The words to say for a sentence as it stands on the page.

Numbers, dates, sums, abbreviations and signs become words, so that every front end says the same.
Nothing with a letter or a digit is left out, with two exceptions: what follows the host of a web
address where it is long or has more than a few words, and a Chinese spelling in brackets behind the Korean word that it spells.

What a language says stands in its folder, in `normalization/`: tables by semiotic class, and where rules are needed
a module `grammar`. It has either `in_words(text, tag)` and `one_by_one(digits)`, or, for languages written in letters,
what `alphabetic` asks for. A language with tables alone is said by the rules of `plain`.
"""

from pipeline.languages.normalization.spoken_form import normalize

__all__ = ["normalize"]
