"""Chinese names in Latin letters."""

from __future__ import annotations

import pytest

from interlock.resolution.names.pinyin import Pinyin

PINYIN = Pinyin()


@pytest.mark.parametrize(
    ("latin", "han", "differ"),
    [
        (("liang", "yunfei"), "梁云飞", False),
        (("yunfei", "liang"), "梁云飞", False),  # the family's name last
        (("liang", "yunfeng"), "梁云飞", True),
        (("chang", "mei", "ling"), "张美玲", False),  # an older romanisation: nothing shows pinyin
        (("zhang", "mei", "qin"), "张美金", True),  # 'zh' and 'q' do, so 'qin' is no 'jin'
        (("tobias", "brandt"), "梁云飞", False),  # no syllables: nothing can be said
        (("anna",), "梁云飞", False),  # not as many syllables
    ],
)
def test_a_syllable_that_differs_is_another_name(latin: tuple[str, ...], han: str, differ: bool) -> None:
    assert PINYIN.differ(latin, han) is differ
