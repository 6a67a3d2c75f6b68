"""The clauses that stand in every agreement (`agreements.md` 2): rights, duties, suspension and ending.

The decree asks for the articles on suspension and ending in full; they are said here in plain words, with the
article beside them and the terms of the lawbook that hold on the day the text is made. A part-time contract
follows labour law, so its clauses are few. The amount of the allowance is not in the text yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duaal.casework.agreements.facts import Kind, Population
from duaal.casework.agreements.rules.law import EndingLaw, HolidayLaw, SuspensionLaw, law_on
from duaal.foundation.lawbook.book import BOOK

WITH_ALLOWANCE = frozenset({Kind.OAO, Kind.ODO, Kind.ODOS})
REPORT_CHANGE = "recognition.report_change_days"


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of the text: a title and its lines."""

    title: str
    lines: tuple[str, ...]


def clauses_of(kind: Kind, population: Population, *, on: date) -> tuple[Clause, ...]:
    """The clauses of an agreement of this kind, with the terms that hold on the day.

    Law: arts. 10 to 27 of the decree of 10 June 2016, arts. 10 to 25 of that of 25 March 2022. Not covered:
    the amount, and clauses that a sector adds.
    """
    adult = population == Population.ADULT
    common = (_data(),)
    if kind == Kind.DAO:
        return (_labour_law(), *common)
    return (
        _of_the_company(kind, on=on),
        _of_the_learner(adult=adult),
        _of_the_school(),
        _liability(),
        _holidays(kind, on=on),
        _suspension(adult=adult, on=on),
        _ending(adult=adult, kind=kind, on=on),
        *common,
    )


def _of_the_company(kind: Kind, *, on: date) -> Clause:
    days = BOOK.value(REPORT_CHANGE).on(on).value
    lines = [
        _("De onderneming leidt de leerling op zoals het opleidingsplan het zegt, met een mentor."),
        _(
            "Ze volgt de wetten over werk, gezondheid en veiligheid, en maakt voor de start een "
            "risicoanalyse."
        ),
        _("Ze geeft de leerling het arbeidsreglement."),
        _("Ze zegt het meteen aan de trajectbegeleider als er problemen zijn."),
        _(
            "Verandert haar activiteit of haar zetel, en raakt dat de opleiding? Dan zegt ze dat binnen "
            "%(days)s dagen."
        )
        % {"days": days},
    ]
    if kind in WITH_ALLOWANCE:
        lines.append(
            _("Ze betaalt elke maand de leervergoeding die het decreet vraagt.")
            if kind == Kind.OAO
            else _("Ze betaalt elke maand de leervergoeding die het decreet vraagt, of wat is afgezien.")
        )
    elif kind == Kind.SAO:
        lines.append(_("Bij deze overeenkomst hoort geen leervergoeding."))
    else:
        lines.append(_("Het loon van de cursist loopt door. Er is geen leervergoeding."))
    return Clause(_("Wat doet de onderneming?"), tuple(lines))


def _of_the_learner(*, adult: bool) -> Clause:
    lines = [
        _("De leerling volgt de lessen en werkt op de werkplek zoals het uurrooster het zegt."),
        _("De leerling zegt het meteen aan de mentor en de trajectbegeleider als er problemen zijn."),
    ]
    if adult:
        lines.append(_("De cursist rondt de opleiding af binnen de tijd die het decreet geeft."))
    lines.append(_("Deze overeenkomst geeft de leerling geen andere plichten en beperkt geen rechten."))
    return Clause(_("Wat doet de leerling?"), tuple(lines))


def _of_the_school() -> Clause:
    return Clause(
        _("Wat doet de school of het centrum?"),
        (
            _("De school maakt met de onderneming en de leerling het opleidingsplan en volgt het op."),
            _("De trajectbegeleider is het aanspreekpunt, en bemiddelt als het moeilijk gaat."),
            _("De school registreert de overeenkomst bij de Vlaamse overheid."),
            _("Stopt de overeenkomst vroeger? Dan zoekt de school mee naar een nieuwe werkplek."),
        ),
    )


def _liability() -> Clause:
    return Clause(
        _("Wie betaalt de schade?"),
        (
            _(
                "Doet de leerling schade? De leerling is enkel aansprakelijk voor bedrog, voor een zware "
                "fout, of voor een lichte fout die vaak gebeurt."
            ),
        ),
    )


def _holidays(kind: Kind, *, on: date) -> Clause:
    law = law_on(HolidayLaw, on)
    if kind.value not in law.holiday_kinds.value:
        return Clause(_("Vakantie"), (_("Voor de vakantie gelden de regels van de onderneming."),))
    return Clause(
        _("Vakantie"),
        (
            _("In de schoolvakanties werkt de leerling niet en ligt de overeenkomst stil."),
            _("Wijkt u daarvan af? Dat kan enkel in een bijlage die iedereen ondertekent."),
        ),
    )


def _suspension(*, adult: bool, on: date) -> Clause:
    law = law_on(SuspensionLaw, on)
    lines = [
        _(
            "De overeenkomst ligt stil in dezelfde gevallen als een arbeidsovereenkomst, bijvoorbeeld "
            "bij ziekte."
        ),
        _(
            "Duurt dat langer dan %(days)s dagen? Dan zegt de onderneming dat aan de trajectbegeleider. "
            "Begint het werk daarna weer, dan zegt ze dat binnen %(again)s dagen."
        )
        % {"days": law.suspension_notice_days.value, "again": law.resumption_report_days.value},
        _("Duurt het langer dan %(days)s dagen, dan mogen de onderneming en de leerling stoppen.")
        % {"days": law.long_suspension_days.value},
    ]
    if not adult:
        lines.append(
            _("Als de school de leerling tijdelijk uitsluit of preventief schorst, ligt ze ook stil.")
        )
    return Clause(_("Stilliggen"), tuple(lines))


def _ending(*, adult: bool, kind: Kind, on: date) -> Clause:
    return Clause(_("Stoppen"), tuple(_ways_to_end(adult=adult, kind=kind, on=on)))


def _ways_to_end(*, adult: bool, kind: Kind, on: date) -> Iterator[str]:
    law, first = law_on(EndingLaw, on), law_on(SuspensionLaw, on)
    yield _("De overeenkomst eindigt op haar laatste dag, of als de opleiding met succes afgerond is.")
    yield _(
        "In de eerste %(window)s dagen kan de onderneming of de leerling schriftelijk opzeggen, zonder "
        "reden. De overeenkomst eindigt dan %(notice)s dagen na de dag waarop de ander het schrijven krijgt."
    ) % {"window": first.early_end_window_days.value, "notice": first.early_end_notice_days.value}
    change = (
        _("of als de cursist van opleiding of werkplek wil veranderen")
        if adult
        else _("of als de leerling van opleiding wil veranderen")
    )
    yield _(
        "Daarna kan het bij een ernstige tekortkoming van de ander, als iets de opleiding ernstig hindert, "
        "%(change)s. Wie wil stoppen, schrijft de reden aan de trajectbegeleider. Die bemiddelt hoogstens "
        "%(days)s dagen. De overeenkomst gaat intussen door. Lukt het niet, dan kan wie het vroeg "
        "schriftelijk stoppen. De overeenkomst eindigt de dag nadat de ander dat schrijven krijgt."
    ) % {"change": change, "days": law.mediation_days.value}
    yield _(
        "De school kan schriftelijk stoppen, met redenen: bij een ernstige tekortkoming, bij gevaar voor de "
        "gezondheid van de leerling, of als iets de opleiding ernstig hindert."
    )
    yield _(
        "Ze eindigt ook bij overmacht, als de leerling met de opleiding stopt, als de mentor overlijdt en er "
        "geen andere is, op vraag van de leerling na een faillissement of een overname, en als de "
        "erkenning van de onderneming opgeheven wordt."
    )
    yield _("De onderneming, de leerling en de school kunnen ook samen schriftelijk stoppen.")
    if kind.value in law.month_owed_kinds.value:
        yield _(
            "Stopt de onderneming zonder goede reden of niet volgens deze regels? Dan betaalt ze de leerling "
            "een maand leervergoeding."
        )
    yield _(
        "Vindt u het einde na een bemiddeling onterecht? Dan kan de onderneming, de leerling of de ouder in "
        "beroep gaan bij het Vlaams Partnerschap Duaal Leren."
    )


def _labour_law() -> Clause:
    return Clause(
        _("Stilliggen en stoppen"),
        (
            _("Dit is een arbeidsovereenkomst. Voor stilliggen, opzeggen en stoppen geldt het arbeidsrecht."),
            _("De werkgever geeft een getekend exemplaar aan de school."),
        ),
    )


def _data() -> Clause:
    return Clause(
        _("Uw gegevens"),
        (
            _("De overeenkomst wordt geregistreerd bij de Vlaamse overheid."),
            _("U mag vragen welke gegevens over u bewaard zijn, en fouten laten verbeteren."),
        ),
    )
