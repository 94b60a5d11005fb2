"""The record of what was found and delivered: JSON Lines, appended and synced, so that a kill loses and repeats nothing.

A line says either how far the ledger was evaluated, with the alerts found and to whom each is due, or what was delivered.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from interlock.pipeline.alerts.evaluating import Alert
from interlock.pipeline.whole_files import write_whole
from interlock.vocabulary import InterlockError

LARGE = 8_000_000
"""Bytes above which what is long delivered is cut down to its ids."""


class AlertsError(InterlockError):
    """Alerts cannot be delivered as the rules say."""


class DeliveryRecord:
    """What is known of alerts at one place. `run` is the last run of the ledger that was evaluated; None where none was."""

    def __init__(self, path: Path) -> None:
        """Open the record, made where there is none. Raises AlertsError where it is none, or in use."""
        self.path = path
        self.run: int | None = None
        self._seen: set[str] = set()
        self._alerts: dict[str, Alert] = {}
        self._due: dict[str, set[str]] = {}
        try:
            self._file = _opened(path)
            self._load()
        except OSError as error:
            raise AlertsError(f"{path}: the record of alerts cannot be used: {error.strerror}") from error

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def evaluated(self, run: int, alerts: Iterable[Alert], targets: Sequence[str]) -> list[Alert]:
        """Note how far the ledger was evaluated and what was found; return the alerts that are new, which are due now."""
        new = list({alert["id"]: alert for alert in alerts if alert["id"] not in self._seen}.values())
        if new or run != self.run:
            self._append({"run": run, "due": list(targets), "alerts": new})
        return new

    def pending(self, target: str) -> list[Alert]:
        """The alerts that are due to a target, the oldest first."""
        return [alert for identity, alert in self._alerts.items() if target in self._due[identity]]

    def delivered(self, target: str, identity: str) -> None:
        """Note that a target has an alert."""
        self._append({"delivered": identity, "to": target})

    def trim(self, targets: Sequence[str]) -> None:
        """Cut a large record down to what is needed: ids of what was found, and what is still due to one of the targets."""
        if os.fstat(self._file).st_size <= LARGE:
            return
        rows: list[dict[str, Any]] = [{"run": self.run or 0, "seen": sorted(self._seen)}]
        for identity, alert in self._alerts.items():
            due = sorted(self._due[identity] & set(targets))
            if due:
                rows.append({"run": self.run or 0, "due": due, "alerts": [alert]})
        write_whole(self.path, b"".join(map(_line, rows)))
        os.close(self._file)
        self._file = _opened(self.path)

    def _append(self, row: dict[str, Any]) -> None:
        line = _line(row)
        while line:
            line = line[os.write(self._file, line) :]
        os.fsync(self._file)
        self._take(row)

    def _take(self, row: dict[str, Any]) -> None:
        if "delivered" in row:
            due = self._due.get(row["delivered"], set())
            due.discard(row["to"])
            if not due:
                self._alerts.pop(row["delivered"], None)
                self._due.pop(row["delivered"], None)
            return
        self.run = int(row["run"])
        self._seen.update(row.get("seen", ()))
        for alert in row.get("alerts", ()):
            self._seen.add(alert["id"])
            if row["due"]:
                self._alerts[alert["id"]] = alert
                self._due[alert["id"]] = set(row["due"])

    def _load(self) -> None:
        content = self.path.read_bytes()
        whole = content.rfind(b"\n") + 1
        for number, line in enumerate(content[:whole].splitlines(), 1):
            try:
                self._take(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError):
                self.close()
                raise AlertsError(
                    f"{self.path}, line {number}: is no line of a record of alerts; move the file away to begin a new one"
                ) from None
        if whole < len(content):  # killed while it wrote: what the line was to say has not happened
            os.ftruncate(self._file, whole)


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _opened(path: Path) -> int:
    """The file, open to append and held by this process alone."""
    opened = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        import fcntl
    except ImportError:  # Windows: two at once deliver twice, under the same ids
        return opened
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise AlertsError(f"{path}: another process delivers alerts by this record; let it, or name other rules") from None
    return opened
