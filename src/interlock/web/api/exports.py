"""Facts as files for other tools, as `interlock export` writes them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from interlock.pipeline.export_formats import ExportRequest, FactQuestion, exported
from interlock.pipeline.queries import Question
from interlock.web.asking import Ask, FactsAsked
from interlock.web.filtering import deals_of, wanted_facts
from interlock.web.visit import Site

router = APIRouter(prefix="/api/v1", tags=["export"])


class Tool(StrEnum):
    """A format, one file each."""

    FTM = "ftm"
    FTM_STATEMENTS = "ftm-statements"
    GEXF = "gexf"
    GRAPHML = "graphml"
    CYPHER = "cypher"
    XLSX = "xlsx"
    JSONLD = "jsonld"
    BIBTEX = "bibtex"
    CSL = "csl"
    ANNOTATIONS = "annotations"


_KINDS = {
    Tool.FTM: ("ftm.json", "application/jsonl"),
    Tool.FTM_STATEMENTS: ("statements.csv", "text/csv"),
    Tool.GEXF: ("gexf", "application/gexf+xml"),
    Tool.GRAPHML: ("graphml", "application/graphml+xml"),
    Tool.CYPHER: ("cypher", "text/plain"),
    Tool.XLSX: ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Tool.JSONLD: ("jsonld", "application/ld+json"),
    Tool.BIBTEX: ("bib", "application/x-bibtex"),
    Tool.CSL: ("csl.json", "application/vnd.citationstyles.csl+json"),
    Tool.ANNOTATIONS: ("annotations.jsonl", "application/jsonl"),
}


@router.get("/export/{tool}", response_class=Response)
def export(
    request: Request, asked: Ask[FactsAsked], tool: Annotated[Tool, Path(description="The format.")], deals: bool = False
) -> Response:
    """The facts that pass the filters as a file for another tool; docs/exports.md says what each holds and what it loses.

    With `deals` only those between two parties that move something of value.
    """
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        facts, _ = wanted_facts(visit, asked)
        facts = deals_of(facts) if deals else facts
        made = exported(visit.known, ExportRequest(str(tool), FactQuestion(Question())), facts)
        ((_, content),) = made.files
        data = content if isinstance(content, bytes) else "".join(content).encode("utf-8", "replace")
    ending, kind = _KINDS[tool]
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="interlock.{ending}"'})
