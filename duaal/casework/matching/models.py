"""Rows that bring workplaces and learners together."""

from django.db import models
from django.db.models import Q

from duaal.casework.matching.states import OPEN, WITH_A_TERM, Cause, ContactState, OfferState
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.models.trajectories import choices
from duaal.register.programmes.models import Programme


class Offer(models.Model):
    """What a company publishes for one recognition (`aanbod`): how many learners, from when, until when.

    How many places are free is computed, never typed: the places less the learners who are there.
    `confirmed_on` is the last day on which the company said that it still holds, `warned_on` the day on which
    it was told that the offer goes offline unless it does. The programme and the point of the site stand here
    too, so that the places near a learner are found with one index.
    """

    recognition = models.OneToOneField(Recognition, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=choices(OfferState))
    places = models.PositiveSmallIntegerField()
    starts_from = models.DateField()
    description = models.TextField(blank=True)
    confirmed_on = models.DateField()
    warned_on = models.DateField(null=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="matching_offer_has_places",
                violation_error_message="Een aanbod heeft minstens één plaats. Pauzeer het als er geen is.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("confirmed_on",),
                condition=Q(state=OfferState.PUBLISHED),
                name="matching_offer_to_confirm",
            ),
            models.Index(fields=("programme", "latitude", "longitude"), name="matching_offer_near"),
        ]

    def __str__(self) -> str:
        return f"aanbod van {self.recognition_id}"


class Contact(models.Model):
    """Contact (`contact`) about one learner with one recognised workplace, from the question to its answer.

    The company reads who the learner is only because the learner agreed: `consented_on`. `answer_by` is the
    last day of the term that runs: to answer, to plan an interview, to say what came of it. `cause` says why
    a contact closed by itself.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="+")
    recognition = models.ForeignKey(Recognition, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=choices(ContactState))
    message = models.TextField(blank=True)
    consented_on = models.DateField()
    sent_on = models.DateField()
    answer_by = models.DateField()
    remind_on = models.DateField(null=True)
    intake_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    cause = models.CharField(max_length=30, choices=choices(Cause), blank=True)
    sent_by_name = models.CharField(max_length=200)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[ContactState.INTAKE, ContactState.PROPOSED])
                | Q(intake_on__isnull=False),
                name="matching_intake_on_a_day",
                violation_error_message="Een intakegesprek heeft een dag nodig.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OPEN), closed_on__isnull=True)
                | (~Q(state__in=sorted(OPEN)) & Q(closed_on__isnull=False)),
                name="matching_contact_closed_on_a_day",
                violation_error_message="Een contact dat voorbij is, heeft een laatste dag.",
            ),
            models.UniqueConstraint(
                fields=("trajectory", "recognition"),
                condition=Q(state__in=sorted(OPEN)),
                name="matching_one_open_contact",
                violation_error_message="Met deze onderneming loopt al een contact over deze leerling.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("answer_by",),
                condition=Q(state__in=sorted(WITH_A_TERM)),
                name="matching_contact_term",
            ),
            models.Index(fields=("recognition", "state"), name="matching_contact_of_place"),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"
