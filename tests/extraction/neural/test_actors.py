"""Who the spans of a document are."""

from __future__ import annotations

import pytest
from extraction.neural.support import analysed, find
from extraction.support import shipped
from hypothesis import given
from hypothesis import strategies as st

from interlock.extraction.mention import Mention, Source
from interlock.extraction.neural.actors import Clusters, Span, are_alike, is_article, is_name_like, join_spans
from interlock.extraction.neural.tagging import TaggedSpan
from interlock.vocabulary import Actor, ActorKind

COMPANY, FUND, PERSON, GROUP = ActorKind.COMPANY, ActorKind.FUND, ActorKind.PERSON, ActorKind.GROUP
TEXT = "Alphalab and Deltafund: the lab, Zeta Works, it, זטא, seven engineers, some engineers, zeta works."


def tag(words: str, kind: ActorKind = COMPANY, text: str = TEXT) -> TaggedSpan:
    """A span of the network."""
    return TaggedSpan(*find(text, words), kind, 0.9)


def named(words: str, actor_id: str, kind: ActorKind = COMPANY, source: Source = Source.ATLAS, text: str = TEXT) -> Mention:
    """A name of the grammar's."""
    start, end = find(text, words)
    return Mention(start, end, start, end, Actor(actor_id, actor_id.title(), kind, words), source)


def told(spans: list[Span], text: str = TEXT) -> list[tuple[str, ActorKind, str | None]]:
    """Words, kind and atlas id of each."""
    return [(text[span.start : span.end], span.kind, span.known.actor.id if span.known else None) for span in spans]


def test_a_span_that_the_atlas_knows_has_its_name_and_kind() -> None:
    """Whatever kind the network gives it."""
    found = join_spans([tag("Deltafund")], [named("Deltafund", "delta-fund", FUND)], TEXT)
    assert told(found) == [("Deltafund", FUND, "delta-fund")]


def test_a_span_that_the_atlas_does_not_know_has_the_kind_of_the_network() -> None:
    """It is nobody's name yet."""
    assert told(join_spans([tag("Zeta Works", FUND)], [], TEXT)) == [("Zeta Works", FUND, None)]


def test_names_that_the_network_passed_over_are_spans() -> None:
    """Those of the atlas; names by shape alone are not."""
    names = [named("Alphalab", "alpha-lab"), named("Zeta Works", "zeta-works", source=Source.SHAPE)]
    assert told(join_spans([], names, TEXT)) == [("Alphalab", COMPANY, "alpha-lab")]


def test_a_known_name_in_a_longer_phrase_is_not_its_name() -> None:
    """'Google' is not the name of 'Google’s biggest rival'."""
    text = "Google’s biggest rival fell."
    found = join_spans([tag("Google’s biggest rival", text=text)], [named("Google", "google", text=text)], text)
    assert told(found, text) == [("Google’s biggest rival", COMPANY, None)]


def test_a_known_name_that_covers_most_of_a_phrase_is_its_name() -> None:
    """Six tenths of it."""
    for words, known in (("old Alphalab", "alpha-lab"), ("very old Alphalab", None)):
        text = f"{words} fell."
        found = join_spans([tag(words, text=text)], [named("Alphalab", "alpha-lab", text=text)], text)
        assert told(found, text) == [(words, COMPANY, known)]


def test_a_legal_form_behind_a_known_name_belongs_to_it() -> None:
    """A word or two in Latin letters, where the kinds agree."""
    text = "OpenAI Group PBC fell, then OpenAI and its old owners fell."
    openai = named("OpenAI", "openai", text=text)
    assert told(join_spans([tag("OpenAI Group PBC", text=text)], [openai], text), text) == [
        ("OpenAI Group PBC", COMPANY, "openai")
    ]
    assert told(join_spans([tag("OpenAI Group PBC", PERSON, text)], [openai], text), text) == [("OpenAI Group PBC", PERSON, None)]


def test_a_span_and_a_name_that_overlap_are_one() -> None:
    """The network may miss the first letter, or a word."""
    assert told(join_spans([TaggedSpan(1, 8, COMPANY, 0.9)], [named("Alphalab", "alpha-lab")], TEXT)) == [
        ("Alphalab", COMPANY, "alpha-lab")
    ]


def test_spans_of_one_name_mean_one_actor() -> None:
    """Known or not, whatever their capitals."""
    spans = join_spans([tag("Zeta Works"), tag("zeta works")], [], TEXT)
    actors = Clusters(spans, TEXT).actors()
    assert [(actor.id, actor.name, actor.mention) for actor in actors] == [
        ("zeta-works", "Zeta Works", "Zeta Works"),
        ("zeta-works", "Zeta Works", "zeta works"),
    ]


def test_what_is_joined_has_the_best_name_of_all() -> None:
    """That of the atlas; else one in Latin letters; else the first. The mention is what stands there."""
    spans = join_spans([tag("the lab"), tag("it"), tag("זטא"), tag("Zeta Works")], [named("Alphalab", "alpha-lab")], TEXT)
    order = {TEXT[span.start : span.end]: number for number, span in enumerate(spans)}
    clusters = Clusters(spans, TEXT)
    clusters.join(order["the lab"], order["Alphalab"])
    clusters.join(order["it"], order["זטא"])
    clusters.join(order["זטא"], order["Zeta Works"])
    assert {actor.mention: (actor.id, actor.name) for actor in clusters.actors()} == {
        "Alphalab": ("alpha-lab", "Alpha-Lab"),
        "the lab": ("alpha-lab", "Alpha-Lab"),
        "Zeta Works": ("zeta-works", "Zeta Works"),
        "it": ("zeta-works", "Zeta Works"),
        "זטא": ("zeta-works", "Zeta Works"),
    }


def test_what_has_no_name_is_called_as_it_is_said() -> None:
    """A description that nothing joins."""
    (actor,) = Clusters(join_spans([tag("the lab")], [], TEXT), TEXT).actors()
    assert actor == Actor("the-lab", "the lab", COMPANY, "the lab")


def test_a_group_says_that_it_is_one() -> None:
    """The number that it is called by in digits stands in its mention and its id; its name says what they are."""
    text = "12 engineers and some engineers."
    spans = join_spans([tag("12 engineers", GROUP, text), tag("some engineers", GROUP, text)], [], text)
    assert Clusters(spans, text).actors() == [
        Actor("group-12-engineers", "group: engineers", GROUP, "12 engineers"),
        Actor("group-some-engineers", "group: some engineers", GROUP, "some engineers"),
    ]


def test_two_actors_of_the_atlas_are_never_joined() -> None:
    """Not directly, and not through a third; what comes second is left alone."""
    spans = join_spans([tag("the lab")], [named("Alphalab", "alpha-lab"), named("Deltafund", "delta-fund", FUND)], TEXT)
    clusters = Clusters(spans, TEXT)
    clusters.join(0, 1)
    clusters.join(2, 0)
    clusters.join(2, 1)
    assert [actor.id for actor in clusters.actors()] == ["alpha-lab", "delta-fund", "alpha-lab"]


def test_a_document_gives_its_names_to_the_spans() -> None:
    """As the reader puts them together, with the small atlas."""
    analysis = analysed("xx", "Alphalab lent $5 million to Zeta Works.")
    text = analysis.document.text
    spans = join_spans([tag("Zeta Works", text=text)], analysis.named, text)
    assert [(actor.id, actor.kind) for actor in Clusters(spans, text).actors()] == [
        ("alpha-lab", COMPANY),
        ("zeta-works", COMPANY),
    ]


WORDS = ["Alphalab", "Deltafund", "the lab", "it", "Zeta", "זטא"]
IDS = {"Alphalab": "alpha-lab", "Deltafund": "delta-fund"}
documents = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)


def spans_of(words: list[str]) -> tuple[str, list[Span]]:
    """A text of these words, each a span."""
    text, spans = "", []
    for word in words:
        start, end = len(text), len(text) + len(word)
        text += word + " "
        known = None
        if word in IDS:
            known = Mention(start, end, start, end, Actor(IDS[word], word, COMPANY, word), Source.ATLAS)
        spans.append(Span(start, end, COMPANY, known))
    return text, spans


@given(documents, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_no_joining_makes_one_of_two_known_actors(words: list[str], joins: list[tuple[int, int]]) -> None:
    """Whatever the network links: a known name keeps its id, and each cluster holds one known id at most."""
    text, spans = spans_of(words)
    clusters = Clusters(spans, text)
    for one, other in joins:
        clusters.join(one % len(words), other % len(words))
    actors = clusters.actors()
    by_root: dict[int, set[str]] = {}
    for index, (word, actor) in enumerate(zip(words, actors, strict=True)):
        assert actor.mention == word
        assert actor.id == IDS.get(word, actor.id)
        by_root.setdefault(clusters.root(index), set()).add(actor.id)
    assert all(len(ids) == 1 for ids in by_root.values())


@given(documents, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_joining_is_for_good(words: list[str], joins: list[tuple[int, int]]) -> None:
    """What has once been one actor stays one; the same name is one from the start."""
    text, spans = spans_of(words)
    clusters = Clusters(spans, text)
    together: list[tuple[int, int]] = [(words.index(word), place) for place, word in enumerate(words)]
    for one, other in joins:
        one, other = one % len(words), other % len(words)
        clusters.join(one, other)
        if clusters.root(one) == clusters.root(other):
            together.append((one, other))
    assert all(clusters.root(one) == clusters.root(other) for one, other in together)


def one_behind_the_other(made: list[tuple[int, int, ActorKind]]) -> list[TaggedSpan]:
    """Spans with these gaps before them, lengths and kinds."""
    found, place = [], 0
    for gap, length, kind in made:
        found.append(TaggedSpan(place + gap, place + gap + length, kind, 0.9))
        place += gap + length
    return found


tagged = st.lists(st.tuples(st.integers(0, 15), st.integers(1, 12), st.sampled_from(list(ActorKind))), max_size=8).map(
    one_behind_the_other
)
names = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 8)).map(
        lambda at: Mention(
            at[0] * 10, at[0] * 10 + at[1], at[0] * 10, at[0] * 10 + at[1], Actor("a", "A", FUND, "a"), Source.ATLAS
        )
    ),
    max_size=6,
    unique_by=lambda mention: mention.start,
)


@given(tagged, names)
def test_spans_are_in_order_and_do_not_overlap(network: list[TaggedSpan], atlas: list[Mention]) -> None:
    """Whatever both say; a known one has the kind that the atlas gives it."""
    spans = join_spans(network, atlas, "Xyz " * 30)
    place = 0
    for span in spans:
        assert place <= span.start < span.end
        assert span.known is None or span.kind is span.known.kind
        place = span.end


@pytest.mark.parametrize(
    ("code", "words", "is_name"),
    [
        ("en", "Zeta Works", True),
        ("en", "it", False),
        ("en", "It", False),
        ("en", "the company", False),
        ("en", "The lab", False),
        ("en", "its landlord", False),
        ("fr", "Zeta Travaux", True),
        ("fr", "elle", False),
        ("fr", "L’entreprise", False),
        ("de", "Zeta Werke", True),
        ("de", "Das Unternehmen", False),
        ("es", "Zeta Obras", True),
        ("es", "la empresa", False),
        ("he", "זטא", True),
        ("he", "החברה", False),
        ("he", "היא", False),
        ("he", 'מנכ"ל', False),
        ("de", "Geschäftsführer", False),
        ("zh", "澤塔科技", True),
        ("zh", "該公司", False),
        ("zh", "他", False),
    ],
)
def test_a_name_is_told_from_what_stands_for_one(code: str, words: str, is_name: bool) -> None:
    """Pronouns and descriptions are none, whatever their capitals."""
    assert is_name_like(words, shipped(code)) == is_name


@pytest.mark.parametrize(
    ("code", "words", "alone"),
    [
        ("en", "The", True),
        ("en", "The lab", False),
        ("fr", "Le", True),
        ("de", "Die", True),
        ("es", "La", True),
        ("zh", "该", False),
    ],
)
def test_an_article_alone_is_told_from_a_name(code: str, words: str, alone: bool) -> None:
    """'The' is one, 'The lab' none."""
    assert is_article(words, shipped(code)) == alone


def test_words_that_the_model_knows_to_refer_are_no_names() -> None:
    """'We' looks like one at the head of a sentence."""
    assert is_name_like("We", shipped("en"))
    assert not is_name_like("We", shipped("en"), {"we"})


def clustered(text: str, *made: tuple[str, int, ActorKind, bool]) -> list[str]:
    """The ids of spans of these words (where they stand the n-th time), kind and whether they are a name."""
    spans = [Span(*find(text, words, number), kind, None, is_name) for words, number, kind, is_name in made]
    return [actor.id for actor in Clusters(spans, text).actors()]


def test_a_description_that_stands_twice_may_mean_two() -> None:
    """The network says whom each means; the same words alone join nothing."""
    text = "Zeta Works fell, the company said. Yota Mills rose, the company said."
    spans = [
        Span(*find(text, "Zeta Works"), COMPANY),
        Span(*find(text, "the company"), COMPANY, None, False),
        Span(*find(text, "Yota Mills"), COMPANY),
        Span(*find(text, "the company", 1), COMPANY, None, False),
    ]
    clusters = Clusters(spans, text)
    clusters.join(0, 1)
    clusters.join(2, 3)
    assert [actor.id for actor in clusters.actors()] == ["zeta-works", "zeta-works", "yota-mills", "yota-mills"]


def test_two_sure_names_that_share_nothing_are_two_actors() -> None:
    """Whatever the network links; a name that the grammar does not see may be a description."""
    text = "Zeta Works sells to Yota Mills, Chipmaker and Zeta Works Ltd."
    names = ("Zeta Works", "Yota Mills", "Chipmaker", "Zeta Works Ltd")
    sure = (True, True, False, True)
    spans = [Span(*find(text, words), COMPANY, is_sure=each) for words, each in zip(names, sure, strict=True)]
    clusters = Clusters(spans, text)
    for later in (1, 2, 3):
        clusters.refer(later, 0)
    assert [actor.id for actor in clusters.actors()] == ["zeta-works", "yota-mills", "zeta-works", "zeta-works"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("meridian grid", "meridian", True),
        ("electricite de france", "electricité de france", True),
        ("european investment bank", "eib", True),
        ("cobalt ai", "קובלט", True),
        ("台灣積體電路", "台積電", True),
        ("台灣積體電路", "聯發科", False),
        ("anthropic", "openai", False),
        ("bank of korea", "bank of japan", True),
        ("זטא אנרגיה", "יוטה טחנות", False),
    ],
)
def test_names_of_one_actor_share_something(one: str, other: str, alike: bool) -> None:
    """A whole, a part, a word, initials, or nothing because they are in two scripts."""
    assert are_alike(one, other) is are_alike(other, one) is alike


def test_a_description_names_nobody_who_has_a_name() -> None:
    """Though it stands first."""
    text = "The lab fell: זטא."
    spans = [Span(*find(text, "The lab"), COMPANY, None, False), Span(*find(text, "זטא"), COMPANY)]
    clusters = Clusters(spans, text)
    clusters.join(0, 1)
    assert {actor.name for actor in clusters.actors()} == {"זטא"}


def test_a_part_of_a_name_stands_for_the_name_said_before() -> None:
    """A surname, the first word of a firm; of the same kind."""
    text = "Zeta Works hired Anna Roux. Roux said Zeta pays; then Roux fell."
    people = (("Anna Roux", 0, PERSON, True), ("Roux", 1, PERSON, True))
    assert clustered(text, *people) == ["anna-roux", "anna-roux"]
    assert clustered(text, ("Zeta Works", 0, COMPANY, True), ("Zeta", 1, COMPANY, True)) == ["zeta-works", "zeta-works"]
    assert clustered(text, ("Anna Roux", 0, PERSON, True), ("Roux", 1, COMPANY, True)) == ["anna-roux", "roux"]


def test_a_part_of_a_name_said_later_stands_for_itself() -> None:
    """Nobody is known by a name that has not been said; nor by a word within it, or by two letters."""
    text = "Roux fell. Anna Roux rose. Big Old Mill and Old, Xi Pang and Xi."
    assert clustered(text, ("Roux", 0, PERSON, True), ("Anna Roux", 0, PERSON, True)) == ["roux", "anna-roux"]
    assert clustered(text, ("Big Old Mill", 0, COMPANY, True), ("Old", 1, COMPANY, True)) == ["big-old-mill", "old"]
    assert clustered(text, ("Xi Pang", 0, PERSON, True), ("Xi", 1, PERSON, True)) == ["xi-pang", "xi"]


def test_a_known_actor_is_no_part_of_an_unknown_name() -> None:
    """Meta is not Meta Materials."""
    text = "Meta Materials fell. Meta rose."
    known = Mention(21, 25, 21, 25, Actor("meta", "Meta", COMPANY, "Meta"), Source.ATLAS)
    actors = Clusters([Span(0, 14, COMPANY), Span(21, 25, COMPANY, known)], text).actors()
    assert [actor.id for actor in actors] == ["meta-materials", "meta"]


def test_a_surname_that_two_have_stands_for_neither() -> None:
    """Who is meant is not known from the name."""
    text = "Anna Roux met Paul Roux; then Roux fell."
    names = (("Anna Roux", 0, PERSON, True), ("Paul Roux", 0, PERSON, True), ("Roux", 2, PERSON, True))
    assert clustered(text, *names) == ["anna-roux", "paul-roux", "roux"]


@pytest.mark.xfail(strict=True, reason="the wider span of the first takes the place of the second, and its name is lost")
def test_a_name_is_not_lost_to_its_neighbour() -> None:
    """The network cut in the middle of the first name; the second is known to the atlas all the same."""
    text = "the Alphalab Betachips deal"
    cut = [TaggedSpan(4, 8, COMPANY, 0.9), TaggedSpan(9, 22, COMPANY, 0.9)]
    names = [named("Alphalab", "alpha-lab", text=text), named("Betachips", "beta-chips", text=text)]
    assert [known for _, _, known in told(join_spans(cut, names, text), text)] == ["alpha-lab", "beta-chips"]


@pytest.mark.parametrize("kind", [kind for kind in ActorKind if kind is not GROUP])
def test_an_unknown_name_keeps_its_kind(kind: ActorKind) -> None:
    """As the network says."""
    (actor,) = Clusters(join_spans([tag("Zeta Works", kind)], [], TEXT), TEXT).actors()
    assert (actor.kind, actor.name) == (kind, "Zeta Works")
