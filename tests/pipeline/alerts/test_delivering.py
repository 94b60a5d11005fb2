"""Alerts reach standard output, a file and a webhook; what fails is told and kept."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from pipeline.alerts.stage import Receiver, receiver

from interlock.pipeline.alerts import Alert
from interlock.pipeline.alerts.delivering import Posted, Written, as_json, secret_of, signed
from interlock.pipeline.alerts.record import AlertsError
from interlock.pipeline.alerts.rules import Webhook
from interlock.reading.fetching.transport import guarded_client

Posting = tuple[list[str], list[str], list[float]]
ALERTS: list[Alert] = [{"id": f"{number:032x}", "what": "OpenAI תחכור → 甲骨文"} for number in range(3)]
LOCAL = ("127.0.0.1",)


@pytest.fixture
def hook() -> Iterator[Receiver]:
    """A server that is posted to."""
    with receiver() as kept:
        yield kept


def posted(address: str, alerts: Sequence[Alert], allow: tuple[str, ...] = LOCAL, **rest: object) -> Posting:
    """Ids that arrived, failures, and the pauses that were made."""
    done: list[str] = []
    pauses: list[float] = []
    webhook = Webhook.model_validate({"url": address, "allow": allow, "timeout": 2} | rest)
    failures = Posted(webhook, None, guarded_client, pauses.append).deliver(list(alerts), done.append)
    return done, failures, pauses


def test_each_alert_is_posted_in_order_under_its_id(hook: Receiver) -> None:
    done, failures, _ = posted(hook.address, ALERTS)
    assert (done, failures) == ([alert["id"] for alert in ALERTS], [])
    assert [json.loads(body) for body in hook.bodies] == ALERTS
    assert [headers["webhook-id"] for headers in hook.headers] == done
    assert "webhook-signature" not in hook.headers[0]


def test_a_private_address_is_refused_unless_it_is_named(hook: Receiver) -> None:
    """Nothing is sent, and the failure says so."""
    done, (failure,), _ = posted(hook.address, ALERTS, allow=())
    assert (done, hook.bodies) == ([], []) and failure.startswith("webhook 127.0.0.1: ") and "kept and tried again" in failure


def test_a_name_of_a_private_address_is_refused(hook: Receiver) -> None:
    """The address that is connected to counts, not the way it is written."""
    done, (_,), _ = posted(hook.address.replace("127.0.0.1", "localhost"), ALERTS, allow=())
    assert (done, hook.bodies) == ([], [])


def test_what_is_busy_is_tried_again(hook: Receiver) -> None:
    """With pauses that grow, or as long as the other side asks."""
    hook.answer = lambda number: {1: (503, {}), 2: (429, {"retry-after": "7"})}.get(number, (204, {}))
    done, failures, pauses = posted(hook.address, ALERTS[:1])
    assert (done, failures, len(hook.bodies)) == ([ALERTS[0]["id"]], [], 3)
    assert 0.7 <= pauses[0] <= 1.3 and pauses[1] == 7.0


def test_what_stays_busy_waits_for_the_next_round(hook: Receiver) -> None:
    """The alerts behind it are not sent either, so that a dead server costs one alert's tries."""
    hook.answer = lambda number: (500, {})
    done, (failure,), _ = posted(hook.address, ALERTS)
    assert done == [] and len(hook.bodies) == 3 and "it answers 500; what is due is kept and tried again: 3" in failure


def test_an_alert_that_is_refused_holds_up_no_other(hook: Receiver) -> None:
    hook.answer = lambda number: (400, {}) if number == 1 else (200, {})
    done, (failure,), _ = posted(hook.address, ALERTS)
    assert done == [alert["id"] for alert in ALERTS[1:]] and "it answers 400; it is kept" in failure


def test_no_redirect_is_followed(hook: Receiver) -> None:
    """Not even to an address that is allowed."""
    hook.answer = lambda number: (307, {"location": hook.address})
    done, (failure,), _ = posted(hook.address, ALERTS[:1])
    assert done == [] and len(hook.bodies) == 1 and "redirects are not followed" in failure


def test_one_who_never_answers_is_left(hook: Receiver) -> None:
    """And one who is not there."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        done, (failure,), _ = posted(address, ALERTS, timeout=0.2, tries=2)
        assert done == [] and "no answer in 0.2 seconds; what is due is kept and tried again: 3" in failure
    done, (failure,), _ = posted(address, ALERTS, tries=2)
    assert done == [] and "kept and tried again: 3" in failure


def test_failures_do_not_tell_the_address(hook: Receiver) -> None:
    """A webhook's path is often its key."""
    hook.answer = lambda number: (403, {})
    _, (failure,), _ = posted(f"{hook.address}/T0PSECRET", ALERTS[:1])
    assert "T0PSECRET" not in failure


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The example of its specification, as its libraries test it."""
    webhook = Webhook(url="https://example.com", secret_env="HOOK")
    secret = secret_of(webhook, {"HOOK": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    headers = signed("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}', secret)
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(("secret", "told"), [("", "HOOK, which a webhook signs with, is not set"), ("whsec_!", "is no base64")])
def test_a_secret_that_cannot_be_used_is_an_error(secret: str, told: str) -> None:
    """An unsigned alert is not sent in its stead."""
    with pytest.raises(AlertsError, match=told):
        secret_of(Webhook(url="https://example.com", secret_env="HOOK"), {"HOOK": secret})


def test_the_time_of_the_signature_is_now(hook: Receiver) -> None:
    posted(hook.address, ALERTS[:1])
    assert abs(int(hook.headers[0]["webhook-timestamp"]) - time.time()) < 60


def test_a_file_grows_by_whole_lines(tmp_path: Path) -> None:
    """After a line that a killed process left torn a new one begins; what is there already is not written again."""
    path = tmp_path / "alerts.jsonl"
    path.write_bytes(as_json(ALERTS[0]) + b"\n" + as_json(ALERTS[1])[:20])
    done: list[str] = []
    assert Written(path).deliver(ALERTS, done.append) == []
    lines = path.read_bytes().split(b"\n")
    assert done == [alert["id"] for alert in ALERTS]
    assert lines == [as_json(ALERTS[0]), as_json(ALERTS[1])[:20], as_json(ALERTS[1]), as_json(ALERTS[2]), b""]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done: list[str] = []
    (failure,) = Written(tmp_path / "none" / "alerts.jsonl").deliver(ALERTS, done.append)
    assert done == [] and "No such file" in failure and "kept" in failure


def test_a_client_that_breaks_stops_nothing() -> None:
    """Whatever it raises is told as a failure."""

    def broken(_: Sequence[str]) -> httpx.Client:
        raise RuntimeError("no\nclient")

    target = Posted(Webhook(url="https://example.com"), None, broken)
    assert target.deliver(ALERTS, lambda _: None) == ["webhook example.com: no; its alerts are kept and tried again"]


def test_a_drip_of_bytes_ends(hook: Receiver) -> None:
    """One who sends a byte now and then is left after twice the time-out, however long each byte takes."""

    def drip(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection, suppress(OSError):
            while True:
                connection.sendall(b"H")
                time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=(server,), daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        done, (failure,), _ = posted(address, ALERTS, timeout=0.2, tries=1)
    assert done == [] and "kept and tried again: 3" in failure
