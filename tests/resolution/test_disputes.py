"""The pairs among which disputes about a party are looked for."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from network.ledgers import NVIDIA, OPENAI, bn, fact, share

from interlock.resolution.disputes import _near_in_sum, _same_sum
from interlock.vocabulary import Bound, Fact, Kind

sums = st.one_of(
    st.sampled_from([9.99, 10.0, 10.001, 10.01, 10.03, 5.0]),
    st.floats(0.001, 500, allow_nan=False),
)
told = st.builds(
    lambda value, bound, part: fact(
        Kind.INVESTS_IN,
        NVIDIA,
        OPENAI,
        amount=None if value is None else bn(value, bound),
        share=None if part is None else share(part),
    ),
    st.none() | sums,
    st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.AT_MOST, Bound.AT_LEAST]),
    st.none() | st.sampled_from([0.1, 0.1001, 0.49]),
)


@given(st.lists(told, max_size=12))
def test_no_pair_that_states_the_same_sum_is_passed_over(facts: list[Fact]) -> None:
    """Going through the figures in their order finds every pair that comparing all with all finds, each once, in their order."""
    found = [(id(one), id(other)) for one, other in _near_in_sum(facts)]
    same = [(id(one), id(other)) for one, other in combinations(facts, 2) if _same_sum(one, other)]
    assert [pair for pair in found if pair in set(same)] == same
    assert len(found) == len(set(found)) or len(set(map(id, facts))) < len(facts)
