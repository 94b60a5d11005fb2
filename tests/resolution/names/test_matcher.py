"""Whether two names are of one actor."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.atlas import load_atlas
from interlock.resolution.names import NameMatcher, NameVerdict
from interlock.vocabulary import ActorKind

ATLAS = load_atlas()
MATCHER = NameMatcher(ATLAS)
COMPANY, PERSON, FUND, PRODUCT = ActorKind.COMPANY, ActorKind.PERSON, ActorKind.FUND, ActorKind.PRODUCT
LABELLED = Path(__file__).parents[3] / "corpus" / "resolution"
FLOORS = {"names": (0.99, 0.95), "names_development": (0.98, 0.97), "names_held_out": (0.97, 0.935)}
"""Precision and F1 that are reached over each table of labelled pairs; they only rise."""
NAMES = st.text("abcdekmnorstuvxyz בגדלמנרתשקוי 阿里巴马克斯 .-·AI", min_size=1, max_size=14)
KINDS = st.sampled_from([COMPANY, PERSON, FUND, PRODUCT])


def verdict(one: str, other: str, kind: ActorKind = COMPANY, other_kind: ActorKind | None = None) -> tuple[str, str]:
    """Verdict and rule."""
    match = MATCHER.match(one, kind, other, other_kind or kind)
    return str(match.verdict), match.rule


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Nvidia", "輝達", ("same", "atlas")),
        ("אנבידיה", "英伟达", ("same", "atlas")),
        ("Meta", "Micron", ("different", "atlas")),
        ("Nimbara Ltd.", "NIMBARA", ("same", "words")),
        ("Nimbara AI", "Nimbara", ("same", "words")),
        ("Nimbara Bank", "Nimbara Foods", ("different", "words")),
        ("Nimbara Energy", "Nimbara", ("different", "words")),
        ("Orlan GmbH", "Orlan Inc.", ("unsure", "legal form")),
        ("Corvid Fund II", "Corvid Fund III", ("different", "numbers")),
        ("קוורנטה לאבס", "Quarenta Labs", ("same", "sound")),
        ("Belcourt", "Norvik", ("different", "spelling")),
        ("Brodal Robotyka Sp. z o.o.", "Brodal Robotyka", ("same", "words")),
        ("杭州岚图光电有限公司", "岚图光电", ("same", "words")),
        ("杭州岚图光电", "岚图光电", ("unsure", "spelling")),
        ("סלינארה", "סילנרה", ("same", "vowels")),
        ("תמר", "תומר", ("different", "spelling")),
        ("維瑞迪亞", "維瑞迪雅", ("same", "slip")),
        ("Grey Heron Ventures", "קרן אנפה אפורה", ("unsure", "words")),
        ("Grey Heron Fund", "קרן האנפה האפורה", ("same", "meaning")),
        ("Fondation Aigle d'Or", "קרן הנשר המוזהב", ("same", "meaning")),
        ("青铜之锚基金", "Bronze Lighthouse Fund", ("unsure", "sound")),
        ("First National Bank", "הבנק הלאומי הראשון", ("unsure", "sound")),
        ("ASDL", "אסדל", ("unsure", "sound")),
        ("Kolbenstein Werke", "Kolbensten Werke", ("same", "slip")),
        ("Orvatnis Pharma", "Orvantis Pharma", ("same", "slip")),
        ("Trial Labs", "Trail Labs", ("different", "spelling")),
        ("Nvidai", "Nvidia", ("same", "slip")),
        ("Vistra Energy", "Vista Energy", ("different", "spelling")),
        ("Sterling Bank", "Starling Bank", ("different", "spelling")),
        ("Schneider Electirc", "Schneider Electric", ("same", "words")),
        ("Colour Forge", "Color Forge", ("same", "vowels")),
        ("סרבנס", "סרבנוס", ("different", "spelling")),
        ("קסטרופה אנרגיה", "כסטרופה אנרגיה", ("same", "vowels")),
        ("瑞拓光電", "睿拓光電", ("unsure", "spelling")),
        ("奧斯特維亞", "奧斯特唯亞", ("same", "slip")),
        ("Orlan Labs", "Orlan Holdings", ("unsure", "words")),
        ("Orlan S.A.B. de C.V.", "Orlan", ("same", "words")),
        ("Orlan A/S", "Orlan", ("same", "words")),
        ("Ardentix.io", "Ardentix", ("same", "words")),
        ("深圳市岚恒科技有限公司", "岚恒科技", ("same", "words")),
        ("Grunfeld & Maas", "格倫菲爾德與馬斯", ("same", "sound")),
        ("Velmora Shipping", "ולמורה שיפפינג", ("same", "sound")),
        ("Morhpelia", "מורפליה", ("same", "sound")),
        ("Nexoria", "נקסורית", ("unsure", "sound")),
        ("Broadcom Holdings Inc.", "博通", ("same", "words")),
        ("Norvik Data Centers", "נורוויק מרכזי נתונים", ("same", "sound")),
        ("Corvid Fund III", "קרן קורביד השלישית", ("same", "sound")),
        ("Corvid Fund II", "קרן קורביד השלישית", ("different", "numbers")),
        ("Corvid Fund III", "Corvid Fund Three", ("same", "words")),
        ("Bluefern Fund III", "藍蕨第三期基金", ("same", "meaning")),
        ("Bluefern Fund III", "藍蕨二期基金", ("different", "numbers")),
        ("Quantum Ridge", "量子嶺", ("same", "meaning")),
        ("Northern Lights Capital", "極光資本", ("same", "meaning")),
        ("Keystone Capital", "里程碑資本", ("unsure", "sound")),
        ("Mingde Technology", "明德科技", ("same", "reading")),
        ("Xinhua", "欣樺", ("unsure", "sound")),
        ("Mingda Technology", "明德科技", ("unsure", "sound")),
        ("Hansung Battery", "韓星電池", ("same", "reading")),
        ("Tokiwa Seiki", "常盤精機", ("same", "reading")),
        ("Tokiwa Denki", "常盤精機", ("unsure", "sound")),
        ("Kitagawa Heavy Industries", "北川重工", ("same", "reading")),
        ("קיטגאווה סייקי", "北川精機", ("same", "reading")),
        ("Norvik Chmicals", "Norvik Chemicals", ("same", "words")),
        ("Sela Compute", "סלע קומפיוט", ("same", "sound")),
        ("Sela", "סלע", ("unsure", "sound")),
        ("Banque Valmont", "瓦爾蒙銀行", ("same", "sound")),
        ("Valmont", "瓦爾蒙", ("unsure", "sound")),
        ("奧科半導體", "אוקו סמיקונדקטור", ("same", "sound")),
        ("MBLY", "מובילאיי", ("same", "atlas")),
        ("Marvell Tecnology", "邁威爾", ("same", "words")),
        ("中芯國際", "中信國際", ("unsure", "spelling")),
    ],
)
def test_names_of_firms(one: str, other: str, expected: tuple[str, str]) -> None:
    assert verdict(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Nadia Brandt", "Brandt Nadia", ("same", "order")),
        ("N. Brandt", "Nadia Brandt", ("same", "initials")),
        ("Dr. Nadia Brandt", "נדיה ברנדט", ("same", "sound")),
        ("Nadia Brandt", "Tobias Brandt", ("different", "spelling")),
        ("Søren Holm", "Soeren Holm", ("same", "spelling")),
        ("Bob Brandt", "Robert H. Brandt III", ("same", "initials")),
        ("Robert Brandt Jr.", "Robert Brandt Sr.", ("different", "numbers")),
        ("司馬清嵐教授", "司馬清嵐", ("same", "words")),
        ("Nadia Elena Brandt", "נדיה ברנדט", ("same", "sound")),
        ("Nadia Brandt Elena", "נדיה ברנדט", ("unsure", "sound")),
        ("Fatima Al Harithi", "פאטימה חרית'י", ("same", "sound")),
        ("Liang Yunfei", "梁雲飛", ("same", "reading")),
        ("Liang Yunfeng", "梁雲飛", ("unsure", "sound")),
        ("Tobias Rosenkrantz", "טוביאס רוזנפלד", ("unsure", "sound")),
        ("Prof. Dr. Nadia Brandt, PhD", "Nadia Brandt", ("same", "words")),
        ("M. Tobias Brandt", "Tobias Brandt", ("same", "words")),
        ("Gen Tanabe", "Tanabe Gen", ("same", "order")),
        ("Finance Minister Nadia Brandt", "Nadia Brandt", ("same", "words")),
        ("שר האוצר אסף דרורי", "אסף דרורי", ("same", "words")),
        ("前總統周明軒", "周明軒董事長", ("same", "words")),
        ("Mr. Brandt", "Mrs. Brandt", ("different", "titles")),
        ("周董事長", "周教授", ("unsure", "titles")),
        ("J.-L. Brandt", "Jean-Luc Brandt", ("same", "initials")),
        ("Jean Brandt", "Jean-Luc Brandt", ("different", "spelling")),
        ("Kim Min-seok", "Minseok Kim", ("same", "order")),
        ("Dmitry Ostrovskiy", "Dmitri Ostrovsky", ("same", "initials")),
        ("Chang Chun-hao", "Zhang Junhao", ("same", "spelling")),
        ("Daniel Aronsohn", "Daniela Aronsohn", ("different", "given names")),
        ("托爾斯滕·屈內爾", "托爾斯騰·屈內爾", ("same", "slip")),
        ("陳建宏", "陳建弘", ("unsure", "spelling")),
        ("Shuhei Kawashima", "川島修平", ("same", "reading")),
        ("Kawashima Shuhei", "川島修平", ("same", "reading")),
        ("Shuhei Kawashima", "川島周一", ("unsure", "sound")),
        ("ריינה קישימוטו", "岸本玲奈", ("same", "reading")),
        ("ריקו קישימוטו", "岸本玲奈", ("unsure", "sound")),
        ("Michael Dagan", "מיכל דגן", ("different", "given names")),
        ("Maria Brandt", "Mary Brandt", ("different", "spelling")),
        ("Dan Cohen", "כהן דן", ("same", "given name")),
        ("Ari Cohen", "ארי קורן", ("unsure", "families")),
        ("לין שו-פאנג", "林淑芳", ("same", "sound")),
        ("לין שו-פן", "林淑芳", ("unsure", "sound")),
        ("Chan Ka-fai", "陳家輝", ("same", "reading")),
        ("Chan Ka-ming", "陳家輝", ("unsure", "sound")),
        ("Donald Trump Jr.", "川普總統", ("unsure", "sound")),
        ("Cook Tim", "庫克", ("same", "atlas")),
        ("Lisa Su", "蘇資丰", ("same", "slip")),
        ("Elon Msuk", "馬斯克", ("same", "slip")),
        ("Bob Whitlock", "רוברט וויטלוק", ("same", "given name")),
        ("Nadia J. Brandt", "נדיה ברנדט", ("same", "sound")),
        ("Lin Shih-chieh", "林世傑", ("same", "reading")),
        ("Choi Dong-wook", "崔東旭", ("same", "reading")),
        ("Choi Dong-wook", "崔東勳", ("unsure", "sound")),
        ("Shira Azoulay", "שיר אזולאי", ("unsure", "sound")),
        ("Giulia Ferraresi", "朱利奧·費拉雷西", ("different", "given names")),
    ],
)
def test_names_of_persons(one: str, other: str, expected: tuple[str, str]) -> None:
    assert verdict(one, other, PERSON) == expected


def test_a_person_is_no_firm_of_the_same_name() -> None:
    assert verdict("Ford", "Ford", PERSON, COMPANY) == ("different", "kind")


def test_a_word_alone_that_means_the_same_stays_unsure() -> None:
    """'Heron' in Chinese characters that mean it: firms enough are named after it."""
    assert verdict("鹭", "Heron")[0] == "unsure"


def test_two_words_that_mean_the_same_are_a_name() -> None:
    assert verdict("灰鹭", "Grey Heron") == ("same", "meaning")


def test_initials_and_a_famous_short_form_are_names_of_the_atlas() -> None:
    famous = next(entry for entry in ATLAS if entry.kind is PERSON and entry.famous and entry.famous[0] not in entry.ambiguous)
    assert verdict(famous.famous[0], famous.name, PERSON) == ("same", "atlas")


@given(NAMES, KINDS, NAMES, KINDS)
def test_the_verdict_does_not_depend_on_the_side(one: str, kind: ActorKind, other: str, other_kind: ActorKind) -> None:
    assert MATCHER.match(one, kind, other, other_kind) == MATCHER.match(other, other_kind, one, kind)


@given(NAMES, NAMES, KINDS)
def test_names_that_are_the_same_share_a_key(one: str, other: str, kind: ActorKind) -> None:
    if MATCHER.match(one, kind, other, kind).verdict is NameVerdict.SAME:
        assert MATCHER.keys(one, kind) & MATCHER.keys(other, kind)


def test_every_name_of_the_atlas_matches_itself_and_never_another_entry() -> None:
    for entry in list(ATLAS)[::7]:
        for name in entry.all_names():
            assert MATCHER.match(name, entry.kind, name, entry.kind).verdict is NameVerdict.SAME, name


@pytest.mark.parametrize("table", FLOORS)
def test_labelled_pairs_reach_the_floor_and_no_homonym_is_merged(table: str) -> None:
    precision, f1 = FLOORS[table]
    with (LABELLED / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    hit = false = missed = 0
    for row in rows:
        match = MATCHER.match(row["name"], ActorKind(row["kind"]), row["other"], ActorKind(row["other_kind"]))
        same, held = row["same"] == "yes", match.verdict is NameVerdict.SAME
        hit, false, missed = hit + (same and held), false + (held and not same), missed + (same and not held)
        assert not (held and not same and row["group"] == "homonym"), table
    assert hit / (hit + false) >= precision
    assert 2 * hit / (2 * hit + false + missed) >= f1
