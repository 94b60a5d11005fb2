"""A fact as a tree down to its sentences, and a story as the tree of its copies, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from interlock.reporting.bidi import cleaned, isolated
from interlock.reporting.fact_model import SHORT_ID, FactTree, ShownTelling, StoryTree, TreeClaim
from interlock.reporting.facts import fact_line, other_values, side_in_words
from interlock.reporting.figures import counted, fact_quantities_in_words, quantities_in_words, quantity_in_words
from interlock.reporting.tables import NARROWEST, wrapped
from interlock.reporting.terminal import claim_in_words
from interlock.vocabulary import Change, Claim, Difference, Relation

_WIDEST = 110
_DIFFERENCES_SHOWN = 12
_RELATIONS = {
    Relation.FIRST: "first",
    Relation.REPRINT: "reprint",
    Relation.TRANSLATION: "translation",
    Relation.REWRITE: "rewrite",
    Relation.REPORT_OF_REPORT: "report of a report",
    Relation.INDEPENDENT: "independent",
    Relation.FOLLOW_UP: "follow-up",
    Relation.DENIAL: "denial",
}


def fact_tree_text(tree: FactTree, width: int) -> str:
    """The fact, its status over time, and under each origin its documents and claims with their sentences."""
    fact, width = tree.fact, max(min(width, _WIDEST), NARROWEST)
    lines = [f"Fact {fact.id[:SHORT_ID]}  {isolated(cleaned(fact_line(fact)))}", ""]
    size, others = "; ".join(fact_quantities_in_words(fact)), other_values(fact)
    steps = " → ".join(f"{step.status} ({step.since or 'date unknown'})" for step in fact.history)
    told = [
        ("how much", size),
        ("also told", ", ".join(others)),
        ("status", steps),
        ("date", fact.date),
        ("period", fact.period),
        ("told by", _counted(tree)),
    ]
    lines += [f"  {name:<10} {isolated(cleaned(value))}" for name, value in told if value]
    for origin, rows in _by_origin(tree.claims):
        lines += ["", f"Origin {origin[:SHORT_ID]}"]
        for place, row in enumerate(rows):
            lines += _claim_lines(row, width, last=place == len(rows) - 1)
    lines += _dispute_lines(tree)
    if tree.links:
        lines += ["", "Why the names are one"]
        lines += [f"  {link.rule} ({link.score:.2f}): {isolated(cleaned(link.why))}" for link in tree.links]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _counted(tree: FactTree) -> str:
    claims, documents, origins = (len(each) for each in (tree.fact.claims, tree.fact.documents, tree.fact.origins))
    return f"{counted(claims, 'claim')} in {counted(documents, 'document')} from {counted(origins, 'origin')}"


def _by_origin(rows: Sequence[TreeClaim]) -> Iterator[tuple[str, list[TreeClaim]]]:
    for origin in dict.fromkeys(row.support.origin for row in rows):
        yield origin, [row for row in rows if row.support.origin == origin]


def _claim_lines(row: TreeClaim, width: int, last: bool) -> list[str]:
    branch, under = ("└─", "  ") if last else ("├─", "│ ")
    told = row.telling
    relation = f", {_RELATIONS[told.relation]}" + (f" of {told.of[:SHORT_ID]}" if told.of else "") if told else ""
    head = f"{branch} {row.support.said or 'date unknown'}  {isolated(cleaned(row.title or row.address))}{relation}"
    by = f" by {', '.join(row.support.by)}" if row.support.by else ""
    claim = row.claim
    words = "; ".join(quantities_in_words(claim))
    lines = [head, f"{under}   claim {row.short}, {claim.status}{': ' + words if words else ''}{by}"]
    lines += [f"{under}     {isolated(line)}" for line in wrapped(f"“{cleaned(claim.evidence.quote)}”", width - 8)]
    if claim.condition:
        lines.append(f"{under}     only if: {isolated(cleaned(claim.condition))}")
    return [*lines, f"{under}     why here: {isolated(cleaned(row.support.why))}"]


def _dispute_lines(tree: FactTree) -> list[str]:
    if not tree.disputes:
        return []
    lines = ["", "In dispute"]
    for dispute in tree.disputes:
        sides = " against ".join(
            isolated(cleaned(side_in_words(dispute.field, side))) + f" ({counted(side.origins, 'origin')})"
            for side in dispute.sides
        )
        lines.append(f"  {dispute.field}: {sides}; {dispute.reason}: {dispute.why}")
    return lines


def story_tree_text(tree: StoryTree, width: int) -> str:
    """The tree of copies: each telling under the one it comes from, with what it adds, drops and changes."""
    width = max(min(width, _WIDEST), NARROWEST)
    story = tree.story
    head = f"{counted(len(story.tellings), 'telling')} from {counted(len(story.origins), 'origin')}"
    lines = [f"Story {story.id[:SHORT_ID]}  {head}", ""]
    under: dict[str | None, list[ShownTelling]] = {}
    for shown in tree.tellings:
        under.setdefault(shown.telling.of, []).append(shown)
    for shown in under.get(None, []):
        lines += _branch(shown, under, tree.claims, "", width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _branch(
    shown: ShownTelling, under: Mapping[str | None, Sequence[ShownTelling]], claims: Mapping[str, Claim], indent: str, width: int
) -> Iterator[str]:
    told = shown.telling
    source = f", source named: {told.source}" if told.source else ""
    outlet = f" ({shown.site})" if shown.site else ""
    yield f"{indent}{told.said or 'date unknown'}  {isolated(cleaned(shown.title or shown.address))}{outlet}"
    size = f"{shown.language} · {counted(shown.claims, 'claim')} · {_RELATIONS[told.relation]}{source}"
    yield f"{indent}  {told.document[:SHORT_ID]} · {size}"
    if told.relation is not Relation.FIRST:
        yield f"{indent}  {isolated(cleaned(told.why))}"
    for line in _difference_lines(told.differences, claims):
        yield f"{indent}    {line}"
    yield ""
    for copy in under.get(told.document, ()):
        yield from _branch(copy, under, claims, indent + "    ", width)


def _difference_lines(differences: Iterable[Difference], claims: Mapping[str, Claim]) -> Iterator[str]:
    every = list(differences)
    for row in every[:_DIFFERENCES_SHOWN]:
        here, there = claims.get(row.claim or ""), claims.get(row.other or "")
        claim = here or there
        if claim is None:
            continue
        words = isolated(cleaned(claim_in_words(claim)))
        if row.change is Change.CHANGED:
            before, after = (isolated(cleaned(each)) for each in (_told(row, there, row.before), _told(row, here, row.after)))
            yield f"~ {words}: {row.field} {before} → {after}"
        else:
            sizes = "; ".join(quantities_in_words(claim))
            yield f"{'+' if row.change is Change.ADDED else '-'} {words}{': ' + sizes if sizes else ''}"
    if len(every) > _DIFFERENCES_SHOWN:
        yield f"… {len(every) - _DIFFERENCES_SHOWN} more differences; --json shows all"


def _told(row: Difference, claim: Claim | None, plain: str | None) -> str:
    """A changed field in words, from the claim that tells it."""
    if plain is None:
        return "not told"
    quantity = claim.quantities().get(row.field or "") if claim else None
    if claim is not None and quantity is not None and row.field:
        return quantity_in_words(row.field, quantity, claim.unit, claim.per)
    if claim is not None and row.field in ("subject", "object"):
        party = getattr(claim, row.field)
        return str(party.name) if party else plain
    return plain
