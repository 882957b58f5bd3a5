"""The table [site] of publish.toml."""

from pathlib import Path

import pytest

from pipeline.config.loading import ENVIRONMENT, load
from pipeline.config.settings import Settings
from pipeline.errors import SettingsError

TABLE = """
[site]
base_url = "https://example.org/news/"
title = "Many voices"
description = "Reports in many languages."
author = "The desk"
owner = "Example"
owner_email = "desk@example.org"
category = "News > Politics"
explicit = true
copyright = "© 2023 Example"
licence = "CC-BY-4.0"

[site.ko]
title = "여러 목소리"

[site.zh]
title = "众声"
description = "多种语言的报道。"
"""


def loaded(folder: Path, text: str, **flags: str) -> Settings:
    file = folder / "publish.toml"
    file.write_text(text, "utf-8")
    return load(flags, {}, file)


def test_the_site_has_a_table_of_its_own_with_words_by_language(tmp_path: Path) -> None:
    found = loaded(tmp_path, TABLE)
    assert (found.site_title, found.site_author, found.owner) == ("Many voices", "The desk", "Example")
    assert (found.base_url, found.category) == ("https://example.org/news", "News > Politics")
    assert found.explicit is True
    assert found.site_words["ko"].title == "여러 목소리"
    assert found.site_words["zh-Hans"].description == "多种语言的报道。"


def test_the_command_line_wins_over_the_table(tmp_path: Path) -> None:
    assert loaded(tmp_path, TABLE, base_url="https://other.example").base_url == "https://other.example"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[site]\ntitel = "x"\nexplicit = "maybe"\n', ["titel", "explicit"]),
        ('site = "x"\n', ["site", "table"]),
        (
            '[site.ko]\nname = "x"\n',
            ["site.ko", "name", "known are title, description, author, about, funding."],
        ),
        ('[site.klingonish]\ntitle = "x"\n', ["klingonish"]),
        ('base_url = "https://a.example"\n[site]\nbase_url = "https://b.example"\n', ["base_url", "too"]),
        ('[site]\nbase_url = "example.org"\n', ["base_url", "http"]),
        ('[site]\nbase_url = "https://example.org/?a=b"\n', ["base_url", "query"]),
        ("site_words = 3\n", ["[site.ko]"]),
    ],
)
def test_what_is_wrong_in_the_table_is_named(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, text)
    assert all(word in str(caught.value) for word in words)


@pytest.mark.parametrize("option", ["base_url", "first_base_url"])
@pytest.mark.parametrize("address", ["ftp://example.org", "example.org/소식"])
def test_an_address_is_checked_alike_in_the_table_beside_it_and_elsewhere(
    tmp_path: Path, option: str, address: str
) -> None:
    line = f'{option} = "{address}"\n'
    for text, environment in ((line, {}), (f"[site]\n{line}", {}), ("", {ENVIRONMENT[option]: address})):
        (tmp_path / "publish.toml").write_text(text, "utf-8")
        with pytest.raises(SettingsError, match=rf"{option}.* is not an address"):
            load({}, environment, tmp_path / "publish.toml")


def test_every_option_of_the_table_takes_what_it_takes_beside_it(tmp_path: Path) -> None:
    beside, within = (loaded(tmp_path, f'{head}explicit = "yes"\n') for head in ("", "[site]\n"))
    assert beside.explicit is within.explicit is True
