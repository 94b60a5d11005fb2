"""How texts are cut into words to be searched for, and what a query asks for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.languages.searching import indexed, spans_of, terms_of, words_of
from interlock.vocabulary.searching import Phrase, Term

SPLITTING = re.compile(r"[\x00-\x7f](?<![A-Za-z0-9.,])|\s")
"""What the index would split a word at: every ASCII character but letters, digits, full stop and comma."""
ANY_TEXT = st.text(st.characters(), max_size=80)
MIXED = st.text(st.sampled_from("אבהולמנ־\"'׳״ּ輝達辉公司億·・aéÉsßøI1２3.,- \n*():^\u0301"), max_size=40)


def words(text: str) -> list[str]:
    """The words of a text, without their places."""
    return [word.text for word in words_of(text)]


def hits(text: str, query: str) -> list[str]:
    """The stretches of a text that a query hits."""
    return [text[start:end] for start, end in spans_of(text, terms_of(query))]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Développement", ["developpement"]),
        ("De\u0301veloppement", ["developpement"]),
        ("Straße, œuvre, Ørsted, İstanbul", ["strasse", "oeuvre", "orsted", "istanbul"]),
        ("ＯｐｅｎＡＩ ３", ["openai", "3"]),
        ("d'OpenAI à l’accord, Nvidia's “X”", ["openai", "a", "accord", "nvidia", "x"]),
        ("$100bn, 13.5%, 3,000 H100", ["100", "bn", "13.5", "3,000", "h100"]),
        ("輝達公司", ["辉达", "达公", "公司", "司"]),
        ("與Meta簽", ["与", "meta", "签"]),
        ("山姆・奧特曼", ["山姆", "姆", "奥特", "特曼", "曼"]),
        ("שָׁלוֹם", ["שלום"]),
        ('ארה"ב ארה״ב', ["ארהב", "ארהב"]),
        ("ב־OpenAI, מה-100 ובOpenAI", ["openai", "100", "openai"]),
        ("ג'נסן", ["גנסן"]),
        ('… — « » "*"', []),
    ],
)
def test_words(text: str, cut: list[str]) -> None:
    """Folded, each script in its own way; marks and what is only attached are no words."""
    assert words(text) == cut


def test_hebrew_words_are_kept_without_their_prefixes_too() -> None:
    """Up to three letters, and two letters are always left."""
    assert indexed("ושבנבידיה").bare.split() == ["שבנבידיה", "בנבידיה", "נבידיה"]
    assert indexed("לתל אביב").bare.split() == ["תל"]
    assert indexed('ב"כלכליסט"').bare.split()[0] == "כלכליסט"


def test_what_a_query_asks_for() -> None:
    """Every word once; the last one may go on, unless it is a number; a run of Chinese is a phrase, one character a beginning."""
    assert terms_of("Nvidia nvidia Open") == ((Phrase(("nvidia",)),), (Phrase(("open",), begins=True),))
    assert terms_of("100") == ((Phrase(("100",)),),)
    assert terms_of("甲骨文") == ((Phrase(("甲骨", "骨文")),),)
    assert terms_of("億") == ((Phrase(("亿",), begins=True),),)
    assert terms_of("בנבידיה") == ((Phrase(("בנבידיה",), begins=True), Phrase(("נבידיה",), begins=True)),)
    assert terms_of('"*" AND - :') == ((Phrase(("and",), begins=True),),)


@pytest.mark.parametrize(
    ("text", "query", "hit"),
    [
        ("Le développement", "developpement", ["développement"]),
        ("OpenAI’s chips for OpenAIs", "openai", ["OpenAI", "OpenAIs"]),
        ("甲骨文與輝達公司", "辉达", ["輝達"]),
        ("甲骨文與輝達公司", "輝達公", ["輝達公"]),
        ("甲骨文與輝達公司", "司", ["司"]),
        ("甲骨文與輝達公司", "甲公", []),
        ("המניה של נבידיה", "בנבידיה", ["נבידיה"]),
        ("תחכור מנבידיה", "לנבידיה", ["מנבידיה"]),
        ("100 of 1000", "100", ["100"]),
    ],
)
def test_spans(text: str, query: str, hit: list[str]) -> None:
    """What matches is told by where it stands in the text."""
    assert hits(text, query) == hit


def test_spans_that_overlap_are_one() -> None:
    assert hits("輝達公司", "輝達 達公") == ["輝達公"]


@given(ANY_TEXT | MIXED)
def test_every_text_can_be_cut(text: str) -> None:
    """Each word stands where it says, is not empty, and holds no space or mark that the index would split at."""
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.text and not SPLITTING.search(word.text)


@given(ANY_TEXT | MIXED)
def test_a_text_has_what_it_asks_for_itself(text: str) -> None:
    """As a query it hits itself with every term."""
    terms: tuple[Term, ...] = terms_of(text)
    assert all(spans_of(text, [term]) for term in terms)
