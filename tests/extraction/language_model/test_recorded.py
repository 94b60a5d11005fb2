"""A strong model's recorded answers for three articles of other people, held against the gate and replayed over the server."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from extraction.language_model.model_server import Reply, serving
from extraction.language_model.room import gate, looked_at, parts

from interlock.extraction.language_model.gate import Seen
from interlock.extraction.language_model.passages import Asked, asked_passages
from interlock.extraction.language_model.reader import LanguageModelReader
from interlock.extraction.language_model.refusal import Refusal
from interlock.extraction.passage import Passage
from interlock.pipeline.language_model import questions_of, same_names
from interlock.pipeline.settings import Settings
from interlock.reading import read_paths
from interlock.vocabulary import Claim, Document, UnreadableDocument
from interlock.vocabulary.folding import fold
from interlock.vocabulary.identity import family

SHARED = Path(os.environ.get("INTERLOCK_SHARED", Path(__file__).parents[4] / "shared"))
ANSWERS = SHARED / "data" / "recorded_answers"
ARTICLES = ("000", "002", "004")
SHUFFLES = 5

pytestmark = pytest.mark.skipif(
    not ANSWERS.is_dir(), reason="the recorded answers lie in ../shared, which is no part of the project"
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One article with its answers."""

    document: Document
    at: Seen
    passages: tuple[Asked, ...]
    answers: tuple[dict[str, Any], ...]

    def asked(self, answer: dict[str, Any]) -> Asked | None:
        """The passage that the answer is about; None where it stands in no part that can be evidence."""
        start, end = answer["evidence"]["start"], answer["evidence"]["end"]
        return next((one for one in self.passages if one.start <= start and end <= one.end), None)


def refuse(error: UnreadableDocument) -> None:
    """No article may fail."""
    raise error


@lru_cache(maxsize=1)
def recorded() -> tuple[Recorded, ...]:
    """All of them, read once."""
    found = []
    for name in ARTICLES:
        (path,) = (SHARED / "seeds").glob(f"{name}_*.txt")
        (document,) = read_paths([str(path)], retrieved=None, on_failure=refuse)
        lines = (ANSWERS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        at = looked_at(document)
        found.append(Recorded(document, at, asked_passages(at.analysis.document), tuple(map(json.loads, lines))))
    return tuple(found)


def passes(answer: dict[str, Any], of: Recorded) -> Claim | None:
    asked = of.asked(answer)
    if asked is None:
        return None
    try:
        return gate().claim(answer, of.at, asked.start, asked.end)
    except Refusal:
        return None


def is_within(party: dict[str, Any] | None, answer: dict[str, Any], of: Recorded) -> bool:
    """Whether the passage names or describes a party, told without the gate: its names in any language, or what our reader
    takes a pronoun, a description or a group of its sentences to mean."""
    if party is None:
        return True
    here = list(_sentences(answer, of))
    text = fold(of.document.text[here[0].start : here[-1].end])
    meant = [mention for passage in here for mention in passage.mentions]
    for name in party.get("members") or [party["name"]]:
        entries = [entry for entry in parts()[1] if name in entry.all_names()]
        names = {name, *(each for entry in entries for each in entry.all_names())}
        ids = {entry.id for entry in entries}
        named = any(fold(each) in text for each in names) or any(mention.actor.id in ids for mention in meant)
        described = name.islower() and any(family(m.actor.kind) == family(party["kind"]) and m.source >= 2 for m in meant)
        if not named and not described:
            return False
    return True


def _sentences(answer: dict[str, Any], of: Recorded) -> Iterator[Passage]:
    passages = of.at.analysis.passages
    start, end = answer["evidence"]["start"], answer["evidence"]["end"]
    inside = [i for i, passage in enumerate(passages) if passage.start < end and start < passage.end]
    yield from passages[max(0, inside[0] - 1) : inside[-1] + 2]


def within() -> list[tuple[Recorded, dict[str, Any]]]:
    """The answers whose passage names or describes both parties."""
    return [
        (of, answer)
        for of in recorded()
        for answer in of.answers
        if of.asked(answer) and is_within(answer["subject"], answer, of) and is_within(answer.get("object"), answer, of)
    ]


def test_what_the_passage_bears_out_passes() -> None:
    """At least 95 in 100 of the answers whose parties the passage names or describes."""
    eligible = within()
    assert len(eligible) >= 95
    passed = [answer for of, answer in eligible if passes(answer, of)]
    assert len(passed) / len(eligible) >= 0.95, f"{len(passed)} of {len(eligible)}"


def test_a_shuffled_subject_passes_only_where_the_passage_names_it_too() -> None:
    """With the subjects of other answers four in five fall.

    Of those that pass nearly all have a subject that stands in or beside the quote; the others a pronoun, a description or a
    spelling that only our reader resolves.
    """
    rounds = []
    elsewhere = 0
    for seed in range(SHUFFLES):
        passed = total = 0
        for of in recorded():
            subjects = [answer["subject"] for answer in of.answers]
            random.Random(seed).shuffle(subjects)
            for answer, subject in zip(of.answers, subjects, strict=True):
                if subject == answer["subject"]:
                    continue
                total += 1
                turned = {**answer, "subject": subject}
                if passes(turned, of):
                    passed += 1
                    elsewhere += not is_within(subject, turned, of)
        rounds.append(passed / total)
    assert max(rounds) <= 0.25
    assert elsewhere <= SHUFFLES


def test_replayed_over_the_server(tmp_path: Path) -> None:
    """The same answers, given passage by passage by a server: the claims that the gate lets through, each once."""
    languages, atlas, network = parts()
    of = recorded()[2]

    def answers(asked: dict[str, Any]) -> Reply:
        passage = asked["messages"][-1]["content"].split(" PASSAGE\n")[1].split(" AFTER\n")[0]
        fitting = [answer for answer in of.answers if answer["evidence"]["quote"] in passage]
        return Reply(json.dumps({"claims": fitting}, ensure_ascii=False))

    with serving(answers) as server:
        settings = Settings(tmp_path / "x.db", llm="strong", llm_provider=server.url, llm_cache=tmp_path / "kept")
        questions = questions_of(settings, {})
        claims = LanguageModelReader(languages, atlas, network, questions, same_names(atlas)).read(of.document)
    alone = [claim for answer in of.answers if (claim := passes(answer, of))]
    assert len(claims) >= 0.9 * len({claim.id for claim in alone})
    assert questions.tally.unanswered == 0
