"""The tables of publish.toml: every fault at once, by name; nothing that may be a key is shown."""

from pathlib import Path

import pytest

from pipeline.config.loading import load
from pipeline.config.settings import Settings
from pipeline.config.tables import Limits, limits_of
from pipeline.errors import SettingsError

GOOD = """
translators = ["firefox", "chat"]

[chat]
base_url = "http://127.0.0.1:8080/v1/"
model = "gemma"
key_variable = "CHAT_KEY"
schema = false
temperature = 1
most_tokens = 100

[chat.templates]
gemma = "{form} {lines}"

[libretranslate]
base_url = "https://libre.example"

[microsoft]
region = "koreacentral"

[limits.google]
requests_per_second = 0.5
characters_per_month = 500_000
"""


def loaded(folder: Path, text: str) -> Settings:
    file = folder / "publish.toml"
    file.write_text(text, "utf-8")
    return load({}, {}, file)


def test_tables_are_read_and_converted(tmp_path: Path) -> None:
    settings = loaded(tmp_path, GOOD)
    assert settings.translator == "firefox,chat"
    assert settings.chat.base_url == "http://127.0.0.1:8080/v1"
    assert (settings.chat.schema, settings.chat.temperature, settings.chat.most_tokens) == (False, 1.0, 100)
    assert settings.chat.templates == {"gemma": "{form} {lines}"}
    assert settings.microsoft.region == "koreacentral"
    limits = limits_of("google", settings.limits["google"], private=False)
    assert (limits.requests_per_second, limits.characters_per_month) == (0.5, 500_000)
    assert limits.attempts == Limits().attempts


def test_every_fault_of_every_table_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        loaded(
            tmp_path,
            "colour = 1\n[chat]\nbase_url = 'ftp://x'\nmodle = 'x'\nschema = 1\ntemplates = 'x'\n"
            "[limits.google]\nattempts = 1.5\nlongest_wait_s = -1\n[microsoft]\nregion = 7\n",
        )
    for fault in (
        "colour",
        "base_url",
        "modle",
        "schema",
        "templates",
        "attempts",
        "longest_wait_s",
        "region",
    ):
        assert fault in raised.value.message


def test_faults_of_the_site_and_the_store_hide_none_beside_them(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        loaded(
            tmp_path,
            "base_url = 'https://a.org'\n[store]\nfolder = 5\nfolders = 1\nroom = 2\n"
            "[site]\nbase_url = 'https://b.org'\nowner = 4\nfounder = 'x'\n[site.ko]\ntitle = 5\n[site.zh-TW]\nauthors = 6\n",
        )
    faults = ("store = 5", "folders", "room", "owner", "founder", "[site.ko] title", "authors")
    assert [fault for fault in faults if fault not in raised.value.message] == []


@pytest.mark.parametrize("text", ['chat = "x"', "limits = 3", "limits.google = 3", "[[chat]]\n"])
def test_what_is_no_table_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match="is not a table"):
        loaded(tmp_path, text)


@pytest.mark.parametrize("value", ["inf", "nan", "true", "'5'", "-0.1"])
def test_an_amount_is_a_number_from_nought_up(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingsError, match="number from 0 up"):
        loaded(tmp_path, f"[limits.google]\nrequests_per_second = {value}\n")


@pytest.mark.parametrize(
    "address", ["", "http://", "http:///v1", "http://h:99999/", "file:///etc", "h:80", "http://[::1"]
)
def test_an_address_is_one_of_the_web(tmp_path: Path, address: str) -> None:
    text = f'[libretranslate]\nbase_url = "{address}"\n'
    if not address:
        assert loaded(tmp_path, text).libretranslate.base_url == ""
        return
    with pytest.raises(SettingsError, match="base_url"):
        loaded(tmp_path, text)
