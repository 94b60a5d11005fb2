"""The readers against gold: per document, per language, per kind, in total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interlock.evaluation import DocumentScore, Measure, Totals, demo_articles, demo_gold, gold_cases, score_document, total
from interlock.evaluation.scoring import MEASURES, SHARES
from interlock.pipeline.engine import MakeReaders, OnFailure, Source, extract, from_paths
from interlock.pipeline.settings import Settings
from interlock.reporting import Column, table
from interlock.vocabulary import claim_to_record


@dataclass(frozen=True, slots=True)
class Bench:
    """What was measured: by document name, by language, in total."""

    documents: Mapping[str, DocumentScore]
    languages: Mapping[str, Totals]
    totals: Totals

    def record(self) -> dict[str, Any]:
        """All of it as one JSON object."""
        return {
            "total": self.totals.record(),
            "languages": {name: totals.record() for name, totals in self.languages.items()},
            "kinds": {kind: _with_counts(measure) for kind, measure in sorted(self.totals.kinds.items())},
            "documents": {name: total([score]).record() for name, score in self.documents.items()},
        }


def run_bench(
    settings: Settings,
    on_failure: OnFailure,
    gold_folder: Path | None = None,
    text_folder: Path | None = None,
    *,
    source: Source = from_paths,
    readers: MakeReaders | None = None,
) -> Bench:
    """Measure against the gold in `gold_folder` (the shipped demo where None). A text that fails counts as without claims."""
    cases = gold_cases(gold_folder or demo_gold(), text_folder or demo_articles())
    by_path = {str(case.text.resolve()): case for case in cases}
    found: dict[str, tuple[str, list[dict[str, Any]], str]] = {}
    for document, claims in extract(list(by_path), settings, on_failure, source=source, readers=readers):
        found[document.address] = (document.language, [claim_to_record(claim) for claim in claims], document.text)
    documents: dict[str, DocumentScore] = {}
    languages: dict[str, list[DocumentScore]] = {}
    for path, case in by_path.items():
        language, records, text = found.get(path, ("und", [], case.text.read_bytes().decode("utf-8", "replace")))
        documents[case.name] = score_document(case.gold, records, text)
        languages.setdefault(language.partition("-")[0], []).append(documents[case.name])
    return Bench(documents, {name: total(scores) for name, scores in sorted(languages.items())}, total(documents.values()))


def bench_text(bench: Bench) -> str:
    """The measures as tables for people."""
    parts = [
        table(
            (
                Column("Language"),
                Column("Gold", right=True),
                Column("Claims", right=True),
                *(Column(name.capitalize() + " " + short, right=True) for name in MEASURES for short in ("P", "R", "F1")),
            ),
            [
                (
                    name,
                    str(totals.gold),
                    str(totals.claims),
                    *(cell for measure in MEASURES for cell in _cells(totals.measures[measure])),
                )
                for name, totals in [*bench.languages.items(), ("all", bench.totals)]
            ],
        )
    ]
    parts.append(
        table(
            (Column("Language"), *(Column(name.capitalize(), right=True) for name in SHARES), Column("Evidence", right=True)),
            [
                (name, *(_share(totals, share) for share in SHARES), _three(totals.record()["evidence"]))
                for name, totals in [*bench.languages.items(), ("all", bench.totals)]
            ],
        )
    )
    parts.append(
        table(
            (
                Column("Kind"),
                Column("Gold", right=True),
                Column("Judged", right=True),
                Column("P", right=True),
                Column("R", right=True),
                Column("F1", right=True),
            ),
            [
                (kind, str(measure.wanted), str(measure.judged), *_cells(measure))
                for kind, measure in sorted(bench.totals.kinds.items(), key=lambda item: (-item[1].wanted, item[0]))
            ],
        )
    )
    return "\n".join(parts)


def misses_text(bench: Bench) -> str:
    """What was missed and what was wrong, document by document."""
    rows = []
    for name, score in bench.documents.items():
        rows += [
            (name, "missed", gold["kind"], _name(gold["subject"]), _name(gold.get("object")), gold.get("quote", ""))
            for gold in score.missed
        ]
        rows += [
            (name, "wrong", claim["kind"], _name(claim["subject"]), _name(claim.get("object")), claim["evidence"]["quote"])
            for claim in score.spurious
        ]
    return table((Column("Text"), Column(""), Column("Kind"), Column("Subject"), Column("Object"), Column("Quote")), rows)


def _name(actor: Any) -> str:
    if isinstance(actor, dict):
        return str(actor.get("name"))
    return " | ".join(map(str, actor)) if isinstance(actor, list) else str(actor or "")


def _cells(measure: Measure) -> tuple[str, str, str]:
    return _three(measure.precision), _three(measure.recall), _three(measure.f1)


def _share(totals: Totals, name: str) -> str:
    share = totals.shares[name]
    return f"{_three(share.right / share.asked)} of {share.asked}" if share.asked else "none asked"


def _three(number: float | None) -> str:
    return "none" if number is None else f"{number:.3f}"


def _with_counts(measure: Measure) -> dict[str, float]:
    return {"gold": measure.wanted, "judged": measure.judged, "hits": measure.hits, **measure.record()}
