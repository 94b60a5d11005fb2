"""Documents and their ids."""

from __future__ import annotations

import hashlib

from interlock.vocabulary import ZoneKind, document_id, text_id


def test_a_text_id_is_the_first_half_of_its_sha256() -> None:
    """Sixteen bytes of the hash, in lower-case hex."""
    assert text_id("שלום") == hashlib.sha256("שלום".encode()).hexdigest()[:32]


def test_two_copies_of_a_text_are_two_documents() -> None:
    """The address and the date of publication tell appearances apart; the text id does not change."""
    text = text_id("x")
    assert len({document_id(text, "a", None), document_id(text, "b", None), document_id(text, "a", "2025-01-01")}) == 3


def test_teasers_and_adverts_are_no_evidence() -> None:
    """Only headline, body and box may carry claims."""
    assert {kind for kind in ZoneKind if kind.is_evidence} == {ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.BOX}
