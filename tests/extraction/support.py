"""Documents, languages and atlases for the tests of this room, small where a unit is tested, shipped where the whole is."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from interlock.atlas import Affiliation, Atlas, AtlasEntry, load_atlas
from interlock.extraction import GrammarReader
from interlock.extraction.analysis import Analyser, Analysis
from interlock.extraction.coreference import resolve_references
from interlock.extraction.dates import find_dates, find_periods
from interlock.extraction.mention import Mention
from interlock.extraction.mentions import find_mentions, known_actor
from interlock.extraction.names import NameIndex
from interlock.extraction.passage import Passage, make_passage
from interlock.extraction.quantities import find_quantities
from interlock.languages import Language, load_language, load_language_file
from interlock.vocabulary import ActorKind, Claim, Document, Kind, Sentence, Zone, ZoneKind, document_id, text_id
from interlock.vocabulary.folding import fold

PUBLISHED = "2026-03-02"
SHIPPED = ("en", "fr", "he", "zh", "es", "de")
TAGS = {"en": "en", "he": "he", "fr": "fr", "zh": "zh-Hant", "zhs": "zh-Hans", "es": "es", "de": "de", "xx": "xx"}

SMALL = """\
code: xx
name: Test
script: Latn
boundary: space
sentences: {terminators: ".!?"}
zones: {}
numbers: {decimal: ".", thousands: ",", words: {seven: 7}, scales: {million: 1e6, billion: 1e9}}
units:
  - {field: amount, name: USD, before: ['\\$'], after: ['dollars?']}
  - {field: share, factor: 0.01, after: ['%']}
  - {field: power, factor: 1e9, after: [gw]}
  - {field: count, name: engineers, people: true, after: [engineers]}
  - {field: count, name: chips, after: [chips]}
bounds: [{bound: at_most, before: [up to]}]
dates: {months: {may: 5}, orders: ['{day} {month} {year}']}
statuses: {talks: [in talks], optional: [the right to], denied: [denied], planned: [will]}
attribution:
  before: [according to]
  after: [reported]
  anonymous: {people familiar with the matter: ['people familiar.{0,20}matter']}
speech: {verbs: [said, warned], quotes: ['" "']}
titles:
  - {role: CEO, words: [ceo]}
  - {role: chairman, words: [chairman]}
  - {role: founder, words: [founder], founds: true}
names:
  legal_forms: [ltd, inc]
  company_nouns: [start-up]
  company_endings: [capital]
  person_honorifics: [mr]
  given_names: [ruth, tobias]
  not_names: [the, of, monday, it, he, she, but, mr]
pronouns:
  - {words: [she], kinds: [person], gender: f}
  - {words: [he], kinds: [person], gender: m}
  - {words: [it], kinds: [company]}
descriptions:
  - {words: [the company], kinds: [company]}
  - {words: [the lab], kinds: [company], sectors: [lab]}
  - {words: [the chip maker], kinds: [company], sectors: [chips]}
  - {words: [the bloc], kinds: [government], actor: the-union}
assets: {AI chips: [chips], cloud: [cloud]}
grammar:
  oblique: [from, to, by, with, in, of]
  by: [by]
  genitive_before: [of]
  genitive_after: ["'s"]
  articles: [the]
  conjunctions: [and, ',']
  relative: [which, who]
  clause_breaks: [while]
  hypothetical: [if, why not]
  negation: [did not, not]
  former: [former]
  attributive: [-based]
triggers:
  - {kind: buys_from, words: [bought], subject: before, object: 'after from'}
  - {kind: buys_from, words: [sold], subject: 'after to', object: before}
  - {kind: buys_from, words: ['(?:was|were) sold'], subject: 'after to', object: 'after by', weight: 0.95}
  - {kind: invests_in, words: ['invest(?:s|ed)?'], subject: before, object: 'after in'}
  - {kind: acquires, words: [took over], subject: before, object: after}
  - {kind: lends_to, words: [lent], subject: before, object: 'after to'}
  - {kind: hires, words: [hired], subject: before, object: after, origin: 'after from'}
  - {kind: reports, metric: revenue, words: [revenue], subject: "before ~'s | after of", object: after, takes: [amount]}
"""


def entry(
    actor_id: str,
    name: str,
    kind: ActorKind = ActorKind.COMPANY,
    *,
    sectors: tuple[str, ...] = (),
    gender: str | None = None,
    short: tuple[str, ...] = (),
    famous: tuple[str, ...] = (),
    ambiguous: tuple[str, ...] = (),
    employer: str | None = None,
) -> AtlasEntry:
    """An atlas entry with one name."""
    posts = (Affiliation(employer),) if employer else ()
    return AtlasEntry(
        actor_id,
        kind,
        name,
        sectors=frozenset(sectors),
        gender=gender,
        names={"en": (name,)},
        short=short,
        famous=famous,
        ambiguous=frozenset(ambiguous),
        affiliations=posts,
    )


def small_atlas(*more: AtlasEntry) -> Atlas:
    """A lab, a chip maker, a cloud, a fund, a newspaper, a state, two people."""
    return Atlas(
        [
            entry("alpha-lab", "Alphalab", sectors=("lab",)),
            entry("beta-chips", "Betachips", sectors=("chips",)),
            entry("gamma-cloud", "Gammacloud", sectors=("cloud",)),
            entry("delta-fund", "Deltafund", ActorKind.FUND, sectors=("investor",)),
            entry("epsilon-post", "Epsilonpost", sectors=("media",)),
            entry("the-union", "Theunion", ActorKind.GOVERNMENT),
            entry("ada-ray", "Ada Ray", ActorKind.PERSON, gender="f", short=("Ray",), employer="alpha-lab"),
            entry("bob-lee", "Bob Lee", ActorKind.PERSON, gender="m", short=("Lee",)),
            *more,
        ]
    )


@lru_cache(maxsize=32)
def language_from(yaml_text: str) -> Language:
    """The language that a YAML text describes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "xx.yaml"
        path.write_text(yaml_text, encoding="utf-8")
        return load_language_file(path)


def small_language() -> Language:
    """A language of few words that look like English."""
    return language_from(SMALL)


@lru_cache(maxsize=8)
def shipped(code: str) -> Language:
    """A shipped language."""
    return load_language(code)


@lru_cache(maxsize=1)
def shipped_reader() -> GrammarReader:
    """The reader as users get it."""
    return GrammarReader([shipped(code) for code in SHIPPED], load_atlas())


@lru_cache(maxsize=1)
def shipped_index() -> NameIndex:
    """The names of the shipped atlas."""
    return NameIndex(load_atlas())


def page(code: str, *sentences: str, zone: ZoneKind = ZoneKind.BODY, published: str | None = PUBLISHED) -> Document:
    """A document of the given sentences, one space apart, all in one zone and language."""
    spans: list[Sentence] = []
    place = 0
    for number, sentence in enumerate(sentences):
        spans.append(Sentence(place, place + len(sentence), zone, number, TAGS[code]))
        place += len(sentence) + 1
    text = " ".join(sentences)
    identity = text_id(text)
    return Document(
        id=document_id(identity, "-", published),
        text_id=identity,
        text=text,
        address="-",
        media_type="text/plain",
        language=TAGS[code],
        zones=(Zone(zone, 0, len(text)),),
        sentences=tuple(spans),
        published=published,
    )


@lru_cache(maxsize=1)
def _shipped_analyser() -> Analyser:
    return Analyser([shipped(code) for code in SHIPPED], load_atlas())


def analysed(code: str, *sentences: str) -> Analysis:
    """The sentences with what is found in them, with the shipped data."""
    return _shipped_analyser().analyse(page(code, *sentences))


def read(code: str, *sentences: str) -> tuple[Claim, ...]:
    """What the shipped reader claims."""
    return shipped_reader().read(page(code, *sentences))


def deeds(code: str, *sentences: str) -> list[Claim]:
    """What the shipped reader claims, speech apart."""
    return [claim for claim in read(code, *sentences) if claim.kind is not Kind.SAYS]


def read_small(*sentences: str, atlas: Atlas | None = None) -> tuple[Claim, ...]:
    """What the small language and the small atlas claim."""
    return GrammarReader([small_language()], atlas or small_atlas()).read(page("xx", *sentences))


def named(code: str, *sentences: str) -> list[Mention]:
    """The mentions by name that the shipped data find."""
    return _named(page(code, *sentences), shipped(code), shipped_index())


def named_small(*sentences: str, atlas: Atlas | None = None) -> list[Mention]:
    """The mentions by name that the small data find."""
    return _named(page("xx", *sentences), small_language(), NameIndex(atlas or small_atlas()))


def resolved(code: str, *sentences: str) -> list[list[Mention]]:
    """For each sentence its mentions, references among them, with the shipped data."""
    document, language = page(code, *sentences), shipped(code)
    return _resolved(document, language, shipped_index())


def resolved_small(*sentences: str, atlas: Atlas | None = None) -> list[list[Mention]]:
    """For each sentence its mentions, references among them, with the small data."""
    document, language = page("xx", *sentences), small_language()
    return _resolved(document, language, NameIndex(atlas or small_atlas()))


def passage(code: str, *sentences: str) -> Passage:
    """The last of the sentences, ready for reading, with the shipped data ('xx': the small ones)."""
    language = small_language() if code == "xx" else shipped(code)
    index = NameIndex(small_atlas()) if code == "xx" else shipped_index()
    document = page(code, *sentences)
    folded, sentence = fold(document.text), document.sentences[-1]
    mentions = _resolved(document, language, index)[-1]
    place = (document.text, folded, sentence.start, sentence.end, language)
    dates, periods = find_dates(*place, PUBLISHED), find_periods(*place, PUBLISHED)
    return make_passage(sentence, language, document.text, folded, mentions, find_quantities(*place), dates, periods, None)


def _pairs(document: Document, language: Language) -> list[tuple[Sentence, Language]]:
    return [(sentence, language) for sentence in document.sentences]


def _named(document: Document, language: Language, index: NameIndex) -> list[Mention]:
    return find_mentions(document, fold(document.text), _pairs(document, language), index)


def _resolved(document: Document, language: Language, index: NameIndex) -> list[list[Mention]]:
    def known(actor_id: str) -> Mention | None:
        return known_actor(index, actor_id)

    mentions = _named(document, language, index)
    return resolve_references(_pairs(document, language), fold(document.text), mentions, known)


def brief(claim: Claim) -> str:
    """Kind (or metric, or role), subject and object of a claim: 'buys_from OpenAI -> Nvidia'."""
    what = claim.metric or str(claim.kind)
    return f"{what} {claim.subject.name}" + (f" -> {claim.object.name}" if claim.object else "")


def briefs(claims: list[Claim] | tuple[Claim, ...]) -> list[str]:
    """The claims in brief."""
    return [brief(claim) for claim in claims]
