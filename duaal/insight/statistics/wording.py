"""The printed words of the tables of written question 757, to the letter: official Dutch text, not
translated.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Footnote:
    """`printed` is the whole line as the official answer prints it, with its mark."""

    mark: str
    text: str
    printed: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The printed words around the figures of one table."""

    title: str
    total_label: str = ""
    footnote: Footnote | None = None
    value_heading: str = ""
    remark: str = ""


RUNNING_YEAR = Footnote(
    mark="*",
    text="Onvolledige cijfers, wegens schooljaar nog niet afgelopen.",
    printed="*Onvolledige cijfers, wegens schooljaar nog niet afgelopen.",
)


def _double_count(text: str) -> Footnote:
    return Footnote(mark="**", text=text, printed=f"** {text}")


SEVERAL_PROVINCES = _double_count(
    "Indien een onderneming verschillende vestigingen heeft in verschillende provincies, wordt deze "
    "onderneming in elk van deze provincies meegeteld."
)
SEVERAL_SECTORS = _double_count(
    "Indien een onderneming uitzonderlijk tot verschillende paritaire comités behoort, wordt deze in "
    "verschillende sectoren meegeteld."
)

LAYOUTS = {
    "T1a": Layout(
        title="Aantal unieke ondernemingen met een erkenning voor een duale opleiding per provincie van de "
        "vestiging **",
        total_label="Totaal Vlaamse gemeenschap",
        footnote=SEVERAL_PROVINCES,
    ),
    "T1b": Layout(
        title="Aantal unieke ondernemingen met een erkenning voor een duale opleiding per sector**",
        footnote=SEVERAL_SECTORS,
    ),
    "R1": Layout(
        title="Gemiddeld aantal erkenningen per unieke onderneming",
        remark="Het aantal erkenningen per unieke onderneming kan erg uiteenlopen. Het gemiddelde op datum "
        "{day} ligt op {mean} erkenningen per unieke onderneming.",
    ),
    "T2a": Layout(
        title="Aantal unieke ondernemingen met een gelopen overeenkomst duaal leren per provincie van de "
        "vestiging**",
        total_label="Totaal Vlaamse gemeenschap",
        footnote=SEVERAL_PROVINCES,
    ),
    "T2b": Layout(
        title="Aantal unieke ondernemingen met een gelopen overeenkomst duaal leren per sector**",
        footnote=SEVERAL_SECTORS,
    ),
    "T3": Layout(
        title="Aantal unieke mentoren die de mentoropleiding gevolgd hebben per partnerschap",
        total_label="Eindtotaal",
        value_heading="mentoropleiding gevolgd",
        remark="Het is niet mogelijk een overzicht te geven per provincie of schooljaar.",
    ),
}
