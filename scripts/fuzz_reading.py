"""Feed odd files to the readers until something breaks: a traceback, a hang over 5 s, memory over 500 MB.

    python scripts/fuzz_reading.py [RUNS] [SEEDS…] [-timeout=SECONDS]

RUNS are 200,000 when not given. SEEDS are folders of inputs to begin with; new ones that reach new code
are kept in the first. A busy machine wants a longer `-timeout` than 5 s, for that is time by the clock. An input's first letter says what file it becomes: m Markdown, t plain text,
h a web page, w the body of a Word document, x bytes as they are under each ending. Needs atheris
(`pip install -e '.[fuzz]'`), which runs on Linux and macOS.
"""

import io
import sys
import tempfile
import zipfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline.readers", "pipeline.languages", "markdown_it"]):
    from pipeline.commands.outline import outline
    from pipeline.errors import PublishError
    from pipeline.readers import read

    for late in (
        "hypertext.html_reader",
        "markdown",
        "plain_text",
        "word.docx",
    ):  # what `read` imports only when it is asked for
        import_module(f"pipeline.readers.{late}")

RUNS = 200_000
LIMITS = ["-timeout=5", "-rss_limit_mb=500", "-max_len=4096"]
ENDINGS = {b"m": "md", b"t": "txt", b"h": "html", b"w": "docx"}
_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
_LINKS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    b'officeDocument" Target="word/document.xml"/></Relationships>'
)
_BODY = (
    b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body>%s</w:body></w:document>"
)


def file_of(data: bytes) -> tuple[str, bytes]:
    """The ending and the bytes of the file that an input stands for."""
    kind, rest = data[:1], data[1:]
    if kind == b"w":
        return "docx", _document(rest)
    if kind in ENDINGS:
        return ENDINGS[kind], rest
    return sorted(ENDINGS.values())[sum(data) % len(ENDINGS)], rest


def _document(body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _LINKS)
        archive.writestr("word/document.xml", _BODY % body)
    return out.getvalue()


def main() -> None:
    """Fuzz as the command line says."""
    runs = next((int(word) for word in sys.argv[1:] if word.isdecimal()), RUNS)
    others = [word for word in sys.argv[1:] if not word.isdecimal()]
    with tempfile.TemporaryDirectory() as folder:

        def one(data: bytes) -> None:
            ending, content = file_of(data)
            path = Path(folder) / f"article.{ending}"
            path.write_bytes(content)
            with suppress(PublishError):
                outline(*read(path))

        atheris.Setup([sys.argv[0], f"-runs={runs}", *LIMITS, *others], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
