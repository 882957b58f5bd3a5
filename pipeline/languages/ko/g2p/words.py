"""Words whose sound the letters do not tell, from `words.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from pipeline.languages.ko.g2p.letters import tensed_letter, with_onset

_MARKS = re.compile(r"['-]")


def respell(text: str) -> str:
    """`text`, each listed word as it sounds; where several fit, the longest."""
    pattern, sounds = _list()
    return pattern.sub(lambda found: sounds[found.group()], text)


def _mark(word: str) -> str:
    """A word of the list as it sounds: tense after `'`, with ㄴ after `-`."""
    said = _MARKS.split(word)[0]
    for mark, part in re.findall(r"(['-])([^'-]+)", word):
        said += tensed_letter(part) if mark == "'" else with_onset(part, "ㄴ")
    return said


def _entries(table: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of a word, behind ^ where it begins a written word, and its sound."""
    yield from table["sounds"].items()
    for words in (*table["tense"].values(), *table["inserted"].values()):
        for word in words.split():
            yield _MARKS.sub("", word), _mark(word.lstrip("^"))
    for word in table["nouns"]["ui"].split():
        yield word, word.lstrip("^")[:-1] + "이"
    for word in table["nouns"]["plain"].split():
        yield word, word.lstrip("^")


def _pattern(word: str) -> str:
    """A law (법) is no corporation (법인)."""
    return word.replace("^", "(?<![가-힣])") + ("(?![인원])" if word.endswith("법") else "")


@cache
def _list() -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    sounds = dict(_entries(table))
    longest = sorted(sounds, key=lambda word: (-len(word.lstrip("^")), word))
    pattern = "|".join(_pattern(word) for word in longest)
    return re.compile(pattern), {word.lstrip("^"): sound for word, sound in sounds.items()}
