"""Bibliographies: pybtex reads every entry, LaTeX would print the words as they are, unknown dates stay unknown."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from exchange.contents import NAMES, content
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from interlock.exchange.citations import bibtex, citation_key, csl, latex
from interlock.vocabulary import Document, document_id

BASE = next(document for document, _ in content().told() if document.published == "2025-11-04")
_PRINTED = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}
_PRINTED |= {r"\textbraceleft{}": "{", r"\textbraceright{}": "}"}


def printed(source: str) -> str:
    """What LaTeX prints for our escapes."""
    return re.sub(r"\\text\w+\{\}|\\([$&#_%])", lambda match: _PRINTED.get(match[0], match[1] or ""), source)


def with_(**changes: str | None) -> Document:
    made = replace(BASE, **changes)  # type: ignore[arg-type]
    return replace(made, id=document_id(made.text_id, made.address, made.published))


@given(NAMES)
def test_escaped_text_prints_as_it_was(text: str) -> None:
    """Braces balance, so that no title ends its field; line breaks become blanks."""
    escaped = latex(text)
    assert not set(escaped.replace("{}", "")) & set("{}")
    assert printed(escaped) == " ".join(
        "".join(each if each == " " or each.isprintable() or ord(each) > 0xA0 else " " for each in text)
        .replace("\u2028", " ")
        .replace("\u2029", " ")
        .split()
    )


@given(
    st.lists(st.tuples(NAMES, st.one_of(st.none(), NAMES), st.sampled_from([None, "2025", "2025-11-04"])), min_size=1, max_size=4)
)
def test_every_entry_is_read_by_pybtex(rows: list[tuple[str, str | None, str | None]]) -> None:
    """With its title, its site as an organisation, and its date where there is one."""
    documents = [
        with_(title=title, site=site, published=date, address=f"https://a.example/{i}")
        for i, (title, site, date) in enumerate(rows)
    ]
    entries = parse_string("".join(bibtex(documents)), "bibtex").entries
    assert set(entries) == {citation_key(document) for document in documents}
    for document in documents:
        fields = entries[citation_key(document)].fields
        if latex(document.title or ""):
            assert fields["title"] == f"{{{latex(document.title or '')}}}"
        assert fields.get("date") == document.published
        assert fields["url"] == document.address


def test_an_unknown_date_stays_unknown() -> None:
    """No year, no `issued`; the key says so."""
    undated = with_(published=None)
    assert "nd-" in citation_key(undated)
    assert "date =" not in "".join(bibtex([undated])).replace("urldate", "")
    assert "issued" not in csl([undated])[0]


def test_keys_stay_the_same_and_are_plain() -> None:
    """Whatever else is in the list, and whatever the site is called."""
    assert re.fullmatch(r"[a-z0-9]+2025-[0-9a-f]{12}", citation_key(BASE))
    assert citation_key(with_(site="דה מרקר")).startswith("source2025-")
    assert citation_key(with_(site=None)).startswith("pressexample2025-")
    one, other = csl([BASE]), csl([BASE, with_(published=None)])
    assert one[0]["id"] in {item["id"] for item in other}


@pytest.mark.parametrize(("language", "name"), [("he", "hebrew"), ("zh-Hant", "chinese"), ("fr", "french"), ("und", None)])
def test_the_language_is_told_as_each_tool_names_it(language: str, name: str | None) -> None:
    (entry,) = parse_string("".join(bibtex([with_(language=language)])), "bibtex").entries.values()
    assert entry.fields.get("langid") == name
    assert csl([with_(language=language)])[0].get("language") == (language if language != "und" else None)


def test_csl_items_have_parts_of_dates_and_literal_authors() -> None:
    item = csl([with_(author="רותם לוי", retrieved="2025-11-06T12:00:00Z", title="A {b}")])[0]
    assert item["issued"] == {"date-parts": [[2025, 11, 4]]}
    assert item["accessed"] == {"date-parts": [[2025, 11, 6]]}
    assert item["author"] == [{"literal": "רותם לוי"}]
    assert (item["type"], item["title"]) == ("webpage", "A {b}")
    json.dumps(item)


def test_a_local_file_is_no_web_page() -> None:
    """Its address, which may tell whose machine it lay on, is left out."""
    local = with_(address="/home/me/secret/notes.txt")
    assert "/home/me" not in "".join(bibtex([local])) + json.dumps(csl([local]))
