from pathlib import Path
from typing import Any

import pytest

from pipeline.config.choices import Doubtful
from pipeline.config.loading import as_written, load
from pipeline.config.option_descriptions import options
from pipeline.config.settings import Settings
from pipeline.errors import PublishError, SettingsError, UnknownLanguage


def file(folder: Path, text: str) -> Path:
    path = folder / "publish.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    toml = file(tmp_path, 'to = ["ja"]\nspeaker = "espeak"\ntranslator = "firefox"\n')
    settings = load({"to": "ko"}, {"MANYVOICES_TO": "fr", "MANYVOICES_SPEAKER": "kokoro", "OTHER": "x"}, toml)
    assert (settings.to, settings.speaker, settings.translator) == (("ko",), "kokoro", "firefox")


def test_languages_are_known_by_many_names_and_kept_once() -> None:
    settings = load({"to": "Korean, zh-TW,zh, ko-KR, 한국어"}, {}, Path("none"))
    assert settings.to == ("ko", "zh-Hant", "zh-Hans")


def test_an_unknown_language_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(UnknownLanguage, match="ko"):
        load({"to": "korea"}, {}, Path("none"))


KEYS = """
to = ["ko", "zh-Hans"]
speaker = "speech"
translator = ["chat", "libretranslate", "microsoft"]
[chat]
base_url = "https://far.example/v1"
key_variable = "CHAT_KEY"
[libretranslate]
base_url = "http://127.0.0.1:5000"
[speech]
key_variable = "SPEECH_KEY"
"""


def test_keys_that_are_missing_are_named_with_all_other_faults(tmp_path: Path) -> None:
    toml, there = file(tmp_path, KEYS), {"MICROSOFT_API_KEY": "secret", "SPEECH_KEY": "비밀"}
    with pytest.raises(SettingsError) as caught:
        load({"to": "klingonese", "jobs": "0"}, there, toml, keys=True)
    for fault in (
        "klingonese",
        "jobs",
        "[chat] key_variable names is not set",
        "[speech] key_variable names holds",
    ):
        assert fault in caught.value.message, fault
    for hidden in ("libretranslate", "microsoft", "CHAT_KEY", "secret", "비밀"):
        assert hidden not in caught.value.message


def test_no_key_is_missed_of_a_server_that_is_not_asked(tmp_path: Path) -> None:
    toml = file(tmp_path, f"{KEYS}[voices.ja]\nspeaker = 'speech'\n")
    load({}, {}, toml)
    load({"translator": "firefox", "speaker": "espeak"}, {}, toml, keys=True)
    with pytest.raises(SettingsError, match="speech"):
        load({"translator": "firefox", "speaker": "espeak", "to": "ja"}, {}, toml, keys=True)


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    toml = file(tmp_path, 'colour = "red"\njobs = 0\n')
    with pytest.raises(SettingsError) as caught:
        load({"to": "klingonese"}, {"MANYVOICES_OFFLINE": "perhaps"}, toml)
    for fault in ("colour", "jobs", "klingonese", "offline"):
        assert fault in caught.value.message


@pytest.mark.parametrize(
    "flags", [{"to": "\udcff"}, {"translator": ["marker", "구글\udc80"]}, {"slug": "\udcff"}]
)
def test_bytes_that_are_no_text_are_refused_in_words(flags: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=r"the command line: .* is not text in UTF-8"):
        load(flags, {}, Path("none"))


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"publish\.toml"):
        load({}, {}, file(tmp_path, "to = ["))


@pytest.mark.parametrize(("written", "meant"), [("1", True), ("true", True), ("no", False), ("", False)])
def test_switches_are_understood_in_the_environment(written: str, meant: bool) -> None:
    assert load({}, {"MANYVOICES_OFFLINE": written}, Path("none")).offline is meant


@pytest.mark.parametrize(
    ("written", "bytes"), [('"20 GB"', 20 * 10**9), ('"1.5 MB"', 1_500_000), ("4096", 4096), ('"0 B"', 0)]
)
def test_the_store_may_be_a_table_with_a_limit(tmp_path: Path, written: str, bytes: int) -> None:
    settings = load({}, {}, file(tmp_path, f'[store]\nfolder = "저장"\nlimit = {written}\n'))
    assert (settings.store, settings.store_limit) == (Path("저장"), bytes)


@pytest.mark.parametrize("wrong", ['limit = "much"', 'limit = "-1 GB"', "limit = true", 'size = "1 GB"'])
def test_a_limit_that_is_none_is_refused_by_name(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(SettingsError, match="store") as caught:
        load({}, {}, file(tmp_path, f"[store]\n{wrong}\n"))
    assert "Several" not in caught.value.message


@pytest.mark.parametrize(
    ("option", "table"),
    [('store_limit = "2 GB"', '[store]\nlimit = "5 GB"'), ('site_title = "소식"', '[site]\ntitle = "新闻"')],
)
def test_what_stands_in_a_table_and_outside_it_too_is_refused_once(
    tmp_path: Path, option: str, table: str
) -> None:
    name, within = option.partition(" ")[0], table.partition("\n")[0]
    with pytest.raises(SettingsError) as caught:
        load({}, {}, file(tmp_path, f"{option}\n{table}\n"))
    told = f"{name} stands in {within} and outside it too. Leave one of the two out."
    assert caught.value.message.endswith(f"publish.toml: {told}")


def test_settings_with_tables_serve_as_a_key(tmp_path: Path) -> None:
    one, same = (Settings(store=tmp_path, prices={"google": 20.0}) for _ in range(2))
    assert {one: "found"}[same] == "found"


@pytest.mark.parametrize(
    ("flags", "environment", "text", "meant"),
    [
        ({}, {}, "", Doubtful.ORIGINAL),
        ({"doubtful": "hold"}, {}, 'doubtful = "accept"\n', Doubtful.HOLD),
        ({}, {"MANYVOICES_DOUBTFUL": "Accept"}, "", Doubtful.ACCEPT),
        ({}, {}, "accept_findings = true\n", Doubtful.ACCEPT),
        ({"accept_findings": True}, {}, 'doubtful = "hold"\n', Doubtful.ACCEPT),
        ({}, {"MANYVOICES_ACCEPT_FINDINGS": "1"}, "", Doubtful.ACCEPT),
        ({}, {"MANYVOICES_ACCEPT_FINDINGS": "0"}, "accept_findings = true\n", Doubtful.ORIGINAL),
        ({}, {"MANYVOICES_ACCEPT_FINDINGS": "0"}, 'doubtful = "hold"\n', Doubtful.HOLD),
    ],
)
def test_what_becomes_of_doubtful_sentences_is_said_in_one_word_and_an_older_one_is_understood(
    tmp_path: Path, flags: dict[str, object], environment: dict[str, str], text: str, meant: Doubtful
) -> None:
    assert load(flags, environment, file(tmp_path, text)).doubtful is meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('doubtful = "maybe"\n', "original, hold, accept"),
        ("doubtful = true\n", "original, hold, accept"),
        ('accept_findings = true\ndoubtful = "hold"\n', "doubtful = hold"),
        ('accept_findings = "perhaps"\n', "neither true nor false"),
    ],
)
def test_words_about_doubtful_sentences_that_make_no_sense_are_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        load({}, {}, file(tmp_path, text))


WRONG = ["-1", "1.5", "nan", "inf", "true", "[1]", "[[]]", "{a = 1}", "1979-05-27", '"\\u0000"', "9" * 400]


@pytest.mark.parametrize("name", ["to", "also", "output", "store", "memory", "models", "voices", "prices"])
@pytest.mark.parametrize("value", WRONG)
def test_a_value_of_any_wrong_type_is_told_in_words(tmp_path: Path, name: str, value: str) -> None:
    file = tmp_path / "publish.toml"
    file.write_text(f"{name} = {value}\n", "utf-8")
    if (name, value) in (("prices", "{a = 1}"), ("voices", "{a = 1}")):
        return
    with pytest.raises(PublishError):
        load({}, {}, file)


@pytest.mark.parametrize(
    "line", ["[limits.google]\npause_s", "[chat]\ntemperature", "[voices.ko]\nspeed", "[speech]\ntimeout_s"]
)
def test_a_number_larger_than_machines_reckon_with_is_told_in_words(tmp_path: Path, line: str) -> None:
    file = tmp_path / "publish.toml"
    file.write_text(f"{line} = {'9' * 400}\n", "utf-8")
    with pytest.raises(PublishError):
        load({}, {}, file)


def test_a_list_is_known_as_it_was_typed_from_the_place_that_counts(tmp_path: Path) -> None:
    file = tmp_path / "publish.toml"
    file.write_text('to = ["pt-PT", "ko"]\n')
    assert list(as_written("to", {}, {}, file)) == ["pt-PT", "ko"]
    assert list(as_written("to", {"to": "zh-HK"}, {}, file)) == ["zh-HK"]
    assert list(as_written("to", {}, {"MANYVOICES_TO": "ja,es"}, file)) == ["ja", "es"]
    assert list(as_written("to", {}, {}, tmp_path / "none.toml")) == []


@pytest.mark.parametrize("written", ["firefox,", " firefox , ,", "firefox,,firefox,"])
def test_an_empty_name_in_a_list_of_engines_is_left_out(tmp_path: Path, written: str) -> None:
    found = load({"translator": written}, {}, tmp_path / "none.toml")
    assert set(found.translator.split(",")) == {"firefox"}


def test_every_default_is_shown_as_it_may_be_written() -> None:
    shown = {name: each.default for name, each in options().items() if each.default}
    found = load(shown, {}, Path("none.toml"))
    assert [(name, getattr(found, name)) for name in shown] == [
        (name, getattr(Settings(), name)) for name in shown
    ]
    assert shown["store_limit"] == "20 GB"


@pytest.mark.parametrize(
    "url", ["s3://bucket/prefix", "gs://bucket", "az://container/prefix", "file:///shared/글"]
)
def test_the_store_may_lie_at_an_address_beside_its_folder(tmp_path: Path, url: str) -> None:
    toml = file(tmp_path, f'[store]\nfolder = "cache"\nurl = "{url}"\nlimit = "1 GB"\n')
    settings = load({}, {}, toml)
    assert (settings.store, settings.store_url, settings.store_limit) == (Path("cache"), url, 10**9)
    assert load({}, {"MANYVOICES_STORE_URL": url}, Path("none")).store_url == url


@pytest.mark.parametrize(
    "written",
    [
        "s3://AKIAEXAMPLE:geheim@bucket/x",
        "az://container?sig=geheim",
        "file://geheim@host/x",
        "s3://b#geheim",
    ],
)
@pytest.mark.parametrize("place", ["file", "environment", "command line"])
def test_a_store_address_that_holds_a_secret_is_refused_and_not_shown(
    tmp_path: Path, written: str, place: str
) -> None:
    toml = file(tmp_path, f'[store]\nurl = "{written}"\n') if place == "file" else Path("none")
    environment = {"MANYVOICES_STORE_URL": written} if place == "environment" else {}
    with pytest.raises(SettingsError, match="environment") as caught:
        load({"store_url": written} if place == "command line" else {}, environment, toml)
    assert "geheim" not in f"{caught.value} {caught.value!r}"
    assert "AKIAEXAMPLE" not in f"{caught.value} {caught.value!r}"


@pytest.mark.parametrize(
    "written", ["ftp://host/x", "bucket", "s3://", "s3:bucket", "file://host/x", "https://bucket"]
)
def test_a_store_address_of_no_known_kind_is_refused_with_those_that_are(written: str) -> None:
    with pytest.raises(SettingsError, match="s3://BUCKET/PREFIX"):
        load({"store_url": written}, {}, Path("none"))


def test_an_address_in_the_place_of_the_folder_is_told_where_it_belongs(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"as url in \[store\]") as caught:
        load({}, {}, file(tmp_path, 'store = "s3://bucket/geheim"\n'))
    assert "geheim" not in str(caught.value)
