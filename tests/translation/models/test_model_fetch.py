"""A model comes whole or not at all, and what came of it is not fetched twice."""

import hashlib
import subprocess
import sys
from dataclasses import replace

import pytest
import zstandard

from pipeline.document.events import Fetching
from pipeline.errors import ModelMissing
from pipeline.translation.engines.firefox import FirefoxTranslator
from pipeline.translation.models import find_model


def packed(mozilla, record):
    return "/files/" + record["attachment"]["location"]


@pytest.fixture
def records(mozilla, split):
    """Of a model into Korean, by their kind."""
    return {record["fileType"]: record for record in mozilla.release("en ko", split)}


def cut(mozilla, path, at):
    """Breaks off, once, after `at` bytes of what lies at `path`."""
    cuts = [at]

    def misbehave(request):
        if request.path != path or not cuts:
            return False
        data = mozilla.attachments[path]
        request.send_response(200)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data[: cuts.pop()])
        request.wfile.flush()
        request.close_connection = True
        return True

    mozilla.misbehave = misbehave


def test_a_model_is_fetched_on_first_use_with_progress(records, online, told):
    engine = FirefoxTranslator(online)
    version = engine.prepare("en", "ko", told)
    assert engine.translate(["The Way Forward"], "en", "ko") == ["O caminho a seguir"]
    steps = [event for event in told.events if isinstance(event, Fetching)]
    assert steps[-1].done == steps[-1].total
    assert "English to Korean" in steps[0].what
    count = len(told.events)
    assert FirefoxTranslator(replace(online, offline=True)).prepare("en", "ko", told) == version
    assert len(told.events) == count


def test_a_fetch_that_breaks_off_goes_on_where_it_was(mozilla, records, fetching, told):
    path = packed(mozilla, records["model"])
    cut(mozilla, path, 100_000)
    fetching().add("en", "ko", told)
    assert [asked for way, asked in mozilla.asked if way == path] == ["", "bytes=100000-"]


def test_the_next_run_goes_on_where_a_killed_one_was(mozilla, records, fetching, online, told):
    path = packed(mozilla, records["model"])

    def down(request):
        if request.path != path:
            return False
        first = request.headers.get("Range")
        if first is None:
            cut_at = 70_000
            request.send_response(200)
            request.send_header("Content-Length", str(len(mozilla.attachments[path])))
            request.end_headers()
            request.wfile.write(mozilla.attachments[path][:cut_at])
            request.wfile.flush()
        request.close_connection = True
        return True

    mozilla.misbehave = down
    with pytest.raises(ModelMissing, match=r"broke off|no connection"):
        fetching().add("en", "ko", told)
    assert find_model(online.models, "en", "ko") is None
    mozilla.misbehave = lambda request: False
    before = len(mozilla.asked)
    fetching().add("en", "ko", told)
    assert (path, "bytes=70000-") in mozilla.asked[before:]
    assert {folder.name for folder in online.models.iterdir()} == {".lock", "en-ko"}


def test_a_server_without_ranges_sends_the_file_anew(mozilla, records, fetching, told):
    path = packed(mozilla, records["model"])
    cut(mozilla, path, 100_000)
    first = mozilla.misbehave

    def whole(request):
        if request.path == path and not first(request):
            data = mozilla.attachments[path]
            request.send_response(200)
            request.send_header("Content-Length", str(len(data)))
            request.end_headers()
            request.wfile.write(data)
        return request.path == path

    mozilla.misbehave = whole
    assert fetching().add("en", "ko", told)


def test_another_digest_is_refused_and_the_bucket_is_asked(mozilla, records, split, fetching, told):
    records["model"]["decompressedHash"] = "0" * 64
    mozilla.export("en-ko", split)
    assert fetching().add("en", "ko", told).card().origin == "Mozilla's storage bucket"


def damage(what, mozilla, records, split):
    """Spoils the model of Remote Settings; what is said of it."""
    model, path = records["model"], packed(mozilla, records["model"])
    if what == "digest":
        model["decompressedHash"] = "0" * 64
        return "its digest is another one"
    if what == "size that lies":
        model["attachment"]["size"] += 5
        return "another size than its record says"
    if what == "more than it says":
        model["attachment"]["size"] -= 5
        return "more than"
    if what == "unpacks to more":
        model["decompressedSize"] -= 1
        return "larger than its record says"
    if what == "bomb":
        mozilla.attachments[path] = zstandard.compress(bytes(500_000_000))
        model["attachment"]["size"] = len(mozilla.attachments[path])
        return "larger than its record says"
    if what == "not packed":
        mozilla.attachments[path] = b"\x28\xb5\x2f\xfd" + b"\xff" * 1000
        model["attachment"]["size"] = 1004
        return "not packed as it should be"
    if what == "a page":
        mozilla.attachments[path] = b"<html>Sign in</html>"
        return "another size than its record says"
    data = split["model"][: len(split["model"]) // 2] if what == "cut short" else bytes(100_000)
    mozilla.attachments[path] = zstandard.compress(data)
    model["attachment"]["size"] = len(mozilla.attachments[path])
    model["decompressedSize"] = len(data)
    model["decompressedHash"] = hashlib.sha256(data).hexdigest()
    return "cannot be loaded"


@pytest.mark.parametrize(
    "what",
    [
        "digest",
        "size that lies",
        "more than it says",
        "unpacks to more",
        "bomb",
        "not packed",
        "a page",
        "cut short",
        "of another format",
    ],
)
def test_a_file_that_is_not_what_its_record_says_leaves_nothing(
    mozilla, records, split, fetching, told, nothing_half, what
):
    reason = damage(what, mozilla, records, split)
    with pytest.raises(ModelMissing, match=reason):
        fetching().add("en", "ko", told)
    assert nothing_half()


@pytest.mark.parametrize("path", ["/v1/records", "attachment"])
def test_a_redirect_to_another_host_is_not_followed(mozilla, records, fetching, told, nothing_half, path):
    where = packed(mozilla, records["model"]) if path == "attachment" else path

    def elsewhere(request):
        if request.path != where:
            return False
        request.send_response(302)
        request.send_header("Location", "http://127.0.0.2:9/model.zst")
        request.send_header("Content-Length", "0")
        request.end_headers()
        return True

    mozilla.misbehave = elsewhere
    with pytest.raises(ModelMissing, match="sent on to another address"):
        fetching().add("en", "ko", told)
    assert nothing_half()


def test_a_server_that_falls_silent_is_given_up(mozilla, records, fetching, told):
    import threading

    ended = threading.Event()
    mozilla.misbehave = lambda request: ended.wait(5)
    with pytest.raises(ModelMissing, match="nothing came"):
        fetching().add("en", "ko", told)
    ended.set()


def test_an_unreachable_network_is_said_at_once_with_the_next_step(online, told, monkeypatch):
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "http://127.0.0.1:9/v1/records")
    monkeypatch.setenv("MANYVOICES_MODELS_JSON", "http://127.0.0.1:9/models.json")
    with pytest.raises(ModelMissing) as raised:
        FirefoxTranslator(online).prepare("en", "ko", told)
    assert raised.value.message.count("no connection") == 2
    assert "models add en ko --from DIR" in raised.value.advice


def test_lists_are_asked_for_once_a_run(mozilla, split, real, fetching, told):
    for target, files in (("ko", split), ("es", real)):
        mozilla.release(f"en {target}", files)
    models = fetching()
    for target in ("ko", "es"):
        models.add("en", target, told)
    assert [path for path, _ in mozilla.asked].count("/v1/records") == 1


def test_what_is_here_is_not_fetched_again(mozilla, records, fetching, told):
    fetching().add("en", "ko", told)
    count = len(mozilla.fetched())
    fetching().add("en", "ko", told)
    assert len(mozilla.fetched()) == count


def test_a_newer_model_takes_the_place_of_ours(mozilla, real, fetching, online, told):
    mozilla.release("en es", real)
    fetching().add("en", "es", told)
    mozilla.release("en es", {**real, "model": real["model"] + b"\0"}, version="3.1")
    assert fetching().add("en", "es", told).card().version == "3.1"
    assert {folder.name for folder in online.models.iterdir()} == {".lock", "en-es"}


def test_a_folder_that_somebody_put_there_stays_unless_it_may_be_moved_aside(
    mozilla, records, fetching, online, told
):
    own = online.models / "en-ko" / "model.notes.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    with pytest.raises(ModelMissing, match="not put there by") as raised:
        fetching().add("en", "ko", told)
    assert "--replace" in raised.value.advice
    assert own.read_text() == "mine"
    fetching().add("en", "ko", told, move_aside=True)
    assert (online.models / "en-ko.kept" / own.name).read_text() == "mine"
    assert find_model(online.models, "en", "ko")


def test_a_model_that_was_changed_since_is_not_loaded(mozilla, records, fetching, online, told):
    model = fetching().add("en", "ko", told).model
    data = bytearray(model.read_bytes())
    data[20] ^= 255
    model.write_bytes(data)
    with pytest.raises(ModelMissing, match="not what was installed"):
        FirefoxTranslator(online).translate(["Hello"], "en", "ko")


def test_two_at_once_fetch_it_once(mozilla, records, online):
    code = (
        "import sys; from pathlib import Path; from dataclasses import replace\n"
        "from pipeline.document.events import Nobody\n"
        "from pipeline.translation.models import Models\n"
        f"Models(Path({str(online.models)!r})).add('en', 'ko', Nobody())"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert len(mozilla.fetched()) == 3
    assert find_model(online.models, "en", "ko")


def test_the_second_source_is_asked_when_the_first_ones_model_cannot_be_used(mozilla, split, fetching, told):
    mozilla.release("en ko", {**split, "model": bytes(100_000)})
    mozilla.export("en-ko", split)
    model = fetching().add("en", "ko", told)
    assert model.card().origin == "Mozilla's storage bucket"
    assert {path.name for path in model.model.parent.iterdir()} == {
        "manyvoices.json",
        *(path.name for path in model.paths),
    }


def test_a_server_that_sends_the_wrong_part_is_asked_for_the_whole(mozilla, records, fetching, told):
    path = packed(mozilla, records["model"])
    cut(mozilla, path, 100_000)
    first = mozilla.misbehave

    def wrong(request):
        if request.path != path or first(request):
            return request.path == path
        if "Range" not in request.headers:
            return False
        request.send_response(206)
        request.send_header("Content-Range", "bytes 7-9/10")
        request.send_header("Content-Length", "3")
        request.end_headers()
        request.wfile.write(b"abc")
        return True

    mozilla.misbehave = wrong
    assert fetching().add("en", "ko", told)


def test_a_folder_in_the_way_is_told_before_anything_is_fetched(mozilla, records, fetching, online, told):
    (online.models / "en-ko").mkdir(parents=True)
    (online.models / "en-ko" / "notes.txt").write_text("mine")
    with pytest.raises(ModelMissing, match="not put there by"):
        fetching().add("en", "ko", told)
    assert mozilla.fetched() == []


@pytest.mark.parametrize("kind", ["file", "dangling link"])
def test_a_file_or_a_link_in_the_way_stays(mozilla, records, fetching, online, told, kind):
    place = online.models / "en-ko"
    online.models.mkdir()
    place.symlink_to("nowhere") if kind == "dangling link" else place.write_text("mine")
    with pytest.raises(ModelMissing, match="not put there by"):
        fetching().add("en", "ko", told)
    assert place.is_symlink() or place.read_text() == "mine"
