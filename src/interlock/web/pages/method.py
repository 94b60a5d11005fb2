"""How each number is made, and how often the reading is right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, Request, Response

from interlock.web.asking import Ask, Asked
from interlock.web.rendering import HERE, render
from interlock.web.visit import Site

router = APIRouter(include_in_schema=False)
TOPICS = ("claim", "fact", "status", "dispute", "time", "total", "loop", "exposure", "stress", "talent", "limits")


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often the default reader is right on the sealed passages of one language, and how many claims these hold."""

    language: str
    claims: int
    precision: float
    recall: float
    f1: float


@cache
def accuracy() -> tuple[str, tuple[Accuracy, ...]]:
    """The reader that was measured, and its figures by language; the last scoring of the sealed test part."""
    told = json.loads((HERE / "data" / "accuracy.json").read_text(encoding="utf-8"))
    return told["reader"], tuple(Accuracy(**row) for row in told["languages"])


@router.get("/method")
def method(request: Request, asked: Ask[Asked]) -> Response:
    """The page."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        reader, rows = accuracy()
        return render(visit, "method.html.j2", topics=TOPICS, reader=reader, accuracy=rows)
