"""Watching a press on a web server of this machine: the good is read, the bad told, and only what changed is fetched again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from pipeline.web_press import BAD, ENGLISH, GOOD, feed, item, page, press
from reading.press_server import Page, PressServer

from interlock.ledger import ClaimFilter, LedgerView
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline import Settings, read_into_ledger
from interlock.pipeline.gathering import gathering
from interlock.pipeline.readers import Reads, make_readers
from interlock.pipeline.watching import Watched, Watcher
from interlock.pipeline.web_asking import Web, WrongContact
from interlock.reading.sources.archive import ArchiveError
from interlock.vocabulary import DataFileError, UnreadableDocument
from interlock.vocabulary.document_codec import document_to_record

FAST = {"delay": 0, "largest": 1_000_000, "longest": 0.6, "retries": 1, "back_off": 0.01, "longest_wait": 0.1}


@pytest.fixture(scope="session")
def grammar() -> tuple[Reads, ...]:
    """The reader that needs no model."""
    return make_readers((), ("grammar",))


@dataclass
class Desk:
    """A folder with a ledger, an archive and a list, and a server that it watches."""

    folder: Path
    server: PressServer
    readers: tuple[Reads, ...]
    ledger: str = "press.db"
    archive: str = "press-archive"
    failures: list[UnreadableDocument] = field(default_factory=list)

    def settings(self) -> Settings:
        """Of this desk."""
        return Settings(self.folder / self.ledger, reader="grammar")

    def web(self, offline: bool = False) -> Web:
        """Of this desk: its own server by name, small bounds."""
        return Web(self.folder / self.archive, (self.server.host,), None, offline, FAST)

    def lists(self, *paths: str) -> Path:
        """A list of sources on the server."""
        listed = self.folder / "sources.txt"
        listed.write_text("".join(f"{self.server.url}{path}\n" for path in paths), encoding="utf-8")
        return listed

    def rounds(self, listed: Path, number: int = 1) -> Watched:
        """Some rounds of one watch; the last of them."""
        self.failures.clear()
        self.server.asked.clear()
        with gathering(self.web()) as gather:
            watcher = Watcher(self.settings(), gather, None, self.failures.append, lambda: self.readers)
            for _ in range(number):
                watched = watcher.round(listed)
        return watched

    def replayed(self) -> list[Watched]:
        """The rounds of the archive again."""
        self.failures.clear()
        with gathering(self.web(offline=True)) as gather:
            return list(Watcher(self.settings(), gather, None, self.failures.append, lambda: self.readers).replay())

    def reasons(self) -> dict[str, str]:
        """What failed, by path, and why."""
        return {failure.address.removeprefix(self.server.url): failure.reason for failure in self.failures}


def contents(ledger: Path) -> dict[str, Any]:
    """What a ledger knows, without when it was made."""
    with LedgerView(ledger) as view:
        found = [view.document(each.id) for each in view.documents()]
        documents = sorted(str(document_to_record(replace(each, first_seen=None))) for each in found if each is not None)
        claims = sorted(claim.id for claim in view.claims(ClaimFilter()))
    with ResolvedView(ledger) as resolved:
        return {"documents": documents, "claims": claims, "facts": sorted(fact.id for fact in resolved.facts())}


@pytest.fixture(scope="module")
def server() -> Iterator[PressServer]:
    """The press, as it is at first."""
    with press().running() as running:
        yield running


@pytest.fixture(scope="module")
def watched(server: PressServer, tmp_path_factory: pytest.TempPathFactory, grammar: tuple[Reads, ...]) -> tuple[Desk, Watched]:
    """A desk after its first round over feed, sitemap and bomb."""
    desk = Desk(tmp_path_factory.mktemp("watched"), server, grammar)
    return desk, desk.rounds(desk.lists("/feed.xml", "/sitemap.xml", "/bomb.xml"))


@pytest.fixture
def desk(tmp_path: Path, grammar: tuple[Reads, ...]) -> Iterator[Desk]:
    """A desk of one's own, with a press of its own."""
    with press().running() as running:
        yield Desk(tmp_path, running, grammar)


def test_the_good_is_read_in_four_languages(watched: tuple[Desk, Watched]) -> None:
    """Each page in its charset, whatever the server says; dated by itself, else by the feed; changes hold its facts."""
    desk, first = watched
    with LedgerView(desk.folder / desk.ledger) as view:
        found = {
            each.address.removeprefix(desk.server.url): (each.language, each.published, each.published_from, each.title)
            for each in view.documents()
        }
    assert found == {
        "/en/1.html": ("en", "2025-11-06", "feed", ENGLISH[0]),
        "/he/1.html": (
            "he",
            "2025-11-05",
            "meta",
            "אורקל ו־OpenAI חתמו".encode("windows-1255", "replace").decode("windows-1255"),
        ),
        "/zh/1.html": ("zh-Hant", "2025-11-06", "feed", "輝達投資 OpenAI"),
        "/fr/1.html": ("fr", None, None, "Mistral achète des puces"),
    }
    told = {(str(change.kind), change.fact.subject.id, str(change.fact.kind)) for change in first.changes}
    assert {("new", "nvidia", "invests_in"), ("new", "mistral-ai", "buys_from")} <= told
    assert first.run.read == len(GOOD)


def test_the_bad_is_told_with_its_reason(watched: tuple[Desk, Watched]) -> None:
    """One line each, and none of it stops the round; the secret of this machine was never asked for."""
    desk, first = watched
    reasons = desk.reasons()
    for path, why in BAD.items():
        assert why in reasons[path], path
    assert "declares XML entities" in reasons["/bomb.xml"]
    assert "no http" in reasons["file://etc/passwd"]
    assert "not public" in reasons[f"http://127.0.0.1:{desk.server.port}/secret"]
    assert len(reasons) == len(BAD) + 3 == first.run.failed
    assert not {"/secret", "/inside/secret", "/admin"} & set(desk.server.paths())


def test_the_archive_gives_the_same_ledger_again(watched: tuple[Desk, Watched]) -> None:
    """Its rounds gone through again, its folder read, its addresses asked offline: documents, claims, facts are equal."""
    desk, _ = watched
    asked = len(desk.server.asked)
    told = {(failure.address, failure.reason) for failure in desk.failures}
    first = contents(desk.folder / "press.db")
    again = Desk(desk.folder, desk.server, desk.readers, "again.db")
    rounds = again.replayed()
    assert contents(desk.folder / "again.db") == first
    assert {(failure.address, failure.reason) for failure in again.failures} == told
    assert [each.run.read for each in rounds] == [4]
    read_into_ledger([str(desk.folder / desk.archive)], desk.folder / "folder.db", desk.settings(), readers=lambda: desk.readers)
    assert contents(desk.folder / "folder.db") == first
    with gathering(desk.web(offline=True)) as gather:
        urls = [f"{desk.server.url}{path}" for path in ("/feed.xml", "/sitemap.xml")]
        read_into_ledger(
            urls, desk.folder / "asked.db", desk.settings(), source=gather.from_anywhere([]), readers=lambda: desk.readers
        )
    assert contents(desk.folder / "asked.db") == first
    assert len(desk.server.asked) == asked


def test_a_ledger_made_again_knows_when_it_could_have_known(desk: Desk) -> None:
    """What is undated counts from when it was fetched, not from when the archive was gone through again."""
    desk.rounds(desk.lists("/fr/1.html"))
    log = desk.folder / desk.archive / "fetched.log"
    text = log.read_text(encoding="utf-8")
    log.write_text(re.sub(r'("retrieved": ")\d{4}-\d\d-\d\d', r"\g<1>2025-11-08", text), encoding="utf-8")
    desk.ledger = "again.db"
    desk.replayed()
    with LedgerView(desk.folder / desk.ledger) as view:
        found = [view.document(each.id) for each in view.documents()]
    assert [(each.first_seen or "")[:10] for each in found if each is not None] == ["2025-11-08"]


def test_a_second_round_fetches_only_what_changed(desk: Desk) -> None:
    """Conditional requests for the sources; nothing for pages that have not changed, and nothing yet for those that failed."""
    listed = desk.lists("/feed.xml", "/sitemap.xml", "/fr/1.html")
    desk.rounds(listed)
    again = desk.rounds(listed)
    assert {
        (each.path, each.headers.get("if-none-match") or each.headers.get("if-modified-since")) for each in desk.server.asked
    } == {
        ("/robots.txt", None),
        ("/feed.xml", '"feed1"'),
        ("/sitemap.xml", '"map1"'),
        ("/fr/1.html", "Tue, 04 Nov 2025 08:00:00 GMT"),
    }
    assert (again.run.read, again.gathered.fetched, again.run.failed, list(again.changes)) == (0, 0, 0, [])
    more = (ENGLISH[0], ENGLISH[1].replace("$2 billion", "$3 billion"))
    desk.server.pages["/en/1.html"] = Page(page(more), etag='"en2"')
    desk.server.pages["/en/2.html"] = Page(page(("Oracle buys", "Oracle ordered 5,000 chips from AMD for $1 billion.")))
    changed = item("/en/1.html", when="Fri, 07 Nov 2025 10:00:00 +0200")
    desk.server.pages["/feed.xml"] = feed(changed, item("/en/2.html"), item("/zh/1.html"), etag='"feed2"')
    third = desk.rounds(listed)
    assert set(desk.server.paths()) == {"/feed.xml", "/sitemap.xml", "/fr/1.html", "/en/1.html", "/en/2.html"}
    assert third.run.read == 2
    assert {change.fact.subject.id for change in third.changes} >= {"nvidia", "oracle"}


def test_an_etag_that_changes_with_every_answer_brings_nothing_new(desk: Desk) -> None:
    """The same body is the same; a new body is read, and the old document stays."""
    listed = desk.lists("/en/1.html")
    desk.rounds(listed)
    desk.server.pages["/en/1.html"] = Page(page(ENGLISH), etag='"other"')
    again = desk.rounds(listed)
    assert (again.gathered.fetched, again.gathered.unchanged, again.run.read) == (0, 1, 0)
    desk.rounds(listed)
    assert desk.server.asked[-1].headers["if-none-match"] == '"other"'
    desk.server.pages["/en/1.html"] = Page(page(ENGLISH, more="<p>Oracle ordered 5,000 chips from AMD.</p>"), etag='"3"')
    assert desk.rounds(listed).run.read == 1
    assert len(contents(desk.folder / desk.ledger)["documents"]) == 2


def test_a_ledger_that_was_deleted_gets_all_from_the_archive(desk: Desk) -> None:
    """Without a second request for any page; and so does another ledger beside it."""
    listed = desk.lists("/feed.xml")
    desk.rounds(listed)
    first = contents(desk.folder / desk.ledger)
    (desk.folder / desk.ledger).unlink()
    assert desk.rounds(listed).run.read == 3
    assert contents(desk.folder / desk.ledger) == first
    desk.ledger = "other.db"
    desk.rounds(listed)
    assert contents(desk.folder / "other.db") == first
    assert desk.server.paths() == ["/feed.xml"]


def test_what_failed_is_tried_again_when_it_may_have_recovered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in the next round, but after an hour; after a Retry-After not before its time."""
    listed = desk.lists("/feed.xml")
    desk.rounds(listed)
    desk.server.pages["/gone"] = Page(page(("Back", "AMD ordered 900 chips from TSMC.")))
    log = desk.folder / desk.archive / "fetched.log"
    earlier = [line.replace('"at": "20', '"at": "19') for line in log.read_text(encoding="utf-8").splitlines(keepends=True)]
    log.write_text("".join(earlier), encoding="utf-8")  # all failures are a hundred years old; the Retry-After is not
    assert desk.rounds(listed).run.read == 1
    assert "/gone" in desk.server.paths()
    assert "/busy" not in desk.server.paths()


def test_a_body_that_is_gone_from_the_archive_is_fetched_again(desk: Desk) -> None:
    """The validators of what is not here any more are not sent; what was changed by hand is noticed."""
    listed = desk.lists("/en/1.html", "/feed.xml")
    desk.rounds(listed)
    files = sorted((desk.folder / desk.archive).glob("??/*.warc.gz"))
    for file in files:
        file.unlink()
    again = desk.rounds(listed)
    assert (again.run.failed, again.run.read) == (0, 0)
    assert sorted((desk.folder / desk.archive).glob("??/*.warc.gz")) == files
    assert [each.headers.get("if-none-match") for each in desk.server.asked if each.path == "/feed.xml"] == [None]


def test_a_list_that_becomes_wrong_is_told_and_the_old_one_used(desk: Desk) -> None:
    """A wrong list at the start is an error."""
    listed = desk.lists("/en/1.html")
    with gathering(desk.web()) as gather:
        watcher = Watcher(desk.settings(), gather, None, desk.failures.append, lambda: desk.readers)
        watcher.round(listed)
        listed.write_text("nonsense\n", encoding="utf-8")
        watched = watcher.round(listed)
    assert watched.gathered.unchanged == 1
    assert "the list as it was before is used" in desk.failures[-1].reason
    with pytest.raises(DataFileError, match="line 1"):
        desk.rounds(listed)


def test_a_front_page_leads_to_its_feeds_and_an_index_to_sitemaps(desk: Desk) -> None:
    """A front page is no article; without feeds a site's robots.txt tells."""
    desk.server.pages["/"] = Page(
        "<html><head><link rel=alternate type=application/rss+xml href=/feed2.xml></head><body><p>x</body></html>"
    )
    desk.server.pages["/feed2.xml"] = feed(item("/en/1.html"), etag="x")
    desk.server.pages["/bare"] = Page("<html><body><p>Only words</p></body></html>")
    desk.server.pages["/robots.txt"] = Page(f"Sitemap: {desk.server.url}/index.xml\n", "text/plain")
    desk.server.pages["/index.xml"] = Page(
        f"<sitemapindex><sitemap><loc>{desk.server.url}/sitemap.xml</loc></sitemap></sitemapindex>", "text/xml"
    )
    listed = desk.lists("/")
    listed.write_text(listed.read_text() + f"site {desk.server.url}/bare\n", encoding="utf-8")
    assert desk.rounds(listed).run.read == 2
    assert set(desk.server.paths()) == {"/", "/feed2.xml", "/en/1.html", "/bare", "/index.xml", "/sitemap.xml", "/fr/1.html"}
    assert desk.failures == []


def test_addresses_stand_beside_files_and_a_missing_file_is_told_first(desk: Desk) -> None:
    """`read URL FILE`; what is asked for by name is handed on though it has not changed."""
    note = desk.folder / "note.txt"
    note.write_text("AMD ordered 900 chips from TSMC.", encoding="utf-8")
    with gathering(desk.web()) as gather:
        source, url = gather.from_anywhere([]), f"{desk.server.url}/en/1.html"
        for ledger, paths in (("a.db", [url, str(note)]), ("b.db", [str(note), url])):
            report = read_into_ledger(paths, desk.folder / ledger, desk.settings(), source=source, readers=lambda: desk.readers)
            assert report.read == 2
        asked = len(desk.server.asked)
        with pytest.raises(FileNotFoundError):
            read_into_ledger(
                [url, "missing.txt"], desk.folder / "c.db", desk.settings(), source=source, readers=lambda: desk.readers
            )
    assert len(desk.server.asked) == asked
    assert contents(desk.folder / "a.db")["claims"] == contents(desk.folder / "b.db")["claims"]


def test_a_folder_that_is_no_archive_is_left_alone(desk: Desk) -> None:
    """And so is one whose log another program wrote; a line that a kill left half written is passed over."""
    folder = desk.folder / desk.archive
    folder.mkdir()
    (folder / "letters.txt").write_text("mine")
    with pytest.raises(ArchiveError, match="is no archive"), gathering(desk.web()):
        pass
    (folder / "fetched.log").write_text('{"what": "kept", "round": 1, "asked": "x"}\n')
    with pytest.raises(ArchiveError, match="line 1"), gathering(desk.web()):
        pass
    (folder / "fetched.log").write_text('{"what": "kept", "rou')
    assert desk.rounds(desk.lists("/en/1.html")).run.read == 1
    assert desk.rounds(desk.lists("/en/1.html")).gathered.unchanged == 1


def test_what_a_server_calls_a_page_does_not_matter_to_the_archive(desk: Desk) -> None:
    """A page served as anything, its title known from the feed alone: read again from the folder it is the same document."""
    body = "<html><body><article><p>AMD ordered 900 chips from TSMC, both firms said on Thursday.</p></article></body></html>"
    desk.server.pages["/odd"] = Page(body, "application/octet-stream")
    desk.server.pages["/feed.xml"] = feed(item("/odd", "אי־אם־די מזמינה 晶片"), etag="x")
    desk.rounds(desk.lists("/feed.xml"))
    first = contents(desk.folder / desk.ledger)
    assert "אי־אם־די מזמינה 晶片" in first["documents"][0]
    folder = str(desk.folder / desk.archive)
    read_into_ledger([folder], desk.folder / "folder.db", desk.settings(), readers=lambda: desk.readers)
    assert contents(desk.folder / "folder.db") == first


def test_a_page_of_endless_tags_is_refused(desk: Desk) -> None:
    """It would take minutes to read."""
    desk.server.pages["/en/1.html"] = Page("<p>x" * 60_001)
    desk.rounds(desk.lists("/en/1.html"))
    assert "60,000 tags" in desk.reasons()["/en/1.html"]


def test_a_contact_that_is_no_header_is_refused() -> None:
    """A line break in it would be a header of its own."""
    with pytest.raises(WrongContact):
        Web(Path("x"), contact="me\r\nX-Other: y")
