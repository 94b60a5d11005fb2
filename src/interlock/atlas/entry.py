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
    affiliations: tuple[Affiliation, ...] = ()
    renamed: tuple[Renaming, ...] = ()
    wikidata: str | None = None

    def all_names(self) -> tuple[str, ...]:
        """Every full name in any language, each once, the English display name first."""
        every = [self.name, *(name for names in self.names.values() for name in names), *(r.old for r in self.renamed)]
        return tuple(dict.fromkeys(every))

    def employer(self) -> str | None:
        """Atlas id of the organisation that a person speaks and acts for now: the first post that has not ended."""
        for post in self.affiliations:
            if post.until is None:
                return post.organisation
        return None
