"""Guess who: what facts answer for a person, which question comes next, and how a game ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from network.ledgers import ANTHROPIC, GOOGLE, META, OPENAI, bn, fact, group, person

from interlock.network.guess_who import measure, nearest, next_question, open_questions, reasons, secret_of, still_fit, turn
from interlock.network.person_questions import Answer, Holding, People, QuestionForm, guess, people_of, question
from interlock.vocabulary import ActorKind, Dispute, Fact, Kind, Party, Reason, Side, Status

ADA, ALAN, GRACE, JOHN = (person(name) for name in ("Ada Byron", "Alan Kay", "Grace Hopper", "John Backus"))
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def _answer(people: People, who: Party, form: QuestionForm, other: Party | None = None) -> Answer:
    return people.holding(who.id, question(form, other=other).id).answer


def _four() -> People:
    """Two lead OpenAI, of whom one founded it; one leads Meta; one leads nothing and spoke."""
    return people_of(
        [
            fact(Kind.LEADS, ADA, OPENAI, Status.DONE),
            fact(Kind.LEADS, ALAN, OPENAI, Status.DONE),
            fact(Kind.FOUNDS, ALAN, OPENAI, Status.DONE),
            fact(Kind.LEADS, GRACE, META, Status.DONE),
            fact(Kind.SAYS, JOHN, None, Status.DONE),
        ]
    )


def test_a_fact_answers_of_the_one_named_and_of_any() -> None:
    """Who founded OpenAI founded something; who did not, did not."""
    people = _four()
    assert _answer(people, ALAN, QuestionForm.FOUNDED, OPENAI) is YES
    assert _answer(people, ALAN, QuestionForm.FOUNDED) is YES
    assert people.holding(ADA.id, question(QuestionForm.FOUNDED).id) == Holding(NO)


def test_what_is_refused_or_denied_is_no_and_says_on_which_fact() -> None:
    """A hire that fell through is no hire, and differs from one that is not told."""
    refused, denied = (fact(Kind.HIRES, META, who, status) for who, status in ((ADA, Status.REFUSED), (ALAN, Status.DENIED)))
    people, asked = people_of([refused, denied]), question(QuestionForm.HIRED_BY, other=META).id
    assert people.holding(ADA.id, asked) == Holding(NO, (refused.id,))
    assert people.holding(ALAN.id, asked) == Holding(NO, (denied.id,))


def test_what_is_only_planned_talked_about_or_possible_is_unknown() -> None:
    """So is a right, and what has stopped for now."""
    for status in (Status.PLANNED, Status.TALKS, Status.POSSIBLE, Status.OPTIONAL, Status.STALLED):
        assert _answer(people_of([fact(Kind.HIRES, META, ADA, status)]), ADA, QuestionForm.HIRED_BY, META) is UNKNOWN


def test_what_has_ended_was_so_once() -> None:
    """The questions ask whether it ever was."""
    assert _answer(people_of([fact(Kind.LEADS, ADA, META, Status.ENDED)]), ADA, QuestionForm.LED, META) is YES


def _disputed(told: Fact, field: str) -> Dispute:
    sides = tuple(Side(word, None, told.id, (), 1, None) for word in ("this", "that"))
    return Dispute("d", told.kind, field, Reason.UNKNOWN, "", sides)


def test_a_dispute_whether_it_is_so_makes_it_unknown_and_one_about_a_sum_does_not() -> None:
    """Whether OpenAI was left may be open; how much was offered leaves no doubt that something was."""
    left = fact(Kind.LEAVES, ADA, OPENAI, Status.DONE)
    assert _answer(people_of([left], [_disputed(left, "status")]), ADA, QuestionForm.CAME_FROM, OPENAI) is UNKNOWN
    offer = fact(Kind.OFFERS, META, ADA, Status.DONE, amount=bn(0.1))
    assert _answer(people_of([offer], [_disputed(offer, "amount")]), ADA, QuestionForm.OFFERED_MONEY) is YES


def test_one_fact_that_holds_is_enough() -> None:
    """Beside it what is only possible says nothing."""
    done, possible = (fact(Kind.HIRES, META, ADA, status) for status in (Status.DONE, Status.POSSIBLE))
    asked = question(QuestionForm.HIRED_BY, other=META).id
    assert people_of([done, possible]).holding(ADA.id, asked) == Holding(YES, (done.id,))


def test_an_offer_that_is_turned_down_was_made() -> None:
    """With money, where a sum is told."""
    people = people_of(
        [fact(Kind.OFFERS, META, ADA, Status.REFUSED, amount=bn(0.1)), fact(Kind.OFFERS, META, ALAN, Status.DENIED)]
    )
    assert _answer(people, ADA, QuestionForm.OFFERED_BY, META) is YES
    assert _answer(people, ADA, QuestionForm.OFFERED_MONEY) is YES
    assert _answer(people, ALAN, QuestionForm.OFFERED_BY, META) is NO


def test_a_statement_was_made_whatever_it_says() -> None:
    """A forecast is a sentence said; only a denied statement is open."""
    people = people_of([fact(Kind.SAYS, ADA, OPENAI, Status.POSSIBLE), fact(Kind.SAYS, ALAN, ADA, Status.DENIED)])
    assert _answer(people, ADA, QuestionForm.SAID, OPENAI) is YES
    assert _answer(people, ALAN, QuestionForm.SAID, ADA) is UNKNOWN
    assert _answer(people, ADA, QuestionForm.SPOKEN_OF_BY, ALAN) is UNKNOWN


def test_who_was_hired_away_came_from_there() -> None:
    """As who left it."""
    people = people_of([fact(Kind.HIRES, META, ADA, Status.DONE, origin=GOOGLE), fact(Kind.LEAVES, ALAN, GOOGLE, Status.DONE)])
    assert _answer(people, ADA, QuestionForm.CAME_FROM, GOOGLE) is YES
    assert _answer(people, ALAN, QuestionForm.CAME_FROM, GOOGLE) is YES


def test_a_post_is_asked_for_without_the_word_that_it_is_held_no_more() -> None:
    """'former CEO' answers whether somebody is or was CEO."""
    people = people_of([fact(Kind.LEADS, ADA, META, Status.ENDED, role="former CEO")])
    assert people.holding(ADA.id, question(QuestionForm.HELD_POST, role="CEO").id).answer is YES


def test_groups_are_no_persons_and_answer_for_none_of_their_members() -> None:
    """Eleven researchers are nobody; what Meta and OpenAI offer together is asked of nobody alone."""
    both = group("Meta and OpenAI", "Meta", "OpenAI")
    people = people_of([fact(Kind.HIRES, META, group("eleven researchers", "11")), fact(Kind.OFFERS, both, ADA, Status.DONE)])
    assert people.persons == (ADA,)
    assert _answer(people, ADA, QuestionForm.OFFERED_BY) is YES
    assert [each.other for each in people.questions.values() if each.form is QuestionForm.OFFERED_BY] == [None]


def test_languages_are_asked_for_only_where_they_are_given() -> None:
    """In two of them a person is named in several."""
    facts = [fact(Kind.LEADS, ADA, META, Status.DONE), fact(Kind.SAYS, ADA), fact(Kind.SAYS, ALAN)]
    told = people_of(facts, languages={facts[0].claims[0]: "he", facts[1].claims[0]: "en", facts[2].claims[0]: "en"})
    hebrew, several = question(QuestionForm.TOLD_IN, language="he").id, question(QuestionForm.TOLD_IN_SEVERAL_LANGUAGES).id
    assert told.holding(ADA.id, hebrew) == Holding(YES, (facts[0].id,))
    assert told.holding(ADA.id, several) == Holding(YES, tuple(sorted((facts[0].id, facts[1].id))))
    assert told.holding(ALAN.id, several) == Holding(NO)
    assert several not in people_of(facts).questions


def test_the_id_of_a_question_is_that_of_what_is_asked() -> None:
    """The same in every ledger, whatever the name of the actor there."""
    renamed = Party(OPENAI.id, "OpenAI Inc", ActorKind.COMPANY)
    assert question(QuestionForm.LED, other=OPENAI).id == question(QuestionForm.LED, other=renamed).id == "9fec5d4eadc08795"


def test_the_question_that_halves_comes_first() -> None:
    """Two of four lead OpenAI, three lead something."""
    asked = next_question(_four(), ())
    assert asked is not None
    assert (asked.form, asked.other) == (QuestionForm.LED, OPENAI)


def test_languages_are_asked_about_last() -> None:
    """Even where they halve better: who thinks of a person does not know them."""
    facts = [fact(Kind.LEADS, ADA, META, Status.DONE), *(fact(Kind.SAYS, who) for who in (ADA, ALAN, GRACE, JOHN))]
    hebrew = {told.claims[0]: "he" for told in facts[1:3]}
    asked = open_questions(people_of(facts, languages=hebrew), ())
    assert [each.form for each in asked] == [QuestionForm.LED, QuestionForm.LED, QuestionForm.TOLD_IN]


def test_answers_leave_those_whom_the_ledger_does_not_contradict() -> None:
    """Who is unknown to a question stays, and so does everybody where the player does not know."""
    people = people_of([fact(Kind.HIRES, META, ADA), fact(Kind.HIRES, META, ALAN, Status.TALKS), fact(Kind.SAYS, GRACE)])
    hired = question(QuestionForm.HIRED_BY, other=META).id
    assert still_fit(people, [(hired, YES)]) == (ADA, ALAN)
    assert still_fit(people, [(hired, NO)]) == (ALAN, GRACE)
    assert still_fit(people, [(hired, UNKNOWN)]) == (ADA, ALAN, GRACE)


def test_the_later_answer_counts_and_an_unknown_question_is_passed_over() -> None:
    """An address kept from another ledger is no error."""
    people, founded = _four(), question(QuestionForm.FOUNDED).id
    assert still_fit(people, [(founded, NO), (founded, YES), ("no such question", YES)]) == (ALAN,)


def test_a_game_ends_with_one_person_and_the_facts_behind_each_answer() -> None:
    """No question follows."""
    people = _four()
    answers = [(question(QuestionForm.LED, other=OPENAI).id, YES), (question(QuestionForm.FOUNDED).id, YES)]
    stands = turn(people, answers)
    assert (stands.left, stands.question, stands.nearest) == ((ALAN,), None, ())
    led, founded = reasons(people, ALAN.id, answers)
    assert (led.holding.answer, founded.holding.answer) == (YES, YES)
    assert not set(led.holding.facts) & set(founded.holding.facts)
    assert len(led.holding.facts) == len(founded.holding.facts) == 1


def test_those_whom_nothing_tells_apart_are_left_together() -> None:
    """Two who lead OpenAI and of whom nothing else is told."""
    people = people_of([*(fact(Kind.LEADS, who, OPENAI, Status.DONE) for who in (ADA, ALAN)), fact(Kind.SAYS, JOHN)])
    stands = turn(people, [(question(QuestionForm.SAID).id, NO)])
    assert (stands.left, stands.question) == ((ADA, ALAN), None)


def test_answers_that_fit_nobody_end_with_those_who_come_nearest() -> None:
    """With the questions whose answers they break."""
    people = _four()
    answers = [
        (question(form, other=other).id, YES) for form, other in ((QuestionForm.FOUNDED, OPENAI), (QuestionForm.LED, META))
    ]
    stands = turn(people, [*answers, (question(QuestionForm.LED, other=OPENAI).id, YES)])
    assert (stands.left, stands.question) == ((), None)
    first, second = stands.nearest[:2]
    assert (first.person, first.broken) == (ALAN, (answers[1][0],))
    assert (second.person, len(second.broken)) == (ADA, 2)
    assert [reason.breaks for reason in reasons(people, ALAN.id, answers)] == [False, True]


def test_a_guess_that_is_wrong_takes_that_person_out() -> None:
    """And no guess is ever proposed as a question."""
    people = _four()
    answers = [(question(QuestionForm.FOUNDED).id, YES), (guess(ALAN).id, NO)]
    assert turn(people, answers).left == ()
    assert ALAN not in {near.person for near in nearest(people, answers)}
    assert [reason.question.form for reason in reasons(people, ADA.id, answers)] == [QuestionForm.FOUNDED]
    assert QuestionForm.IS not in {asked.form for asked in open_questions(people, ())}


def test_a_seed_names_one_person_and_seeds_name_all() -> None:
    """Whatever the order of the facts."""
    assert secret_of(_four(), 7) == secret_of(_four(), 7)
    assert {secret_of(_four(), seed) for seed in range(40)} == {ADA, ALAN, GRACE, JOHN}


def test_the_measure_plays_once_for_each_person() -> None:
    """Four people whom two questions each tell apart."""
    found = measure(_four())
    assert (found.people, found.told_apart, found.questions, found.most, found.left) == (4, 4, 2.0, 2, 1.0)


def test_nobody_makes_an_empty_game() -> None:
    """Without people nothing is asked."""
    people = people_of([fact(Kind.LEADS, group("two of them", "2"), META)])
    assert turn(people, ()) == turn(people, [("x", YES)])
    assert turn(people, ()).left == ()
    assert measure(people).people == 0


KINDS = st.sampled_from([Kind.LEADS, Kind.FOUNDS, Kind.LEAVES, Kind.SAYS, Kind.OWNS])
FACTS = st.lists(
    st.builds(
        lambda kind, who, other, status: fact(kind, who, other, status),
        KINDS,
        st.sampled_from([ADA, ALAN, GRACE, JOHN]),
        st.sampled_from([OPENAI, META, GOOGLE, ANTHROPIC]),
        st.sampled_from(list(Status)),
    ),
    max_size=12,
)


@given(FACTS, st.sampled_from([YES, NO]))
def test_every_question_is_answered_by_some_and_leaves_some(facts: list[Fact], reply: Answer) -> None:
    """A game of yes and no never runs empty by itself: either answer takes somebody out and leaves somebody in."""
    people = people_of(facts)
    answers: list[tuple[str, Answer]] = []
    while (stands := turn(people, answers)).question is not None:
        answers.append((stands.question.id, reply))
        after = still_fit(people, answers)
        assert 0 < len(after) < len(stands.left)


@given(FACTS)
def test_who_answers_as_the_ledger_does_is_never_lost(facts: list[Fact]) -> None:
    """The person thought of is among those left at the end, and the same facts in another order ask the same."""
    people, turned = people_of(facts), people_of(facts[::-1])
    for who in people.persons:
        answers: list[tuple[str, Answer]] = []
        while (asked := next_question(people, answers)) is not None:
            assert next_question(turned, answers) == asked
            answers.append((asked.id, people.holding(who.id, asked.id).answer))
        assert who in still_fit(people, answers)
