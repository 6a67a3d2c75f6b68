"""From the withdrawal of a recognition with a learner inside to the list of workplaces, end to end.

The agreement ends, the search opens, and the page of the school is asked with its tasks and its ranked list.
Measured among the open places that `workplaces` made. The reference is the same list alone, as it is read for
a learner who searches already.
"""

from datetime import timedelta

import django
from django.test import Client

from bench.figure import hand_over, p95, seconds
from bench.figures.workplaces import WARM_UP, _learner

TIMES = 20
NUMBER = "LB00000001"
"""The learner of `workplaces`."""


def _agreement(trajectory, place, day):
    """An agreement that runs at the place, as it is kept here, without its papers."""
    from duaal.casework.agreements.models import Agreement  # noqa: PLC0415  needs Django

    return Agreement.objects.create(
        trajectory=trajectory,
        provider=trajectory.provider,
        state="ACTIVE",
        kind="OAO",
        recognition=place,
        company=place.company,
        site=place.site,
        programme=place.programme,
        learner_number=trajectory.learner.number,
        concluded_on=day - timedelta(days=40),
        starts_on=day - timedelta(days=30),
        planned_end_on=day + timedelta(days=200),
    )


def measure() -> dict[str, float]:
    from django.db.models import Count  # noqa: PLC0415  needs Django
    from django.urls import reverse  # noqa: PLC0415

    from duaal.casework.agreements.actions.withdrawal import end_by_withdrawal  # noqa: PLC0415
    from duaal.casework.agreements.models import Agreement  # noqa: PLC0415
    from duaal.casework.matching.models import Offer  # noqa: PLC0415
    from duaal.casework.recognition.models import Recognition  # noqa: PLC0415
    from duaal.casework.trajectories.models import Search  # noqa: PLC0415
    from duaal.foundation.accounts.models import Membership, User  # noqa: PLC0415
    from duaal.foundation.kernel.actor import Role  # noqa: PLC0415
    from duaal.foundation.kernel.today import today  # noqa: PLC0415

    day = today()
    fullest = Offer.objects.values("programme").annotate(n=Count("pk")).order_by("-n", "programme")[0]
    Agreement.objects.filter(learner_number=NUMBER).delete()
    trajectory = _learner(fullest["programme"], day)
    user, _new = User.objects.get_or_create(email="meten@duaal.example", defaults={"is_active": True})
    Membership.objects.filter(user=user).delete()
    Membership.objects.create(
        user=user,
        role=Role.COUNSELLOR,
        organisation=trajectory.provider.number,
        valid_from=day - timedelta(days=1),
    )
    places = Recognition.objects.filter(programme_id=fullest["programme"], state="ACTIVE")
    places = list(places.select_related("company", "site", "programme").order_by("pk")[: TIMES + WARM_UP])
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("matching:workplaces", args=[trajectory.pk])
    taken, alone = [], []
    for place in places:
        Agreement.objects.filter(trajectory=trajectory).delete()
        Search.objects.filter(trajectory=trajectory).delete()
        type(trajectory).objects.filter(pk=trajectory.pk).update(state="IN_TRAINING")
        _agreement(trajectory, place, day)

        def from_event_to_list(recognition=place.pk) -> None:
            end_by_withdrawal([recognition], effect_on=day, on=day)
            assert client.get("/taken/").status_code == 200
            assert client.get(address).status_code == 200

        taken.append(seconds(from_event_to_list))
        alone.append(seconds(lambda: client.get(address)))
    Agreement.objects.filter(learner_number=NUMBER).delete()
    return {
        "from event to list p95": p95(taken[WARM_UP:]),
        "list alone p95": p95(alone[WARM_UP:]),
        "places": float(fullest["n"]),
    }


if __name__ == "__main__":
    django.setup()
    hand_over(measure())
