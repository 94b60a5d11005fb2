"""The cycles of a digraph by whole frontiers of paths."""

from __future__ import annotations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network.cases import case

from interlock.network import cycle_frontiers as module
from interlock.network.cycle_frontiers import cycle_frontiers

_SIZE = 8
pairs = st.sets(st.tuples(st.integers(0, _SIZE - 1), st.integers(0, _SIZE - 1)).filter(lambda pair: pair[0] != pair[1]))


def _cycles(edges: set[tuple[int, int]], nodes: int, longest: int) -> list[tuple[int, ...]]:
    forward = np.array(sorted(edges), dtype=np.int64).reshape(-1, 2)
    backward = np.array(sorted((b, a) for a, b in edges), dtype=np.int64).reshape(-1, 2)
    rows = [np.searchsorted(each[:, 0], np.arange(nodes + 1)) for each in (forward, backward)]
    blocks = cycle_frontiers(rows[0], forward[:, 1], rows[1], backward[:, 1], longest)
    return [tuple(row[1 : row[0] + 1]) for block in blocks for row in block.tolist()]


def _rival(edges: set[tuple[int, int]], longest: int) -> set[tuple[int, ...]]:
    found = networkx.simple_cycles(networkx.DiGraph(list(edges)), length_bound=longest)
    return {tuple(nodes[nodes.index(min(nodes)) :] + nodes[: nodes.index(min(nodes))]) for nodes in found}


@settings(max_examples=100, deadline=None)
@given(pairs, st.integers(2, 8))
def test_each_cycle_is_found_once_and_none_else(edges: set[tuple[int, int]], longest: int) -> None:
    """The cycles are those of networkx, from the least node."""
    found = _cycles(edges, _SIZE, longest)
    assert len(found) == len(set(found))
    assert set(found) == _rival(edges, longest)


@settings(max_examples=40, deadline=None)
@given(pairs, st.integers(2, 6), st.integers(1, 30), st.integers(1, 9))
def test_the_bounds_on_memory_change_no_result(edges: set[tuple[int, int]], longest: int, distances: int, extended: int) -> None:
    """Small chunks of roots and small blocks of paths give the same cycles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_DISTANCES", distances)
        patch.setattr(module, "_EXTENDED", extended)
        assert sorted(_cycles(edges, _SIZE, longest)) == sorted(_rival(edges, longest))


@settings(max_examples=40, deadline=None)
@given(pairs, st.permutations(range(_SIZE)))
def test_new_numbers_for_the_nodes_change_no_lengths(edges: set[tuple[int, int]], names: list[int]) -> None:
    """As many cycles of each length, whatever node is the least."""
    renamed = {(names[a], names[b]) for a, b in edges}
    one, two = _cycles(edges, _SIZE, 6), _cycles(renamed, _SIZE, 6)
    assert sorted(map(len, one)) == sorted(map(len, two))


def test_cycles_of_complete_digraphs() -> None:
    """Their number is that of OEIS A006231."""
    inputs, expected, _ = case("cycle_count_complete_digraphs")
    for size, count in zip(inputs["complete_digraph_n"], expected["counts"], strict=True):
        assert len(_cycles({(a, b) for a in range(size) for b in range(size) if a != b}, size, size)) == count


@pytest.mark.parametrize("longest", [-1, 0, 1, 127])
def test_a_bound_that_makes_no_sense_is_refused(longest: int) -> None:
    """A cycle has two nodes at least, and a step count must fit its byte."""
    with pytest.raises(ValueError, match="2 to 126"):
        _cycles({(0, 1), (1, 0)}, 2, longest)


def test_a_long_ring_is_one_cycle() -> None:
    """At the greatest bound a ring of just so many nodes is found, and one of a node more is not."""
    assert len(_cycles({(n, (n + 1) % 126) for n in range(126)}, 126, 126)) == 1
    assert _cycles({(n, (n + 1) % 127) for n in range(127)}, 127, 126) == []
