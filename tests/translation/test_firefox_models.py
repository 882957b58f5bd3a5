"""Firefox's models: the packaged pair at work, folders people drop in, and fetching with a check."""

import hashlib
import json
import struct
from dataclasses import replace

import pytest

from pipeline.document.events import Fetching
from pipeline.errors import ModelMissing
from pipeline.translation.engines import models
from pipeline.translation.engines.clauses import clauses, rejoined
from pipeline.translation.engines.firefox import FirefoxTranslator
from pipeline.translation.engines.pieces import Pieces

LONG = (
    "The committee said that the people who had come from the north were living in the city, that they had been "
    "working in the fields for a long time before the war began, that the children who had been sent to the school "
    "in the town were now back with the families who had left them there in the winter, that the government had not "
    "yet told the people what would be done with the houses which had been built on the land by the river, and that "
    "the food which had been given to them was to be shared with the people of the towns until Tuesday."
)


@pytest.fixture
def packaged():
    """The packaged model from English to Portuguese: name and bytes of its files."""
    model = models._packaged("en", "pt")
    return {path.name: path.read_bytes() for path in (model.model, model.source_vocabulary)}


@pytest.fixture
def folder(tmp_path, packaged):
    made = tmp_path / "downloads"
    made.mkdir()
    for name, data in packaged.items():
        (made / name).write_bytes(data)
    return made


@pytest.mark.parametrize(
    ("source", "target", "text", "wanted"),
    [
        ("en", "pt-BR", "The Way Forward", "O caminho a seguir"),
        ("pt-BR", "en", "O caminho a seguir", "The way forward"),
    ],
)
def test_the_packaged_pair_translates_without_network(settings, source, target, text, wanted):
    made = FirefoxTranslator(settings).translate([text, "2013"], source, target)
    assert [made[0].lower(), made[1]] == [wanted.lower(), "2013"]


def test_the_same_sentence_is_translated_the_same_in_any_company(settings):
    alone = FirefoxTranslator(settings).translate(["Most of them are women."], "en", "pt-BR")
    among = FirefoxTranslator(settings).translate(["A list", "Most of them are women.", LONG], "en", "pt-BR")
    assert among[1] == alone[0]


def test_a_long_sentence_is_translated_to_its_end(settings):
    model = models.found(settings, "en", "pt-BR")
    from fxtranslate import Translator

    vocabulary = model.source_vocabulary.read_bytes()
    bare = Translator(model.model.read_bytes(), vocabulary, vocabulary).translate(LONG)
    assert "terça-feira" not in bare, "the engine cuts no more, and nothing needs to be split"
    [made] = FirefoxTranslator(settings).translate([LONG], "en", "pt-BR")
    assert made.endswith("terça-feira.")


def test_the_version_names_engine_and_model(settings, told):
    engine = FirefoxTranslator(settings)
    one, other = (engine.prepare(*pair, told) for pair in (("en", "pt-BR"), ("pt-BR", "en")))
    assert one.startswith(f"{engine.version} ")
    assert one != other


@pytest.mark.parametrize("target", ["ko", "zh-Hans", "es"])
def test_a_missing_model_offline_tells_the_next_step(settings, told, target):
    with pytest.raises(ModelMissing) as raised:
        FirefoxTranslator(settings).prepare("en", target, told)
    assert "--offline" in raised.value.message
    assert f"models add en {target} FOLDER" in raised.value.advice
    assert models.WEB_PAGE in raised.value.advice


def test_a_simplified_model_never_writes_a_traditional_edition(settings, folder, told):
    settings.models.mkdir()
    folder.rename(settings.models / "en-zh")
    assert models.found(settings, "en", "zh-Hans")
    with pytest.raises(ModelMissing) as raised:
        FirefoxTranslator(settings).prepare("en", "zh-Hant", told)
    assert "Simplified" in raised.value.advice


@pytest.mark.parametrize(
    ("name", "target"), [("en-ko", "ko"), ("enko", "ko"), ("en-zh", "zh-Hans"), ("en-zh-Hans", "zh-Hans")]
)
def test_a_folder_that_was_dropped_in_is_found(settings, folder, name, target):
    settings.models.mkdir()
    folder.rename(settings.models / name)
    assert FirefoxTranslator(settings).translate(["The Way Forward"], "en", target) == ["O caminho a seguir"]


def test_a_pair_without_a_model_goes_by_way_of_english(settings, folder, told):
    models.add("en", "ko", folder, settings, told)
    assert len(FirefoxTranslator(settings).prepare("pt-BR", "ko", told).split()) == 3


def test_a_model_from_a_folder_is_added_and_listed(settings, folder, told):
    added = models.add("en", "zh-Hans", folder, settings, told)
    assert (added.source, added.target, added.place) == ("en", "zh-Hans", "folder")
    assert [(model.source, model.target, model.place) for model in models.listed(settings)] == [
        ("en", "zh-Hans", "folder"),
        ("en", "pt", "package"),
        ("pt", "en", "package"),
    ]
    assert [path.name for path in settings.models.iterdir()] == ["en-zh-Hans"]


def test_a_folder_without_a_model_is_refused(settings, tmp_path, told):
    with pytest.raises(ModelMissing, match="holds no translation model"):
        models.add("en", "ko", tmp_path, settings, told)


def test_a_damaged_model_is_refused_and_leaves_nothing(settings, folder, told):
    next(folder.glob("model.*")).write_bytes(b"not a model")
    with pytest.raises(ModelMissing, match="cannot be loaded"):
        models.add("en", "ko", folder, settings, told)
    assert not settings.models.exists()
    settings.models.mkdir()
    folder.rename(settings.models / "en-ko")
    with pytest.raises(ModelMissing, match="cannot be loaded"):
        FirefoxTranslator(settings).translate(["Hello"], "en", "ko")


def packed(data):
    """`data` as a zstd frame of raw blocks (RFC 8878), which needs no compressor."""
    frame = struct.pack("<IBQ", 0xFD2FB528, 0b11100000, len(data))
    blocks = [data[at : at + 2**17] for at in range(0, len(data), 2**17)]
    for number, part in enumerate(blocks):
        last = number == len(blocks) - 1
        frame += (len(part) << 3 | last).to_bytes(3, "little") + part
    return frame


@pytest.fixture
def mozilla(serve, monkeypatch, packaged):
    """A Remote Settings server on the loopback interface with a model from English to Korean."""
    attachments, records = {}, []

    def offer(name, data, version="3.0", architecture="base-memory", digest=None, **more):
        place = f"models/{len(attachments)}"
        attachments[f"/files/{place}"] = packed(data)
        records.append(
            {
                "name": name,
                "fileType": "lex" if name.startswith("lex") else "vocab" if "vocab" in name else "model",
                "sourceLanguage": "en",
                "targetLanguage": "ko",
                "version": version,
                "architecture": architecture,
                "decompressedHash": digest or hashlib.sha256(data).hexdigest(),
                "attachment": {"location": place, "size": len(attachments[f"/files/{place}"])},
                **more,
            }
        )

    def answer(request):
        if request.path == "/v1/":
            body = json.dumps({"capabilities": {"attachments": {"base_url": address + "/files/"}}}).encode()
        elif request.path == "/v1/records":
            body = json.dumps({"data": records}).encode()
        else:
            body = attachments.get(request.path)
        request.send_response(200 if body is not None else 404)
        request.send_header("Content-Length", str(len(body or b"")))
        request.end_headers()
        request.wfile.write(body or b"")

    address = serve(answer)
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", address + "/v1/records")
    return offer


@pytest.fixture
def online(settings):
    return replace(settings, offline=False)


def test_a_model_is_fetched_on_first_use_with_progress(mozilla, packaged, online, told):
    for name, data in packaged.items():
        mozilla(name, data)
        mozilla(name, b"older", version="2.1")
        mozilla(name, b"unreleased", version="4.0a1")
        mozilla(name, b"nightly", version="4.0", filter_expression="env.channel == 'nightly'")
        mozilla(name, b"tiny", architecture="tiny")
    mozilla("lex.50.50.enko.s2t.bin", b"shortlist")
    engine = FirefoxTranslator(online)
    version = engine.prepare("en", "ko", told)
    assert engine.translate(["The Way Forward"], "en", "ko") == ["O caminho a seguir"]
    steps = [event for event in told.events if isinstance(event, Fetching)]
    assert steps[-1].done == steps[-1].total
    assert "English to Korean" in steps[0].what
    count = len(told.events)
    assert FirefoxTranslator(replace(online, offline=True)).prepare("en", "ko", told) == version
    assert len(told.events) == count
    assert sorted(path.name for path in (online.models / "en-ko").iterdir()) == sorted(packaged)


def test_a_fetched_file_with_another_digest_is_refused_and_leaves_nothing(mozilla, packaged, online, told):
    for name, data in packaged.items():
        mozilla(name, data, digest="0" * 64)
    with pytest.raises(ModelMissing, match="fetching one failed"):
        FirefoxTranslator(online).prepare("en", "ko", told)
    assert models.found(online, "en", "ko") is None
    assert not any(online.models.iterdir()) if online.models.exists() else True


def test_a_file_without_a_digest_is_refused(mozilla, packaged, online, told):
    for name, data in packaged.items():
        mozilla(name, data, decompressedHash=None)
    with pytest.raises(ModelMissing, match="no digest"):
        FirefoxTranslator(online).prepare("en", "ko", told)


def test_a_pair_nobody_offers_is_said_to_be_missing(mozilla, online, told):
    with pytest.raises(ModelMissing, match="Mozilla lists none"):
        FirefoxTranslator(online).prepare("en", "ko", told)


def test_a_name_that_leads_out_of_the_folder_is_refused(mozilla, packaged, online, told):
    for name, data in packaged.items():
        mozilla(f"{name}/../../../{name}", data)
    with pytest.raises(ModelMissing, match="no file name"):
        FirefoxTranslator(online).prepare("en", "ko", told)


def test_an_unreachable_network_is_said_at_once(online, told, monkeypatch):
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "http://127.0.0.1:9/v1/records")
    with pytest.raises(ModelMissing) as raised:
        FirefoxTranslator(online).prepare("en", "ko", told)
    assert "refused" in raised.value.message.lower()
    assert "models add en ko FOLDER" in raised.value.advice


def test_a_silent_server_is_given_up(serve, online, told, monkeypatch):
    import threading

    ended = threading.Event()
    address = serve(lambda request: ended.wait(5) and None)
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", address + "/v1/records")
    monkeypatch.setattr(models, "TIMEOUT_S", 0.2)
    with pytest.raises(ModelMissing, match="timed out"):
        FirefoxTranslator(online).prepare("en", "ko", told)
    ended.set()


@pytest.mark.parametrize(
    "text", [LONG, "재단은 " * 80 + "발표했다.", "中国拒绝允许他们，" * 40 + "寻求庇护。", "x" * 500]
)
@pytest.mark.parametrize("most", [7, 50])
def test_clauses_fit_and_lose_nothing(text, most):
    pieces = clauses(text, lambda piece: len(piece) <= most)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= most for piece in pieces)


def test_clauses_are_cut_at_pauses():
    assert clauses("한국은 그렇다고 말했고, 중국은 아니라고 말했다.", lambda piece: len(piece) < 20) == (
        "한국은 그렇다고 말했고, ",
        "중국은 아니라고 말했다.",
    )
    assert clauses("他们说可以，我们说不可以。", lambda piece: len(piece) < 9) == (
        "他们说可以，",
        "我们说不可以。",
    )


def test_a_full_stop_in_the_middle_is_taken_off():
    assert rejoined(("one, ", "two."), ("uno.", "dos."), spaced=True) == "uno dos."
    assert rejoined(("one, ", "two."), ("一。", "二。"), spaced=False) == "一二。"


def test_tokens_are_counted_by_the_best_sum_of_scores():
    def piece(text, score):
        inner = b"\x0a" + bytes([len(text.encode())]) + text.encode() + b"\x15" + struct.pack("<f", score)
        return b"\x0a" + bytes([len(inner)]) + inner

    vocabulary = Pieces(
        b"".join(
            piece(*each) for each in [("▁", -3.0), ("▁한국", -1.0), ("▁한", -2.0), ("국", -2.0), ("어", -1.0)]
        )
    )
    assert vocabulary.count("한국어") == 2
    assert vocabulary.count("  한국어  한국 ") == 3
    assert vocabulary.count("한국😀") == 5
