"""Invented names. Family names are compounds of words that are no names; given names are common ones."""

from random import Random

BEGINNINGS = (
    "Wolken", "Kwartel", "Sterren", "Nevel", "Distel", "Kiezel", "Vlinder", "Regen", "Honing", "Lantaarn",
    "Morgen", "Zilver", "Dauw", "Kastanje", "Rietvink", "Spinnewiel", "Ganzen", "Kobalt", "Mosterd",
    "Pauwen", "Tijm", "Veder", "Zonnewijzer", "Waterlelie", "Brem", "Korenbloem", "Egel", "Fluit",
    "Glimworm", "Hagel", "Jasmijn", "Kikker", "Libel", "Merel", "Notenkraker", "Otter", "Parel",
    "Salamander", "Torenvalk", "Uilen",
)  # fmt: skip
ENDINGS = (
    "voort", "donk", "schoot", "gaver", "wende", "meers", "kouter", "laar", "hove", "zele", "rode", "berge",
    "velde", "horst", "dries", "heule", "kerke", "beemd", "loo", "vliet", "wijk", "stede", "poel", "haege",
    "broeck", "mortel", "tuyn", "spriet", "winde", "sloot",
)  # fmt: skip
MEN = (
    "Jan", "Pieter", "Thomas", "Bart", "Koen", "Wim", "Luc", "Tom", "Dirk", "Joris", "Stijn", "Karel",
    "Hendrik", "Mehmet", "Youssef", "Rachid", "Ali", "Matteo", "Milan", "Piotr", "Emre", "Samir", "Arthur",
    "Lucas", "Noah", "Robbe", "Wout", "Jef", "Maarten", "Geert", "Filip", "Sven", "Kristof", "Ruben",
    "Nico", "Amadou", "Kofi",
)  # fmt: skip
WOMEN = (
    "An", "Els", "Sofie", "Katrien", "Lieve", "Ilse", "Greet", "Marie", "Hilde", "Eva", "Nele", "Sara",
    "Lotte", "Fatima", "Aicha", "Elif", "Zeynep", "Giulia", "Ania", "Emma", "Louise", "Julie", "Charlotte",
    "Hannah", "Femke", "Tine", "Veerle", "Sabine", "Kim", "Leen", "Inge", "Karen", "Naima", "Mila", "Amina",
    "Grace",
)  # fmt: skip
STREETS = (
    "Kiezelstraat", "Wolkenlaan", "Kwartelweg", "Lantaarnplein", "Sterrenkouter", "Vlinderdreef",
    "Honingstraat", "Nevelpad", "Regenboogkaai", "Libellenlaan", "Otterstraat", "Merelwegel",
    "Parelsteenweg", "Uilenhof", "Egelstraat", "Jasmijnlaan", "Glimwormstraat", "Korenbloemplein",
    "Torenvalkdreef", "Waterlelieweg",
)  # fmt: skip

TRADES: dict[str, tuple[str, ...]] = {
    "autosector-en-aanverwante-sectoren": ("Garage", "Carrosserie", "Bandencentrale", "Truckservice"),
    "binnenvaart": ("Rederij", "Binnenvaart", "Schip"),
    "bouw": ("Bouwwerken", "Dakwerken", "Schilderwerken", "Sanitair", "Aannemingen", "Vloerwerken"),
    "chemie-kunststoffen-en-life-sciences": ("Kunststoffen", "Chemie", "Labo"),
    "elektriciens-installatie-en-distributie": ("Elektro", "Installaties", "Koeltechniek", "Domotica"),
    "grafische-sector-en-papier-en-kartonbewerkende-sector": ("Drukkerij", "Kartonnage"),
    "groene-sectoren": ("Tuinen", "Boomkwekerij", "Hoeve", "Parkonderhoud"),
    "haartooi-fitness-schoonheidszorgen": ("Kapsalon", "Coiffure", "Fitness", "Schoonheidsinstituut"),
    "handel-detailhandel": ("Warenhuis", "Winkelmarkt"),
    "handel-voedingshandel": ("Slagerij", "Buurtmarkt", "Kruidenier"),
    "handel-zelfstandige-kleinhandel": ("Mode", "Schoenen", "Boetiek", "Doe-het-zelf", "Boekhandel"),
    "horeca": ("Brasserie", "Restaurant", "Hotel", "Taverne", "Feestzaal"),
    "houtsectoren": ("Schrijnwerkerij", "Houthandel", "Interieur", "Zagerij"),
    "kleding-en-confectie": ("Atelier", "Confectie"),
    "lokale-besturen": ("Stadsdiensten", "Gemeentediensten", "Zorgbedrijf"),
    "social-profit": ("Woonzorgcentrum", "Kinderopvang", "Zorghuis", "Maatwerkbedrijf"),
    "technologische-industrie": ("Metaalwerken", "Machinebouw", "Lastechniek", "Precisie"),
    "textiel": ("Weverij", "Textiel"),
    "textielverzorging": ("Wasserij", "Linnenservice"),
    "transport-logistiek-en-grondafhandeling-op-luchthavens": ("Transport", "Logistiek", "Magazijnen"),
    "vlaams-partnerschap": ("Kantoor", "Praktijk", "Diensten", "Studiebureau", "Uitvaartzorg"),
    "voedingsindustrie": ("Bakkerij", "Banketbakkerij", "Chocolaterie", "Vleeswaren", "Zuivel"),
}
LEGAL_FORMS = ("BV", "BV", "BV", "NV", "CV")
WITHOUT_PROFIT = frozenset({"social-profit"})
WITHOUT_FORM = frozenset({"lokale-besturen"})

BAKERY = "Bakkerij"


def family_name(rng: Random) -> str:
    return rng.choice(BEGINNINGS) + rng.choice(ENDINGS)


def given_name(rng: Random, *, is_woman: bool) -> str:
    return rng.choice(WOMEN if is_woman else MEN)


def trade_of(sector: str, rng: Random) -> str:
    """A word that tells what the company does."""
    return rng.choice(TRADES[sector])


def legal_name(trade: str, family: str, sector: str, rng: Random) -> str:
    if sector in WITHOUT_FORM:
        return f"{trade} {family}"
    form = "VZW" if sector in WITHOUT_PROFIT else rng.choice(LEGAL_FORMS)
    return f"{trade} {family} {form}"


def street(rng: Random) -> str:
    return f"{rng.choice(STREETS)} {rng.randint(1, 240)}"
