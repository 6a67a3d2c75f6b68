"""Rows that bring workplaces and learners together."""

from django.db import models
from django.db.models import Q

from duaal.casework.matching.states import OPEN, ContactState, OfferState
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.models.trajectories import choices


class Offer(models.Model):
    """What a company publishes for one recognition (`aanbod`): how many learners, from when, until when.

    How many places are free is computed, never typed: the places less the learners who are there.
    `confirmed_on` is the last day on which the company said that it still holds.
    """

    recognition = models.OneToOneField(Recognition, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=choices(OfferState))
    places = models.PositiveSmallIntegerField()
    starts_from = models.DateField()
    description = models.TextField(blank=True)
    confirmed_on = models.DateField()

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
        ]

    def __str__(self) -> str:
        return f"aanbod van {self.recognition_id}"


class Contact(models.Model):
    """Contact (`contact`) about one learner with one recognised workplace, from the question to its answer.

    The company reads who the learner is only because the learner agreed: `consented_on`.
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
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("trajectory", "recognition"),
                condition=Q(state__in=sorted(OPEN)),
                name="matching_one_open_contact",
                violation_error_message="Met deze onderneming loopt al een contact over deze leerling.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("answer_by",), condition=Q(state=ContactState.SENT), name="matching_contact_to_answer"
            ),
            models.Index(fields=("recognition", "state"), name="matching_contact_of_place"),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"
