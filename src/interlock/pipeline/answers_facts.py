"""Answers about facts, stories, disputes and changes as text, in the form asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from interlock.ledger.filters import is_id_prefix
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.ledger.results import KeptResult
from interlock.pipeline.answers import Answer, Form, answer_explain, count_note, cut
from interlock.pipeline.changes import changes, horizon_of
from interlock.pipeline.fact_queries import (
    FactQuestion,
    fact_tree,
    find_story,
    list_disputes,
    list_facts,
    list_stories,
    parties_of,
    story_tree,
)
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.pipeline.queries import AmbiguousClaim, Question
from interlock.reporting import csv_text, json_lines
from interlock.reporting.change_rows import CHANGE_HEAD, change_records, change_rows, changes_text
from interlock.reporting.fact_model import ChangeKind, FactChange
from interlock.reporting.facts import DISPUTE_HEAD, FACT_HEAD, dispute_rows, disputes_text, fact_rows, facts_text
from interlock.reporting.result_text import result_text
from interlock.reporting.stories import STORY_HEAD, stories_text, story_rows
from interlock.reporting.trees import fact_tree_text, story_tree_text
from interlock.vocabulary import Story, claim_to_record
from interlock.vocabulary.fact_codec import dispute_to_record, fact_to_record, story_to_record

__all__ = [
    "ChangeKind",
    "FactQuestion",
    "answer_changes",
    "answer_disputes",
    "answer_fact",
    "answer_facts",
    "answer_id",
    "answer_stories",
]

Files = tuple[Path, ...]


def horizon_in(question: Question) -> Horizon:
    """What counts as known for a question."""
    return Horizon(question.said_by, question.learned_by)


def answer_facts(ledger: Path, question: FactQuestion, form: Form, width: int, atlas: Files = ()) -> Answer:
    """The facts that the question asks for."""
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            known = knowledge(view, horizon_in(question.claims), atlas)
            found, unknown = list_facts(known, question)
            notes.extend([*known.notes, *unknown])
            shown = cut(found, question.claims.limit, form)
            if form is Form.JSON:
                yield from json_lines(map(fact_to_record, shown))
            elif form is Form.CSV:
                yield from csv_text(fact_rows(shown), FACT_HEAD)
            else:
                disputed = frozenset(side.fact for dispute in known.disputes for side in dispute.sides)
                if shown:
                    yield facts_text(shown, disputed, width)
                if any(fact.id in disputed for fact in shown):
                    notes.append("* told otherwise too: see 'interlock disputes'")
                notes.append(count_note(len(found), len(shown), "fact"))

    return Answer(pieces(), notes)


def answer_disputes(ledger: Path, question: Question, form: Form, width: int, atlas: Files = ()) -> Answer:
    """The disputes about facts that the question asks for."""
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            known = knowledge(view, horizon_in(question), atlas)
            found, unknown = list_disputes(known, question)
            notes.extend([*known.notes, *unknown])
            shown = cut(found, question.limit, form)
            parties = parties_of(known)
            if form is Form.JSON:
                yield from json_lines(map(dispute_to_record, shown))
            elif form is Form.CSV:
                yield from csv_text(dispute_rows(shown, parties), DISPUTE_HEAD)
            else:
                if shown:
                    yield disputes_text(shown, parties, width)
                notes.append(count_note(len(found), len(shown), "dispute"))

    return Answer(pieces(), notes)


def answer_stories(
    ledger: Path, identity: str | None, least: int, limit: int | None, horizon: Horizon, form: Form, width: int, atlas: Files = ()
) -> Answer:
    """The stories told by at least so many documents; or the copy tree of one."""
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            known = knowledge(view, horizon, atlas)
            notes.extend(known.notes)
            if identity is not None:
                yield from _one_story(known, find_story(known, identity), form, width)
                return
            found = list_stories(known, least)
            shown = cut(found, limit, form)
            if form is Form.JSON:
                yield from json_lines(map(story_to_record, shown))
                return
            trees = [story_tree(known, story) for story in shown]
            if form is Form.CSV:
                yield from csv_text(story_rows(trees), STORY_HEAD)
                return
            if shown:
                yield stories_text(trees, width)
            notes.append(count_note(len(found), len(shown), "story"))

    return Answer(pieces(), notes)


def _one_story(known: Knowledge, story: Story, form: Form, width: int) -> Iterator[str]:
    if form is Form.JSON:
        yield from json_lines([story_to_record(story)])
    elif form is Form.CSV:
        yield from csv_text(story_rows([story_tree(known, story)]), STORY_HEAD)
    else:
        yield story_tree_text(story_tree(known, story), width)


def answer_fact(ledger: Path, identity: str, form: Form, width: int, atlas: Files = ()) -> Answer:
    """What stands behind one fact: its tree down to the sentences."""

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            known = knowledge(view, EVERYTHING, atlas)
            tree = fact_tree(known, identity)
            if form is Form.JSON:
                record: dict[str, Any] = fact_to_record(tree.fact)
                record["disputes"] = [dispute_to_record(dispute) for dispute in tree.disputes]
                record["sentences"] = [
                    {
                        "claim": row.claim.id,
                        "document": row.support.document,
                        "quote": row.claim.evidence.quote,
                        "address": row.address,
                    }
                    for row in tree.claims
                ]
                yield from json_lines([record])
            else:
                yield fact_tree_text(tree, width)

    return Answer(pieces(), [])


def answer_id(ledger: Path, prefix: str, form: Form, width: int, colour: bool) -> Answer:
    """What stands behind the fact or the claim whose id begins so. Raises ValueError where it is no beginning of an id."""
    if is_id_prefix(prefix):
        with ResolvedView(ledger) as view:
            facts, claims = view.match_facts(prefix.lower()), view.match(prefix.lower())
            results = view.match_results(prefix.lower())
        if len(results) == 1 and not facts and not claims:
            return answer_result(ledger, results[0], form, width)
        if len(facts) == 1 and not claims:
            return answer_fact(ledger, facts[0], form, width)
        if facts and len(facts) + len(claims) > 1:
            told = ", ".join([f"fact {each[:12]}" for each in facts] + [f"claim {each.id[:12]}" for each in claims])
            raise AmbiguousClaim(f"{prefix} may mean {told}; give more digits")
    return answer_explain(ledger, prefix, form, width, colour)


def answer_result(ledger: Path, result: KeptResult, form: Form, width: int) -> Answer:
    """A computed result down to the sentences: its figure, the way, each fact with its claims and quotes, what it rests on."""

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            known = knowledge(view, EVERYTHING)
            held = {fact.id for fact in known.facts}
            wanted = [str(each) for each in result.record.get("facts", ())]
            trees = [fact_tree(known, each) for each in wanted if each in held]
            gone = [each for each in wanted if each not in held]
            if form is Form.JSON:
                yield from json_lines(
                    [
                        {
                            "id": result.id,
                            "type": result.kind,
                            "command": f"interlock {result.command}",
                            **result.record,
                            "missing": gone,
                            "claims": [claim_to_record(row.claim) for tree in trees for row in tree.claims],
                        }
                    ]
                )
                return
            yield from result_text(result.id, result.kind, result.command, result.record, trees, gone, width)

    return Answer(pieces(), [])


def answer_changes(
    ledger: Path,
    first: str,
    second: str,
    kinds: Sequence[ChangeKind],
    limit: int | None,
    form: Form,
    width: int,
    atlas: Files = (),
) -> tuple[Answer, Callable[[], frozenset[ChangeKind]]]:
    """What changed between two dates or runs; and the kinds of change found, once the text is complete."""
    notes: list[str] = []
    found: list[FactChange] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            before, after = (knowledge(view, horizon_of(each), atlas) for each in (first, second))
            found.extend(changes(before, after))
            notes.extend(after.notes)
            wanted = [change for change in found if not kinds or change.kind in kinds]
            shown = cut(wanted, limit, form)
            if form is Form.JSON:
                yield from json_lines(change_records(shown))
            elif form is Form.CSV:
                yield from csv_text(change_rows(shown), CHANGE_HEAD)
            else:
                if shown:
                    yield changes_text(shown, width)
                notes.append(count_note(len(wanted), len(shown), "change"))

    return Answer(pieces(), notes), lambda: frozenset(change.kind for change in found)
