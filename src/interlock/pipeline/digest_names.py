"""Names for a digest: what each actor is called in its language, and everything that it may be called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from interlock.atlas import AtlasEntry
from interlock.pipeline.knowledge import Knowledge
from interlock.reporting.digest.language import DigestLanguage
from interlock.reporting.digest.names import NameScan
from interlock.reporting.digest.phrases import ActorWords
from interlock.vocabulary import Identity

_SCRIPTS = {"he": re.compile("[\u0590-\u05ff]"), "zh": re.compile("[\u3400-\u9fff]")}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True)
class DigestNames:
    """`actors` are the words for each actor by its id, `ids` the ids by any name in lower case, `names` all names by id."""

    actors: Mapping[str, ActorWords]
    ids: Mapping[str, str]
    names: Mapping[str, frozenset[str]]
    scan: NameScan


def digest_names(known: Knowledge, language: DigestLanguage) -> DigestNames:
    """The names of all actors of the atlas and of the ledger."""
    actors: dict[str, ActorWords] = {}
    ids: dict[str, str] = {}
    names: dict[str, frozenset[str]] = {}
    unclear: set[str] = set()
    for entry in known.atlas:
        actors[entry.id] = ActorWords(_called(entry, language.code), entry.gender)
        names[entry.id] = frozenset((*entry.all_names(), *entry.short, *entry.famous))
        unclear |= entry.ambiguous
        for name in entry.all_names():
            ids.setdefault(name.casefold(), entry.id)
    for identity in known.identities:
        if identity.id not in actors:
            actors[identity.id] = ActorWords(_best(identity, language.code))
        names[identity.id] = names.get(identity.id, frozenset()) | {identity.name, *identity.names}
        for name in (identity.name, *identity.names):
            ids.setdefault(name.casefold(), identity.id)
    words = language.own_words | {phrase.casefold() for phrase in language.own_phrases}
    return DigestNames(actors, ids, names, NameScan(names, words, language.clitics, frozenset(unclear)))


def _called(entry: AtlasEntry, code: str) -> str:
    """The first name in the language that is more than the name with a word beside it ('agence Reuters')."""
    own = entry.names.get(code, ())
    return next((name for name in own if name == entry.name or entry.name not in name), entry.name)


def _best(identity: Identity, code: str) -> str:
    """Of the names that the texts use, one in the script of the language; else the display name."""
    script = _SCRIPTS.get(code.partition("-")[0], _LATIN)
    if script.search(identity.name):
        return identity.name
    fitting = [name for name in identity.names if script.search(name) and " " in name.strip()]
    return min(fitting, key=lambda name: (len(name), name)) if fitting else identity.name
