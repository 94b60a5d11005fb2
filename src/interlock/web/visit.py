"""One request: who asks, in which language, as of when; and links that keep that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import Request

from interlock.ledger.horizon import Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.network.flows import result_id
from interlock.pipeline.knowledge import Knowledge
from interlock.pipeline.networks import NetworkQuestion
from interlock.pipeline.snapshots import Snapshot, Snapshots
from interlock.reporting.figures import quantity_told
from interlock.vocabulary import Dispute, Fact, InterlockError, Side
from interlock.web.security import VISITOR_COOKIE, Guard
from interlock.web.wording import LANGUAGES, Wording, wanted_language, wording

THEMES = ("auto", "light", "dark")
FACTS_LINKED = 40
"""Facts that the address of a number names; where there are more it tells how many. A page shows fewer than these."""
_GROUP = "group: "
LANGUAGE_COOKIE, THEME_COOKIE, NAME_COOKIE = "interlock_language", "interlock_theme", "interlock_name"


class NotReady(InterlockError):
    """What is asked for is still being made."""


class StillWorking(NotReady):
    """What is asked for takes long and is being worked out."""


class NotFound(InterlockError):
    """Nothing has this address."""


@dataclass(frozen=True)
class Site:
    """What one server serves."""

    snapshots: Snapshots
    guard: Guard
    atlas: tuple[Path, ...] = ()
    read_only: bool = False

    @contextmanager
    def visit(self, request: Request, horizon: Horizon) -> Iterator[Visit]:
        """A visit with a view of its own. Raises NotReady where the snapshot is still being made."""
        snapshot = self.snapshots.as_of(horizon)
        if snapshot is None:
            raise NotReady(self.snapshots.problem or "")
        with ResolvedView(self.snapshots.ledger) as view:
            yield Visit(request, self, snapshot, view)


@dataclass
class Visit:
    """A request with the snapshot it is answered from. `cited` gathers the facts that the page links to, and which together."""

    request: Request
    site: Site
    snapshot: Snapshot
    view: ResolvedView
    standalone: bool = False
    cited: dict[str, None] = field(default_factory=dict)
    cited_together: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def known(self) -> Knowledge:
        """What is known, with this thread's view."""
        return self.snapshot.known.seen_by(self.view)

    @cached_property
    def say(self) -> Wording:
        """The words of the reader's language."""
        return wording(language_of(self.request))

    @property
    def theme(self) -> str:
        """The appearance asked for."""
        asked = self.request.cookies.get(THEME_COOKIE, "auto")
        return asked if asked in THEMES else "auto"

    @property
    def horizon(self) -> Horizon:
        """What counts as known."""
        return self.snapshot.horizon

    def snapshot_question(self) -> NetworkQuestion:
        """The question to the network that pages ask where nobody chose a basis: all that is announced."""
        return NetworkQuestion(horizon=self.horizon)

    @property
    def path(self) -> str:
        """The path of this page as it was asked for, so that a slash in an id stays a part of the id."""
        raw: bytes = self.request.scope.get("raw_path") or quote(self.request.scope["path"]).encode()
        return raw.decode("ascii", "replace")

    @property
    def form_token(self) -> str:
        """The token of forms on this page."""
        return self.site.guard.form_token(self.request.state.visitor)

    @property
    def name(self) -> str:
        """The name under which the visitor judged last."""
        return self.request.cookies.get(NAME_COOKIE, "")

    def named(self, identity: str, fallback: str | None = None) -> str:
        """The name of an actor: that of the reader's language where the documents use one, else the one that is usual here."""
        entry = self.known.atlas.get(identity)
        known = self.known.identity_by_id.get(identity)
        if entry and known and self.say.tag != "en":
            met = {*known.names} - entry.ambiguous
            own = next((name for name in entry.names.get(self.say.tag, ()) if name in met), None)
            if own is not None:
                return own
        name = known.name if known else (entry.name if entry else fallback or identity)
        return name.removeprefix(_GROUP)

    def other_values(self, fact: Fact) -> list[str]:
        """Every value told of a quantity beside the best supported one, in the reader's words."""
        best = {value.field: self.say.value(value) for value in reversed(fact.values) if value.quantity is not None}
        told = [self.say.value(value) for value in fact.values if value.quantity is not None]
        return [each for each in dict.fromkeys(told) if each not in best.values()]

    def told(self, field: str, text: str | None) -> str:
        """What a change or a difference writes of a field, in the reader's words."""
        if text is None:
            return "–"
        found = quantity_told(text) if field in ("amount", "share", "power", "count") else None
        if found is not None:
            return self.say.quantity(field, found[0], per=found[1])
        return self.say.name_of("status", text) if field == "status" else text

    def side(self, dispute: Dispute, side: Side) -> str:
        """What a side of a dispute tells, in words."""
        if side.quantity is not None:
            return self.say.quantity(dispute.field, side.quantity, per=side.told.partition(" per ")[2] or None)
        return self.say.name_of("status", side.told) if dispute.field == "status" else side.told

    def url(self, path: str, **parts: object) -> str:
        """The address of another page, as of the same day, in the language that this address asks for."""
        kept = {name: value for name in ("as_of", "learned_by", "lang") if (value := self.request.query_params.get(name))}
        return address(path, {**kept, **parts})

    def here(self, **changes: object) -> str:
        """This address with some parts changed; None takes a part away."""
        parts: dict[str, object] = {}
        for name, value in self.request.query_params.multi_items():
            if name not in changes and value != "":
                known = parts.setdefault(name, [])
                assert isinstance(known, list)
                known.append(value)
        return address(self.path, {**parts, **changes})

    def evidence(self, facts: Iterator[str] | tuple[str, ...] | list[str], title: str = "") -> str:
        """The address of the sentences behind something; on a page that stands alone their place on it."""
        wanted = list(dict.fromkeys(facts))
        if self.standalone:
            self.cited.update(dict.fromkeys(wanted))
            if len(wanted) == 1:
                return f"#fact-{wanted[0]}"
            name = f"set-{result_id('set', *wanted)[:12]}"
            self.cited_together[name] = tuple(wanted)
            return f"#{name}"
        if len(wanted) == 1:
            return self.url(f"/facts/{wanted[0]}")
        more = len(wanted) if len(wanted) > FACTS_LINKED else None
        return self.url("/evidence", fact=wanted[:FACTS_LINKED], of=more, title=title or None)


def address(path: str, parts: dict[str, object]) -> str:
    """A path with query parts; what is None, False or empty is left out."""
    told = {name: value for name, value in parts.items() if value not in (None, False, "", [], ())}
    query = urlencode({name: str(value) if not isinstance(value, (list, tuple)) else value for name, value in told.items()}, True)
    return f"{path}?{query}" if query else path


def language_of(request: Request) -> str:
    """The language of the page: that of the address, else of the visitor's choice, else of the browser."""
    for asked in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if asked is not None and asked in LANGUAGES:
            return asked
    return wanted_language(request.headers.get("accept-language", ""))


def visitor_of(request: Request) -> str | None:
    """The visitor that the request names."""
    return request.cookies.get(VISITOR_COOKIE)
