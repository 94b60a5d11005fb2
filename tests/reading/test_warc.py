"""WARC files: pages with address and time; what is no page is passed over, what breaks is told."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.standin import Reader
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from interlock.reading.warc import responses
from interlock.vocabulary import UnreadableDocument

PAGE = "<html><head><title>Nvidia invests</title></head><body><article><p>Nvidia invests in Larkspur Compute.</p></article>"
AT = "https://press.example/1"


def record(
    writer: WARCWriter, kind: str, url: str, body: bytes, content_type: str = "text/html", status: str = "200 OK", **headers: str
) -> None:
    """Add a record as a crawler writes it."""
    told = [("Content-Type", content_type), *((name.replace("_", "-"), value) for name, value in headers.items())]
    http = StatusAndHeaders(status, told, protocol="HTTP/1.1") if kind in ("response", "revisit") else None
    writer.write_record(
        writer.create_warc_record(
            url,
            kind,
            BytesIO(body),
            len(body),
            http_headers=http,
            warc_content_type="" if http else content_type,
            warc_headers_dict={"WARC-Date": "2025-11-06T12:00:00.123456Z"},
        )
    )


def crawl(packed: bool) -> bytes:
    """A crawl of a few things, two of them pages."""
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "a crawler"}))
    record(writer, "response", f"{AT}/robots.txt".replace("/1", ""), b"User-agent: *", "text/plain")
    record(writer, "response", AT, gzip.compress(PAGE.encode()), "text/html; charset=utf-8", Content_Encoding="gzip")
    record(writer, "request", AT, b"GET /1 HTTP/1.1\r\n\r\n", "application/http; msgtype=request")
    record(writer, "response", "https://press.example/gone", b"<p>not here", status="404 Not Found")
    record(writer, "response", "https://press.example/logo.png", b"\x89PNG", "image/png")
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE.encode())
    record(writer, "response", "https://press.example/2", chunked, Transfer_Encoding="chunked")
    record(
        writer,
        "response",
        "https://press.example/he",
        "<p>אנבידיה תשקיע ב־OpenAI.</p>".encode("cp1255"),
        "text/html; charset=windows-1255",
    )
    record(writer, "response", "https://press.example/empty", b" ")
    return stream.getvalue()


@pytest.mark.parametrize("form", ["packed by record", "packed as a whole", "not packed"])
def test_a_crawl_gives_its_pages(tmp_path: Path, read: Reader, form: str) -> None:
    """By their addresses, fetched when the crawler fetched them, unpacked and unchunked, in the charset of their server."""
    data = crawl(form == "packed by record")
    name = "a.warc" if form == "not packed" else "a.warc.gz"
    (tmp_path / name).write_bytes(gzip.compress(data) if form == "packed as a whole" else data)
    documents, failures = read(tmp_path)
    assert [(each.address, each.retrieved) for each in documents] == [
        (AT, "2025-11-06T12:00:00Z"),
        ("https://press.example/2", "2025-11-06T12:00:00Z"),
        ("https://press.example/he", "2025-11-06T12:00:00Z"),
    ]
    assert documents[0].text_id == documents[1].text_id
    assert "אנבידיה" in documents[2].text
    assert failures == []


def test_the_texts_of_a_wet_file_are_read(tmp_path: Path, read: Reader) -> None:
    """Common Crawl's extracted texts are conversions."""
    stream = BytesIO()
    record(WARCWriter(stream, gzip=True), "conversion", AT, b"Nvidia invests in Larkspur.", "text/plain")
    (tmp_path / "a.warc.gz").write_bytes(stream.getvalue())
    documents, _ = read(tmp_path / "a.warc.gz")
    assert [(each.address, each.text) for each in documents] == [(AT, "Nvidia invests in Larkspur.")]


def test_a_file_that_breaks_off_gives_what_stands_before(tmp_path: Path, read: Reader) -> None:
    """And one failure with the file's name."""
    data = crawl(packed=True)
    second = data.index(b"\x1f\x8b\x08", data.index(b"\x1f\x8b\x08") + 1)
    third = data.index(b"\x1f\x8b\x08", second + 1)
    (tmp_path / "a.warc.gz").write_bytes(data[: data.index(b"\x1f\x8b\x08", third + 1) + 200])
    plain = crawl(packed=False)
    (tmp_path / "b.warc").write_bytes(plain[: plain.index(b"not here") + 3])
    documents, failures = read(tmp_path)
    assert [each.address for each in documents] == [AT, AT]
    assert [Path(failure.address).name for failure in failures] == ["a.warc.gz", "b.warc"]
    assert all("is broken from record" in failure.reason for failure in failures)


def test_a_record_that_is_too_large_is_told(tmp_path: Path, read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it is unpacked; the others are read."""
    monkeypatch.setattr("interlock.reading.warc.LARGEST", 10_000)
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=True)
    record(writer, "response", "https://press.example/bomb", gzip.compress(b"a" * 10_000_000), Content_Encoding="gzip")
    record(writer, "response", AT, PAGE.encode())
    (tmp_path / "a.warc.gz").write_bytes(stream.getvalue())
    documents, failures = read(tmp_path)
    assert [each.address for each in documents] == [AT]
    assert [failure.address for failure in failures] == ["https://press.example/bomb"]


@pytest.mark.parametrize(
    "data", [b"", b"not a WARC file at all\n" * 10, gzip.compress(b"neither", mtime=0), b"\x1f\x8b\x08broken"]
)
def test_another_file_by_that_name_is_told(tmp_path: Path, read: Reader, data: bytes) -> None:
    """As one failure, and nothing of the library's on standard error."""
    (tmp_path / "a.warc.gz").write_bytes(data)
    documents, failures = read(tmp_path)
    assert documents == []
    assert len(failures) == 1


@settings(max_examples=60)
@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=8), st.booleans())
def test_damage_anywhere_is_words_or_nothing(place: int, damage: bytes, packed: bool) -> None:
    """However a file is damaged, reading it ends with records or with a reason."""
    data = bytearray(crawl(packed))
    data[place : place + len(damage)] = damage
    try:
        for found in responses(BytesIO(bytes(data)), "a.warc"):
            assert found.address or found
    except UnreadableDocument as error:
        assert error.reason
