"""The request form that somebody makes in the name of a company: begun on a mandate, papers, handed over."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.drafting import Upload, keep, keep_document, lock_draft, new_form
from duaal.casework.recognition.answers import DeclarationAnswer, Place, RequestAnswers
from duaal.casework.recognition.mandates.holding import facts_of, mandate_from
from duaal.casework.recognition.mandates.states import HAND_OVER, HOLDERS, blockers_to_act
from duaal.casework.recognition.models import Mandate, RequestForm
from duaal.foundation.audit.ledger import record
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.register.organisations.models import Company

FORM_FILE = "request_form"


@transaction.atomic
def start_for(company_id: int, *, actor: Actor, on: date) -> RequestForm:
    """Starts an empty request form in the name of a company that let the actor act.

    Raises `PermissionDenied` for a role that has no mandates, `Refused` without one that counts on the day.
    """
    if actor.role not in HOLDERS or actor.user_id is None:
        raise PermissionDenied(f"{actor.role} vraagt niets aan in naam van een onderneming")
    company = Company.objects.get(pk=company_id)
    mandate = mandate_from(actor, company.pk)
    _check(mandate, on=on)
    return new_form(company, actor=actor, mandate=mandate)


def lock_mandate_of(form: RequestForm, *, actor: Actor, on: date) -> Mandate | None:
    """The mandate on which the form is sent, locked against an end at the same moment; None for the company.

    It is the one that counts now: the form may have been begun on an earlier one. Raises `Refused`.
    """
    if actor.role not in HOLDERS:
        return None
    found = mandate_from(actor, form.company_id)
    mandate = None
    if found is not None:
        live = Mandate.objects.select_for_update().filter(pk=found.pk, revoked_on__isnull=True)
        mandate = live.first()
    _check(mandate, on=on)
    return mandate


def _check(mandate: Mandate | None, *, on: date) -> None:
    reasons = blockers_to_act(facts_of(mandate), on)
    if reasons:
        raise Refused(reasons)


@transaction.atomic
def keep_declaration(form_id: int, place: Place, *, actor: Actor, on: date, file: Upload) -> RequestForm:
    """Keeps the declaration on honour of one case of the draft, in the place of an earlier one.

    Raises `Refused` for a place that the draft does not ask, `ValidationError` for a file that is refused.
    """
    form = lock_draft(form_id, actor=actor)
    answers = RequestAnswers.from_json(form.answers)
    if form.mandate is None or form.handed_over_on is not None:
        raise Refused(("not_on_behalf",))
    if place not in answers.places:
        raise Refused(("unknown_place",))
    kept = keep_document(form, DocumentKind.DECLARATION, file, actor=actor, on=on)
    others = tuple(one for one in answers.declarations if one.place != place)
    return keep(form.pk, actor=actor, declarations=(*others, DeclarationAnswer(place, kept.pk)))


@transaction.atomic
def hand_over(form_id: int, *, actor: Actor, on: date) -> RequestForm:
    """Gives a draft to the company in whose name it was made: by who made it, or the company takes it.

    From then on only the company sees it, and what comes out is its own application, without papers.
    """
    form = (
        RequestForm.objects.select_for_update(of=("self",))
        .select_related("company", "mandate")
        .get(pk=form_id)
    )
    by_company = actor.role == Role.COMPANY and policy.may_apply_for(actor, form.company)
    if not (by_company or (actor.role in HOLDERS and policy.may_write(actor, form))):
        raise PermissionDenied(f"{actor.role} mag {form} niet aan de onderneming bezorgen")
    if form.mandate is None or form.handed_over_on is not None or form.submitted_on is not None:
        raise Refused((WRONG_STATE,))
    form.handed_over_on = on
    answers = RequestAnswers.from_json(form.answers).with_answer(declarations=())
    form.documents.exclude(document_id__in=answers.documents).delete()
    form.answers = answers.to_json()
    form.save(update_fields=["handed_over_on", "answers", "updated_at"])
    record(
        file_kind=FORM_FILE,
        file_id=form.pk,
        step=HAND_OVER.name,
        from_state=None,
        to_state=None,
        actor=actor,
        on=on,
    )
    return form
