"""The scorer: each definition by a small case, and the same totals as the project's reference scorer."""

from __future__ import annotations

import json
import os
import random
import runpy
from pathlib import Path
from typing import Any

import pytest

from interlock.evaluation import Totals, demo_articles, demo_gold, gold_cases, score_document, total
from interlock.evaluation.agreement import same_date, same_quantities, status_points
from interlock.evaluation.gold import read_gold
from interlock.evaluation.names import same_actor
from interlock.vocabulary import BadRecord, InterlockError

Record = dict[str, Any]
TEXT = (
    "OpenAI will lease chips from Nvidia for $350 billion. "
    + "x " * 300
    + "OpenAI will lease chips from Nvidia for $350 billion."
)
REFERENCE = Path(os.environ.get("INTERLOCK_SHARED", Path(__file__).parents[3] / "shared")) / "tools" / "score.py"


def gold(kind: str = "leases_from", subject: Any = "OpenAI", object_: Any = "Nvidia", **rest: Any) -> Record:
    """A gold claim."""
    return {"kind": kind, "subject": subject, "object": object_, "quote": "OpenAI will lease chips from Nvidia", **rest}


def claim(
    kind: str = "leases_from", subject: str = "OpenAI", object_: str | None = "Nvidia", start: int = 0, end: int = 35, **rest: Any
) -> Record:
    """A claim on a slice of TEXT."""
    sides = {
        side: {"id": name.lower(), "name": name, "kind": "company", "mention": name} if name else None
        for side, name in (("subject", subject), ("object", object_))
    }
    return {"kind": kind, **sides, "evidence": {"start": start, "end": end, "quote": TEXT[start:end]}, **rest}


def edges(golds: list[Record], claims: list[Record]) -> tuple[int, int, int]:
    """Hits, judged, wanted."""
    measure = score_document(golds, claims, TEXT).measures["edges"]
    return measure.hits, measure.judged, measure.wanted


def test_an_edge_needs_kind_parties_and_place() -> None:
    """The evidence may lie up to 200 characters off, not more; the direction counts, but for symmetric kinds."""
    assert edges([gold()], [claim()]) == (1, 1, 1)
    assert edges([gold()], [claim(kind="buys_from")]) == (0, 1, 1)
    assert edges([gold()], [claim(subject="Nvidia", object_="OpenAI")]) == (0, 1, 1)
    assert edges([gold("partners_with")], [claim("partners_with", "Nvidia", "OpenAI")]) == (1, 1, 1)
    assert edges([gold()], [claim(start=200, end=210)]) == (1, 1, 1)
    assert edges([gold(quote="chips from Nvidia for $350 billion. x")], [claim(start=400, end=410)]) == (0, 0, 1)
    assert edges([gold()], [claim(start=0, end=401)]) == (0, 0, 1)


def test_minor_repeated_and_open_claims_are_neither_right_nor_wrong() -> None:
    """Only an unmatched claim that gold lists in full counts against precision."""
    assert edges([gold(core=False)], [claim()]) == (0, 0, 0)
    assert edges([gold()], [claim(), claim(start=5, end=30)]) == (1, 1, 1)
    assert edges([gold()], [claim(), claim("competes_with")]) == (1, 1, 1)
    assert edges([gold()], [claim(), claim("acquires")]) == (1, 2, 1)


def test_other_readings_count() -> None:
    """`or`, joint parties, names with alternatives."""
    assert edges([{**gold(), "or": [{"kind": "buys_from"}]}], [claim("buys_from")]) == (1, 1, 1)
    assert edges([gold(subject="Microsoft", co_subjects=["OpenAI"])], [claim()]) == (1, 1, 1)
    assert edges([gold(subject=["Sam Altman", "OpenAI"])], [claim()]) == (1, 1, 1)


def test_family_and_speech_are_counted_apart() -> None:
    """A wrong kind of the same family; a quote inside the other."""
    score = score_document([gold()], [claim("buys_from")], TEXT)
    assert score.measures["edges"].hits == 0
    assert score.measures["family"].hits == 1
    said = score_document([gold("says", quote="OpenAI will lease chips")], [claim("says", object_=None)], TEXT)
    assert (said.measures["speech"].hits, said.measures["edges"].judged) == (1, 0)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("United States", "Washington", True),
        ("Ampere", "Ampere Computing", True),
        ("AI", "AI Act", False),
        ("EU AI Act", "AI Act", True),
        ("GPT-4", "GPT-5", False),
        ("Meta Platforms Inc.", "Meta", True),
        ("Mistral Énergie", "Mistral Energie", True),
        ("Zhipu|Z.ai", "z.ai", True),
        ("Anthropic", "Anthropics", True),
        ("Oracle", "Nvidia", False),
    ],
)
def test_actors_agree_by_name(a: str, b: str, same: bool) -> None:
    """By canonical name, as states, in a longer form, with a slip of the pen."""
    assert same_actor(a, {"id": "", "name": b, "mention": b}) is same


def test_groups_agree_by_their_number() -> None:
    """Where both name one."""
    seven = {"id": "g", "name": "seven engineers", "kind": "group", "mention": "7 engineers", "members": ["7"]}
    assert same_actor("group of 7", {**seven, "mention": "engineers", "members": ["7"]})
    assert not same_actor("group of 8", {**seven, "mention": "engineers", "members": ["7"]})
    assert not same_actor("group of 7", {"id": "x", "name": "X", "kind": "company"})


def test_quantities_agree_within_one_percent_and_in_currency() -> None:
    """A range agrees with its ends."""
    money = {"value": 100.0, "currency": "USD"}
    assert same_quantities({"amount": money}, {"amount": {"value": 100.9, "currency": "USD"}})
    assert not same_quantities({"amount": money}, {"amount": {"value": 102.0, "currency": "USD"}})
    assert not same_quantities({"amount": money}, {"amount": {"value": 100.0, "currency": "EUR"}})
    assert not same_quantities({"amount": money}, {})
    assert same_quantities({"share": 0.49}, {"share": {"value": 0.49}})
    assert same_quantities({"amount": {"low": 14, "high": 15}}, {"amount": {"low": 14, "high": 15}})


def test_statuses_and_dates_agree_by_degrees() -> None:
    """A near status counts half; a date agrees with its own beginning."""
    assert status_points({"status": "planned"}, {"status": "talks"}) == 0.5
    assert status_points({}, {"status": "talks"}) is None
    assert same_date({"date": "2025-10-06"}, {"date": "2025-10"}) is True
    assert same_date({"date": "2025-10-06"}, {}) is False
    assert same_date({}, {"date": "2025"}) is None


def test_kinds_add_up_to_the_total() -> None:
    """Hits, judged and wanted."""
    score = score_document([gold(), gold("acquires")], [claim(), claim("owns"), claim("says", object_=None)], TEXT)
    spoken = score.measures["speech"]
    for part in ("hits", "judged", "wanted"):
        parts = sum(getattr(tally.judged, part) for tally in score.kinds.values())
        assert parts == getattr(score.measures["edges"], part) + getattr(spoken, part)


def test_measures_and_shares_of_a_kind_are_those_of_its_claims() -> None:
    """A family hit counts for the kind in gold, a wrong claim for the kind that was claimed."""
    golds = [gold(status="planned", date="2025"), gold("acquires", "Oracle", "Ampere")]
    score = score_document(golds, [claim(status="talks", date="2025-10"), claim("owns", "Oracle", "Ampere")], TEXT)
    leases, acquires, owns = (score.kinds[kind] for kind in ("leases_from", "acquires", "owns"))
    assert (leases.shares["status"].right, leases.shares["date"].right, leases.measures["full"].hits) == (0.5, 1, 1)
    assert (acquires.measures["edges"].hits, acquires.measures["family"].hits) == (0, 1)
    assert (owns.measures["edges"].judged, owns.measures["family"].judged) == (1, 0)


def test_each_claim_has_its_verdict() -> None:
    """In the order of the claims, speech among them; as many are judged as the measures say."""
    golds = [gold(), gold("invests_in", core=False), gold("says", object_=None)]
    claims = [
        claim("says", object_=None),
        claim("acquires"),
        claim(),
        claim(start=5, end=30),
        claim("invests_in"),
        claim("competes_with"),
        claim("says", "Nvidia", None),
    ]
    score = score_document(golds, claims, TEXT)
    assert [str(verdict) for verdict in score.verdicts] == [
        "right",
        "wrong",
        "right",
        "not judged",
        "not judged",
        "not judged",
        "wrong",
    ]
    assert (score.tally.judged.hits, score.tally.judged.judged) == (2, 4)


def test_confusion_counts_kinds_between_the_same_parties_at_the_same_place() -> None:
    """Right kinds on the diagonal; not what lies far off, names others, or repeats what was found."""
    golds = [gold(), gold("acquires", "Oracle", "Ampere"), gold("funds", quote="chips from Nvidia for $350 billion. x")]
    claims = [claim(), claim("buys_from"), claim("owns", "Oracle", "Ampere"), claim("lends_to", start=400, end=410)]
    found = dict(score_document(golds, claims, TEXT).confusion)
    assert found == {("leases_from", "leases_from"): 1, ("acquires", "owns"): 1, ("funds", "buys_from"): 1}
    assert score_document([gold()], [claim(), claim(start=5, end=30)], TEXT).confusion.total() == 1
    assert score_document([gold()], [claim("buys_from", "OpenAI", "Oracle")], TEXT).confusion.total() == 0


def test_a_wrong_gold_line_is_named(tmp_path: Path) -> None:
    """With file, line and field; and folders that hold no pair."""
    path = tmp_path / "01.jsonl"
    for line, told in (
        ("{", "not valid JSON"),
        ('{"kind": "lends"}', "is none of"),
        ('{"kind": "owns"}', "'subject'"),
        ("[]", "JSON object"),
    ):
        path.write_text('{"kind": "owns", "subject": "A"}\n\n' + line)
        with pytest.raises(BadRecord, match=told) as caught:
            read_gold(path)
        assert caught.value.line == 3
    with pytest.raises(InterlockError, match="no gold file"):
        gold_cases(tmp_path, tmp_path / "none")


def test_every_demo_article_has_gold_and_every_quote_stands_in_it() -> None:
    """Or a gold file without a claim, for the decoy."""
    cases = gold_cases(demo_gold(), demo_articles())
    assert len(cases) == len(list(demo_articles().glob("*.txt"))) >= 16
    for case in cases:
        text = case.text.read_bytes().decode("utf-8")
        assert not [one["quote"] for one in case.gold if one["quote"] not in text], case.name


def noisy(golds: tuple[Record, ...], text: str, chance: random.Random) -> list[Record]:
    """Claims as a middling reader would make them of the gold: some missed, some wrong in one way or another."""
    made = []
    for one in golds:
        start = max(0, text.find(one["quote"]))
        subject, target = (name[0] if isinstance(name, list) else name for name in (one["subject"], one.get("object")))
        record = {
            key: value for key, value in one.items() if key in ("metric", "amount", "share", "power", "count", "status", "date")
        }
        record |= {
            "kind": one["kind"],
            "subject": {"id": "x", "name": subject, "kind": "company", "mention": subject},
            "evidence": {"start": start, "end": start + len(one["quote"]), "quote": one["quote"]},
        }
        if target:
            record["object"] = {"id": "y", "name": target, "kind": "company", "mention": target}
        if one.get("attributed_to"):
            record["attributed_to"] = one["attributed_to"] if chance.random() < 0.7 else "somebody"
        fault = chance.randrange(9)
        if fault == 0:
            continue
        if fault == 1:
            record["kind"] = chance.choice(["invests_in", "buys_from", "says", "leads", "restricts"])
        elif fault == 2 and target:
            record["subject"], record["object"] = record["object"], record["subject"]
        elif fault == 3 and isinstance(record.get("amount"), dict):
            record["amount"] = {**record["amount"], "value": (record["amount"].get("value") or 1) * 1.5, "bound": "at_least"}
        elif fault == 4:
            record["status"], record["date"] = "talks", "2025"
        elif fault == 5:
            record["evidence"] = {**record["evidence"], "start": start + 450, "end": start + 470}
        elif fault == 6:
            made.append(json.loads(json.dumps(record)))
        made.append(record)
    return made


def _known(totals: Totals) -> dict[str, object]:
    return {name: value for name, value in totals.record().items() if name != "unattributed"}


def test_a_source_that_gold_does_not_name_is_counted() -> None:
    """Who ascribes everything to somebody is right where gold names that one, and wrong elsewhere."""
    golds = [
        {"kind": "lends_to", "subject": "A", "object": name, "quote": "x", "core": True, "attributed_to": source}
        for name, source in (("B", "N"), ("C", None))
    ]
    claims = [
        {
            "kind": "lends_to",
            "subject": {"id": "a", "name": "A", "kind": "company", "mention": "A"},
            "object": {"id": name, "name": name, "kind": "company", "mention": name},
            "evidence": {"start": 0, "end": 1, "quote": "x"},
            "attributed_to": [{"id": "n", "name": "N", "kind": "company", "mention": "N"}],
        }
        for name in ("B", "C")
    ]
    shares = score_document(golds, claims, "x").tally.shares
    assert (shares["attributed"].right, shares["attributed"].asked) == (1, 1)
    assert (shares["unattributed"].right, shares["unattributed"].asked) == (0, 1)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not here")
@pytest.mark.parametrize("seed", range(5))
def test_totals_are_those_of_the_reference_scorer(seed: int) -> None:
    """On the demo articles, with the claims of a middling reader, per document and in total; it does not know `unattributed`."""
    reference = runpy.run_path(str(REFERENCE))
    chance = random.Random(seed)
    ours, theirs = [], []
    for case in gold_cases(demo_gold(), demo_articles()):
        text = case.text.read_text(encoding="utf-8")
        claims = noisy(case.gold, text, chance)
        ours.append(score_document(case.gold, claims, text))
        theirs.append(reference["score"](list(case.gold), claims, text))
        assert _known(total(ours[-1:])) == reference["summary"](theirs[-1:]), case.name
    assert _known(total(ours)) == reference["summary"](theirs)
    assert 0.2 < total(ours).measures["edges"].f1 < 0.98
