"""A language put as a folder is found by all that asks languages: no line of code names it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline


def _named(number: int) -> str:
    """A word without digits for a number below a hundred: 23 is no-tu-sa."""
    digits = ("no", "wan", "tu", "sa", "fo", "fi", "si", "se", "et", "na")
    return "-".join(digits[int(digit)] for digit in str(number))


_FILES = {
    "language.toml": """
        name = "Toki"
        native = "toki"
        aliases = ["tokish"]
        [dates]
        pattern = "{day} of {month}, {year}"
        months = "unu du tri kvar kvin ses sep ok nau dek dekunu dekdu"
        [sentences]
        never = "jan"
        marks = ";"
        [codes]
        gtts = "tp"
        """,
    "words.toml": 'contents = "Lipu"\nbyline = "Tan {names}"\nname_and = " pona "',
    "numbers.toml": """
        cardinals = "1:wan 2:tu 5:luka"
        [[phrases]]
        name = "and a half"
        pattern = "{a} en meso"
        value = "a+1/2"
        example = "tu en meso"
        means = "5/2"
        """,
    "normalization/cardinal.toml": f"""
        decimal = ","
        thousands = "."
        point = "pona"
        range = "tawa"
        minus = "anpa"
        plus = "sewi"
        times = "mute"
        plain_scales = []
        [names]
        numbers = "{" ".join(map(_named, range(100)))}"
        hundreds = "{" ".join("h" + _named(number) for number in range(1, 10))}"
        [[names.scales]]
        value = 1000
        one = "ale"
        other = "{{}} ale"
        [agreement]
        soft = [["^wan$", "wana"]]
        [nouns]
        soft = ".+a"
        """,
    "normalization/ordinal.toml": 'ordinals = "nanpa_wan nanpa_tu"\n[ordinal_marks]\nany = "th"',
    "normalization/date.toml": 'date = "{day} {month} {year}"\nmonths = ["ma", "mb", "mc", "md", "me", "mf", "mg", "mh", "mi", "mj", "mk", "ml"]',
    "normalization/time.toml": 'clock = "{hour} tenpo {minute}"\nclock_whole = "{hour} tenpo"',
    "normalization/money.toml": 'and = "en"\nof = ""\n[scales]\n[currencies]\n"€" = ["mani", "mani mute"]',
    "normalization/measure.toml": '[units]\nkm = { one = "suli", other = "suli mute" }\n[coordinates]\nunits = [["d", "d"], ["m", "m"], ["s", "s"]]\ngap = " "\nbetween = " "\n[coordinates.sides]\nN = "{} n"',
    "normalization/fraction.toml": 'over = "lon"\nwith = "en"\n[fractions]\n"1/2" = "wan tu"',
    "normalization/telephone.toml": 'phone = "tel"',
    "normalization/electronic.toml": 'dot = "sike"\ndash = "linja"\nunderscore = "supa"\nat = "lon"\nhashtag = "nasin"',
    "normalization/symbol.toml": '[symbols]\n"&" = "en"',
    "normalization/abbreviation.toml": '[abbreviations]\n"j." = "jan"',
}

_QUESTIONS = """
import json
from pipeline.languages import codes, find, languages, words
from pipeline.languages.dates import iso_date, long_date
from pipeline.languages.figures import number, size, speed
from pipeline.languages.normalization import normalize
from pipeline.languages.numbers import grammar_of
from pipeline.languages.plurals import form
from pipeline.languages.regions import with_territory
from pipeline.languages.sentences import split
from pipeline.readers.credit_lines import authors_in
texts = ["1 kala", "1 jan", "1.023", "5.7.2019", "14:30", "2th", "3 €", "1 km", "2 km", "1/2", "j. Sonja & tel. 12 34"]
print(json.dumps({
    "name": "qtk" in languages() and find("Tokish").name,
    "words": [words("qtk")["contents"], words("qtk")["listen"]],
    "dates": [long_date("2019-07-05", "qtk"), iso_date("5 dekunu 2019")],
    "sentences": split("Jan. Sonja li kama; Ona li tawa.", "qtk"),
    "codes": codes("qtk", "gtts"),
    "numbers": [phrase.name for phrase in grammar_of("qtk").phrases][-1],
    "counted": [form({"left": "{} left", "left_one": "1 left"}, "left", count, "qtk") for count in (1, 2)],
    "figures": [number(1.25, "qtk"), size(1_700_000, "qtk"), size(2_000, "qtk"), speed(1.5, "qtk")],
    "authors": authors_in("Tan Ana Li pona Bo Kim"),
    "territory": with_territory("qtk"),
    "spoken": [normalize(text, "qtk") for text in texts],
}))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a copy of the package says of a language that was put into it as a folder."""
    place = tmp_path_factory.mktemp("copy")
    shutil.copytree(
        Path(pipeline.__file__).parent, place / "pipeline", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name, text in _FILES.items():
        file = place / "pipeline" / "languages" / "qtk" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(line.strip() for line in text.splitlines()), "utf-8")
    asked = subprocess.run(
        [sys.executable, "-c", _QUESTIONS],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place)},
        capture_output=True,
        check=True,
    )
    found: dict[str, object] = json.loads(asked.stdout)
    return found


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        ("name", "Toki"),
        ("words", ["Lipu", "Listen"]),
        ("dates", ["5 of sep, 2019", "2019-11-05"]),
        ("sentences", ["Jan. Sonja li kama; ", "Ona li tawa."]),
        ("codes", ["tp"]),
        ("numbers", "and a half"),
        ("counted", ["1 left", "{} left"]),
        ("figures", ["1.25", "1.7 MB", "2 kB", "1.5×"]),
        ("authors", ["Ana Li", "Bo Kim"]),
        ("territory", "qtk"),
        (
            "spoken",
            [
                "wana kala", "wan jan", "ale tu-sa", "fi mg tu ale wan-na", "wan-fo tenpo sa-no", "nanpa tu",
                "sa mani mute", "wan suli", "tu suli mute", "wan tu", "jan Sonja en tel. wan tu, sa fo",
            ],
        ),
    ],
)  # fmt: skip
def test_a_folder_alone_makes_a_language(answers: dict[str, object], what: str, answer: object) -> None:
    assert answers[what] == answer
