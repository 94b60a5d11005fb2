"""What a language file may say: the closed set of keys, as types.

One file per language, `data/<code>.yaml`; docs/languages.md explains each key with an example. Words are regular
expressions, matched on folded text (`interlock.vocabulary.folding.fold`: lower case, one kind of quote, dash and dot;
accents stay) with the language's word boundary put around them by the loader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from interlock.vocabulary import ActorKind, Bound, Kind, Status


class Boundary(StrEnum):
    """Where a word may begin and end."""

    SPACE = "space"  # letters of a word hang together
    PREFIX = "prefix"  # as space, and up to three of the language's prefix letters may stand before it (Hebrew)
    NONE = "none"  # no spaces between words (Chinese)


class Side(StrEnum):
    """On which side of its trigger an argument stands."""

    BEFORE = "before"
    AFTER = "after"
    ANY = "any"


class Words:
    """The words of an entry as one pattern, compiled when it is first searched for: of thousands, a text needs few."""

    __slots__ = ("_pattern", "source")

    def __init__(self, source: str, pattern: re.Pattern[str] | None = None) -> None:
        self.source = source
        self._pattern = pattern

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words, compiled."""
        if self._pattern is None:
            self._pattern = re.compile(self.source)
        return self._pattern

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.source)


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to find an argument: its side, and the words that must stand right before or right after it."""

    side: Side
    before: re.Pattern[str] | None = None  # must end where the mention (or its description) begins
    behind: re.Pattern[str] | None = None  # must begin where the mention ends


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that says a kind of claim, with the sides and markers of its arguments.

    `needs` names fields of which at least one must be found, else there is no claim. `takes` names the quantities it
    may take. `weight` (0 to 1) is how often the word means this kind.
    """

    kind: Kind
    words: Words
    subject: tuple[Slot, ...]
    object: tuple[Slot, ...]
    origin: tuple[Slot, ...] = ()
    object_optional: bool = False
    undirected: bool = False  # the words do not say which side sells: the sides' sectors decide
    status: Status | None = None
    metric: str | None = None
    role: str | None = None
    asset: str | None = None
    position: int | None = None
    needs: frozenset[str] = frozenset()
    takes: frozenset[str] | None = None
    weight: float = 0.8
    line: int = 0

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words, compiled."""
        return self.words.pattern


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """What ends a sentence. `abbreviations` end in a full stop that does not."""

    terminators: str
    abbreviations: frozenset[str]


@dataclass(frozen=True, slots=True)
class ZoneCues:
    """Words and marks that tell a line that is no evidence. None where the language names none."""

    teaser_marks: str
    teaser: re.Pattern[str] | None
    advert: re.Pattern[str] | None
    related: re.Pattern[str] | None
    boilerplate: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class NumberRules:
    """How numbers are written. `words`, `scales` and `vague` map a word (as written, folded) to its value.

    `vague` words stand for the least value of a magnitude: 'tens of' is 10, at least. `half` words add a part
    of the last scale ('a billion and a half': 0.5). `rough` words stand for about their value ('une cinquantaine'). `gap` is what
    may stand between a number and the thing it counts ('600,000 Nvidia chips'). Words of `change` right before a
    number make 'X to Y' a change and no range; those of `ordinal` make the number a rank or a name. An amount that
    names no currency may stand before a word of `bare`, or before a full stop or comma. `fractions` are words that
    are shares by themselves ('a third', 'half'). For numbers without a unit: what `counted` matches right behind one
    is a thing counted, what `uncounted` matches is none ('years').
    """

    decimal: str
    thousands: str
    words: dict[str, float]
    scales: dict[str, float]
    vague: dict[str, float]
    half: dict[str, float]
    joiners: tuple[str, ...]  # words that may stand inside a number: 'and', 'de'
    ranges: tuple[str, ...]  # words or marks between the two ends of a range: 'to', '-'
    between: tuple[str, ...]  # words that open a range: 'between'; its ends are joined by `ranges` or `joiners`
    rough: dict[str, float] = field(default_factory=dict)
    gap: re.Pattern[str] | None = None
    change: re.Pattern[str] | None = None
    ordinal: re.Pattern[str] | None = None
    bare: re.Pattern[str] | None = None
    point: tuple[str, ...] = ()  # the spoken decimal point: 點
    parts: tuple[str, ...] = ()  # between a coin and its parts: 'tres euros con 50 céntimos'
    ones: tuple[str, ...] = ()  # 'one' that stands behind its noun: דולר אחד
    fractions: tuple[tuple[re.Pattern[str], float], ...] = ()
    counted: re.Pattern[str] | None = None
    uncounted: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A word that makes a number a quantity: `field` is amount, share, power or count.

    `name` is the ISO 4217 code for money, the English unit for counts, empty otherwise; `factor` multiplies the
    number (0.01 for per cent, 1e9 for GW). `before` words stand before the number ('$'), `after` words behind it.
    `others`: currencies that are called the same ('crowns'); one that a text has named before is meant again.
    """

    field: str
    name: str
    factor: float
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    people: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundWords:
    """Words that bound a number, standing before or behind it. `exact` words keep shorter ones from bounding it
    ('warrants over 2 per cent')."""

    bound: Bound
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A phrase that counts from the publication date: `unit` is year, half, quarter, month, week or day.

    `told`: it counts from the date told before instead ('two weeks later').

    `month`: which one of that year ('the end of last year' is December). `shift` may be a pattern's group `number`
    ('three years ago'): then `shift` is only its sign.
    """

    pattern: re.Pattern[str]
    unit: str
    shift: int
    month: int | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class DateRules:
    """How dates are written. `orders` are patterns with the groups year, month, day, quarter, half, season (any subset).

    A group `next` in an order says that the date is to come, a group `past` that it is not, `this` that it is of the year of
    the publication, `told` of the year of the date told before. `ordinals` are the words that {quarter} and {half} take beside
    digits ('first'); `weekdays` count from Monday, 1, to Sunday, 7; `seasons` from spring, 1, to winter, 4.
    """

    months: dict[str, int]
    orders: tuple[re.Pattern[str], ...]
    relative: tuple[RelativeDate, ...]
    durations: tuple[tuple[re.Pattern[str], str], ...]  # pattern with the group number; ISO letter Y, M, W or D
    rates: tuple[tuple[re.Pattern[str], str], ...]  # pattern; year, quarter, month, week or day
    ordinals: dict[str, int] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)  # days of the month in words, beside digits
    weekdays: tuple[tuple[re.Pattern[str], int], ...] = ()
    seasons: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words that show a status when they stand in the clause of a trigger."""

    status: Status
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class AttributionRules:
    """How a text says who says so: a marker before the source ('according to'), a verb behind it ('reported')."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    anonymous: tuple[tuple[re.Pattern[str], str], ...]  # words; the English name of the source


@dataclass(frozen=True, slots=True)
class SpeechRules:
    """Verbs of saying, and the quotation marks of the language as (opening, closing)."""

    verbs: re.Pattern[str] | None
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A post that people hold: `role` in English. `founds` marks a title that says its holder founded the firm, `former`
    one that says by itself that the post is held no longer."""

    role: str
    words: Words
    founds: bool = False
    former: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words, compiled."""
        return self.words.pattern


@dataclass(frozen=True, slots=True)
class NameRules:
    """Shapes of unknown names. `capitalised_nouns`: every noun has a capital (German), so a capital alone tells no name."""

    legal_forms: re.Pattern[str] | None  # behind a company name: Ltd, SA, בע"מ
    company_nouns: re.Pattern[str] | None  # right before a company name: 'חברת', 'the start-up'
    company_endings: re.Pattern[str] | None  # the end of a name, part of it: 科技, Capital
    person_honorifics: re.Pattern[str] | None  # Mr, מר, 先生
    surnames: frozenset[str]  # Chinese family names
    given_names: frozenset[str]  # usual first names, folded
    not_names: frozenset[str]  # capitalised or name-like words that are none
    capitalised_nouns: bool = False
    thing_before: re.Pattern[str] | None = None  # right before a firm's name that makes it a thing's: 'forêt d''
    thing_behind: re.Pattern[str] | None = None  # right behind one: 'rainforest', '河'


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A word that stands for an actor said before; gender m or f, number s or p, None for any."""

    pattern: re.Pattern[str]
    kinds: frozenset[ActorKind]
    gender: str | None
    number: str | None


@dataclass(frozen=True, slots=True)
class Description:
    """A definite description ('the start-up', '該公司') and what it may stand for.

    `sectors`: the actor must have one of them, if any are given. `title` marks a description by post ('the chief
    executive'), which stands for a person. `rest` is a fixed actor id, where the description names just one.
    """

    words: Words
    kinds: frozenset[ActorKind]
    sectors: frozenset[str]
    actor: str | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words, compiled."""
        return self.words.pattern


@dataclass(frozen=True, slots=True)
class Asset:
    """A thing that is bought, leased, built or restricted: `name` in English."""

    name: str
    words: Words

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words, compiled."""
        return self.words.pattern


@dataclass(frozen=True, slots=True)
class Grammar:
    """Small words that steer the attachment of arguments."""

    oblique: re.Pattern[str] | None  # a preposition right before a mention: it is not the plain subject
    by: re.Pattern[str] | None  # marks the doer of a passive
    genitive_before: re.Pattern[str] | None  # 'of', 'של', 'de': right before the owner
    genitive_after: re.Pattern[str] | None  # "'s", '的': right behind the owner
    articles: re.Pattern[str] | None  # 'the', 'le': may stand before the members of a list
    conjunctions: re.Pattern[str] | None  # joins the members of a list
    attributive: re.Pattern[str] | None  # right behind a name that only describes: '-based', '-era'
    relative: re.Pattern[str] | None  # right behind a noun: what follows is said of it ('who', 'which')
    clause_breaks: re.Pattern[str] | None  # begins a new clause: 'while', 'after which'
    hypothetical: re.Pattern[str] | None  # its clause claims nothing: 'if', 'why not'
    negation: re.Pattern[str] | None  # right before a trigger: it did not happen
    former: re.Pattern[str] | None  # before or in a title: no longer held
    conditions: re.Pattern[str] | None = None  # begins a clause on which what is told depends: 'once', 'subject to'
    bracket: bool = False  # verbs frame their clause: a word of status at one end of it reaches the other (German)
    elsewhere_before: re.Pattern[str] | None = None  # right before a figure of nobody's deal: 'a market worth'
    elsewhere_behind: re.Pattern[str] | None = None  # right behind one: 'a $5bn market'
    unreal: re.Pattern[str] | None = None  # what is told behind 'if' with one of these is only supposed too: 'would'
    dismissal: re.Pattern[str] | None = None  # people are sent away: 'laid off', 'job cuts'
    deployment: re.Pattern[str] | None = None  # in a condition: it is met step by step, as something is built or delivered


@dataclass(frozen=True, slots=True)
class TranslatedName:
    """Words that a machine wrote for the name of the atlas actor `actor` ('ligne d'arrivée' for Meta).

    `sure`: no author writes these words for anything else. `unless`: where one of these stands anywhere in the document, the
    words mean what they say ('Omaha' beside an oracle).
    """

    actor: str
    words: Words
    sure: bool = False
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class MangledRules:
    """How text in this language looks that a machine translated, and which names it turned into words.

    One of `signs` is enough to tell it, of `hints` two. A word of `names` is a name where words of `before` stand right
    before it ('shares of') or of `behind` right behind it ('announced'). `titles`: posts that were turned into words.
    """

    signs: re.Pattern[str] | None = None
    hints: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    names: tuple[TranslatedName, ...] = ()
    titles: tuple[Title, ...] = ()


@dataclass(frozen=True)  # without slots: `ShippedLanguage` fills its fields when they are asked for
class Language:
    """Everything that Interlock knows of one language."""

    code: str
    name: str
    script: str  # ISO 15924: Latn, Hebr, Hani
    boundary: Boundary
    prefixes: str
    sentences: SentenceRules
    zones: ZoneCues
    numbers: NumberRules
    units: tuple[Unit, ...]
    bounds: tuple[BoundWords, ...]
    dates: DateRules
    statuses: tuple[StatusWords, ...]
    attribution: AttributionRules
    speech: SpeechRules
    titles: tuple[Title, ...]
    names: NameRules
    pronouns: tuple[Pronoun, ...]
    descriptions: tuple[Description, ...]
    assets: tuple[Asset, ...]
    grammar: Grammar
    triggers: tuple[Trigger, ...]
    mangled: MangledRules = field(default_factory=MangledRules)
