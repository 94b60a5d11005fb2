"""Alerts of one file of rules over one ledger: evaluated after each round, delivered, and kept until they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from interlock.ledger.horizon import Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.alerts.delivering import Client, targets_of
from interlock.pipeline.alerts.evaluating import Alert, evaluate
from interlock.pipeline.alerts.record import AlertsError, DeliveryRecord
from interlock.pipeline.alerts.rules import read_rules
from interlock.pipeline.engine import now
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.reading.fetching.transport import guarded_client
from interlock.vocabulary import InterlockError

_MAY_STILL_WRITE = timedelta(days=1)
"""A run that has not ended and began longer ago than this was killed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a round brought: the alerts that are new, and what could not be delivered or evaluated, a line each."""

    alerts: list[Alert]
    failures: list[str]


class Alerting:
    """Compares what is known now with what was known when it last looked.

    The first time of all nothing is an alert: what is in the ledger by then is no news. After a restart it goes on from the
    last run of the ledger that was evaluated.
    """

    def __init__(
        self,
        rules: Path,
        ledger: Path,
        atlas: tuple[Path, ...] = (),
        *,
        say: Callable[[Alert], None],
        client: Client = guarded_client,
        environment: Mapping[str, str] = os.environ,
        clock: Callable[[], str] = now,
    ) -> None:
        """Raises DataFileError for wrong rules, AlertsError for a record or a secret that cannot be used."""
        self.rules = read_rules(rules)
        self._ledger, self._atlas, self._clock = ledger, atlas, clock
        self._targets = targets_of(self.rules, say, environment, client)
        self._names = [target.name for target in self._targets]
        path = ledger.with_name(f"{ledger.stem}.{rules.stem}.alerts.jsonl")
        if self.rules.file is not None and self.rules.file.resolve() == path.resolve():
            raise AlertsError(f"{rules}: 'file' names the record of what was delivered, {path}; name another file")
        self._record = DeliveryRecord(path)
        self._before: Knowledge | None = None
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the record."""
        self._record.close()

    def after_round(self) -> Told:
        """Evaluate what has come since the last time, and deliver it with what is still due.

        What goes wrong is told as a failure and tried again the next time; it never stops the run.
        """
        new, failures = list[Alert](), list[str]()
        try:
            if self._ledger.exists():
                new, failures = self._evaluate()
            for target in self._targets:
                pending = self._record.pending(target.name)
                if pending:
                    failures += target.deliver(pending, partial(self._record.delivered, target.name))
            self._record.trim(self._names)
        except InterlockError as error:
            failures.append(f"alerts: {error}")
        except OSError as error:
            failures.append(f"alerts: {self._record.path}: {error.strerror or error}")
        return Told(new, failures)

    def _begin(self) -> None:
        if not self._ledger.exists():
            if self._record.run is None:
                self._record.evaluated(0, (), ())
            return
        with ResolvedView(self._ledger) as view, view.steady():
            last = _ended(view)
            if self._record.run is None:
                last = max((run.id for run in view.runs()), default=0)
                self._record.evaluated(last, (), ())
            if self._record.run == last:
                self._before = knowledge(view, atlas_files=self._atlas).settle()

    def _evaluate(self) -> tuple[list[Alert], list[str]]:
        with ResolvedView(self._ledger) as view, view.steady():
            last = _ended(view)
            since = self._record.run or 0
            before = self._before or knowledge(view, Horizon(run=since), self._atlas).settle()
            after = knowledge(view, atlas_files=self._atlas).settle()
            found, failures = evaluate(self.rules, before, after, (f"run:{since}", f"run:{last}"), self._clock())
            new = self._record.evaluated(last, found, self._names)
            self._before = after  # only now: what could not be noted is found again
            return new, failures


def _ended(view: ResolvedView) -> int:
    """The last run up to which all have ended: a document of a run that still writes is not passed over at a restart."""
    limit = (datetime.now(UTC) - _MAY_STILL_WRITE).strftime("%Y-%m-%dT%H:%M:%SZ")
    last = 0
    for run in view.runs():
        if run.finished is None and run.started > limit:
            return last
        last = run.id
    return last
