"""What the Hebrew language file reads: sentences of our own making with the claims they say, and some that say none."""

from __future__ import annotations

from functools import lru_cache

import pytest

from interlock.atlas import load_atlas
from interlock.extraction import GrammarReader
from interlock.languages import load_language
from interlock.reading import read_text
from interlock.vocabulary import Claim, Kind

PUBLISHED = "date: 2026-03-02\n\n"


@lru_cache(maxsize=1)
def reader() -> GrammarReader:
    return GrammarReader([load_language("he")], load_atlas())


def claims(sentence: str) -> tuple[Claim, ...]:
    document = read_text(PUBLISHED + sentence, "he.txt", languages=[load_language("he")])
    return tuple(claim for claim in reader().read(document) if claim.kind is not Kind.SAYS)


def outline(claim: Claim) -> tuple[str, str, str | None, str]:
    kind = f"{claim.kind}:{claim.metric}" if claim.metric else str(claim.kind)
    return kind, claim.subject.name, claim.object.name if claim.object else None, str(claim.status)


# sentence; kind (or reports:metric), subject, object, status; then one quantity: field and value
SAYING: list[tuple[str, tuple[str, str, str | None, str], tuple[str, float] | None]] = [
    ("מיקרוסופט השקיעה 5 מיליארד דולר באנתרופיק.", ("invests_in", "Microsoft", "Anthropic", "done"), ("amount", 5e9)),
    ("בחודש שעבר השקיעה אנבידיה 2 מיליארד דולר בסינופסיס.", ("invests_in", "Nvidia", "Synopsys", "done"), ("amount", 2e9)),
    ("אמזון תשקיע 8 מיליארד דולר באנתרופיק.", ("invests_in", "Amazon", "Anthropic", "planned"), ("amount", 8e9)),
    ("מטא מנהלת מגעים להשקעה של 60 מיליון דולר בהיילו.", ("invests_in", "Meta", "Hailo", "talks"), ("amount", 6e7)),
    ("אנבידיה רשאית להשקיע עד 100 מיליארד דולר ב-OpenAI.", ("invests_in", "Nvidia", "OpenAI", "optional"), ("amount", 1e11)),
    ("אנבידיה רכשה נתח של 4% באינטל.", ("invests_in", "Nvidia", "Intel", "done"), ("share", 0.04)),
    ("גוגל רכשה את וויז תמורת 32 מיליארד דולר.", ("acquires", "Google", "Wiz", "done"), ("amount", 32e9)),
    ("וויז נרכשה על ידי גוגל תמורת 32 מיליארד דולר.", ("acquires", "Google", "Wiz", "done"), ("amount", 32e9)),
    ("סיילספורס שוקלת לרכוש את מאנדיי.", ("acquires", "Salesforce", "monday.com", "possible"), None),
    ("אנבידיה מנהלת משא ומתן לרכישת היילו תמורת 2 מיליארד דולר.", ("acquires", "Nvidia", "Hailo", "talks"), ("amount", 2e9)),
    ("וויז נמכרה לגוגל תמורת 32 מיליארד דולר.", ("acquires", "Google", "Wiz", "done"), ("amount", 32e9)),
    ("מיקרוסופט מחזיקה ב-27% ממניות OpenAI.", ("owns", "Microsoft", "OpenAI", "done"), ("share", 0.27)),
    ("סופטבנק מכרה את אחזקותיה באנבידיה תמורת 5.8 מיליארד דולר.", ("owns", "SoftBank", "Nvidia", "ended"), ("amount", 5.8e9)),
    ("AMD העניקה ל-OpenAI כתבי אופציה על עד 10% ממניותיה.", ("grants_equity", "AMD", "OpenAI", "agreed"), ("share", 0.1)),
    ("ג'יי.פי מורגן העמיד לאורקל הלוואה של 18 מיליארד דולר.", ("lends_to", "JPMorgan Chase", "Oracle", "done"), ("amount", 18e9)),
    ("גוגל העמידה ערבות להלוואות של פלואידסטאק.", ("guarantees", "Google", "Fluidstack", "done"), None),
    (
        "רשות החדשנות העניקה להיילו מענק של 10 מיליון שקל.",
        ("funds", "Israel Innovation Authority", "Hailo", "done"),
        ("amount", 1e7),
    ),
    (
        "OpenAI חתמה על הסכם ענן עם אורקל בהיקף של 300 מיליארד דולר.",
        ("buys_from", "OpenAI", "Oracle", "agreed"),
        ("amount", 3e11),
    ),
    ("מטא הזמינה מאנבידיה 350 אלף שבבים.", ("buys_from", "Meta", "Nvidia", "agreed"), ("count", 350000)),
    ("OpenAI התחייבה לרכוש מאורקל כוח מחשוב ב-300 מיליארד דולר.", ("buys_from", "OpenAI", "Oracle", "agreed"), ("amount", 3e11)),
    ("AMD תמכור ל-OpenAI שבבים בהספק של 6 ג'יגה-ואט.", ("buys_from", "OpenAI", "AMD", "planned"), ("power", 6e9)),
    ("אנבידיה סיפקה לאמזון 20 אלף שבבים.", ("buys_from", "Amazon", "Nvidia", "done"), ("count", 20000)),
    (
        "מיקרוסופט תשכור מנביוס קיבולת מחשוב בהיקף של 17.4 מיליארד דולר.",
        ("leases_from", "Microsoft", "Nebius", "planned"),
        ("amount", 17.4e9),
    ),
    (
        "קורוויב תשכיר ל-OpenAI שרתים בהיקף של 12 מיליארד דולר.",
        ("leases_from", "OpenAI", "CoreWeave", "agreed"),
        ("amount", 12e9),
    ),
    ("OpenAI משתפת פעולה עם ברודקום.", ("partners_with", "OpenAI", "Broadcom", "done"), None),
    ("OpenAI בונה בטקסס מרכז נתונים בהספק של 1.2 ג'יגה-ואט.", ("builds", "OpenAI", None, "done"), ("power", 1.2e9)),
    ("מטא גייסה את אלכסנדר וואנג מסקייל AI.", ("hires", "Meta", "Alexandr Wang", "done"), None),
    ("יאן לקון עזב את מטא.", ("leaves", "Yann LeCun", "Meta", "done"), None),
    ("איליה סוצקבר ייסד את Safe Superintelligence ב-2024.", ("founds", "Ilya Sutskever", "Safe Superintelligence", "done"), None),
    ("מנכ\"ל אנבידיה, ג'נסן הואנג, הגיע לירושלים.", ("leads", "Jensen Huang", "Nvidia", "done"), None),
    ('ארה"ב אסרה על אנבידיה למכור שבבי H20 לסין.', ("restricts", "United States", "Nvidia", "done"), None),
    ("משרד המסחר האמריקאי התיר לאנבידיה לייצא שבבי H200 לסין.", ("eases", "US Commerce Department", "Nvidia", "done"), None),
    ("הנציבות האירופית קנסה את מטא ב-200 מיליון אירו.", ("levies", "European Commission", "Meta", "done"), ("amount", 2e8)),
    ("חברת השבבים היילו גייסה 120 מיליון דולר.", ("reports:funding_raised", "Hailo", None, "done"), ("amount", 1.2e8)),
    ("הכנסות אנבידיה ברבעון השלישי הסתכמו ב-57 מיליארד דולר.", ("reports:revenue", "Nvidia", None, "done"), ("amount", 57e9)),
    ("OpenAI הפסידה 7.8 מיליארד דולר במחצית הראשונה.", ("reports:loss", "OpenAI", None, "done"), ("amount", 7.8e9)),
    ("מניית אורקל זינקה ב-36%.", ("reports:share_price_change", "Oracle", None, "done"), ("share", 0.36)),
    ("שווי השוק של אנבידיה חצה 5 טריליון דולר.", ("reports:market_value", "Nvidia", None, "done"), ("amount", 5e12)),
    ("ל-ChatGPT יש 800 מיליון משתמשים שבועיים.", ("reports:users", "ChatGPT", None, "done"), ("count", 8e8)),
    ("חברת וויקס מעסיקה 5,000 עובדים.", ("reports:headcount", "Wix", None, "done"), ("count", 5000)),
    ("מטא תפטר 600 עובדים.", ("reports:headcount", "Meta", None, "planned"), ("count", 600)),
    ("אנתרופיק השיקה את Claude.", ("releases", "Anthropic", "Claude", "done"), None),
    ("Gemini דורג במקום הראשון ב-LMArena.", ("ranks", "Gemini", "LMArena", "done"), None),
    ('קורוויב הגישה תשקיף להנפקה בנאסד"ק.', ("lists", "CoreWeave", "Nasdaq", "planned"), None),
    ("AMD מתחרה באנבידיה.", ("competes_with", "AMD", "Nvidia", "done"), None),
    ("קורוויב הרחיבה את ההסכם עם OpenAI ב-6.5 מיליארד דולר.", ("buys_from", "OpenAI", "CoreWeave", "agreed"), ("amount", 6.5e9)),
    ("העסקה בין אנבידיה ל-OpenAI מוערכת ב-100 מיליארד דולר.", ("buys_from", "OpenAI", "Nvidia", "agreed"), ("amount", 1e11)),
    ("אנלייט חתמה עם מטא על הסכם למכירת חשמל ל-15 שנה.", ("buys_from", "Meta", "Enlight Renewable Energy", "agreed"), None),
    (
        "ההלוואה, בסך 2.3 מיליארד דולר, הועמדה לקורוויב על ידי בלקסטון.",
        ("lends_to", "Blackstone", "CoreWeave", "done"),
        ("amount", 2.3e9),
    ),
    ("גוגל העניקה לאנתרופיק ערבות של מיליארד דולר.", ("guarantees", "Google", "Anthropic", "done"), ("amount", 1e9)),
    (
        "המענק שאישרה רשות החדשנות להיילו עומד על 12 מיליון שקל.",
        ("funds", "Israel Innovation Authority", "Hailo", "agreed"),
        ("amount", 12e6),
    ),
    ("קוגנטה גייסה 40 מיליון דולר.", ("reports:funding_raised", "קוגנטה", None, "done"), ("amount", 4e7)),
    (
        "אתמול נודע כי ורדן, חברת סייבר מתל אביב, נמכרה לסיילספורס תמורת 400 מיליון דולר.",
        ("acquires", "Salesforce", "ורדן", "done"),
        ("amount", 4e8),
    ),
    (
        "סיילספורס השלימה את רכישת אינפורמטיקה תמורת 8 מיליארד דולר.",
        ("acquires", "Salesforce", "Informatica", "done"),
        ("amount", 8e9),
    ),
    ("קרן תומא בראבו תשלם 2 מיליארד דולר עבור חברת ורוניס.", ("acquires", "Thoma Bravo", "Varonis", "agreed"), ("amount", 2e9)),
    ("אינטל הקפיאה את בניית המפעל בקריית גת.", ("builds", "Intel", None, "stalled"), None),
    ("OpenAI, אורקל וסופטבנק מקימות את סטארגייט, מיזם בהיקף 500 מיליארד דולר.", ("joins", "Oracle", "Stargate", "agreed"), None),
    ("בוויז עובדים כיום 1,800 איש.", ("reports:headcount", "Wiz", None, "done"), ("count", 1800)),
    ("הממשל האמריקאי גובה 15% ממכירות אנבידיה ו-AMD בסין.", ("levies", "United States", "AMD", "done"), ("share", 0.15)),
    (
        "אלביט זכתה בחוזה של 1.6 מיליארד דולר מממשלת גרמניה.",
        ("buys_from", "Germany", "Elbit Systems", "agreed"),
        ("amount", 1.6e9),
    ),
    (
        "עובדי OpenAI מכרו מניות בהיקף של 6.6 מיליארד דולר לסופטבנק.",
        ("invests_in", "SoftBank", "OpenAI", "done"),
        ("amount", 6.6e9),
    ),
]

SILENT = [
    "במשרדי אנבידיה ביקנעם חנכו אתמול גינה קהילתית ובה עצי זית.",
    "המחיר של קפה ליד משרדי גוגל בתל אביב עלה השנה.",
    "בשנה שעברה ביקרו במטה אפל תלמידים מכל הארץ.",
    "אם אמזון תשקיע 5 מיליארד דולר באנתרופיק, השוק יתעורר.",
    "לו רכשה גוגל את וויז לפני עשור, הכול היה נראה אחרת.",
    "מדוע לא תרכוש מיקרוסופט את אינטל?",
    "מזג האוויר בטקסס היה חם מהרגיל.",
    "הרכבת לחיפה תתעכב עד הערב בשל עבודות תשתית.",
    "השופט פסק לטובת התובעת ודחה את הדיון לשבוע הבא.",
    "שער הדולר ירד אתמול ב-0.3% לעומת השקל.",
    "משפחה מנתניה זכתה בפרס של 12 מיליון שקל בלוטו.",
    "הקיץ הזה מציעה העירייה הופעות חינם בפארק.",
    "ג'נסן הואנג חובב מעילי עור ואוכל רחוב.",
    "הילדים קנו גלידה ב-15 שקל והלכו לים.",
    "בסמינר דיברו על עתיד החקלאות בנגב.",
    "במאמר חדש על אנבידיה נכתב על תולדות המחשב.",
    "גרסה ישנה של הדפדפן של גוגל עדיין בשימוש.",
    "הכתבה על מטא פורסמה בעיתון סוף השבוע.",
    "אתמול נפתחה עונת הקיט בים המלח.",
]


@pytest.mark.parametrize(
    ("sentence", "expected", "quantity"), SAYING, ids=[f"{row[1][0]}-{number}" for number, row in enumerate(SAYING)]
)
def test_a_sentence_says_its_claim(
    sentence: str, expected: tuple[str, str, str | None, str], quantity: tuple[str, float] | None
) -> None:
    """Kind, parties, status and the leading figure are read."""
    found = {outline(claim): claim for claim in claims(sentence)}
    assert expected in found, sorted(map(str, found))
    if quantity:
        field, value = quantity
        assert found[expected].quantities()[field].value == pytest.approx(value)


@pytest.mark.parametrize("sentence", SILENT)
def test_a_sentence_without_a_claim_stays_silent(sentence: str) -> None:
    """No claim is read where none is made."""
    assert [outline(claim) for claim in claims(sentence)] == []
