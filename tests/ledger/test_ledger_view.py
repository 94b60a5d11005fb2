"""Asking a ledger: filters, ids, actors; and a view while another process writes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from ledger.samples import FakeReader, filled

from interlock.ledger import ClaimFilter, LedgerError, LedgerView
from interlock.vocabulary import ActorKind, Kind, Status
from interlock.vocabulary.dates import first_and_last_day


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> LedgerView:
    """A view of the samples."""
    path = tmp_path_factory.mktemp("ledger") / "l.db"
    filled(path, FakeReader())
    return LedgerView(path)


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (ClaimFilter(), 8),
        (ClaimFilter(kinds=(Kind.INVESTS_IN,)), 3),
        (ClaimFilter(kinds=(Kind.INVESTS_IN,), statuses=(Status.DONE,)), 2),
        (ClaimFilter(subject=("openai",)), 3),
        (ClaimFilter(subject=("openai",), object=("oracle",)), 1),
        (ClaimFilter(subject=()), 0),
        (ClaimFilter(amount_gte=300e9), 3),
        (ClaimFilter(amount_gte=15e9, currency="USD"), 5),
        (ClaimFilter(currency="EUR"), 1),
        (ClaimFilter(languages=("zh",)), 2),
        (ClaimFilter(languages=("zh-Hant", "fr")), 3),
        (ClaimFilter(languages=("z",)), 0),
        (ClaimFilter(date_gte="2025-11-15"), 2),
        (ClaimFilter(date_gte="2025-06", date_lte="2025-06"), 2),
        (ClaimFilter(date_lte="2025-W24"), 2),
        (ClaimFilter(published_gte="2025-11-05"), 3),
        (ClaimFilter(published_lte="2025-09"), 1),
        (ClaimFilter(document="fr.txt"), 1),
        (ClaimFilter(document="%"), 0),
        (ClaimFilter(limit=2), 2),
    ],
)
def test_a_filter_narrows_the_claims(view: LedgerView, wanted: ClaimFilter, number: int) -> None:
    """Each part of the filter, alone and together; a date counts as the days it covers."""
    assert len(list(view.claims(wanted))) == number
    if wanted.limit is None:
        assert view.count_claims(wanted) == number


def test_a_document_is_found_by_the_beginning_of_its_id(view: LedgerView) -> None:
    """Eight digits are enough."""
    document = next(view.documents())
    assert len(list(view.claims(ClaimFilter(document=document.id[:8])))) == document.claims == 2


def test_an_actor_is_found_by_id_name_and_as_the_text_has_it(view: LedgerView) -> None:
    """Case does not matter in the English name."""
    assert view.find_actors("nvidia") == view.find_actors("NVIDIA") == view.find_actors("אנבידיה") == ("nvidia",)
    assert view.find_actors("甲骨文") == ("oracle",)
    assert view.find_actors("Nokia") == ()


def test_actors_are_counted_by_side(view: LedgerView) -> None:
    """The most often named comes first, with its names in the texts."""
    first = next(view.actors())
    assert (first.id, first.claims, first.as_subject, first.as_object, first.as_source) == ("openai", 5, 3, 2, 0)
    assert next(actor for actor in view.actors() if actor.id == "nvidia").mentions == ("Nvidia", "אנבידיה")
    assert [actor.name for actor in view.actors(ActorKind.GROUP)] == ["two people"]


def test_a_claim_is_found_by_any_unambiguous_beginning(view: LedgerView) -> None:
    """Odd lengths too; the short form is that of the whole ledger."""
    claim = next(view.claims())
    for length in (8, 9, 15, 32):
        assert [match.id for match in view.match(claim.id[:length])] == [claim.id]
    assert view.short(claim.id) == claim.id[:8]
    assert view.match("0" * 8) == []


def test_the_short_form_grows_where_ids_begin_alike(view: LedgerView) -> None:
    """One digit more than what it shares with its neighbour."""
    claim = next(view.claims())
    other = claim.id[:10] + ("0" if claim.id[10] != "0" else "1") + claim.id[11:]
    assert len(view.short(other)) == 11


def test_a_view_cannot_write(view: LedgerView) -> None:
    """Not even by its own connection."""
    with pytest.raises(Exception, match=r"readonly|query_only"):
        view._connection.execute("DELETE FROM claims")


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2025-10-06", ("2025-10-06", "2025-10-06")),
        ("2025-W44", ("2025-10-27", "2025-11-02")),
    ],
)
def test_a_date_covers_days(date: str, span: tuple[str, str]) -> None:
    """So that a year, a month, a week and a day can be compared."""
    assert first_and_last_day(date) == span


WRITER = """
import sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from ledger.samples import FakeReader, make_document
from interlock.ledger import LedgerWriter
reader = FakeReader()
with LedgerWriter(Path({path!r})) as writer:
    writer.begin_run("2025-01-01T00:00:00Z", [reader.name], [])
    for number in range(100000):
        text = f"Bill\\nOpenAI pays Oracle {{number}}0 dollars. OpenAI pays Oracle {{number}}1 dollars."
        document = make_document(text, f"/{{number}}")
        writer.add(document, {{reader.name: reader.read(document)}}, "2025-01-01T00:00:00Z")
        print(number, flush=True)
"""


def test_a_view_works_while_another_process_writes(tmp_path: Path) -> None:
    """It never sees half a document, and each look sees at least what the last one saw."""
    path = tmp_path / "l.db"
    code = WRITER.format(tests=str(Path(__file__).parents[1]), path=str(path))
    writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        seen, until = 0, time.monotonic() + 1.0
        with LedgerView(path) as view:
            while time.monotonic() < until:
                counts = view.counts()
                assert counts.claims == 2 * counts.documents
                assert counts.documents >= seen
                seen = counts.documents
            with view.steady():
                before = view.counts()
                time.sleep(0.1)
                assert view.counts() == before
        assert seen > 5
    finally:
        writer.kill()
        writer.wait()


def test_a_closed_view_says_so(tmp_path: Path) -> None:
    """As a ledger error, not as one of the engine's."""
    filled(tmp_path / "l.db", FakeReader())
    view = LedgerView(tmp_path / "l.db")
    view.close()
    with pytest.raises(LedgerError):
        view.counts()
