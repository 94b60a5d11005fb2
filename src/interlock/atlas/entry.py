"""One actor of the atlas."""

from __future__ import annotations

from dataclasses import dataclass, field

from interlock.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A post that a person holds or held; `organisation` is an atlas id, dates are ISO 8601 prefixes."""

    organisation: str
    role: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Renaming:
    """A change of name on a date."""

    old: str
    new: str
    date: str


@dataclass(frozen=True, slots=True)
class AtlasEntry:
    """An actor with all its names.

    `names` maps a language tag to the names its press uses, most usual first. `short` forms stand alone once the full
    name was said in a document, `famous` ones at once; `ambiguous` ones are ordinary words too and need context.
    `parent_since` is the date from which it belongs to `parent`, an ISO 8601 prefix.
    """

    id: str
    kind: ActorKind
    name: str
    sectors: frozenset[str] = frozenset()
    country: str | None = None
    gender: str | None = None
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    short: tuple[str, ...] = ()
    famous: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    ticker: str | None = None
    parent: str | None = None
    parent_since: str | None = None
    affiliations: tuple[Affiliation, ...] = ()
    renamed: tuple[Renaming, ...] = ()
    wikidata: str | None = None

    def all_names(self) -> tuple[str, ...]:
        """Every full name in any language, each once, the English display name first."""
        every = [self.name, *(name for names in self.names.values() for name in names), *(r.old for r in self.renamed)]
        return tuple(dict.fromkeys(every))

    def parent_on(self, date: str | None) -> str | None:
        """Atlas id of the parent on a date (now where None). A parent without a date counts as always there."""
        if date is not None and self.parent_since is not None and date < self.parent_since[: len(date)]:
            return None
        return self.parent

    def name_on(self, date: str | None) -> str:
        """The display name on a date: the old one before a renaming."""
        if date is not None:
            for renaming in sorted(self.renamed, key=lambda each: each.date):
                if date < renaming.date[: len(date)]:
                    return renaming.old
        return self.name

    def employer(self) -> str | None:
        """Atlas id of the organisation that a person speaks and acts for now: the first post that has not ended."""
        for post in self.affiliations:
            if post.until is None:
                return post.organisation
        return None
