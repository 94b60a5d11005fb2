"""Where alerts go: standard output, a file, a webhook. What is not delivered is told, kept, and tried again next round."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import random
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import httpx

from interlock import __version__
from interlock.pipeline.alerts.evaluating import Alert
from interlock.pipeline.alerts.record import AlertsError
from interlock.pipeline.alerts.rules import Rules, Webhook
from interlock.reading.fetching.guard import AddressRefused
from interlock.reading.fetching.transport import time_limit

Done = Callable[[str], None]
"""Called with the id of an alert that has arrived."""
Client = Callable[[Sequence[str]], AbstractContextManager[httpx.Client]]
"""A client that connects to no private address but those of the hosts named."""
_TAIL = 4_000_000
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
PATIENCE = 120.0
"""Seconds that one webhook may take in a round; the rest waits for the next."""
_MOST_REFUSED = 10
_AGAIN = frozenset({408, 425, 429})


class Target(Protocol):
    """Someone who is told."""

    name: str

    def deliver(self, alerts: Sequence[Alert], done: Done) -> list[str]:
        """Deliver alerts in order, each noted once it has arrived; return what failed, a line each."""
        ...


class Said:
    """Standard output, or whatever prints an alert."""

    name = "stdout"

    def __init__(self, say: Callable[[Alert], None]) -> None:
        self._say = say

    def deliver(self, alerts: Sequence[Alert], done: Done) -> list[str]:
        """Print each."""
        for alert in alerts:
            self._say(alert)
            done(alert["id"])
        return []


class Written:
    """A file of JSON Lines that grows by whole lines."""

    name = "file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def deliver(self, alerts: Sequence[Alert], done: Done) -> list[str]:
        """Append each that is not there; one that was written by a process killed before it could say so is."""
        try:
            with self._path.open("ab+", buffering=0) as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - _TAIL))
                tail = file.read() or b""
                if tail and not tail.endswith(b"\n"):
                    file.write(b"\n")
                there = set(map(_id_of, tail.splitlines()))
                for alert in alerts:
                    if alert["id"] not in there:
                        file.write(as_json(alert) + b"\n")
                        os.fsync(file.fileno())
                    done(alert["id"])
        except OSError as error:
            return [f"alerts cannot be written to {self._path}: {error.strerror}; they are kept and tried again"]
        return []


def _id_of(line: bytes) -> str | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return str(row.get("id")) if isinstance(row, dict) else None


class Posted:
    """An address that each alert is posted to, at least once, under its id. The signature is that of Standard Webhooks."""

    def __init__(
        self, webhook: Webhook, secret: bytes | None, client: Client, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._webhook, self._secret, self._client, self._wait = webhook, secret, client, wait
        self.name = f"webhook {hashlib.sha256(webhook.url.encode()).hexdigest()[:12]}"  # addresses of webhooks are often secret
        self._host = httpx.URL(webhook.url).host

    def deliver(self, alerts: Sequence[Alert], done: Done) -> list[str]:
        """Post each. Where the other side does not answer, the rest waits for the next round."""
        failures: list[str] = []
        until = time.monotonic() + PATIENCE
        try:
            with self._client(self._webhook.allow) as client:
                for number, alert in enumerate(alerts):
                    why, lasting = self._post(client, alert, until)
                    if why is None:
                        done(alert["id"])
                        continue
                    refused = len(failures) + 1
                    rest = len(alerts) - number
                    if not lasting or refused >= _MOST_REFUSED:
                        return [*failures, f"webhook {self._host}: {why}; what is due is kept and tried again: {rest}"]
                    failures.append(f"webhook {self._host}: alert {alert['id'][:12]}: {why}; it is kept and tried again")
        except AddressRefused as error:
            why = f"the address {str(error).partition(';')[0]}; a host under 'allow' may be private"
            failures.append(f"webhook {self._host}: {why}; its alerts are kept and tried again")
        except Exception as error:  # an alert that cannot be delivered never stops what found it
            failures.append(f"webhook {self._host}: {_in_short(error)}; its alerts are kept and tried again")
        return failures

    def _post(self, client: httpx.Client, alert: Alert, until: float) -> tuple[str | None, bool]:
        """None where it has arrived, else why not; and whether that is about this alert alone."""
        body = as_json(alert)
        why = ""
        for attempt in range(self._webhook.tries):
            asked = 0.0
            try:
                headers = signed(alert["id"], int(time.time()), body, self._secret)
                with (
                    time_limit(2 * self._webhook.timeout),
                    client.stream(
                        "POST", self._webhook.url, content=body, headers=headers, timeout=self._webhook.timeout
                    ) as answer,
                ):
                    if answer.is_success:
                        return None, False
                    why = f"it answers {answer.status_code}"
                    if answer.is_redirect:
                        return f"{why}: redirects are not followed; name the final address", True
                    if answer.is_client_error and answer.status_code not in _AGAIN:
                        return why, True
                    asked = _seconds(answer.headers.get("retry-after"))
            except httpx.TimeoutException:
                why = f"no answer in {self._webhook.timeout:g} seconds"
            except httpx.TransportError as error:
                why = _in_short(error)
            pause = max(asked, min(_LONGEST_WAIT, _FIRST_WAIT * 2**attempt) * random.uniform(0.75, 1.25))
            if attempt + 1 == self._webhook.tries or time.monotonic() + pause > until:
                break
            self._wait(pause)
        return why, False


def _in_short(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]


def _seconds(text: str | None) -> float:
    return min(float(text), _LONGEST_WAIT) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0.0


def as_json(alert: Alert) -> bytes:
    """The alert as one line of JSON in UTF-8."""
    return json.dumps(alert, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def as_json_line(alert: Alert) -> str:
    """The alert as a line of JSON Lines."""
    return as_json(alert).decode("utf-8") + "\n"


def signed(identity: str, when: int, body: bytes, secret: bytes | None) -> dict[str, str]:
    """The headers of a message after Standard Webhooks 1.0: id, time, and where there is a secret the HMAC-SHA256 of both
    and the body."""
    headers = {
        "content-type": "application/json; charset=utf-8",
        "user-agent": f"interlock/{__version__}",
        "webhook-id": identity,
        "webhook-timestamp": str(when),
    }
    if secret is not None:
        told = hmac.new(secret, f"{identity}.{when}.".encode() + body, hashlib.sha256).digest()
        headers["webhook-signature"] = "v1," + base64.b64encode(told).decode("ascii")
    return headers


def secret_of(webhook: Webhook, environment: Mapping[str, str]) -> bytes | None:
    """The secret to sign with: `whsec_` with base64 behind, or any text. Raises AlertsError where the variable is not set."""
    if webhook.secret_env is None:
        return None
    text = environment.get(webhook.secret_env, "")
    if not text:
        raise AlertsError(f"the environment variable {webhook.secret_env}, which a webhook signs with, is not set")
    if not text.startswith("whsec_"):
        return text.encode("utf-8")
    try:
        return base64.b64decode(text.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        raise AlertsError(f"{webhook.secret_env} begins with whsec_, but what follows is no base64") from None


def targets_of(rules: Rules, say: Callable[[Alert], None], environment: Mapping[str, str], client: Client) -> list[Target]:
    """Everyone whom the rules want told. Raises AlertsError."""
    targets: list[Target] = []
    if rules.deliver.stdout:
        targets.append(Said(say))
    if rules.file is not None:
        targets.append(Written(rules.file))
    for webhook in rules.deliver.webhook:
        try:
            targets.append(Posted(webhook, secret_of(webhook, environment), client))
        except httpx.InvalidURL as error:
            raise AlertsError(f"{rules.path}: the address of a webhook is none: {error}") from None
    return targets
