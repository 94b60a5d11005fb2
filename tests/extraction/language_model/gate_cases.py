"""Fifty passages, composed for these tests, each with a claim that it bears out, as a careful model would answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Answer = dict[str, Any]
PUBLISHED = "2026-03-02"


@dataclass(frozen=True, slots=True)
class Case:
    """A passage in a language with one right answer."""

    language: str
    text: str
    answer: Answer


def actor(said: str) -> Answer:
    """'Nvidia|company|輝達': name, kind and words of the passage."""
    name, kind, *mention = said.split("|")
    return {"name": name, "kind": kind, "mention": mention[0] if mention else name}


def usd(value: float, bound: str = "exact", currency: str = "USD") -> Answer:
    """An amount of money."""
    return {"value": value, "currency": currency, "bound": bound}


def number(value: float, bound: str = "exact") -> Answer:
    """A quantity of another sort."""
    return {"value": value, "bound": bound}


def case(language: str, text: str, quote: str, kind: str, subject: str, target: str | None = None, **more: Any) -> Case:
    """A case whose status is 'done' unless it says otherwise."""
    answer: Answer = {"kind": kind, "subject": actor(subject)}
    answer["object"] = actor(target) if target else None
    return Case(language, text, answer | {"status": "done", "quote": quote} | more)


ENGLISH = (
    case(
        "en",
        "Tallow Cloud has had a busy winter. Nvidia invested $2 billion in CoreWeave in January, taking a stake of 7%. Analysts "
        "were surprised by the size.",
        "Nvidia invested $2 billion in CoreWeave in January",
        "invests_in",
        "Nvidia|company",
        "CoreWeave|company",
        amount=usd(2e9),
    ),
    case(
        "en",
        "The cloud firm grows fast. CoreWeave agreed to buy 40,000 chips from Nvidia over three years. Delivery starts in May.",
        "CoreWeave agreed to buy 40,000 chips from Nvidia over three years",
        "buys_from",
        "CoreWeave|company",
        "Nvidia|company",
        count=number(40000),
        unit="chips",
        status="agreed",
    ),
    case(
        "en",
        "Oracle signed a contract to supply OpenAI with cloud capacity worth $30 billion a year. They did not say for how long.",
        "Oracle signed a contract to supply OpenAI with cloud capacity worth $30 billion a year",
        "buys_from",
        "OpenAI|company",
        "Oracle|company",
        amount=usd(3e10),
        per="year",
        asset="cloud capacity",
        status="agreed",
    ),
    case(
        "en",
        "Meta acquired the chip designer Rivos for $1.2 billion, two people briefed on the sale said.",
        "Meta acquired the chip designer Rivos for $1.2 billion",
        "acquires",
        "Meta|company",
        "Rivos|company",
        amount=usd(1.2e9),
    ),
    case(
        "en",
        "Blackstone lent $7.5 billion to CoreWeave against its chips. The loan runs for five years.",
        "Blackstone lent $7.5 billion to CoreWeave",
        "lends_to",
        "Blackstone|company",
        "CoreWeave|company",
        amount=usd(7.5e9),
    ),
    case(
        "en",
        "The report was published on Tuesday. Microsoft holds a 27% stake in OpenAI, according to the filing.",
        "Microsoft holds a 27% stake in OpenAI",
        "owns",
        "Microsoft|company",
        "OpenAI|company",
        share=number(0.27),
    ),
    case(
        "en",
        "Anthropic is leasing 1.2 gigawatts of data centre capacity from Fluidstack. Work on the sites has begun.",
        "Anthropic is leasing 1.2 gigawatts of data centre capacity from Fluidstack",
        "leases_from",
        "Anthropic|company",
        "Fluidstack|company",
        power=number(1.2e9),
    ),
    case(
        "en",
        "Google guaranteed $3.2 billion of debt of TeraWulf, the miner said in a filing.",
        "Google guaranteed $3.2 billion of debt of TeraWulf",
        "guarantees",
        "Google|company",
        "TeraWulf|company",
        amount=usd(3.2e9),
    ),
    case(
        "en",
        "Nvidia reported revenue of $57 billion for the quarter. The shares rose after hours.",
        "Nvidia reported revenue of $57 billion for the quarter",
        "reports",
        "Nvidia|company",
        metric="revenue",
        amount=usd(5.7e10),
    ),
    case(
        "en",
        "Satya Nadella, the chief executive of Microsoft, was in Berlin on Monday to open a data centre.",
        "Satya Nadella, the chief executive of Microsoft",
        "leads",
        "Satya Nadella|person",
        "Microsoft|company",
        role="CEO",
    ),
    case(
        "en",
        "Meta has hired seven engineers from Thinking Machines, the start-up confirmed. More may follow.",
        "Meta has hired seven engineers from Thinking Machines",
        "hires",
        "Meta|company",
        "seven engineers|group",
        origin=actor("Thinking Machines|company"),
        count=number(7),
        unit="engineers",
    ),
    case(
        "en",
        "The United States barred Nvidia from selling its H20 chips in China in April 2025. The rule took effect at once.",
        "The United States barred Nvidia from selling its H20 chips in China in April 2025",
        "restricts",
        "United States|government",
        "Nvidia|company",
        date="2025-04",
    ),
    case(
        "en",
        "SoftBank is in talks to invest up to $25 billion in OpenAI, people familiar with the matter said.",
        "SoftBank is in talks to invest up to $25 billion in OpenAI",
        "invests_in",
        "SoftBank|company",
        "OpenAI|company",
        amount=usd(2.5e10, "at_most"),
        status="talks",
    ),
    case(
        "en",
        "Mistral launched a reasoning model called Magistral on Tuesday. It is free to download.",
        "Mistral launched a reasoning model called Magistral",
        "releases",
        "Mistral|company",
        "Magistral|product",
    ),
)

HEBREW = (
    case(
        "he",
        "שוק השבבים סוער. אנבידיה השקיעה 5 מיליארד דולר באינטל בחודש ספטמבר. המניה זינקה.",
        "אנבידיה השקיעה 5 מיליארד דולר באינטל",
        "invests_in",
        "Nvidia|company|אנבידיה",
        "Intel|company|אינטל",
        amount=usd(5e9),
    ),
    case(
        "he",
        "גוגל רכשה את חברת הסייבר וויז תמורת 32 מיליארד דולר. העסקה היא הגדולה בתולדותיה.",
        "גוגל רכשה את חברת הסייבר וויז תמורת 32 מיליארד דולר",
        "acquires",
        "Google|company|גוגל",
        "Wiz|company|וויז",
        amount=usd(3.2e10),
    ),
    case(
        "he",
        "מטא רוכשת מגוגל שירותי ענן בהיקף של 10 מיליארד דולר, כך נמסר אתמול.",
        "מטא רוכשת מגוגל שירותי ענן בהיקף של 10 מיליארד דולר",
        "buys_from",
        "Meta|company|מטא",
        "Google|company|גוגל",
        amount=usd(1e10),
        asset="cloud",
    ),
    case(
        "he",
        "סופטבנק מחזיקה ב-11% ממניות OpenAI. השווי עלה מאז.",
        "סופטבנק מחזיקה ב-11% ממניות OpenAI",
        "owns",
        "SoftBank|company|סופטבנק",
        "OpenAI|company",
        share=number(0.11),
    ),
    case(
        "he",
        "אורקל דיווחה על הכנסות של 15 מיליארד דולר ברבעון. האנליסטים ציפו ליותר.",
        "אורקל דיווחה על הכנסות של 15 מיליארד דולר ברבעון",
        "reports",
        "Oracle|company|אורקל",
        metric="revenue",
        amount=usd(1.5e10),
    ),
    case(
        "he",
        "ג'נסן הואנג, מנכ\"ל אנבידיה, ביקר השבוע ביקנעם.",
        "ג'נסן הואנג, מנכ\"ל אנבידיה",
        "leads",
        "Jensen Huang|person|ג'נסן הואנג",
        "Nvidia|company|אנבידיה",
        role="CEO",
    ),
    case(
        "he",
        "אמזון השקיעה באנתרופיק 8 מיליארד דולר עד היום. החברה לא הגיבה.",
        "אמזון השקיעה באנתרופיק 8 מיליארד דולר",
        "invests_in",
        "Amazon|company|אמזון",
        "Anthropic|company|אנתרופיק",
        amount=usd(8e9),
    ),
    case(
        "he",
        "מיקרוסופט שוכרת מנביוס שבבים בהיקף של 17 מיליארד דולר. ההסכם נחתם בספטמבר.",
        "מיקרוסופט שוכרת מנביוס שבבים בהיקף של 17 מיליארד דולר",
        "leases_from",
        "Microsoft|company|מיקרוסופט",
        "Nebius|company|נביוס",
        amount=usd(1.7e10),
    ),
    case(
        "he",
        "מטא גייסה 11 חוקרים מ-OpenAI, על פי הדיווח. גוגל איבדה שלושה.",
        "מטא גייסה 11 חוקרים מ-OpenAI",
        "hires",
        "Meta|company|מטא",
        "11 researchers|group|11 חוקרים",
        origin=actor("OpenAI|company"),
        count=number(11),
    ),
    case(
        "he",
        "ממשל ארצות הברית הגביל את מכירת השבבים של אנבידיה לסין. החברה ספגה הפסד.",
        "ממשל ארצות הברית הגביל את מכירת השבבים של אנבידיה לסין",
        "restricts",
        "United States|government|ארצות הברית",
        "Nvidia|company|אנבידיה",
    ),
    case(
        "he",
        "המשקיעים ממתינים. סופטבנק מנהלת משא ומתן להשקעה של עד 25 מיליארד דולר ב-OpenAI.",
        "סופטבנק מנהלת משא ומתן להשקעה של עד 25 מיליארד דולר ב-OpenAI",
        "invests_in",
        "SoftBank|company|סופטבנק",
        "OpenAI|company",
        amount=usd(2.5e10, "at_most"),
        status="talks",
    ),
    case(
        "he",
        "איליה סוצקבר ייסד את Safe Superintelligence ביוני 2024. הוא עזב את OpenAI חודש קודם לכן.",
        "איליה סוצקבר ייסד את Safe Superintelligence ביוני 2024",
        "founds",
        "Ilya Sutskever|person|איליה סוצקבר",
        "Safe Superintelligence|company",
        date="2024-06",
    ),
)

CHINESE = (
    case(
        "zh-Hant",
        "輝達宣布向英特爾投資50億美元，雙方將共同開發晶片。消息一出，股價大漲。",
        "輝達宣布向英特爾投資50億美元",
        "invests_in",
        "Nvidia|company|輝達",
        "Intel|company|英特爾",
        amount=usd(5e9),
    ),
    case(
        "zh-Hant",
        "微軟向諾基亞採購網路設備。OpenAI向甲骨文採購3,000億美元的雲端運算服務，為期五年。",
        "OpenAI向甲骨文採購3,000億美元的雲端運算服務",
        "buys_from",
        "OpenAI|company",
        "Oracle|company|甲骨文",
        amount=usd(3e11),
        asset="cloud",
    ),
    case(
        "zh-Hant",
        "超微以49億美元收購ZT Systems。交易已於三月完成。",
        "超微以49億美元收購ZT Systems",
        "acquires",
        "AMD|company|超微",
        "ZT Systems|company",
        amount=usd(4.9e9),
    ),
    case(
        "zh-Hant",
        "軟銀持有OpenAI約11%的股份。孫正義說他還想加碼。",
        "軟銀持有OpenAI約11%的股份",
        "owns",
        "SoftBank|company|軟銀",
        "OpenAI|company",
        share=number(0.11, "about"),
    ),
    case(
        "zh-Hant",
        "台積電公布第三季營收為9,899億元新台幣。毛利率優於預期。",
        "台積電公布第三季營收為9,899億元新台幣",
        "reports",
        "TSMC|company|台積電",
        metric="revenue",
        amount=usd(989.9e9, currency="TWD"),
    ),
    case(
        "zh-Hant",
        "輝達執行長黃仁勳週二抵達台北。他將參加展覽。",
        "輝達執行長黃仁勳",
        "leads",
        "Jensen Huang|person|黃仁勳",
        "Nvidia|company|輝達",
        role="CEO",
    ),
    case(
        "zh-Hant",
        "Meta從OpenAI挖走7名研究員，引發業界關注。",
        "Meta從OpenAI挖走7名研究員",
        "hires",
        "Meta|company",
        "7 researchers|group|7名研究員",
        origin=actor("OpenAI|company"),
        count=number(7),
    ),
    case(
        "zh-Hant",
        "市場傳聞不斷。亞馬遜正與OpenAI洽談投資，金額最高可達100億美元。",
        "亞馬遜正與OpenAI洽談投資，金額最高可達100億美元",
        "invests_in",
        "Amazon|company|亞馬遜",
        "OpenAI|company",
        amount=usd(1e10, "at_most"),
        status="talks",
    ),
    case(
        "zh-Hant",
        "美國政府限制輝達對中國出口H20晶片。公司提列55億美元費用。",
        "美國政府限制輝達對中國出口H20晶片",
        "restricts",
        "United States|government|美國政府",
        "Nvidia|company|輝達",
    ),
    case(
        "zh-Hant",
        "谷歌推出新一代模型Gemini 3。該公司表示效能提升。",
        "谷歌推出新一代模型Gemini 3",
        "releases",
        "Google|company|谷歌",
        "Gemini 3|product",
    ),
    case(
        "zh-Hant",
        "微軟向CoreWeave租用算力，合約金額超過100億美元。",
        "微軟向CoreWeave租用算力，合約金額超過100億美元",
        "leases_from",
        "Microsoft|company|微軟",
        "CoreWeave|company",
        amount=usd(1e10, "at_least"),
    ),
    case(
        "zh-Hant",
        "鴻海在德州興建資料中心。摩根大通向甲骨文提供380億美元貸款。",
        "摩根大通向甲骨文提供380億美元貸款",
        "lends_to",
        "JPMorgan Chase|company|摩根大通",
        "Oracle|company|甲骨文",
        amount=usd(3.8e10),
    ),
)

FRENCH = (
    case(
        "fr",
        "Le marché s'interroge. ASML a investi 1,3 milliard d'euros dans Mistral AI en septembre 2025. Le groupe néerlandais "
        "devient le premier actionnaire.",
        "ASML a investi 1,3 milliard d'euros dans Mistral AI en septembre 2025",
        "invests_in",
        "ASML|company",
        "Mistral|company|Mistral AI",
        amount=usd(1.3e9, currency="EUR"),
        date="2025-09",
    ),
    case(
        "fr",
        "Nvidia a racheté la jeune pousse Run:ai pour 700 millions de dollars, selon la presse.",
        "Nvidia a racheté la jeune pousse Run:ai pour 700 millions de dollars",
        "acquires",
        "Nvidia|company",
        "Run:ai|company",
        amount=usd(7e8),
    ),
    case(
        "fr",
        "Meta achètera à Google pour 10 milliards de dollars de services de cloud. Le contrat court sur six ans.",
        "Meta achètera à Google pour 10 milliards de dollars de services de cloud",
        "buys_from",
        "Meta|company",
        "Google|company",
        amount=usd(1e10),
        asset="cloud",
        status="planned",
    ),
    case(
        "fr",
        "Microsoft détient 27 % du capital d'OpenAI. La participation vaut plus de cent milliards.",
        "Microsoft détient 27 % du capital d'OpenAI",
        "owns",
        "Microsoft|company",
        "OpenAI|company",
        share=number(0.27),
    ),
    case(
        "fr",
        "Nvidia a réalisé un chiffre d'affaires de 57 milliards de dollars au troisième trimestre.",
        "Nvidia a réalisé un chiffre d'affaires de 57 milliards de dollars",
        "reports",
        "Nvidia|company",
        metric="revenue",
        amount=usd(5.7e10),
    ),
    case(
        "fr",
        "Arthur Mensch, le PDG de Mistral AI, était à Bruxelles jeudi.",
        "Arthur Mensch, le PDG de Mistral AI",
        "leads",
        "Arthur Mensch|person",
        "Mistral|company|Mistral AI",
        role="CEO",
    ),
    case(
        "fr",
        "Meta a recruté sept chercheurs d'OpenAI à Zurich. Trois autres hésitent.",
        "Meta a recruté sept chercheurs d'OpenAI",
        "hires",
        "Meta|company",
        "seven researchers|group|sept chercheurs",
        origin=actor("OpenAI|company"),
        count=number(7),
    ),
    case(
        "fr",
        "Softbank est en pourparlers pour investir jusqu'à 25 milliards de dollars dans OpenAI, d'après deux sources.",
        "Softbank est en pourparlers pour investir jusqu'à 25 milliards de dollars dans OpenAI",
        "invests_in",
        "SoftBank|company|Softbank",
        "OpenAI|company",
        amount=usd(2.5e10, "at_most"),
        status="talks",
    ),
    case(
        "fr",
        "Blackstone a prêté 7,5 milliards de dollars à CoreWeave. Les puces servent de gage.",
        "Blackstone a prêté 7,5 milliards de dollars à CoreWeave",
        "lends_to",
        "Blackstone|company",
        "CoreWeave|company",
        amount=usd(7.5e9),
    ),
    case(
        "fr",
        "Bpifrance a accordé une subvention de 40 millions d'euros à Pasqal. La somme ira à la recherche.",
        "Bpifrance a accordé une subvention de 40 millions d'euros à Pasqal",
        "funds",
        "Bpifrance|organisation",
        "Pasqal|company",
        amount=usd(4e7, currency="EUR"),
    ),
    case(
        "fr",
        "La Commission européenne a infligé une amende de 200 millions d'euros à Meta. Le groupe fera appel.",
        "La Commission européenne a infligé une amende de 200 millions d'euros à Meta",
        "levies",
        "European Commission|government|Commission européenne",
        "Meta|company",
        amount=usd(2e8, currency="EUR"),
    ),
    case(
        "fr",
        "Mistral AI a lancé son assistant Le Chat sur mobile. L'application est gratuite.",
        "Mistral AI a lancé son assistant Le Chat",
        "releases",
        "Mistral|company|Mistral AI",
        "Le Chat|product",
    ),
)

CASES = (*ENGLISH, *HEBREW, *CHINESE, *FRENCH)
