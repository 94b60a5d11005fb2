"""English sentences of our own making, with the claims that they make and those that make none."""

from __future__ import annotations

import pytest

from interlock.atlas import load_atlas
from interlock.extraction import GrammarReader
from interlock.languages import load_language
from interlock.vocabulary import Claim, Document, Kind, Sentence, Zone, ZoneKind, document_id, text_id

PUBLISHED = "2026-03-02"
READER = GrammarReader([load_language("en")], load_atlas())

# sentence; claims as 'kind | subject | object | figure | status' (for 'reports' the metric in place of the object;
# an empty part is not asked)
CLAIMS: list[tuple[str, list[str]]] = [
    # equity
    ("Temasek invested $250mn in Corvane Robotics last week.", ["invests_in | Temasek | Corvane Robotics | 2.5e8 | done"]),
    ("Samsung plans to invest $3bn in Cohere.", ["invests_in | Samsung Electronics | Cohere | 3e9 | planned"]),
    ("The Zurich lab raised $80 million from Index Ventures and Lakestar.", []),
    (
        "Tessaly Labs raised $80 million from Index Ventures and Balderton.",
        [
            "invests_in | Index Ventures | Tessaly Labs | |",
            "invests_in | Balderton Capital | Tessaly Labs | |",
            "reports | Tessaly Labs | funding_raised | 8e7 |",
        ],
    ),
    (
        "The $600 million Series C round in Tessaly Labs was led by Thrive Capital.",
        ["invests_in | Thrive Capital | Tessaly Labs | |"],
    ),
    (
        "Qualcomm is in talks to take a 12 per cent stake in Tessaly Labs.",
        ["invests_in | Qualcomm | Tessaly Labs | 0.12 | talks"],
    ),
    ("Temasek poured $1.5 billion into Cohere.", ["invests_in | Temasek | Cohere | 1.5e9 |"]),
    ("Nvidia-backed Tessaly Labs hired 40 engineers.", ["invests_in | Nvidia | Tessaly Labs | |"]),
    ("Tessaly Labs, which is backed by Sequoia, declined to comment.", ["invests_in | Sequoia Capital | Tessaly Labs | |"]),
    ("SoftBank has the right to invest up to $5bn in Tessaly Labs.", ["invests_in | SoftBank | Tessaly Labs | 5e9 | optional"]),
    # acquisitions and holdings
    (
        "Salesforce agreed to acquire Corvane Robotics for $2.3 billion.",
        ["acquires | Salesforce | Corvane Robotics | 2.3e9 | agreed"],
    ),
    ("Corvane Robotics was acquired by Siemens for €900mn.", ["acquires | Siemens | Corvane Robotics | 9e8 | done"]),
    ("IBM's $11bn takeover of Confluent closed in January.", ["acquires | IBM | Confluent | 1.1e10 |"]),
    ("Databricks has abandoned its acquisition of Tessaly Labs.", ["acquires | Databricks | Tessaly Labs | | ended"]),
    (
        "People familiar with the matter said that Apple is considering buying Tessaly Labs.",
        ["acquires | Apple | Tessaly Labs | | possible"],
    ),
    (
        "Cerebras, which is majority-owned by SoftBank, rose 4 per cent.",
        ["owns | SoftBank | Cerebras | |", "reports | Cerebras | share_price_change | 0.04 |"],
    ),
    ("Foxconn holds a 15% stake in Corvane Robotics.", ["owns | Foxconn | Corvane Robotics | 0.15 |"]),
    ("SoftBank sold its remaining stake in Deutsche Telekom for $4.8bn.", ["owns | SoftBank | Deutsche Telekom | 4.8e9 | ended"]),
    ("Corvane Robotics issued warrants to Amazon over 5mn shares.", ["grants_equity | Corvane Robotics | Amazon | 5e6 |"]),
    # debt
    ("JPMorgan lent Corvane Cloud $700mn.", ["lends_to | JPMorgan Chase | Corvane Cloud | 7e8 | done"]),
    ("Corvane Cloud borrowed $2bn from Apollo and Blackstone.", ["lends_to | | Corvane Cloud | 2e9 |"]),
    ("Corvane Cloud secured a $1.1 billion loan from Blackstone.", ["lends_to | Blackstone | Corvane Cloud | 1.1e9 |"]),
    (
        "Google will guarantee $1.8bn of Corvane Cloud's lease obligations.",
        ["guarantees | Google | Corvane Cloud | 1.8e9 | planned"],
    ),
    ("The loan to Corvane Cloud is guaranteed by the Japanese government.", ["guarantees | | Corvane Cloud | |"]),
    ("The Commerce Department awarded Wolfspeed a $750 million grant.", ["funds | US Commerce Department | Wolfspeed | 7.5e8 |"]),
    # orders and leases
    ("Meta ordered 200,000 chips from AMD.", ["buys_from | Meta | AMD | 2e5 |"]),
    ("Microsoft signed a $9 billion contract with Corvane Cloud.", ["buys_from | Microsoft | Corvane Cloud | 9e9 | agreed"]),
    ("Corvane Cloud won a $4bn order from Oracle.", ["buys_from | Oracle | Corvane Cloud | 4e9 | agreed"]),
    ("Dell will supply xAI with servers worth $5bn.", ["buys_from | xAI | Dell Technologies | 5e9 | planned"]),
    ("Broadcom sold custom chips to ByteDance for $2bn.", ["buys_from | ByteDance | Broadcom | 2e9 |"]),
    ("Vistra agreed to sell Meta 1.2 gigawatts of nuclear power for 20 years.", ["buys_from | Meta | Vistra | 1.2e9 | agreed"]),
    ("Anthropic will buy power from Constellation.", ["buys_from | Anthropic | Constellation Energy | | planned"]),
    ("Last year Apple spent about $1bn with Google on cloud services.", ["buys_from | Apple | Google | 1e9 |"]),
    ("OpenAI leases 400MW from Corvane Cloud in Ohio.", ["leases_from | OpenAI | Corvane Cloud | 4e8 |"]),
    ("Corvane Cloud rents Nvidia chips to Mistral AI.", ["leases_from | Mistral AI | Corvane Cloud | |"]),
    ("Google has cancelled its lease with Corvane Cloud.", ["leases_from | Google | Corvane Cloud | | ended"]),
    # working together
    ("Siemens teamed up with Nvidia.", ["partners_with | Siemens | Nvidia | |"]),
    ("SAP announced a partnership with Mistral AI.", ["partners_with | SAP | Mistral AI | |"]),
    ("TSMC is building a plant in Dresden.", ["builds | TSMC | | | done"]),
    ("Meta will build a 2-gigawatt data center in Louisiana.", ["builds | Meta | | 2e9 | planned"]),
    # people
    ("Meta poached Ruth Calder from Google DeepMind.", ["hires | Meta | Ruth Calder | |"]),
    ("Ruth Calder left Anthropic in May.", ["leaves | Ruth Calder | Anthropic | |"]),
    ("Ruth Calder joined OpenAI from Apple.", ["hires | OpenAI | Ruth Calder | |"]),
    ("Last week Apple offered Ruth Calder $40 million over four years.", ["offers | Apple | Ruth Calder | 4e7 |"]),
    ("Corvane Robotics was founded by Ruth Calder in 2019.", ["founds | Ruth Calder | Corvane Robotics | |"]),
    ("Ruth Calder, chief executive of Corvane Robotics, said demand was strong.", ["leads | Ruth Calder | Corvane Robotics | |"]),
    # states
    ("Last week China banned Micron's chips.", ["restricts | China | | |"]),
    ("The European Commission fined Apple €500mn.", ["levies | European Commission | Apple | 5e8 | done"]),
    ("In the spring Washington allowed Nvidia to sell the chip.", ["eases | United States | Nvidia | |"]),
    ("The United States will take 15 per cent of AMD's sales in China.", ["levies | United States | AMD | 0.15 | planned"]),
    # figures
    ("Nvidia's revenue rose 62 per cent to $57bn.", ["reports | Nvidia | revenue | 5.7e10 |"]),
    ("Palantir made a net profit of $300mn.", ["reports | Palantir | profit | 3e8 |"]),
    ("Intel lost $2.9bn in the quarter.", ["reports | Intel | loss | 2.9e9 |"]),
    ("Tessaly Labs is valued at $14bn.", ["reports | Tessaly Labs | valuation | 1.4e10 |"]),
    ("Shares in Oracle fell 6.5 per cent.", ["reports | Oracle | share_price_change | 0.065 |"]),
    ("Broadcom's market capitalisation topped $1.5tn.", ["reports | Broadcom | market_value | 1.5e12 |"]),
    ("Amazon's capital expenditure will reach $200bn this year.", ["reports | Amazon | capital_expenditure | 2e11 | planned"]),
    ("The chatbot Claude has 30 million monthly users.", ["reports | Claude | users | 3e7 |"]),
    ("Corvane Robotics employs 1,200 people.", ["reports | Corvane Robotics | headcount | 1200 |"]),
    # the rest
    ("Anthropic released Claude Opus 4.5 on Monday.", ["releases | Anthropic | | |"]),
    ("Gemini 3 Pro tops the LMArena leaderboard.", ["ranks | | LMArena | |"]),
    ("Cerebras filed for an initial public offering on the Nasdaq.", ["lists | Cerebras | | |"]),
    ("AMD competes with Nvidia.", ["competes_with | AMD | Nvidia | |"]),
]

NOTHING = [
    "The harbour was quiet and 300 people watched the boats come in.",
    "If Microsoft bought Tessaly Labs, the regulators would have something to say.",
    "Invest in good boots and a bag of chips before you climb the hill.",
    "The museum borrowed 40 paintings from collectors in Leeds.",
    "She left the house at seven and drove to the station.",
    "A retired couple sold their cottage for £310,000.",
    "The orchard yielded 15% more apples than last year.",
    "Amazons carved in oak guard the steps of the old house.",
    "Why would anyone want to own a piece of the moon?",
    "The choir raised the roof, and the bells joined in.",
    "He built a shed with his own hands in 1989.",
    "The path is closed for 2 kilometres because of the flood.",
    "The recipe takes 350 grams of flour and 40 minutes.",
    "Rain fell 12 per cent short of the average in May.",
    "Founded on granite, the tower has stood for 171 years.",
]


def read(sentence: str) -> list[Claim]:
    """The claims of one sentence, speech apart."""
    end = len(sentence)
    document = Document(
        id=document_id(sentence, "-", PUBLISHED),
        text_id=text_id(sentence),
        text=sentence,
        address="-",
        media_type="text/plain",
        language="en",
        zones=(Zone(ZoneKind.BODY, 0, end),),
        sentences=(Sentence(0, end, ZoneKind.BODY, 0, "en"),),
        published=PUBLISHED,
    )
    return [claim for claim in READER.read(document) if claim.kind is not Kind.SAYS]


def fits(claim: Claim, wanted: str) -> bool:
    """Whether a claim says what is wanted; empty parts are not asked."""
    kind, subject, other, figure, status = (part.strip() for part in wanted.split("|"))
    target = claim.metric if claim.kind is Kind.REPORTS else claim.object and claim.object.name
    figures = [value for quantity in claim.quantities().values() for value in (quantity.value, quantity.low) if value is not None]
    return (
        claim.kind == kind
        and (not subject or claim.subject.name == subject)
        and (not other or target == other)
        and (not figure or any(abs(value - float(figure)) <= 1e-6 * abs(value) for value in figures))
        and (not status or claim.status == status)
    )


@pytest.mark.parametrize(("sentence", "wanted"), CLAIMS)
def test_a_sentence_makes_its_claims(sentence: str, wanted: list[str]) -> None:
    """Kind, parties, figure and status, whatever the grammar of the sentence."""
    claims = read(sentence)
    for line in wanted:
        assert any(fits(claim, line) for claim in claims), f"{line} is not among {claims}"


@pytest.mark.parametrize("sentence", NOTHING)
def test_a_sentence_about_something_else_makes_no_claim(sentence: str) -> None:
    """Words of business in other senses, and suppositions."""
    assert read(sentence) == []
