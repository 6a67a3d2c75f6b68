"""Run beside the demo: a learner of the demo school at work, then the recognition withdrawn, today.

`python -m tests.journeys.rescue_demo` prints what the journey needs as one line of JSON.
"""

import json
import sys
from datetime import date, timedelta

import django
from django.utils import timezone


def run() -> dict[str, object]:
    from duaal.casework.agreements.actions import drafting, living, signing  # noqa: PLC0415  needs Django
    from duaal.casework.agreements.actions.clocks import keep_agreements  # noqa: PLC0415
    from duaal.casework.agreements.actions.drafting import CompanySigner, Paper  # noqa: PLC0415
    from duaal.casework.agreements.models import Agreement  # noqa: PLC0415
    from duaal.casework.matching.models import Offer  # noqa: PLC0415
    from duaal.casework.progress.actions import versions, writing  # noqa: PLC0415
    from duaal.casework.progress.models import Line  # noqa: PLC0415
    from duaal.casework.recognition.models import Recognition  # noqa: PLC0415
    from duaal.casework.trajectories.models import Guardian, Trajectory  # noqa: PLC0415
    from duaal.flows.processes import sanction as process  # noqa: PLC0415
    from duaal.flows.processes.agreements import planned_training  # noqa: PLC0415
    from duaal.foundation.accounts.models import Membership  # noqa: PLC0415
    from duaal.foundation.geography.models import Postcode  # noqa: PLC0415
    from duaal.foundation.kernel.actor import Actor, Role  # noqa: PLC0415
    from duaal.foundation.kernel.today import today  # noqa: PLC0415
    from duaal.register.organisations.models import Provider  # noqa: PLC0415
    from duaal.register.partnerships.models import PartnershipPower  # noqa: PLC0415
    from duaal.register.programmes.models import Competence  # noqa: PLC0415
    from tests.casework.agreements.files import READY, terms_for  # noqa: PLC0415
    from tests.casework.recognition.sanctions.workplaces import sanction  # noqa: PLC0415

    on, now = today(), timezone.now()
    begin, end = lesson_day_before(on - timedelta(days=20)), on + timedelta(days=150)
    school = Membership.objects.get(user__email="trajectbegeleider@duaal.example").organisation
    number = Membership.objects.get(user__email="leerling@duaal.example").organisation
    powers = PartnershipPower.objects.filter(power="RECOGNISE").values("partnership_id")
    taken = Agreement.objects.filter(planned_end_on__gte=on, ended_on__isnull=True).values("recognition_id")
    open_places = (
        Recognition.objects.filter(
            state="ACTIVE",
            legal_basis="D2016",
            covered_competences=[],
            valid_from__lte=begin - timedelta(days=10),
            valid_to__gt=end,
            site__closed_on__isnull=True,
            company__ended_on__isnull=True,
            assignments__state="ACTIVE",
            partnership__in=powers,
            programme__in=Competence.objects.filter(is_vocational=True).values("programme_id"),
        )
        .exclude(pk__in=taken)
        .exclude(application__contact_email="")
        .select_related("company", "site__municipality", "application", "programme")
        .order_by("programme_id", "pk")
        .distinct()
    )
    first, second = pair_of(open_places)
    school_id = Provider.objects.get(number=school).pk
    trajectory = Trajectory.objects.get(learner__number=number, state="SEARCHING")
    trajectory.programme_id, trajectory.provider_id = first.programme_id, school_id
    trajectory.save(update_fields=["programme", "provider"])
    learner = trajectory.learner
    home = Postcode.objects.order_by("code")[0]
    learner.postcode = home.code
    learner.save(update_fields=["postcode"])
    Guardian.objects.filter(learner=learner).update(valid_from=begin - timedelta(days=400))
    Guardian.objects.filter(learner=learner, email="").update(email="ouder@duaal.example")
    Offer.objects.update_or_create(
        recognition=second,
        defaults={
            "programme_id": second.programme_id,
            "state": "PUBLISHED",
            "places": 2,
            "starts_from": on,
            "confirmed_on": on,
            "latitude": home.latitude,
            "longitude": home.longitude,
        },
    )
    staff = Actor(Role.COUNSELLOR, school, user_id=1, name="Begeleider Smets")
    keep = {"actor": staff, "on": begin}
    plan = writing.start(trajectory.pk, starts_on=begin, ends_on=end, place=first.pk, **keep)
    mentor = first.assignments.filter(state="ACTIVE").first()
    lines = list(Line.objects.filter(plan=plan, venue="workplace").values_list("pk", flat=True))
    writing.set_lines(plan.pk, lines, writing.Where("workplace", first.pk, mentor.pk), **keep)
    weeks = writing.Weeks(begin, end, first.pk, real_minutes=24 * 60, lessons=12)
    writing.add_weeks(plan.pk, weeks, **keep)
    writing.add_evaluation(plan.pk, planned_on=on + timedelta(days=60), **keep)
    texts = {"contact_moments": "Elke maand.", "evaluation_form": "Gesprek met de mentor."}
    writing.set_agreements(plan.pk, starts_on=begin, ends_on=end, texts=texts, **keep)
    versions.fix(plan.pk, **keep)
    training = planned_training(trajectory.pk, first.pk)
    terms = terms_for(
        first, first=begin, last=end - timedelta(days=10), plan=training.plan, mentors=(mentor.pk,)
    )
    paper = Paper(first.pk, terms, (CompanySigner("zaak@voorbeeld.test", "Ann Peeters"),))
    agreement = drafting.draft(trajectory.pk, paper=paper, **keep)
    links = signing.propose(agreement.pk, at=now, **keep)
    text = agreement.versions.get().content_hash
    for link in links:
        signing.sign_with_link(link.secret, content_hash=text, on=begin, at=now)
    own = agreement.versions.get().signatories.get(role="school")
    signing.sign_as(own.pk, content_hash=text, at=now, **keep)
    living.prepare(agreement.pk, ready=READY, **keep)
    living.register(agreement.pk, **keep)
    keep_agreements(on=begin)
    officer = Actor(Role.PARTNERSHIP, first.partnership_id, user_id=1, name="Behandelaar")
    process.decide(first.pk, actor=officer, on=on, sanction=sanction(first, in_danger=True))
    agreement.refresh_from_db()
    return {
        "agreement": agreement.pk,
        "ended_on": str(agreement.ended_on),
        "trajectory": trajectory.pk,
        "name": str(learner.person),
        "number": number,
        "lost": first.company.name,
        "new": second.company.name,
        "place": second.pk,
    }


def lesson_day_before(day: date) -> date:
    """The last training day up to a day."""
    from duaal.foundation.kernel.school_calendar import SchoolCalendar  # noqa: PLC0415  needs Django

    while not SchoolCalendar().is_training_day(day):
        day -= timedelta(days=1)
    return day


def pair_of(places):
    """Two places of one programme at two companies."""
    before = None
    for place in places:
        if before is not None and before.programme_id == place.programme_id:
            if before.company_id != place.company_id:
                return before, place
            continue
        before = place
    raise LookupError("no programme with two places")


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(run()) + "\n")
