"""Stories as a table and as rows, one for each telling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interlock.reporting.fact_model import SHORT_ID, StoryTree
from interlock.reporting.tables import NARROWEST, Column, table

STORY_HEAD = (
    "story",
    "document",
    "address",
    "title",
    "site",
    "language",
    "said",
    "relation",
    "of",
    "origin",
    "source",
    "why",
    "differences",
)


def stories_text(trees: Iterable[StoryTree], width: int) -> str:
    """A table of stories: how many documents tell each, from how many origins, in which languages, since when."""
    columns = (
        Column("Story"),
        Column("First said"),
        Column("Last said"),
        Column("Documents", right=True),
        Column("Origins", right=True),
        Column("Languages", shrinks=True, least=8),
        Column("First told as", shrinks=True, least=24),
    )
    rows = []
    for tree in trees:
        story = tree.story
        said = sorted(told.said for told in story.tellings if told.said)
        first = tree.tellings[0]
        rows.append(
            (
                story.id[:SHORT_ID],
                said[0] if said else "",
                said[-1] if said else "",
                str(len(story.tellings)),
                str(len(story.origins)),
                ", ".join(sorted({shown.language for shown in tree.tellings})),
                first.title or first.address,
            )
        )
    return table(columns, rows, max(width, NARROWEST))


def story_rows(trees: Iterable[StoryTree]) -> Iterator[dict[str, object]]:
    """A flat row under STORY_HEAD for each telling."""
    for tree in trees:
        for shown in tree.tellings:
            told = shown.telling
            yield {
                "story": tree.story.id,
                "document": told.document,
                "address": shown.address,
                "title": shown.title,
                "site": shown.site,
                "language": shown.language,
                "said": told.said,
                "relation": str(told.relation),
                "of": told.of,
                "origin": told.origin,
                "source": told.source,
                "why": told.why,
                "differences": len(told.differences),
            }
