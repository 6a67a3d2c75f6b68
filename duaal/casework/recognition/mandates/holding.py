"""Who holds an authorisation of which company, as rows. What counts is one that nobody ended.

One past its last day is ended by the clock within the hour; the steps look at the day themselves.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from duaal.casework.recognition.mandates.states import HOLDERS, MandateFacts, blockers_to_act
from duaal.casework.recognition.models import Application, Mandate, Recognition, RequestForm
from duaal.casework.recognition.states import SubmitterKind
from duaal.foundation.kernel.actor import Actor, Role
from duaal.register.organisations.models import Provider
from duaal.register.partnerships.models import Partnership

KIND: dict[Role, SubmitterKind] = {
    Role.COUNSELLOR: SubmitterKind.COUNSELLOR,
    Role.SECTOR: SubmitterKind.SECTOR,
}


def mandates_of(actor: Actor) -> QuerySet[Mandate]:
    """Every authorisation of the actor in this capacity, also those that ended; none for other roles."""
    if actor.role not in HOLDERS or actor.user_id is None:
        return Mandate.objects.none()
    return Mandate.objects.filter(
        holder_id=actor.user_id, holder_kind=KIND[actor.role], holder_organisation=actor.organisation
    )


def mandate_from(actor: Actor, company_id: int) -> Mandate | None:
    """The authorisation of the company on which the actor acts; the database allows one at a time."""
    return mandates_of(actor).filter(company_id=company_id, revoked_on__isnull=True).first()


def facts_of(mandate: Mandate | None) -> MandateFacts | None:
    return None if mandate is None else MandateFacts(mandate.signed_on, mandate.valid_to)


def against_holder(actor: Actor, company_id: int, *, on: date) -> tuple[str, ...]:
    """Why the actor cannot act in the name of the company on the day; empty for who needs no mandate."""
    if actor.role not in HOLDERS:
        return ()
    return blockers_to_act(facts_of(mandate_from(actor, company_id)), on)


def forms_held_by(actor: Actor) -> QuerySet[RequestForm]:
    """Drafts and sent forms that the actor made for companies whose authorisation still counts."""
    live = mandates_of(actor).filter(company=OuterRef("company"), revoked_on__isnull=True)
    return RequestForm.objects.filter(
        Exists(live), mandate__in=mandates_of(actor), handed_over_on__isnull=True
    )


def applications_held_by(actor: Actor) -> QuerySet[Application]:
    """Applications that the actor sent for companies whose authorisation still counts.

    A colleague of the same school sees nothing: an authorisation is given to one person.
    """
    live = mandates_of(actor).filter(company=OuterRef("company"), revoked_on__isnull=True)
    return Application.objects.filter(Exists(live), mandate__in=mandates_of(actor))


def recognitions_of_givers(actor: Actor) -> QuerySet[Recognition]:
    """Recognitions of the companies that let the actor act for them, to ask anew in their name."""
    live = mandates_of(actor).filter(revoked_on__isnull=True)
    return Recognition.objects.filter(company__in=live.values("company"))


def counts_still(mandate: Mandate) -> bool:
    """Whether its holder still acts for the company: on this authorisation, or on one that came after it."""
    if mandate.revoked_on is None:
        return True
    return Mandate.objects.filter(
        company_id=mandate.company_id,
        holder_id=mandate.holder_id,
        holder_kind=mandate.holder_kind,
        holder_organisation=mandate.holder_organisation,
        revoked_on__isnull=True,
    ).exists()


def holds(actor: Actor, application: Application) -> bool:
    """Whether the actor sent the application and its company still lets him act."""
    mandate = application.mandate
    return mandate is not None and is_held_by(mandate, actor) and counts_still(mandate)


def holds_form(actor: Actor, form: RequestForm) -> bool:
    """Whether the actor made the draft, still has it, and its company still lets him act."""
    if form.mandate is None or form.handed_over_on is not None or not is_held_by(form.mandate, actor):
        return False
    return mandate_from(actor, form.company_id) is not None


def names_of_holders(mandates: Iterable[Mandate]) -> dict[tuple[str, str], str]:
    """The names of the schools and partnerships of the holders, by kind and number. Two queries."""
    keys = {(mandate.holder_kind, mandate.holder_organisation) for mandate in mandates}
    numbers = [number for kind, number in keys if kind == SubmitterKind.COUNSELLOR]
    codes = [code for kind, code in keys if kind == SubmitterKind.SECTOR]
    names = dict.fromkeys(keys, "")
    for number, name in Provider.objects.filter(number__in=numbers).values_list("number", "name"):
        names[SubmitterKind.COUNSELLOR, number] = name
    for code, name in Partnership.objects.filter(code__in=codes).values_list("code", "name"):
        names[SubmitterKind.SECTOR, code] = name
    return {(kind, code): name or code for (kind, code), name in names.items()}


def company_drafts(enterprise_number: str) -> Q:
    """Which forms are the company's own: those it began, and those that were handed to it."""
    own = Q(mandate__isnull=True) | Q(handed_over_on__isnull=False)
    return own & Q(company__enterprise_number=enterprise_number)


def is_held_by(mandate: Mandate, actor: Actor) -> bool:
    """Whether the authorisation was given to the actor, in this capacity, whether or not it still counts."""
    return (
        actor.role in HOLDERS
        and actor.user_id is not None
        and mandate.holder_id == actor.user_id
        and mandate.holder_kind == KIND[actor.role]
        and mandate.holder_organisation == actor.organisation
    )
