"""A long passage is cut into the windows in which a document is read; nothing in them has moved."""

from __future__ import annotations

from pathlib import Path

from evaluation.small_passages import LEASE, passages

from interlock.evaluation.passages import Passage
from training.examples import document_of
from training.stretches import stretches_of

FILLER = "It rained in the valley for a week and nobody in the offices minded that much at all. "


def long_passage(folder: Path) -> Passage:
    """The lease in front of a dozen sentences without an actor and of the stake."""
    head, tail = LEASE.split("\n[The lab|cobalt]")
    return passages(folder, f"{head} {FILLER * 14}\n[The lab|cobalt]{tail}")[0]


def test_a_short_passage_stays_whole(tmp_path: Path) -> None:
    (passage,) = passages(tmp_path, LEASE)
    assert stretches_of(passage, document_of(passage).sentences) == [passage]


def test_words_of_mentions_and_claims_are_the_same(tmp_path: Path) -> None:
    passage = long_passage(tmp_path)
    parts = stretches_of(passage, document_of(passage).sentences)
    assert [part.id for part in parts] == ["en-x-001/1", "en-x-001/2"]
    assert all(part.text in passage.text for part in parts)
    named = [[part.text[mention.start : mention.end] for mention in part.mentions] for part in parts]
    assert named == [["Cobalt AI", "Meridian Grid", "Anne Roux"], ["The lab", "Meridian"]]
    for part in parts:
        for claim in part.claims:
            assert part.text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
            for quantity in claim.quantities.values():
                assert quantity.words and part.text[quantity.words.start : quantity.words.end] == quantity.words.text


def test_each_claim_stands_in_the_window_of_its_evidence(tmp_path: Path) -> None:
    passage = long_passage(tmp_path)
    parts = stretches_of(passage, document_of(passage).sentences)
    assert [[str(claim.kind) for claim in part.claims] for part in parts] == [["leases_from"], ["owns"]]
