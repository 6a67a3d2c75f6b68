"""The notes of the lawbook in Dutch, by their English text."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTE: dict[str, Promise] = {
    "the fund of joint committee 226 advises 1, but that is one committee of its partnership": _(
        "Het fonds van paritair comité 226 raadt 1 aan, maar dat is maar één comité van zijn partnerschap."
    ),
    "the decree leaves the term to the Government": _(
        "Het decreet laat de termijn aan de Vlaamse Regering over."
    ),
    "open norm": _("De norm laat ruimte voor een oordeel."),
    "undated page of the sector fund": _("Pagina van het sectorfonds, zonder datum."),
    "the decree knows no stop; the text of the Government decision is not available": _(
        "Het decreet kent geen schorsing. De tekst van het besluit van de Vlaamse Regering konden "
        "we niet lezen."
    ),
    "the norm is in the decree, the guidelines are on a page": _(
        "De norm staat in het decreet, de richtlijnen staan op een pagina."
    ),
    "who belongs to the undertaking is a list of this project": _(
        "Wie bij de onderneming hoort, is een lijst van dit project."
    ),
    "one page says two weeks": _("Eén pagina spreekt van twee weken."),
    "without staff a proof of registration with the social security office instead": _(
        "Zonder personeel volstaat een bewijs van inschrijving bij de RSZ."
    ),
    "the grounds of ending name the withdrawal only": _(
        "Bij de redenen van beëindiging staat alleen de opheffing."
    ),
    "stays off until an act is published": _("Staat uit tot er een wettekst gepubliceerd is."),
    "one year by law; 366 days are refused (recognition.md 15.10); counted from the naming, for secondary "
    "education by assumption": _(
        "Eén jaar volgens de wet; 366 dagen is te oud. Geteld vanaf de aanwijzing; voor het "
        "secundair onderwijs "
        "is dat een aanname."
    ),
    "the decree attaches no consequence to silence": _("Het decreet verbindt geen gevolg aan stilzwijgen."),
    "the decree sets no floor; the fund of joint committee 226 asks 3 years, but that is one "
    "committee of its "
    "partnership": _(
        "Het decreet legt geen minimum vast. Het fonds van paritair comité 226 vraagt 3 jaar, maar "
        "dat is maar "
        "één comité van zijn partnerschap."
    ),
    "by law for adult files since 01/09/2022, taken as model for secondary files": _(
        "Staat in de wet voor dossiers van het volwassenenonderwijs sinds 01/09/2022; overgenomen voor het "
        "secundair onderwijs."
    ),
    "Brussels is read alike in both decrees": _("We lezen Brussel in de twee decreten op dezelfde manier."),
    "undated page; the partnership was announced on 14/10/2021": _(
        "Pagina zonder datum; het partnerschap is aangekondigd op 14/10/2021."
    ),
    "recognitions granted from 01/09/2019 to 31/03/2020, pandemic": _(
        "Voor erkenningen van 01/09/2019 tot en met 31/03/2020, door de pandemie."
    ),
    "page seen in a version of 2023": _("Pagina gelezen in een versie van 2023."),
    "a recognition of 29 February ends on 28 February": _(
        "Een erkenning van 29 februari eindigt op 28 februari."
    ),
    "before the text of 31/12/2021 the votes were not seen": _(
        "Wie voor de tekst van 31/12/2021 stemde, vonden we niet."
    ),
    "the limit is written for secondary matters only": _(
        "De beperking staat er alleen voor het secundair onderwijs."
    ),
    "until 31/08/2025 the member of GO! for secondary education voted too; the group education as a "
    "whole never "
    "did": _(
        "Tot en met 31/08/2025 stemde ook het lid van GO! voor het secundair onderwijs; de groep "
        "onderwijs als "
        "geheel stemde nooit mee."
    ),
    "the official answer prints counts of 1 to 4": _(
        "Het officiële antwoord toont ook aantallen van 1 tot 4."
    ),
    "to be set by the data protection officer": _(
        "De functionaris voor gegevensbescherming moet dit nog vastleggen."
    ),
}
