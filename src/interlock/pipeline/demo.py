"""The demo: the shipped articles into a ledger of their own, and what was found in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from interlock.evaluation import demo_articles
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.answers import Form
from interlock.pipeline.answers_network import kept_loop, loops_of
from interlock.pipeline.answers_stress import kept_losses
from interlock.pipeline.deals import list_deals
from interlock.pipeline.engine import OnFailure
from interlock.pipeline.fact_queries import list_disputes, parties_of
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.pipeline.queries import Question, explain
from interlock.pipeline.readers import MakeReaders
from interlock.pipeline.runs import OnProgress, RunReport, read_into_ledger
from interlock.pipeline.settings import Settings
from interlock.pipeline.stressing import StressQuestion, run_stress
from interlock.reporting import Deal, deals_text, explanation_text
from interlock.reporting.facts import disputes_text
from interlock.reporting.network_tables import loop_text
from interlock.reporting.stress_tables import totals_text

DEALS_SHOWN = 15
DISPUTES_SHOWN = 5
LONGEST_LOOP = 6
_SCENARIO = "openai-pays-40-percent"
_NAMES = {"he": "Hebrew", "zh": "Chinese", "fr": "French", "en": "English"}


def begin_afresh(folder: Path) -> tuple[Path, Path]:
    """Make the folder of the demo, without the ledger that an earlier demo left; return ledger and report."""
    folder.mkdir(parents=True, exist_ok=True)
    ledger = folder / "demo.db"
    for name in (ledger.name, f"{ledger.name}-wal", f"{ledger.name}-shm"):
        (folder / name).unlink(missing_ok=True)
    return ledger, folder / "demo.html"


def read_demo(
    ledger: Path,
    settings: Settings,
    progress: OnProgress,
    on_failure: OnFailure,
    readers: MakeReaders | None = None,
) -> RunReport:
    """Read the shipped articles into the ledger."""
    return read_into_ledger([str(demo_articles())], ledger, settings, progress, on_failure, readers=readers)


def demo_pieces(ledger: Path, width: int, colour: bool) -> Iterator[str]:
    """What was found: counts, the largest deals, one claim explained, facts, disputes, a loop, a stress test."""
    with ResolvedView(ledger) as view:
        counts, languages = view.counts(), dict[str, int]()
        for document in view.documents():
            name = _NAMES.get(document.language.partition("-")[0], document.language)
            languages[name] = languages.get(name, 0) + 1
        deals, _ = list_deals(knowledge(view), Question())
        spread = ", ".join(f"{number} {name}" for name, number in sorted(languages.items()))
        yield (
            f"{counts.documents} documents ({spread}) hold {counts.claims} claims about {counts.actors} actors; "
            f"{len(deals)} deals.\n\n"
        )
        if deals:
            more = f", the {DEALS_SHOWN} largest of {len(deals)}" if len(deals) > DEALS_SHOWN else ""
            yield f"Deals by size{more}:\n\n{deals_text(deals[:DEALS_SHOWN], width)}\n"
            yield "The sentence behind one of them:\n\n"
            yield explanation_text(explain(view, telling_example(deals)), width, colour)
    with ResolvedView(ledger) as resolved:
        known = knowledge(resolved)
        told = [story for story in known.stories if len(story.tellings) > 1]
        copies = sum(len(story.tellings) - len(story.origins) for story in told)
        yield (
            f"\n{len(known.facts)} facts; {len(told)} stories are told by several documents (copies among them: {copies}); "
            f"{len(known.disputes)} disputes:\n\n"
        )
        if known.disputes:
            found, _ = list_disputes(known, Question())
            yield disputes_text(found[:DISPUTES_SHOWN], parties_of(known), width)
        yield from _network(ledger, known, width)


def _network(ledger: Path, known: Knowledge, width: int) -> Iterator[str]:
    """The loop that comes first, with its legs, and what the first shipped scenario costs whom; each kept for `explain`."""
    found = KnownNetwork(known, NetworkQuestion(command="loops"))
    shown = loops_of(found, None, LONGEST_LOOP, 100, 0, 1, Form.TABLE)
    if shown.loops.loops:
        yield "\nWhat goes round:\n\n"
        yield loop_text(shown.loops.loops[0], shown.named, width)
        found.keep(ledger, [kept_loop(shown.loops.loops[0], shown, "loops")])
    done = run_stress(StressQuestion(_SCENARIO), found, None)
    if done.result.losses:
        yield f"\nWhat if: {done.result.scenario.name}? Losses by actor over {done.result.model.years[0]} to "
        yield f"{done.result.model.years[-1]}:\n\n{totals_text(done.result, width)}"
        found.keep(ledger, kept_losses(done, f"stress {_SCENARIO}"))


def telling_example(deals: list[Deal]) -> str:
    """The id of a claim worth showing: of the largest deals the first that is told in another script, else the first."""
    for deal in deals[:DEALS_SHOWN]:
        for told in deal.tellings:
            if told.claim.evidence.language.partition("-")[0] in ("he", "zh") and told.claim.amount is not None:
                return told.claim.id
    return deals[0].leading.claim.id
