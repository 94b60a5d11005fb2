"""Stories with their tellings, and disputes."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from interlock.ledger.filters import is_id_prefix
from interlock.pipeline.fact_queries import find_story, list_stories, story_tree
from interlock.reporting.fact_model import ShownTelling, StoryTree
from interlock.web.asking import Ask, Asked
from interlock.web.pages.overview import disputes as disputes_of
from interlock.web.rendering import render
from interlock.web.visit import NotFound, Site

router = APIRouter(include_in_schema=False)
MOST_STORIES, MOST_DISPUTES, MOST_TELLINGS = 100, 200, 60


@router.get("/stories")
def stories(request: Request, asked: Ask[Asked]) -> Response:
    """The stories that several documents tell."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        found = list_stories(visit.known, 2)
        trees = visit.snapshot.answer("stories", lambda: [story_tree(visit.known, story) for story in found[:MOST_STORIES]])
        single = len(visit.known.stories) - len(found)
        return render(visit, "stories.html.j2", trees=[(tree, copies(tree)) for tree in trees], found=len(found), single=single)


@router.get("/stories/{identity}")
def story(request: Request, identity: str, asked: Ask[Asked]) -> Response:
    """One story: its copy tree, what each telling changed, the tellings side by side."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        if not is_id_prefix(identity):
            raise NotFound(f"no story has the id {identity[:64]}")
        tree = story_tree(visit.known, find_story(visit.known, identity))
        return render(visit, "story.html.j2", tree=tree, nested=copies(tree), most=MOST_TELLINGS)


def copies(tree: StoryTree) -> list[tuple[int, ShownTelling]]:
    """The tellings as a tree: each behind the one it comes from, with its depth."""
    ids = {each.telling.document for each in tree.tellings}
    below: dict[str | None, list[ShownTelling]] = {}
    for each in tree.tellings:
        parent = each.telling.of if each.telling.of in ids and each.telling.of != each.telling.document else None
        below.setdefault(parent, []).append(each)
    found: list[tuple[int, ShownTelling]] = []
    waiting = [(0, each) for each in reversed(below.get(None, []))]
    while waiting:
        depth, each = waiting.pop()
        found.append((depth, each))
        waiting += [(depth + 1, child) for child in reversed(below.get(each.telling.document, []))]
    return found


@router.get("/disputes")
def disputes(request: Request, asked: Ask[Asked]) -> Response:
    """What cannot all be right."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        found = disputes_of(visit.snapshot)
        return render(visit, "disputes.html.j2", disputes=found[:MOST_DISPUTES], found=len(found))
