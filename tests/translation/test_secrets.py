"""A key in the environment reaches the server it is for, and nothing else; texts reach no log."""

import json
import logging
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from deep_translator.constants import BASE_URLS

from pipeline.config.loading import load
from pipeline.config.tables import Chat, Libre, Limits, Microsoft
from pipeline.errors import PublishError, SettingsError
from pipeline.translation.batching import ask_engine
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.chat import ChatTranslator
from pipeline.translation.engines.google import GoogleTranslator
from pipeline.translation.engines.libretranslate import LibreTranslator
from pipeline.translation.engines.microsoft import MicrosoftTranslator
from pipeline.translation.limited_engine import Limited

ROOT = Path(__file__).parents[2]
KEY = "sk-planted-0123456789abcdef"
TEXT = "The witness lives in Dandong."


def sends(body, status=200, **headers):
    """A server that reads the question and sends `body`, whatever it was asked."""

    def answer(request):
        request.rfile.read(int(request.headers.get("Content-Length", 0)))
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        if request.path == "/languages":
            data = json.dumps([{"code": "en", "targets": ["ko"]}]).encode()
        request.send_response(200 if request.path == "/languages" else status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)

    return answer


def said(words):
    """As each of the services says it."""
    message = {"choices": [{"message": {"content": json.dumps({"1": words})}, "finish_reason": "stop"}]}
    return {**message, "translatedText": [words]}


FAILURES = {
    "refused": sends({"error": f"Incorrect API key provided: {KEY}"}, 401),
    "forbidden": sends({"error": f"{KEY} may not {TEXT}"}, 403),
    "missing": sends(f"no model for {KEY}".encode(), 404),
    "bad request": sends({"error": f"{TEXT} {KEY}"}, 400),
    "busy": sends({"error": KEY}, 429, **{"Retry-After": KEY}),
    "broken": sends(f"Traceback … Bearer {KEY}".encode(), 500),
    "moved": sends(b"", 307, Location=f"http://127.0.0.1:9/{KEY}"),
    "said back": sends(said(f"열쇠는 {KEY} 이다.")),
    "said back as a list": sends([{"translations": [{"text": f"열쇠는 {KEY}", "to": "ko"}]}]),
    "said back in another form": sends({KEY: KEY}),
    "said back, escaped": sends(json.dumps(said(KEY)).replace("sk-", "\\u0073k-").encode()),
    "no JSON": sends(f"{KEY} {TEXT}".encode()),
    "no text": sends(b"\xff\xfe" + KEY.encode()),
    "broken off": sends(KEY.encode(), **{"Transfer-Encoding": "chunked"}),
}


@pytest.fixture(params=["chat", "libretranslate", "microsoft"])
def make(request, monkeypatch):
    monkeypatch.setenv("PLANTED", KEY)

    def engine(address):
        return {
            "chat": lambda: ChatTranslator(
                TranslationConfiguration(chat=Chat(base_url=f"{address}/v1", key_variable="PLANTED"))
            ),
            "libretranslate": lambda: LibreTranslator(
                TranslationConfiguration(libretranslate=Libre(base_url=address, key_variable="PLANTED"))
            ),
            "microsoft": lambda: MicrosoftTranslator(
                TranslationConfiguration(microsoft=Microsoft(base_url=address, key_variable="PLANTED"))
            ),
        }[request.param]()

    return engine


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES.keys())
def test_no_failure_tells_the_key_or_the_text(make, serve, failure, caplog):
    caplog.set_level(logging.DEBUG)
    engine = make(serve(failure))
    with pytest.raises(PublishError) as raised:
        engine.translate([TEXT], "en", "ko")
    everything = "".join(traceback.format_exception(raised.value, chain=True))
    everything += str(raised.value.args) + caplog.text + repr(engine) + repr(vars(engine))
    for hidden in (KEY, KEY[3:], "Dandong"):
        assert hidden not in everything
    assert KEY not in repr(raised.value.__context__)


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES.keys())
def test_no_answer_holds_the_key(make, serve, failure):
    held = Limited(make(serve(failure)), Limits(repeats=1, attempts=2), sleep=lambda _: None)
    [answer] = ask_engine(held, "1", [TEXT], "en", "ko", accept=lambda number, words: None)
    assert answer.words == ""
    assert KEY not in str(answer)


def test_a_key_that_is_hidden_in_json_in_json_is_found(serve, monkeypatch):
    monkeypatch.setenv("PLANTED", KEY)
    body = json.dumps(said(KEY)).replace("sk-", "\\\\u0073k-").encode()
    chat = ChatTranslator(
        TranslationConfiguration(chat=Chat(base_url=f"{serve(sends(body))}/v1", key_variable="PLANTED"))
    )
    with pytest.raises(PublishError, match="contains the API key"):
        chat.translate([TEXT], "en", "ko")


def test_a_server_that_is_gone_tells_neither(make):
    with pytest.raises(PublishError) as raised:
        make("http://127.0.0.1:9").translate([TEXT], "en", "ko")
    told = "".join(traceback.format_exception(raised.value))
    assert KEY not in told
    assert "Dandong" not in told


@pytest.mark.parametrize("key", [f"{KEY}\r\nX-Other: 1", f"{KEY}열쇠", f"{KEY}\x7f"])
def test_a_key_that_cannot_be_sent_is_not_shown(monkeypatch, key):
    monkeypatch.setenv("PLANTED", key)
    with pytest.raises(SettingsError) as raised:
        ChatTranslator(
            TranslationConfiguration(chat=Chat(base_url="http://127.0.0.1:9/v1", key_variable="PLANTED"))
        )
    assert KEY not in "".join(traceback.format_exception(raised.value))


def test_a_key_goes_to_no_server_in_the_clear(monkeypatch):
    monkeypatch.setenv("PLANTED", KEY)
    with pytest.raises(SettingsError, match="unencrypted"):
        ChatTranslator(
            TranslationConfiguration(chat=Chat(base_url="http://far.example/v1", key_variable="PLANTED"))
        )


@pytest.mark.parametrize(
    "line",
    [
        f'key_variable = "{KEY}"',
        f'key = "{KEY}"',
        f'base_url = "https://user:{KEY}@far.example/v1"',
        f'base_url = "https://far.example/v1?key={KEY}"',
        f'base_url = "{KEY}"',
        f'schema = "{KEY}"',
        f'timeout_s = "{KEY}"',
    ],
)
def test_a_key_that_was_put_into_the_settings_is_not_shown(tmp_path, line):
    file = tmp_path / "publish.toml"
    file.write_text(f"[chat]\n{line}\n")
    with pytest.raises(SettingsError) as raised:
        load({}, {}, file)
    assert KEY not in "".join(traceback.format_exception(raised.value))


def test_a_key_that_stands_where_the_variables_name_belongs_is_not_shown(monkeypatch):
    looks_like_a_name = KEY.replace("-", "_")
    with pytest.raises(SettingsError) as raised:
        ChatTranslator(
            TranslationConfiguration(
                chat=Chat(base_url="http://127.0.0.1:9/v1", key_variable=looks_like_a_name)
            )
        )
    assert looks_like_a_name not in str(raised.value)


def test_no_password_from_home_goes_along(serve, monkeypatch, tmp_path):
    seen = []

    def look(request):
        seen.append(request.headers.get("Authorization"))
        sends(said("말"))(request)

    (tmp_path / "netrc").write_text(f"machine 127.0.0.1 login me password {KEY}\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    ChatTranslator(TranslationConfiguration(chat=Chat(base_url=serve(look)))).translate([TEXT], "en", "ko")
    assert seen == [None]


def test_what_is_sent_to_google_stands_in_no_log(serve, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.NOTSET)
    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", serve(sends(b"<html></html>")) + "/m")
    with pytest.raises(PublishError):
        GoogleTranslator(TranslationConfiguration()).translate([TEXT], "en", "ko")
    assert "Dandong" not in caplog.text


@pytest.mark.parametrize("failure", ["refused", "busy", "said back", "no JSON"])
def test_nothing_that_a_run_leaves_behind_holds_the_key(tmp_path, serve, environment_in, failure):
    (tmp_path / "article.md").write_text(f"# Sent back\n\n{TEXT} Nobody was asked in 2023.\n")
    (tmp_path / "publish.toml").write_text(
        f'[chat]\nbase_url = "{serve(FAILURES[failure])}/v1"\nkey_variable = "PLANTED"\n[limits.chat]\nattempts = 1\n'
    )
    own = environment_in(tmp_path, translator="chat", doubtful=None, offline=None, jobs=None)
    done = subprocess.run(
        [
            *(sys.executable, str(ROOT / "cli.py"), "publish", "article.md", "--to", "ko", "--json"),
        ],
        cwd=tmp_path,
        env={**own, "PLANTED": KEY, "TMPDIR": str(tmp_path)},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode not in (0, 70), done.stderr
    assert b"chat" in done.stdout + done.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 3
    for data in (done.stdout, done.stderr, *(path.read_bytes() for path in files)):
        assert KEY.encode() not in data
