"""Which passages are trained on: a share by their ids, and whole files."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from training.drawing import drawn, passages_of

PASSAGE = """=== {id}
event: {id}
date: 2026-03-01
style: news
--- text
[Tessel|tessel] makes chips.
--- actors
tessel = Tessel : company
--- claims

"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of fifty passages."""
    for name in ("en_a", "en_n"):
        (tmp_path / f"{name}.txt").write_text(
            "".join(PASSAGE.format(id=f"{name[:2]}-{name[3:]}-{each:03}") for each in range(50))
        )
    return tmp_path


def ids(passages: list[object]) -> set[str]:
    """Their ids."""
    return {passage.id for passage in passages}  # type: ignore[attr-defined]


def test_a_larger_share_holds_the_smaller_ones(folder: Path) -> None:
    """And a share of one is all."""
    shares = [ids([*drawn(folder, share)]) for share in (0.0, 0.2, 0.5, 1.0)]
    assert all(small < large for small, large in itertools.pairwise(shares))
    assert (len(shares[0]), len(shares[-1])) == (0, 100)


def test_whole_files_are_used_whatever_the_share(folder: Path) -> None:
    """Half of one file, all of the other."""
    found = ids([*drawn(folder, 0.5, ["*_n.txt"])])
    assert {each for each in found if each.startswith("en-n")} == ids([*passages_of(folder, "*_n.txt")])
    assert 10 < len([each for each in found if each.startswith("en-a")]) < 40


def test_a_faulty_file_ends_the_run(folder: Path) -> None:
    """With file and line of what is wrong."""
    (folder / "en_b.txt").write_text("=== x\nnothing\n")
    with pytest.raises(SystemExit, match=r"en_b\.txt"):
        drawn(folder, 1.0)
