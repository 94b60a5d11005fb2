"""French: short sentences of our own making, and the claims that they must (or must not) give."""

from __future__ import annotations

import pytest
from languages.said import Expected, Sentences

SAID: list[tuple[str, list[Expected]]] = [
    (
        "Amazon va investir 5 milliards de dollars supplémentaires dans Anthropic.",
        [("invests_in", "Amazon", "Anthropic", 5e9, "planned")],
    ),
    (
        "L'américain Nvidia a injecté 500 millions de dollars dans la start-up britannique Wayve.",
        [("invests_in", "Nvidia", "Wayve", 5e8, None)],
    ),
    ("SoftBank aurait investi 30 milliards de dollars dans OpenAI.", [("invests_in", "SoftBank", "OpenAI", 3e10, "possible")]),
    ("Google détient 14 % du capital d'Anthropic.", [("owns", "Google", "Anthropic", 0.14, None)]),
    ("Nvidia a pris une participation de 4 % dans Intel.", [("invests_in", "Nvidia", "Intel", 0.04, None)]),
    ("Bpifrance est entrée au capital d'Alice & Bob.", [("invests_in", "Bpifrance", "Alice & Bob", None, None)]),
    (
        "Un investissement de 2 milliards de dollars de Microsoft dans G42 a été validé.",
        [("invests_in", "Microsoft", "G42", 2e9, None)],
    ),
    (
        "La start-up Poolside a levé 500 millions de dollars lors d'un tour de table mené par Bain Capital.",
        [("funding_raised", "Poolside", None, 5e8, None), ("invests_in", "Bain Capital", "Poolside", None, None)],
    ),
    ("Mistral AI a bouclé une levée de fonds de 600 millions d'euros.", [("funding_raised", "Mistral AI", None, 6e8, None)]),
    ("Le tour de table valorise Mistral AI 6 milliards d'euros.", [("valuation", "Mistral AI", None, 6e9, None)]),
    ("Anthropic est désormais valorisé 183 milliards de dollars.", [("valuation", "Anthropic", None, 1.83e11, None)]),
    ("Meta a racheté Manus pour 2 milliards de dollars.", [("acquires", "Meta", "Manus", 2e9, None)]),
    (
        "La start-up Manus a été rachetée par Meta pour plus de 2 milliards de dollars.",
        [("acquires", "Meta", "Manus", 2e9, None)],
    ),
    (
        "L'acquisition de Wiz par Google, pour 32 milliards de dollars, a été finalisée.",
        [("acquires", "Google", "Wiz", 3.2e10, "done")],
    ),
    ("AMD s'offre ZT Systems pour 4,9 milliards de dollars.", [("acquires", "AMD", "ZT Systems", 4.9e9, None)]),
    (
        "OpenAI a accordé une licence. Salesforce envisage de racheter Informatica.",
        [("acquires", "Salesforce", "Informatica", None, "possible")],
    ),
    ("DeepMind, filiale de Google, recrute.", [("owns", "Google", "Google DeepMind", None, None)]),
    ("Masdar est détenue à 43 % par Mubadala.", [("owns", "Mubadala", "Masdar", 0.43, None)]),
    (
        "AMD a émis au profit d'OpenAI des bons de souscription portant sur 160 millions d'actions.",
        [("grants_equity", "AMD", "OpenAI", 1.6e8, None)],
    ),
    ("JPMorgan a prêté 38 milliards de dollars à Oracle.", [("lends_to", "JPMorgan Chase", "Oracle", 3.8e10, None)]),
    (
        "CoreWeave a emprunté 2,6 milliards de dollars auprès de Morgan Stanley.",
        [("lends_to", "Morgan Stanley", "CoreWeave", 2.6e9, None)],
    ),
    ("Blackstone a accordé un prêt de 3 milliards de dollars à Lambda.", [("lends_to", "Blackstone", "Lambda", 3e9, None)]),
    ("Google garantit 1,4 milliard de dollars de dettes de Fluidstack.", [("guarantees", "Google", "Fluidstack", 1.4e9, None)]),
    (
        "Nvidia s'est portée garante d'un emprunt de 860 millions de dollars contracté par CoreWeave.",
        [("guarantees", "Nvidia", "CoreWeave", None, None)],
    ),
    (
        "La Commission européenne a accordé une aide de 623 millions d'euros à GlobalFoundries.",
        [("funds", "European Commission", "GlobalFoundries", 6.23e8, None)],
    ),
    (
        "Le gouvernement américain a octroyé une subvention de 7,9 milliards de dollars à Intel.",
        [("funds", "United States", "Intel", 7.9e9, None)],
    ),
    ("OpenAI achètera pour 38 milliards de dollars de cloud à Amazon.", [("buys_from", "OpenAI", "Amazon", 3.8e10, None)]),
    ("OVHcloud a commandé 18 000 puces auprès de Nvidia.", [("buys_from", "OVHcloud", "Nvidia", 1.8e4, None)]),
    ("Nvidia vendra 260 000 puces à Samsung.", [("buys_from", "Samsung Electronics", "Nvidia", 2.6e5, "agreed")]),
    (
        "Broadcom fournira à Anthropic des puces pour 21 milliards de dollars.",
        [("buys_from", "Anthropic", "Broadcom", 2.1e10, None)],
    ),
    ("Meta a signé avec Google un contrat cloud de 10 milliards de dollars.", [("buys_from", "Meta", "Google", 1e10, "agreed")]),
    ("TotalEnergies livrera à Google 1 GW d'électricité.", [("buys_from", "Google", "TotalEnergies", 1e9, None)]),
    (
        "Microsoft a loué auprès de Nebius des capacités de calcul pour 17,4 milliards de dollars.",
        [("leases_from", "Microsoft", "Nebius", 1.74e10, None)],
    ),
    ("OpenAI discute d'un bail de 4 GW avec Oracle.", [("leases_from", "OpenAI", "Oracle", 4e9, "talks")]),
    ("Mistral AI s'associe à SAP.", [("partners_with", "Mistral AI", "SAP", None, None)]),
    ("Le groupe Thales a noué un partenariat avec OVHcloud.", [("partners_with", "Thales", "OVHcloud", None, None)]),
    ("Meta construira un centre de données de 1 GW dans l'Indiana.", [("builds", "Meta", None, 1e9, "planned")]),
    ("Le groupe Meta a débauché John Schulman chez Anthropic.", [("hires", "Meta", "John Schulman", None, None)]),
    ("Meta a recruté Alexandr Wang, débauché de Scale AI.", [("hires", "Meta", "Alexandr Wang", None, None)]),
    ("Meta a proposé 100 millions de dollars à Andrew Tulloch.", [("offers", "Meta", "Andrew Tulloch", 1e8, None)]),
    ("John Schulman a quitté OpenAI.", [("leaves", "John Schulman", "OpenAI", None, None)]),
    ("Le départ de Mira Murati d'OpenAI a surpris.", [("leaves", "Mira Murati", "OpenAI", None, None)]),
    ("Mira Murati a cofondé Thinking Machines Lab.", [("founds", "Mira Murati", "Thinking Machines Lab", None, None)]),
    ("Anthropic a été fondée en 2021 par Dario Amodei.", [("founds", "Dario Amodei", "Anthropic", None, None)]),
    ("Sam Altman, le patron d'OpenAI, était à Paris.", [("leads", "Sam Altman", "OpenAI", None, None)]),
    ("Les États-Unis ont interdit à Nvidia de vendre ses puces H20.", [("restricts", "United States", "Nvidia", None, None)]),
    ("La Commission européenne a ouvert une enquête sur Meta.", [("restricts", "European Commission", "Meta", None, None)]),
    ("Les États-Unis ont autorisé Nvidia à exporter la puce H20.", [("eases", "United States", "Nvidia", None, None)]),
    (
        "La Commission européenne a infligé une amende de 2,95 milliards d'euros à Google.",
        [("levies", "European Commission", "Google", 2.95e9, None)],
    ),
    (
        "Clearview AI a été condamnée à une amende de 30 millions d'euros par la Cnil.",
        [("levies", "CNIL", "Clearview AI", 3e7, None)],
    ),
    ("Le chiffre d'affaires de Nvidia a atteint 57 milliards de dollars.", [("revenue", "Nvidia", None, 5.7e10, None)]),
    ("OpenAI a perdu 5 milliards de dollars en 2024.", [("loss", "OpenAI", None, 5e9, None)]),
    ("TSMC a publié un bénéfice net de 14,7 milliards de dollars.", [("profit", "TSMC", None, 1.47e10, None)]),
    ("L'action Oracle a bondi de 36 %.", [("share_price_change", "Oracle", None, 0.36, None)]),
    ("ChatGPT compte 800 millions d'utilisateurs hebdomadaires.", [("users", "ChatGPT", None, 8e8, None)]),
    (
        "Meta prévoit 72 milliards de dollars de dépenses d'investissement.",
        [("capital_expenditure", "Meta", None, 7.2e10, "planned")],
    ),
    ("Capgemini emploie plus de 340 000 personnes.", [("headcount", "Capgemini", None, 3.4e5, None)]),
    ("Oracle dispose d'un carnet de commandes de 455 milliards de dollars.", [("commitments", "Oracle", None, 4.55e11, None)]),
    ("Mistral AI a lancé Le Chat.", [("releases", "Mistral AI", "Le Chat", None, None)]),
    ("Moore Threads prépare son introduction en Bourse à Shanghai.", [("lists", "Moore Threads", None, None, None)]),
    ("AMD, rival de Nvidia, progresse.", [("competes_with", "AMD", "Nvidia", None, None)]),
    ("« C'est une folie », a tonné Elon Musk.", [("says", "Elon Musk", None, None, None)]),
    ("La France doit accélérer, estime Arthur Mensch.", [("says", "Arthur Mensch", None, None, None)]),
    (
        "Microsoft a refusé d'investir 100 milliards de dollars dans OpenAI.",
        [("invests_in", "Microsoft", "OpenAI", 1e11, "refused")],
    ),
    (
        "Nvidia a le droit d'investir jusqu'à 100 milliards de dollars dans OpenAI.",
        [("invests_in", "Nvidia", "OpenAI", 1e11, "optional")],
    ),
    ("Google dément vouloir racheter HubSpot.", [("acquires", "Google", "HubSpot", None, "denied")]),
    ("Microsoft a renoncé à louer 2 GW auprès de CoreWeave.", [("leases_from", "Microsoft", "CoreWeave", 2e9, "ended")]),
    (
        "Poolside boucle une série B de 500 millions de dollars menée par Bain Capital, aux côtés de Nvidia.",
        [
            ("funding_raised", "Poolside", None, 5e8, None),
            ("invests_in", "Bain Capital", "Poolside", None, None),
            ("invests_in", "Nvidia", "Poolside", None, None),
        ],
    ),
    (
        "Meta signe avec Google un contrat cloud de 10 milliards de dollars sur six ans.",
        [("buys_from", "Meta", "Google", 1e10, None)],
    ),
    (
        "Oracle a signé avec OpenAI un contrat de 300 milliards de dollars sur cinq ans.",
        [("buys_from", "OpenAI", "Oracle", 3e11, None)],
    ),
    (
        "En échange, AMD accorde à OpenAI des bons de souscription portant sur 160 millions d'actions.",
        [("grants_equity", "AMD", "OpenAI", 1.6e8, None)],
    ),
    ("Meta a pris 49 % de Scale AI pour 14,3 milliards de dollars.", [("invests_in", "Meta", "Scale AI", 1.43e10, None)]),
    (
        "Meta paye 14,3 milliards de dollars afin d'obtenir une participation de 49 % dans Scale AI.",
        [("invests_in", "Meta", "Scale AI", 1.43e10, None)],
    ),
    (
        "Bpifrance va apporter 25 millions d'euros à Pasqal sous forme de subvention.",
        [("funds", "Bpifrance", "Pasqal", 2.5e7, None)],
    ),
    (
        "Le fonds émirati MGX et Bpifrance ont annoncé la construction d'un campus de 1,4 gigawatt à Fouju.",
        [("builds", "group: MGX and Bpifrance", None, 1.4e9, None)],
    ),
    (
        "Parmi les investisseurs de Lovable figurent Accel et CapitalG.",
        [("invests_in", "Accel", "Lovable", None, None), ("invests_in", "CapitalG", "Lovable", None, None)],
    ),
    (
        "Soutenue par Nvidia et Xavier Niel, la start-up H Company change de patron.",
        [("invests_in", "Nvidia", "H Company", None, None)],
    ),
    ("Pékin a demandé à ByteDance de cesser d'acheter des puces à Nvidia.", [("restricts", "China", "ByteDance", None, None)]),
    (
        "Le ministère néerlandais de l'Économie a pris le contrôle de Nexperia, filiale du chinois Wingtech.",
        [("owns", "Wingtech", "Nexperia", None, None)],
    ),
    (
        "Nokia a annoncé l'entrée de Nvidia à son capital pour un milliard de dollars.",
        [("invests_in", "Nvidia", "Nokia", 1e9, None)],
    ),
    (
        "Disney investit un milliard de dollars dans OpenAI et lui accorde une licence sur ses personnages.",
        [("invests_in", "Disney", "OpenAI", 1e9, None), ("buys_from", "OpenAI", "Disney", None, None)],
    ),
    ("OpenAI devrait perdre 9 milliards de dollars cette année.", [("loss", "OpenAI", None, 9e9, None)]),
    (
        "Valorisée 11,7 milliards d'euros, Mistral AI est la start-up la plus chère de France.",
        [("valuation", "Mistral AI", None, 1.17e10, None)],
    ),
    ("Accenture va se séparer de 11 000 salariés.", [("headcount", "Accenture", None, 11000.0, None)]),
    (
        "Avec 2 000 collaborateurs, Scaleway est l'un des premiers hébergeurs français.",
        [("headcount", "Scaleway", None, 2000.0, None)],
    ),
    (
        "Igor Babuschkin, cofondateur de xAI, a annoncé son départ de la société d'Elon Musk.",
        [("leaves", "Igor Babuschkin", "xAI", None, None), ("founds", "Igor Babuschkin", "xAI", None, None)],
    ),
    (
        "Le conseil d'administration de Core Scientific a rejeté l'offre de CoreWeave.",
        [("acquires", "CoreWeave", "Core Scientific", None, None)],
    ),
    (
        "Tesla fera fabriquer ses puces AI6 par Samsung, un contrat de 16,5 milliards de dollars.",
        [("buys_from", "Tesla", "Samsung Electronics", 1.65e10, None)],
    ),
    (
        "Le taïwanais TSMC porte à 165 milliards de dollars ses investissements aux États-Unis.",
        [("invests_in", "TSMC", "United States", 1.65e11, None)],
    ),
    (
        "Après avoir quitté Google, Noam Shazeer a fondé Character.AI.",
        [("founds", "Noam Shazeer", "Character.AI", None, None), ("leaves", "Noam Shazeer", "Google", None, None)],
    ),
    (
        "Groq a accordé à Nvidia une licence non exclusive sur sa technologie pour 20 milliards de dollars.",
        [("buys_from", "Nvidia", "Groq", 2e10, None)],
    ),
    (
        "La société mère de Google, Alphabet, a accepté d'acheter Wiz pour 32 milliards de dollars en espèces.",
        [("acquires", "Alphabet", "Wiz", 3.2e10, None)],
    ),
    ("Google recevra des bons de souscription d'actions de TeraWulf.", [("grants_equity", "TeraWulf", "Google", None, None)]),
    (
        "La Caisse des dépôts entre au capital d'Exaion à hauteur de 15 %.",
        [("invests_in", "Caisse des Dépôts", "Exaion", 0.15, None)],
    ),
    (
        "Wandercraft a récolté 75 millions de dollars auprès de Renault et de Bpifrance.",
        [
            ("funding_raised", "Wandercraft", None, 7.5e7, None),
            ("invests_in", "group: Renault and Bpifrance", "Wandercraft", 7.5e7, None),
            ("invests_in", "group: Renault and Bpifrance", "Wandercraft", 7.5e7, None),
        ],
    ),
    ("SoftBank a cédé tous ses titres Nvidia pour 5,83 milliards de dollars.", [("owns", "SoftBank", "Nvidia", 5.83e9, None)]),
    (
        "Snowflake s'engage à dépenser 200 millions de dollars chez Anthropic.",
        [("buys_from", "Snowflake", "Anthropic", 2e8, None)],
    ),
    ("Eutelsat obtient un prêt garanti par l'État français.", [("guarantees", "France", "Eutelsat", None, None)]),
]

UNSAID: list[str] = [
    "Les pêcheurs de Douarnenez ont vendu leur poisson à la criée.",
    "Si Apple rachetait Mistral AI, Bruxelles s'y opposerait.",
    "Le chat dort sur le canapé depuis ce matin.",
    "La recette demande deux œufs, 200 grammes de farine et une pincée de sel.",
    "Pourquoi ne pas imaginer que Google rachète Orange ?",
    "La météo annonce 30 degrés à Lyon et des orages en soirée.",
    "Le PSG a battu Marseille deux buts à un devant 60 000 spectateurs enthousiastes.",
    "Ce roman raconte la vie d'un apiculteur dans le Jura.",
    "Les négociations sur les retraites reprennent lundi au Sénat.",
    "Il faut compter trois heures de marche pour atteindre le refuge.",
    "L'intelligence artificielle suscite autant d'espoirs que de craintes.",
    "Le tribunal rendra sa décision le 12 mai.",
    "On y accède par un sentier bordé de pins, à deux pas du port.",
    "Elle a quitté la salle sans un mot, puis a repris son train.",
    "Les investissements se font attendre dans le secteur du bâtiment.",
]


SENTENCES = Sentences("fr", "Voici ce que l'on sait de la semaine dans les affaires, les usines et les laboratoires.\n\n")


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_says(text: str, expected: list[Expected]) -> None:
    SENTENCES.check(text, expected)


@pytest.mark.parametrize("text", UNSAID)
def test_says_nothing(text: str) -> None:
    assert SENTENCES.read(text) == ()
