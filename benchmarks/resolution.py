"""How well names, stories, disputes and changes of status are found, on the labelled sets.

    python -m benchmarks.resolution [--reader gold|grammar|both]

`gold` resolves the labelled claims, so that only resolution is measured; the others resolve what that reader finds. Names are
beside a naive rival, the share of letters in order (difflib), from 0.85 on.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from interlock.atlas import load_atlas
from interlock.evaluation.gold_claims import GoldClaims, as_published
from interlock.evaluation.passage_documents import passage_document
from interlock.evaluation.passages import Passage, read_passages
from interlock.evaluation.resolution_scores import Case, Counted, counted, score_changes, score_disputes, score_stories
from interlock.languages import load_languages
from interlock.pipeline.engine import merged
from interlock.pipeline.readers import readers_of
from interlock.pipeline.settings import Settings
from interlock.resolution import resolve
from interlock.resolution.names import NameMatcher, NameVerdict
from interlock.vocabulary import ActorKind, Claim, Document

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "resolution"
SEEN = "2026-11-26T00:00:00Z"
TUNED = ("stories_a",)
NAIVE = 0.85
Row = dict[str, str]
Labelled = tuple[Passage, Document, list[Claim]]


def table(name: str) -> list[Row]:
    """The rows of a table of labels."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def labelled(names: Sequence[str], reader: str) -> list[Labelled]:
    """The passages of files as documents, with the claims of the labels or of a reader."""
    gold, languages = GoldClaims(load_atlas()), load_languages()
    readers = [] if reader == "gold" else readers_of(Settings(Path("unused"), reader=reader))()
    found = []
    for name in names:
        for passage in read_passages(FOLDER / f"{name}.txt")[0]:
            document = as_published(passage_document(passage, languages), f"{name}#{passage.id}", SEEN)
            if readers:
                claims = list(merged({each.name: tuple(each.read(document)) for each in readers}))
            else:
                claims = gold.of_passage(passage, document)
            found.append((passage, document, claims))
    return found


def line(what: str, counts: Counted) -> str:
    """A row of the report."""
    rates = " ".join(f"{rate:>6.3f}" for rate in (counts.precision, counts.recall, counts.f1))
    return f"{what:<44} {rates}   {counts.hit}/{counts.false}/{counts.missed}"


def first_half(row: Row) -> bool:
    """Whether a pair of names belongs to the half that may be tuned on."""
    return int(hashlib.sha256((row["name"] + row["other"]).encode()).hexdigest()[:4], 16) % 2 == 0


def said_of(name: str, matcher: NameMatcher) -> list[tuple[Row, bool, bool, bool]]:
    """The pairs of a table: whether they are one, whether the matcher holds them to be, and whether the naive rival does."""
    said = []
    for row in table(name):
        match = matcher.match(row["name"], ActorKind(row["kind"]), row["other"], ActorKind(row["other_kind"]))
        naive = SequenceMatcher(None, row["name"].lower(), row["other"].lower()).ratio() >= NAIVE
        said.append((row, row["same"] == "yes", match.verdict is NameVerdict.SAME, naive))
    return said


def names_report() -> list[str]:
    """Names for development, held out, in each half and in all, beside the naive rival; and homonyms merged."""
    matcher = NameMatcher(load_atlas())
    said, development, held_out = (said_of(f"names{part}", matcher) for part in ("", "_development", "_held_out"))
    halves = (("half tuned on", (True,)), ("other half", (False,)), ("all", (True, False)))
    lines = [
        line("names, for development", counted((same, held) for _, same, held, _ in development)),
        line("names, held out", counted((same, held) for _, same, held, _ in held_out)),
    ]
    lines += [
        line(f"names, {title}", counted((same, held) for row, same, held, _ in said if first_half(row) in half))
        for title, half in halves
    ]
    lines.append(line("names, all: share of letters (rival)", counted((same, naive) for _, same, _, naive in said)))
    homonyms = sum(held and not same and row["group"] == "homonym" for row, same, held, _ in [*said, *development, *held_out])
    return [*lines, f"homonyms merged: {homonyms}"]


def stories_report(reader: str) -> list[str]:
    """Stories of each file, resolved together with all others of their part."""
    lines = []
    for title, files in (("tuned on", TUNED), ("not looked at", ("stories_b", "stories_c"))):
        press = labelled(files, reader)
        labels = {row["id"]: (row["story"], row["origin"], row["relation"]) for name in files for row in table(name)}
        made = resolve([(document, claims) for _, document, claims in press], atlas=load_atlas())
        scores = score_stories(labels, made.stories, {document.id: passage.id for passage, document, _ in press})
        lines.append(line(f"stories, {title}: pairs in one story", scores.stories))
        lines.append(line(f"stories, {title}: pairs of one origin", scores.origins))
        lines.append(f"stories, {title}: relations named rightly {scores.relations[0]} of {scores.relations[1]}")
    return lines


def cases_report(reader: str) -> list[str]:
    """Disputes and changes of status; the half whose hash is even was tuned on."""
    press = labelled(("cases",), reader)
    made = resolve([(document, claims) for _, document, claims in press], atlas=load_atlas())
    passage_of = {claim.id: passage.id for passage, _, claims in press for claim in claims}
    event_of = {passage.id: passage.event for passage, _, _ in press}
    cases = [
        Case(
            row["case"],
            row["type"],
            row["field"],
            frozenset(row["ids"].split(",")),
            row["note"].split()[0],
            row["status"],
            row["since"],
        )
        for row in table("cases")
    ]
    lines = []
    for title, half in (("tuned on", 0), ("not looked at", 1)):
        part = [case for case in cases if int(hashlib.sha256(case.name.encode()).hexdigest()[0], 16) % 2 == half]
        lines.append(line(f"disputes, {title}", score_disputes(part, made.disputes, passage_of)))
        lines.append(line(f"changes of status, {title}", score_changes(part, made.facts, passage_of, event_of)))
    return lines


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=("gold", "grammar", "neural", "both"), default="gold")
    reader = parser.parse_args().reader
    print(f"claims: {reader}\n{'':<44}      P      R     F1   hit/false/missed")
    for text in [*(names_report() if reader == "gold" else []), *stories_report(reader), *cases_report(reader)]:
        print(text)


if __name__ == "__main__":
    main()
