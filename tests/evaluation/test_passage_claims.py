"""One line of a gold claim: what it says, and each thing that may be wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.evaluation.passage_claims import ClaimFault, PassageClaim, parse_claim
from interlock.vocabulary import KINDS, ActorKind, Bound, Kind, Status
from interlock.vocabulary.claim import LONGEST_EVIDENCE

TEXT = (
    "Cobalt and Delta agreed to lease 120 megawatts from Meridian for up to $1.4bn over seven years, two people said. "
    "Cobalt may put $200m into Meridian once the halls open; it put $200m into Alto. Its chief Diaz hired seven engineers. "
    "Shares rose 6%. The lab ranks third."
)
ACTORS = {
    "cobalt": ActorKind.COMPANY,
    "delta": ActorKind.COMPANY,
    "meridian": ActorKind.COMPANY,
    "alto": ActorKind.FUND,
    "diaz": ActorKind.PERSON,
    "board": ActorKind.PRODUCT,
    "people": ActorKind.GROUP,
}
LEASE = "leases_from cobalt > meridian ; q {agreed to lease … seven years}"


def parse(line: str) -> PassageClaim:
    """A line that must be right."""
    return parse_claim(line, TEXT, ACTORS)


def reasons(line: str) -> list[str]:
    """What is wrong with a line."""
    with pytest.raises(ClaimFault) as caught:
        parse(line)
    return caught.value.reasons


def test_the_parties_and_the_kind_are_read() -> None:
    """In the order of the line, whatever the order of the text."""
    claim = parse(LEASE)
    assert (claim.kind, claim.subjects, claim.objects) == (Kind.LEASES_FROM, ("cobalt",), ("meridian",))


def test_joint_parties_are_one_claim() -> None:
    """On either side."""
    claim = parse("invests_in cobalt+delta > meridian+alto ; q {it put $200m into Alto}")
    assert (claim.subjects, claim.objects) == (("cobalt", "delta"), ("meridian", "alto"))


def test_an_object_may_be_left_out_where_the_kind_allows_it() -> None:
    """A lease without a lessor, a speech about nobody."""
    assert parse("leases_from cobalt ; q {agreed to lease}").objects == ()
    assert parse("says diaz ; q {Shares rose 6%}").objects == ()


def test_the_author_needs_no_line_among_the_actors() -> None:
    """The document's own voice."""
    assert parse("says author > cobalt ; q {The lab ranks third}").subjects == ("author",)


def test_evidence_has_the_offsets_of_the_text() -> None:
    """From the first words to the last ones behind them."""
    evidence = parse(LEASE).evidence
    assert evidence.text == TEXT[evidence.start : evidence.end]
    assert evidence.text == "agreed to lease 120 megawatts from Meridian for up to $1.4bn over seven years"


def test_evidence_may_be_told_in_full() -> None:
    """Without an ellipsis."""
    assert parse("says diaz ; q {Shares rose 6%}").evidence.text == "Shares rose 6%"


def test_the_last_words_are_the_nearest_behind_the_first() -> None:
    """They need not be unique."""
    assert parse("invests_in cobalt > meridian ; q {may put … into}").evidence.text == "may put $200m into"


def test_a_quantity_is_found_inside_the_evidence() -> None:
    """The second $200m of the text, where the evidence holds that."""
    claim = parse("invests_in cobalt > alto ; amount 200e6 USD {$200m} ; q {it put $200m into Alto}")
    words = claim.quantities["amount"].words
    assert words is not None
    assert (words.start, words.end) == (TEXT.rindex("$200m"), TEXT.rindex("$200m") + 5)


QUANTITIES = [
    ("amount 1.4e9 USD at_most {up to $1.4bn}", "amount", (1.4e9, Bound.AT_MOST, None, None, "USD", None)),
    ("amount 1.4e9 USD {$1.4bn}", "amount", (1.4e9, Bound.EXACT, None, None, "USD", None)),
    ("amount 1e9..1.4e9 USD {$1.4bn}", "amount", (None, Bound.BETWEEN, 1e9, 1.4e9, "USD", None)),
    ("amount 1e9..1.4e9 USD about {$1.4bn}", "amount", (None, Bound.BETWEEN, 1e9, 1.4e9, "USD", None)),
    ("power 120e6 about {120 megawatts}", "power", (120e6, Bound.ABOUT, None, None, None, None)),
    ("share 0.49 at_least {120}", "share", (0.49, Bound.AT_LEAST, None, None, None, None)),
    ("share -0.06 {120}", "share", (-0.06, Bound.EXACT, None, None, None, None)),
    ("share 0.1..0.2 {120}", "share", (None, Bound.BETWEEN, 0.1, 0.2, None, None)),
    ("count 7 {seven}", "count", (7.0, Bound.EXACT, None, None, None, None)),
    ("count 7 at_most gas turbines {seven}", "count", (7.0, Bound.AT_MOST, None, None, None, "gas turbines")),
    ("count 5..7 turbines {seven}", "count", (None, Bound.BETWEEN, 5.0, 7.0, None, "turbines")),
]


@pytest.mark.parametrize(("field", "name", "wanted"), QUANTITIES)
def test_a_quantity_is_read(field: str, name: str, wanted: tuple[object, ...]) -> None:
    """Value or range, bound, currency, unit."""
    found = parse(LEASE + f" ; {field}").quantities
    assert set(found) == {name}
    quantity = found[name]
    assert (quantity.value, quantity.bound, quantity.low, quantity.high, quantity.currency, quantity.unit) == wanted


def test_all_other_fields_are_read() -> None:
    """Each where it belongs."""
    claim = parse(
        "c1: leases_from cobalt+delta > meridian ; status agreed {agreed to} ; date 2026-03 ; period P7Y ; per year"
        " ; by people+diaz ; asset power ; condition {once the halls open} ; deal d1 ; part_of c0 ; minor"
        " ; note machine_translated hyperbole ; q {agreed to lease … seven years}"
    )
    assert (claim.label, claim.status, claim.date, claim.period, claim.per) == ("c1", Status.AGREED, "2026-03", "P7Y", "year")
    assert (claim.sources, claim.asset, claim.deal, claim.part_of) == (("people", "diaz"), "power", "d1", "c0")
    assert (claim.notes, claim.core) == (("machine_translated", "hyperbole"), False)
    assert claim.status_words is not None and claim.status_words.text == "agreed to"
    assert claim.condition is not None and TEXT[claim.condition.start : claim.condition.end] == "once the halls open"


def test_fields_that_belong_to_some_kinds_are_read() -> None:
    """Role, origin, position, metric."""
    hired = parse("hires cobalt > people ; origin meridian ; role chief scientist ; q {hired seven engineers}")
    assert (hired.origin, hired.role) == ("meridian", "chief scientist")
    assert parse("ranks cobalt > board ; position 3 ; q {ranks third}").position == 3
    assert parse("reports cobalt ; metric share_price_change ; q {rose 6%}").metric == "share_price_change"


def test_a_claim_counts_unless_it_is_minor() -> None:
    """The mark has no value."""
    assert parse(LEASE).core
    assert not parse(LEASE + " ; minor").core


def test_what_is_not_said_is_none() -> None:
    """Nothing has a default but the bound."""
    claim = parse(LEASE)
    told = (claim.label, claim.status, claim.date, claim.period, claim.per, claim.position, claim.deal, claim.condition)
    assert told == (None,) * 8
    assert (claim.quantities, claim.sources, claim.notes, claim.alternatives) == ({}, (), (), ())


def test_another_reading_is_kind_and_parties() -> None:
    """There may be several."""
    claim = parse(LEASE + " ; or buys_from cobalt > meridian ; or partners_with meridian > cobalt+delta")
    assert claim.alternatives == (
        (Kind.BUYS_FROM, ("cobalt",), ("meridian",)),
        (Kind.PARTNERS_WITH, ("meridian",), ("cobalt", "delta")),
    )


def test_a_semicolon_in_braces_is_part_of_the_words() -> None:
    """Fields are divided by those outside."""
    claim = parse("invests_in cobalt > meridian ; condition {once the halls open; it} ; q {Cobalt may put … it put}")
    assert claim.condition is not None and claim.condition.text == "once the halls open; it"


DATES = ["2025", "2025-10", "2025-10-06", "2025-Q1", "2025-H2", "2025-W44"]


@pytest.mark.parametrize("date", DATES)
def test_a_date_is_as_exact_as_the_text(date: str) -> None:
    """A year, month, day, quarter, half or week."""
    assert parse(LEASE + f" ; date {date}").date == date


Q = "q {agreed to lease … seven years}"
HEAD = "leases_from cobalt > meridian"
FAULTS = [
    ("leases_from", "'leases_from' is no claim: kind subject > object"),
    (f"leases_from Cobalt > meridian ; {Q}", "'leases_from Cobalt > meridian' is no claim"),
    (f"rents cobalt > meridian ; {Q}", "'rents' is none of the kinds"),
    (f"leases_from kobold > meridian ; {Q}", "'kobold' is not among the actors"),
    (f"leases_from cobalt > kobold ; {Q}", "'kobold' is not among the actors"),
    (f"leases_from cobalt+kobold > meridian ; {Q}", "'kobold' is not among the actors"),
    (f"invests_in cobalt ; {Q}", "invests_in needs an object"),
    (f"reports cobalt > meridian ; metric revenue ; {Q}", "reports has no object"),
    (f"leases_from diaz > meridian ; {Q}", "leases_from cannot have a person ('diaz') as its subject"),
    (f"leases_from cobalt > diaz ; {Q}", "leases_from cannot have a person ('diaz') as its object"),
    (f"leads cobalt > meridian ; {Q}", "leads cannot have a company ('cobalt') as its subject"),
    (f"hires cobalt > people+delta ; {Q}", "hires cannot have a company ('delta') as its object"),
    (f"leases_from cobalt > cobalt ; {Q}", "subject and object are the same"),
    (f"leases_from cobalt+delta > delta ; {Q}", "subject and object are the same"),
    (HEAD, "'q {first words … last words}' is missing"),
    (f"{HEAD} ; q", "'q {first words … last words}' is missing"),
    (f"{HEAD} ; q {{}}", "'q {first words … last words}' is missing"),
    (f"{HEAD} ; q agreed to lease", "'q {first words … last words}' is missing"),
    (f"{HEAD} ; q {{agreed to rent}}", "q: 'agreed to rent' is not in the text"),
    (f"{HEAD} ; q {{Cobalt … seven years}}", "q: 'Cobalt' stands more than once in the text"),
    (f"{HEAD} ; q {{… seven years}}", "q: '' stands more than once in the text"),
    (f"{HEAD} ; q {{two people … seven years}}", "q: 'seven years' does not follow 'two people'"),
    (f"{HEAD} ; rent 5 ; {Q}", "'rent' is no field of a claim"),
    (f"{HEAD} ; Amount 5 ; {Q}", "'Amount 5' is no field"),
    (f"{HEAD} ; asset a ; asset b ; {Q}", "'asset' stands twice"),
    (f"{HEAD} ; {Q} ; q {{two people}}", "'q' stands twice"),
    (f"{HEAD} ; {Q} ; condition {{once the halls", "is no field"),
    (f"{HEAD} ; amount much USD {{$1.4bn}} ; {Q}", "amount: 'much USD' does not begin with a number"),
    (f"{HEAD} ; amount {{$1.4bn}} ; {Q}", "amount: '' does not begin with a number"),
    (f"{HEAD} ; amount 1,400 USD {{$1.4bn}} ; {Q}", "amount: '1,400 USD' does not begin with a number"),
    (f"{HEAD} ; amount 1.4e9 {{$1.4bn}} ; {Q}", "amount needs an ISO currency"),
    (f"{HEAD} ; amount 1.4e9 at_most USD {{$1.4bn}} ; {Q}", "amount needs an ISO currency"),
    (f"{HEAD} ; amount 1.4e9 USD upto {{$1.4bn}} ; {Q}", "amount: 'upto' is no bound"),
    (f"{HEAD} ; power 120e6 watts {{120 megawatts}} ; {Q}", "power: 'watts' is no bound"),
    (f"{HEAD} ; amount 1.4e9 USD ; {Q}", "amount: the words of the text are missing"),
    (f"{HEAD} ; amount 2e8 USD {{$200m}} ; {Q}", "amount: '$200m' is not in the evidence (q)"),
    (f"{HEAD} ; amount 2e8 USD {{$300m}} ; {Q}", "amount: '$300m' is not in the evidence (q)"),
    (f"{HEAD} ; amount 2e9..1e9 USD {{$1.4bn}} ; {Q}", "amount: the range '2e9..1e9' does not rise"),
    (f"{HEAD} ; amount 1e9..2e9 USD at_most {{$1.4bn}} ; {Q}", "amount: a range is not 'at_most'"),
    (f"{HEAD} ; amount 1e9 USD between {{$1.4bn}} ; {Q}", "amount: 'between' needs both ends"),
    (f"{HEAD} ; share 49 {{120}} ; {Q}", "share is a fraction"),
    (f"{HEAD} ; share -6 {{120}} ; {Q}", "share is a fraction"),
    (f"{HEAD} ; share 0.5..5 {{120}} ; {Q}", "share is a fraction"),
    (f"{HEAD} ; status signed ; {Q}", "'signed' is no status"),
    (f"{HEAD} ; status {{agreed to}} ; {Q}", "'status' says nothing"),
    (f"{HEAD} ; status agreed {{two people}} ; {Q}", "status: 'two people' is not in the evidence (q)"),
    (f"{HEAD} ; condition {{if it rains}} ; {Q}", "condition: 'if it rains' is not in the text"),
    (f"{HEAD} ; metric revenue ; {Q}", "only reports has a metric"),
    (f"reports cobalt ; {Q}", "reports needs a metric"),
    (f"reports cobalt ; metric sales ; {Q}", "reports needs a metric"),
    (f"{HEAD} ; date 4 March ; {Q}", "date '4 March'"),
    (f"{HEAD} ; date ; {Q}", "'date' says nothing"),
    (f"{HEAD} ; per fortnight ; {Q}", "per 'fortnight'"),
    (f"ranks cobalt > board ; position third ; {Q}", "position 'third' is no place"),
    (f"{HEAD} ; by kobold ; {Q}", "'kobold' is not among the actors"),
    (f"{HEAD} ; by people+kobold ; {Q}", "'kobold' is not among the actors"),
    (f"hires cobalt > people ; origin kobold ; {Q}", "'kobold' is not among the actors"),
    (f"{HEAD} ; or rents cobalt > meridian ; {Q}", "'rents' is none of the kinds"),
    (f"{HEAD} ; or hires cobalt > meridian ; {Q}", "hires cannot have a company ('meridian') as its object"),
    (f"{HEAD} ; or {{agreed}} ; {Q}", "'' is no claim"),
]


@pytest.mark.parametrize(("line", "said"), FAULTS)
def test_each_fault_is_told(line: str, said: str) -> None:
    """One is told where there is one; a claim with a fault is none."""
    found = reasons(line)
    assert [reason for reason in found if said in reason], found
    assert len(found) <= 2, found


def test_all_faults_of_a_line_are_told_at_once() -> None:
    """Parties, field, quantity and status."""
    found = reasons(f"leases_from diaz > kobold ; rent 5 ; amount much USD {{$1.4bn}} ; status signed ; {Q}")
    assert len(found) == 5


def test_an_actor_may_speak_about_itself() -> None:
    """Only there may subject and object be the same."""
    assert parse("says cobalt > cobalt ; q {Shares rose 6%}").objects == ("cobalt",)


def test_the_longest_evidence_is_the_limit_and_not_one_more() -> None:
    """400 characters stand, 401 do not."""
    line = "says cobalt ; q {{a{} … {}b}}"
    for length, sound in ((LONGEST_EVIDENCE, True), (LONGEST_EVIDENCE + 1, False)):
        text = "a" + "x" * (length - 2) + "b"
        if sound:
            assert len(parse_claim(line.format("x", "x"), text, ACTORS).evidence.text) == length
        else:
            with pytest.raises(ClaimFault, match=f"q has {length} characters: {LONGEST_EVIDENCE} at most"):
                parse_claim(line.format("x", "x"), text, ACTORS)


@given(st.sampled_from(sorted(Kind)), st.sampled_from(sorted(ACTORS)), st.sampled_from([None, *sorted(ACTORS)]))
def test_a_line_is_right_only_as_the_table_of_kinds_says(kind: Kind, subject: str, target: str | None) -> None:
    """Which actors may stand on either side, whether there is an object: for all kinds."""
    row = KINDS[kind]
    fits = ACTORS[subject] in row.subject and (
        ACTORS[target] in row.object if target is not None else row.object_optional or not row.object
    )
    fits = fits and (target != subject or kind is Kind.SAYS)
    metric = " ; metric revenue" if kind is Kind.REPORTS else ""
    line = f"{kind} {subject}" + (f" > {target}" if target else "") + metric + " ; q {Shares rose 6%}"
    if fits:
        assert parse(line).kind is kind
    else:
        assert reasons(line)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_evidence_is_the_slice_that_its_first_and_last_words_enclose(one: int, other: int) -> None:
    """Or a fault, where the first words stand more than once."""
    start, end = sorted((one, other))
    words = TEXT[start:end].strip()
    if not words or "…" in words:
        return
    first, last = words[: len(words) // 2].strip(), words[len(words) // 2 :].strip()
    line = f"says cobalt ; q {{{first} … {last}}}"
    if first and TEXT.count(first) == 1:
        evidence = parse(line).evidence
        assert evidence.text == TEXT[evidence.start : evidence.end]
        assert evidence.text.startswith(first) and evidence.text.endswith(last)
        assert TEXT[evidence.start :].startswith(words[: evidence.end - evidence.start])
    else:
        assert "stands more than once" in reasons(line)[0]


numbers = st.one_of(st.integers(0, 10**12).map(float), st.integers(1, 999).map(lambda n: n / 1000))


@given(numbers, st.sampled_from([bound for bound in Bound if bound is not Bound.BETWEEN]), st.sampled_from(["USD", "CNY", "ILS"]))
def test_a_number_is_read_as_it_is_written(value: float, bound: Bound, currency: str) -> None:
    """Any size, in digits, as a decimal or with an exponent; the bound never changes it."""
    for written in (f"{value:f}", f"{value:e}".replace("e+", "e") if value >= 1 else f"{value:.3f}"):
        quantity = parse(f"{HEAD} ; amount {written} {currency} {bound} {{$1.4bn}} ; {Q}").quantities["amount"]
        assert quantity.value == pytest.approx(value)
        assert (quantity.bound, quantity.currency) == (bound, currency)


fragments = st.sampled_from([*(line for line, _ in FAULTS), ";", " ; ", "{", "}", "…", "1e9..2e9", "c1:", "by", "or", "minor", Q])


@given(st.lists(fragments, max_size=5))
def test_any_line_is_a_claim_or_a_fault(parts: list[str]) -> None:
    """Nothing else stops the reading, and a fault has a reason."""
    try:
        claim = parse(" ".join(parts))
    except ClaimFault as fault:
        assert fault.reasons and all(fault.reasons)
    else:
        assert claim.evidence.text in TEXT
