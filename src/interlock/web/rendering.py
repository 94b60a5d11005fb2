"""Pages from templates. What documents say is text: everything is escaped, and nothing can turn the direction of what follows."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from interlock.reporting.marks import marked_quote
from interlock.vocabulary import Claim, Fact, Kind
from interlock.web.charts import log_span
from interlock.web.escaping import direction, web_address
from interlock.web.evidence import evidence_rows
from interlock.web.visit import THEMES, Visit, language_of
from interlock.web.wording import LANGUAGES, wording

HERE = Path(str(files("interlock.web")))
STATIC = HERE / "static"
FACTS_ATTACHED = 400
"""Facts whose sentences a page that stands alone carries along."""
_FONT = re.compile(r"^@font-face.*$\n?", re.MULTILINE)
"""A file that stands alone brings no fonts: it is shown in those of the device."""
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
NAVIGATION = (
    ("see", (("/", "overview"), ("/map", "map"), ("/deals", "deals"), ("/actors", "actors"), ("/talent", "talent"))),
    ("ask", (("/loops", "loops"), ("/exposure", "exposure"), ("/stress", "stress"), ("/policy", "policy"))),
    (
        "read",
        (
            ("/digest", "digest"),
            ("/stories", "stories"),
            ("/disputes", "disputes"),
            ("/documents", "documents"),
            ("/judge", "judge"),
            ("/method", "method"),
            ("/game", "game"),
        ),
    ),
)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(direction=direction, link=web_address, segment=segment)
    environment.globals.update(
        interface_languages=LANGUAGES,
        log_span=log_span,
        marked=marked_quote,
        navigation=NAVIGATION,
        says=Kind.SAYS,
        themes=THEMES,
    )
    return environment


def render(visit: Visit, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page of a visit; as one file that stands alone where the address asks for `export=html`."""
    visit.standalone = visit.request.query_params.get("export") == "html"
    text = page_text(visit, template, **values)
    if not visit.standalone:
        return HTMLResponse(text, status)
    name = visit.path.strip("/").replace("/", "-") or "overview"
    return HTMLResponse(text, status, {"Content-Disposition": f'attachment; filename="interlock-{name}.html"'})


def error_page(request: Request, status: int, key: str, what: str | None, *, again: bool = False) -> Response:
    """A page that says what went wrong; `again` makes the browser ask once more."""
    say = wording(language_of(request))
    told = say(key, what=what or "") if key == "error.bad" else say(key)
    title = say("error.title") if not again else say("app.title")
    text = _environment().get_template("error.html.j2").render(say=say, title=title, told=told, again=again)
    return HTMLResponse(harmless(text), status)


def plain_page(template: str) -> Response:
    """A page that is the same for everybody."""
    return HTMLResponse(_environment().get_template(template).render())


def page_text(visit: Visit, template: str, **values: Any) -> str:
    """The text of a page. One that stands alone carries its style and the sentences of the facts it links to."""
    environment = _environment()
    given = {"visit": visit, "say": visit.say, **values}
    if visit.standalone:
        return alone_page(visit, template, **values)
    alone = {"style": "", "policy": "", "attached": (), "together": {}, "left": 0, "scripts": ()}
    return harmless(environment.get_template(template).render(**given, **alone))


def alone_page(visit: Visit, template: str, scripts: tuple[str, ...] = (), **values: Any) -> str:
    """A page as one file: with its style, its scripts, and the sentences of the facts that it links to."""
    page = _environment().get_template(template)
    style = _FONT.sub("", "\n".join(static_text(name) for name in ("style.css", *(("map.css",) if scripts else ()))))
    given = {
        "visit": visit,
        "say": visit.say,
        "style": Markup(style),
        "policy": alone_policy(style, *scripts),
        "scripts": tuple(map(Markup, scripts)),
        **values,
    }
    page.render(attached=(), together={}, left=0, **given)  # to gather what it cites
    cited = [identity for identity in visit.cited if identity in visit.known.fact_by_id]
    attached = tuple(evidence_rows(visit.known, cited[:FACTS_ATTACHED]))
    together = dict(visit.cited_together)
    return harmless(page.render(attached=attached, together=together, left=max(len(cited) - FACTS_ATTACHED, 0), **given))


def alone_policy(style: str, *scripts: str) -> str:
    """The policy of a file that stands alone: its own style and scripts, by their hashes, and nothing else."""

    def hashed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"

    told = f"default-src 'none'; style-src {hashed(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    return f"{told}; script-src {' '.join(map(hashed, scripts))}" if scripts else told


@lru_cache(maxsize=16)
def static_text(name: str) -> str:
    """A shipped file as text."""
    return (STATIC / name).read_text(encoding="utf-8")


def harmless(page: str) -> str:
    """A page without characters that turn the direction of what stands behind them, and without lone surrogates."""
    return page.translate(_TURNING).encode("utf-8", "replace").decode("utf-8")


def segment(text: str) -> str:
    """A text as one part of a path: slashes and dots in it lead nowhere else."""
    return quote(text, safe="")


def who_says(claim: Claim) -> str:
    """Who is named as the source of a claim."""
    return ", ".join(actor.name for actor in claim.attributed_to)


def title_of(fact: Fact) -> str:
    """A fact in few words, for the title of a page."""
    return " ".join(filter(None, (fact.subject.name, str(fact.kind).replace("_", " "), fact.object.name if fact.object else "")))
