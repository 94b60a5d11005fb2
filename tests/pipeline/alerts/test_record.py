"""The record of what was found and delivered survives a kill at any byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.pipeline.alerts import record
from interlock.pipeline.alerts.record import AlertsError, DeliveryRecord

IDS = st.text("abcdef", min_size=1, max_size=3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("found"), st.lists(IDS, max_size=3), st.lists(st.sampled_from(["stdout", "file"]), unique=True)),
        st.tuples(st.just("delivered"), IDS, st.sampled_from(["stdout", "file"])),
    ),
    max_size=12,
)


def play(kept: DeliveryRecord, steps: list[tuple[str, object, object]]) -> None:
    """Do what the steps say."""
    for run, (what, ids, target) in enumerate(steps, 1):
        if what == "found":
            assert isinstance(ids, list) and isinstance(target, list)
            kept.evaluated(run, [{"id": each, "what": "מה"} for each in ids], target)
        else:
            kept.delivered(str(target), str(ids))


def state(kept: DeliveryRecord) -> tuple[object, ...]:
    """All that is known."""
    return kept.run, *([alert["id"] for alert in kept.pending(target)] for target in ("stdout", "file"))


@settings(max_examples=40)
@given(STEPS, st.floats(0, 1))
def test_a_kill_at_any_byte_leaves_a_whole_number_of_steps(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object, object]], part: float
) -> None:
    """What was due and noted is due, what was delivered and noted is not, and one goes on from there."""
    path = tmp_path_factory.mktemp("record") / "a.alerts.jsonl"
    states = []
    kept = DeliveryRecord(path)
    for step in [None, *steps]:
        if step is not None:
            play(kept, [step])
        states.append(state(kept))
    kept.close()
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    again = DeliveryRecord(path)
    assert state(again) in states
    again.evaluated(99, [{"id": "zz"}], ["stdout"])
    again.close()
    last = DeliveryRecord(path)
    assert last.run == 99 and "zz" in [alert["id"] for alert in last.pending("stdout")]
    last.close()


def test_an_alert_is_due_to_each_target_until_it_has_it(tmp_path: Path) -> None:
    """And once found it is never new again."""
    kept = DeliveryRecord(tmp_path / "a")
    assert [each["id"] for each in kept.evaluated(1, [{"id": "x"}, {"id": "x"}], ["stdout", "file"])] == ["x"]
    kept.delivered("stdout", "x")
    assert (kept.pending("stdout"), kept.pending("file")) == ([], [{"id": "x"}])
    kept.delivered("file", "x")
    assert kept.pending("file") == [] == kept.evaluated(2, [{"id": "x"}], ["stdout"])
    kept.close()


def test_a_large_record_is_cut_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To ids, and to what is still due to a target that there is."""
    monkeypatch.setattr(record, "LARGE", 1000)
    kept = DeliveryRecord(tmp_path / "a")
    kept.evaluated(3, [{"id": str(number), "what": "w" * 100} for number in range(50)], ["stdout", "gone"])
    for number in range(49):
        kept.delivered("stdout", str(number))
    kept.trim(["stdout"])
    kept.close()
    assert (tmp_path / "a").stat().st_size < 1000
    again = DeliveryRecord(tmp_path / "a")
    assert again.run == 3 and [alert["id"] for alert in again.pending("stdout")] == ["49"]
    assert again.evaluated(4, [{"id": "7"}], ["stdout"]) == []
    again.close()


@pytest.mark.parametrize("line", ["[]", "nonsense", "{}", '{"run": "x"}', '{"run": 1, "alerts": [{}]}', "3"])
def test_a_file_that_is_no_record_is_left_alone(tmp_path: Path, line: str) -> None:
    (tmp_path / "a").write_text(line + "\n")
    with pytest.raises(AlertsError, match="line 1: is no line of a record of alerts; move the file away"):
        DeliveryRecord(tmp_path / "a")
    assert (tmp_path / "a").read_text() == line + "\n"


def test_two_at_once_are_refused(tmp_path: Path) -> None:
    """The second is told; when the first has gone it may."""
    pytest.importorskip("fcntl", reason="files are not locked on this system")
    first = DeliveryRecord(tmp_path / "a")
    opening: Callable[[], DeliveryRecord] = lambda: DeliveryRecord(tmp_path / "a")  # noqa: E731
    with pytest.raises(AlertsError, match="another process delivers alerts"):
        opening()
    first.close()
    opening().close()
