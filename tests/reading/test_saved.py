"""Pages saved by a browser: where they came from, when, and what stands beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.standin import Reader

from interlock.reading.saved import saved_from, unwrapped
from interlock.vocabulary import UnreadableDocument

BODY = "<html><head><title>Nvidia invests</title></head><body><article><p>Nvidia invests in Larkspur Compute.</p></article>"
CHROME = "<!DOCTYPE html>\n<!-- saved from url=(0026)https://press.example/1?a=b -->\n" + BODY
SINGLE_FILE = (
    "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://press.example/2 \n"
    " saved date: Thu Nov 06 2025 12:00:00 GMT+0200 (Israel Standard Time)\n-->" + BODY
)
MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://press.example/3
Subject: =?utf-8?Q?Nvidia=20invests?=
Date: Thu, 6 Nov 2025 12:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B----"

------B----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://press.example/3

{BODY.replace("=", "=3D")}
------B----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://press.example/logo.png

iVBORw0KGgo=
------B------
""".replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("name", "text", "address", "saved"),
    [
        ("a.html", CHROME, "https://press.example/1?a=b", None),
        ("a.htm", SINGLE_FILE, "https://press.example/2", "2025-11-06T10:00:00Z"),
        ("a.mhtml", MHTML, "https://press.example/3", "2025-11-06T10:00:00Z"),
        ("a.mht", MHTML, "https://press.example/3", "2025-11-06T10:00:00Z"),
    ],
)
def test_a_saved_page_has_the_address_that_it_was_saved_from(
    tmp_path: Path, read: Reader, name: str, text: str, address: str, saved: str | None
) -> None:
    """And the time, where the browser notes it; its text is that of the page."""
    (tmp_path / name).write_bytes(text.encode())
    documents, failures = read(tmp_path)
    assert failures == []
    assert [(each.address, each.retrieved, each.title) for each in documents] == [(address, saved, "Nvidia invests")]
    assert "Nvidia invests in Larkspur Compute." in documents[0].text


@pytest.mark.parametrize("url", ["file:///C:/Users/me/a.html", "javascript:alert(1)", "about:internet"])
def test_a_comment_that_names_no_web_address_changes_nothing(tmp_path: Path, read: Reader, url: str) -> None:
    """The file keeps its own."""
    (tmp_path / "a.html").write_text(f"<!-- saved from url=(0014){url} -->{BODY}")
    documents, _ = read(tmp_path)
    assert documents[0].address == str(tmp_path / "a.html")


@pytest.mark.parametrize("folder", ["Story_files", "Story-Dateien", "Story_fichiers", "Story_archivos"])
def test_what_a_browser_saves_beside_a_page_is_passed_over(tmp_path: Path, read: Reader, folder: str) -> None:
    """Frames of adverts lie there; a folder of one's own with such a name, beside no page, is read."""
    (tmp_path / "Story.html").write_text(CHROME)
    beside = tmp_path / folder
    beside.mkdir()
    (beside / "frame.html").write_text("<p>Buy now: OpenAI pays Oracle.</p>")
    (tmp_path / "my_files").mkdir()
    (tmp_path / "my_files" / "note.txt").write_text("A note.")
    documents, _ = read(tmp_path)
    assert [Path(each.address).name for each in documents] == ["1?a=b", "note.txt"]


@pytest.mark.parametrize(
    "text", ["", "no message", "Content-Type: text/plain\r\n\r\nwords", "Content-Type: multipart/related\r\n\r\nx"]
)
def test_a_file_without_a_page_is_told(tmp_path: Path, read: Reader, text: str) -> None:
    """In one line."""
    (tmp_path / "a.mhtml").write_text(text)
    documents, failures = read(tmp_path)
    assert (documents, len(failures)) == ([], 1)


@given(st.binary(max_size=200), st.integers(0, len(MHTML)))
def test_rubbish_is_a_page_or_a_reason(rubbish: bytes, place: int) -> None:
    """Whatever is cut or put in."""
    for data in (rubbish, MHTML.encode()[:place] + rubbish + MHTML.encode()[place:]):
        saved_from(data)
        try:
            assert unwrapped(data, "a.mhtml").body
        except UnreadableDocument as error:
            assert error.reason
