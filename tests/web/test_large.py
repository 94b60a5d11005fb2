"""Pages over a ledger so large that an answer takes long."""

from __future__ import annotations

import re
import threading
import time

import httpx
import pytest

from interlock.pipeline import stressing
from interlock.web import visit
from interlock.web.pages import stress


def test_a_stress_test_that_takes_long_comes_by_itself(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page does not wait for it: it says so, asks to be fetched again, and then holds it."""
    let, real = threading.Event(), stressing.run_stress
    monkeypatch.setattr(stress, "_MANY_FLOWS", 0)
    monkeypatch.setattr(stress, "_PATIENCE", 0.01)
    monkeypatch.setattr(stress, "run_stress", lambda *given: let.wait(20) and real(*given))
    page = f"{server}/stress?shock=openai:payments=41%25"
    early = httpx.get(page)
    assert early.status_code == 503 and 'http-equiv="refresh"' in early.text and "comes by itself" in early.text
    let.set()
    until = time.monotonic() + 20
    while (later := httpx.get(page)).status_code == 503 and time.monotonic() < until:
        time.sleep(0.05)
    assert later.status_code == 200 and "Oracle" in later.text


def test_the_address_of_a_number_stays_short(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that rests on many facts names the first of them in its address, and tells how many there are in all."""
    monkeypatch.setattr(visit, "FACTS_LINKED", 3)
    links = re.findall(r'href="(/evidence[^"]*)"', httpx.get(f"{server}/exposure").text)
    counted = [(link.count("fact="), re.search(r"[?;&]of=(\d+)", link)) for link in links]
    assert max(facts for facts, _ in counted) == 3
    assert any(of is not None and int(of[1]) > 3 for facts, of in counted if facts == 3)
    assert all(of is None for facts, of in counted if facts < 3)
