"""On the development passages: from which probability a claim counts, and how far to believe network and grammar together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from interlock.evaluation import DocumentScore, gold_cases, score_document, total
from interlock.evaluation.agreement import OPEN_KINDS, nearby, same_edge, same_speech
from interlock.evaluation.gold import Record
from interlock.evaluation.passage_gold import gold_records
from interlock.evaluation.passages import Passage
from interlock.extraction.neural.joint import Proposal, Weights, logit, propose, read_apart
from interlock.extraction.neural.model import Model
from interlock.reading import read_paths
from interlock.vocabulary import Claim, Document, Kind, UnreadableDocument, claim_to_record
from training.examples import analyser, document_of
from training.export import rewrite_card

_LEVELS = [round(0.1 + 0.025 * step, 3) for step in range(33)]
_AS_GOOD = 0.005
_STRENGTH = 0.3  # inverse of the regularisation: few examples, many kinds


@dataclass(frozen=True)
class Case:
    """A development passage with its gold and everything that either reader proposes."""

    gold: tuple[Record, ...]
    text: str
    network: list[Claim]
    proposals: list[Proposal]
    complete: bool = True  # gold lists every kind in full


def calibrate(path: Path, passages: Sequence[Passage], articles: Path | None = None) -> list[str]:
    """Put floors, thresholds and weights into the model's card; say what was found.

    `articles` is a folder with gold/ and texts/ of whole articles, which are read otherwise than short passages.
    """
    labelled: list[Labelled] = [(gold_records(passage), document_of(passage), True) for passage in passages]
    cases = make_cases(Model(path), labelled + (article_documents(articles) if articles else []))
    told = []
    edges = best_floor([[(c, c.confidence) for c in case.network] for case in cases], cases, "edges")
    speech = best_floor([[(c, c.confidence) for c in case.network] for case in cases], cases, "speech")
    told.append(f"network alone: edges F1 {edges[1]:.3f} from {edges[0]}, speech F1 {speech[1]:.3f} from {speech[0]}")
    weights = fit(cases)
    chances = [[(p.claim, weights.chance(p)) for p in case.proposals] for case in cases]
    joint, said = best_floor(chances, cases, "edges", _AS_GOOD), best_floor(chances, cases, "speech", _AS_GOOD)
    told.append(f"with the grammar: edges F1 {joint[1]:.3f} from {joint[0]}, speech F1 {said[1]:.3f} from {said[0]}")
    stored = asdict(replace(weights, floor=joint[0], speech_floor=said[0]))
    rewrite_card(path, {"floor": edges[0], "thresholds": {"says": speech[0]}, "weights": stored})
    return told


Labelled = tuple[tuple[Record, ...], Document, bool]
"""Gold, the document, and whether gold lists every kind in full."""


def article_documents(folder: Path) -> list[Labelled]:
    """Articles with their gold, which does not list every kind in full."""
    cases = {str(case.text.resolve()): case for case in gold_cases(folder / "gold", folder / "texts")}

    def fail(failure: UnreadableDocument) -> None:
        raise failure

    documents = read_paths(list(cases), retrieved=None, on_failure=fail)
    return [(cases[document.address].gold, document, False) for document in documents]


def make_cases(model: Model, labelled: Sequence[Labelled]) -> list[Case]:
    """Run both readers once over labelled documents."""
    cases = []
    for gold, document, complete in labelled:
        network, grammar = read_apart(document, analyser(), model, "calibration")
        cases.append(Case(gold, document.text, list(network), propose(network, grammar), complete))
    return cases


def best_floor(
    scored: list[list[tuple[Claim, float]]], cases: Sequence[Case], measure: str, slack: float = 0.0
) -> tuple[float, float]:
    """The level from which claims count, and the F1 there.

    It is the lowest whose F1 is that of the best but for `slack`: what is told can be sorted out by its confidence, if that
    is calibrated, and what is not told is lost. Short passages and whole articles count the same, however many there are of
    each: F1 is their mean.
    """
    found: list[tuple[float, float]] = []
    for level in _LEVELS:
        scores: dict[bool, list[DocumentScore]] = {}
        for case, claims in zip(cases, scored, strict=True):
            told = [claim_to_record(claim) for claim, chance in claims if chance >= level]
            scores.setdefault(case.complete, []).append(score_document(case.gold, told, case.text))
        value = sum(total(rows).measures[measure].f1 for rows in scores.values()) / len(scores)
        found.append((level, value))
    best = max(value for _, value in found)
    return next((level, value) for level, value in found if value >= best - slack)


def fit(cases: Sequence[Case]) -> Weights:
    """A logistic model of whether a proposal is right."""
    rows, right = [], []
    kinds = sorted({str(p.claim.kind) for case in cases for p in case.proposals})
    for case in cases:
        for proposal in case.proposals:
            verdict = is_right(proposal.claim, case)
            if verdict is not None:
                rows.append(features(proposal, kinds))
                right.append(verdict)
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(np.array(rows), np.array(right))
    found = dict(zip(["network", "unseen", "grammar", "agreed", *kinds], map(float, model.coef_[0]), strict=True))
    plain = {name: round(found[name], 4) for name in ("network", "unseen", "grammar", "agreed")}
    return Weights(
        bias=round(float(model.intercept_[0]), 4),
        **plain,
        kinds={kind: round(found[kind], 4) for kind in kinds},
        floor=0.5,
        speech_floor=0.5,
    )


def features(proposal: Proposal, kinds: Sequence[str]) -> list[float]:
    """The inputs of the logistic model, in the order of its weights."""
    seen, said = proposal.network, proposal.grammar
    return [
        logit(seen) if seen is not None else 0.0,
        float(seen is None),
        said or 0.0,
        float(seen is not None and said is not None),
        *(float(str(proposal.claim.kind) == kind) for kind in kinds),
    ]


def is_right(claim: Claim, case: Case) -> bool | None:
    """Whether gold has the claim; None where gold does not tell (kinds that it does not list in full)."""
    record: dict[str, Any] = claim_to_record(claim)
    if claim.kind is Kind.SAYS:
        return any(gold["kind"] == "says" and same_speech(gold, record) for gold in case.gold)
    if any(gold["kind"] != "says" and same_edge(gold, record) and nearby(gold, record, case.text) for gold in case.gold):
        return True
    return None if not case.complete and str(claim.kind) in OPEN_KINDS else False
