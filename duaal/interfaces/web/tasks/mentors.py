"""What waits about mentors: places without one, and certificates to judge."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duaal.casework.recognition.mentors.clocks import last_day_of_vacancy
from duaal.casework.recognition.mentors.queries import certificates_to_judge
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.queries import LIVE_STATES, recognitions_visible_to
from duaal.casework.recognition.states import AssignmentState
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, place_of


def places_without_mentor(actor: Actor, on: date, limit: int) -> Found:
    """For a company: where it has to name a mentor, and until when; no last day where nobody came yet."""
    vacant = recognitions_visible_to(actor).filter(state__in=LIVE_STATES, incomplete_since__isnull=False)
    rows = vacant.select_related("programme", "site").order_by("incomplete_since", "pk")
    return Found(tuple(_name_a_mentor(one, on) for one in rows.prefetch_related("assignments")[:limit]))


def vacancies_over(actor: Actor, on: date, limit: int) -> Found:
    """For who decides: places where nobody was named in time. What follows, a person decides."""
    over = Recognition.objects.filter(
        partnership_id=actor.organisation, state__in=LIVE_STATES, vacancy_over_on__isnull=False
    )
    rows = over.select_related("company", "programme").order_by("vacancy_over_on", "pk")
    return Found(tuple(_consider_withdrawal(one, on) for one in rows.prefetch_related("assignments")[:limit]))


def vacancies_told(actor: Actor, on: date, limit: int) -> Found:
    """For the department: places where a learner is, too long without a mentor."""
    told = Recognition.objects.filter(state__in=LIVE_STATES, vacancy_alerted_on__isnull=False)
    rows = told.select_related("company", "programme").order_by("vacancy_alerted_on", "pk")
    return Found(tuple(_look_at_vacancy(one, on) for one in rows.prefetch_related("assignments")[:limit]))


def trainings_overdue(actor: Actor, on: date, limit: int) -> Found:
    """Mentors who did not follow the training in time (TRAINING_OVERDUE), until it is mended: for who decides
    those of its own recognitions, for a company its own.
    """
    places = recognitions_visible_to(actor).filter(state__in=LIVE_STATES)
    if actor.role != Role.COMPANY:
        places = places.filter(partnership_id=actor.organisation)
    late = MentorAssignment.objects.filter(state=AssignmentState.LAPSED, recognition__in=places)
    rows = late.select_related("person", "recognition__company", "recognition__programme")
    ordered = rows.order_by("training_deadline_on", "pk")[:limit]
    return Found(tuple(_training_overdue(one, actor) for one in ordered))


def _training_overdue(assignment: MentorAssignment, actor: Actor) -> Task:
    recognition = assignment.recognition
    assert recognition is not None
    is_company = actor.role == Role.COMPANY
    own = _(
        "%(mentor)s volgde de mentoropleiding niet op tijd en mag voor %(programme)s geen leerling "
        "begeleiden. Voeg het attest toe, of duid een andere mentor aan."
    )
    other = _(
        "%(mentor)s van %(company)s volgde de mentoropleiding niet op tijd. Kijk na wie er nu begeleidt."
    )
    words = {
        "mentor": assignment.person,
        "company": recognition.company.name,
        "programme": recognition.programme.name,
    }
    return Task(
        (own if is_company else other) % words,
        gettext_lazy("Bekijk de mentor") if is_company else gettext_lazy("Bekijk de erkenning"),
        reverse("mentors:detail", args=[assignment.person_id])
        if is_company
        else reverse("recognitions:detail", args=[recognition.pk]),
        str(assignment.person),
        assignment.training_deadline_on,
    )


def certificates(actor: Actor, on: date, limit: int) -> Found:
    """For who decides: certificates to judge, the longest waiting first."""
    waiting = certificates_to_judge(actor)
    tasks = tuple(
        Task(
            _("%(company)s stuurde een attest van de mentoropleiding van %(mentor)s.")
            % {"company": _company(one.assignment.recognition), "mentor": one.assignment.person},
            gettext_lazy("Kijk het attest na"),
            reverse("mentors:judge", args=[one.pk]),
            str(one.assignment.person),
        )
        for one in waiting[:limit]
    )
    hidden = waiting.count() - len(tasks) if tasks else 0
    if hidden <= 0:
        return Found(tasks)
    words = ngettext("Bekijk nog %(n)d attest", "Bekijk nog %(n)d attesten", hidden) % {"n": hidden}
    return Found(tasks, {place_of(tasks[-1], on=on): More(words, reverse("mentors:certificates"))})


def _company(recognition: Recognition | None) -> str:
    return recognition.company.name if recognition is not None else ""


def _name_a_mentor(recognition: Recognition, on: date) -> Task:
    last_day = last_day_of_vacancy(recognition)
    then = _("Daarna kan het partnerschap voorstellen om de erkenning op te heffen.")
    return Task(
        _("Duid een mentor aan voor %(programme)s op %(site)s. Nu werkt er geen.")
        % {"programme": recognition.programme.name, "site": recognition.site.name},
        gettext_lazy("Duid een mentor aan"),
        f"{reverse('mentors:choose')}?erkenning={recognition.pk}",
        recognition.programme.name,
        last_day,
        Clock.until(last_day, on=on, warn_days=WEEK.days, then=then) if last_day else None,
    )


def _consider_withdrawal(recognition: Recognition, on: date) -> Task:
    sentence = _(
        "%(company)s duidde niet op tijd een mentor aan voor %(programme)s. "
        "Bekijk of u een opheffing voorstelt."
    )
    return _task(recognition, sentence, last_day_of_vacancy(recognition), on)


def _look_at_vacancy(recognition: Recognition, on: date) -> Task:
    sentence = _("%(company)s heeft al te lang geen mentor voor %(programme)s, terwijl er een leerling is.")
    return _task(recognition, sentence, last_day_of_vacancy(recognition), on)


def _task(recognition: Recognition, sentence: str, last_day: date | None, on: date) -> Task:
    words = {"company": recognition.company.name, "programme": recognition.programme.name}
    return Task(
        sentence % words,
        gettext_lazy("Bekijk de erkenning"),
        reverse("recognitions:detail", args=[recognition.pk]),
        recognition.company.name,
        last_day,
        Clock.until(last_day, on=on, warn_days=WEEK.days) if last_day else None,
    )
