"""From the withdrawal of a recognition with learners inside to the tasks and the workplaces of a learner.

Each time another recognition of the register is withdrawn, with everything that follows by law: mentors and
agreements end, learners search again. The reference is the same page opened once more, when nothing happened.
Called by `workplaces.py`, while 60,000 places are open.
"""

from datetime import date

from django.test import Client

from bench.figure import p95, seconds

RECOGNITIONS = 40
REFERENCE = "B-{number:06}"


def measure_rescue(day: date) -> dict[str, float]:
    """Seconds from the event to the page, and of the page alone; the fullest recognitions first."""
    from duaal.casework.trajectories.models import Trajectory  # noqa: PLC0415  needs Django
    from duaal.casework.trajectories.states import LOOKING  # noqa: PLC0415
    from duaal.flows.processes import sanction  # noqa: PLC0415

    lost, alone, learners = [], [], 0
    for number, agreement in enumerate(_with_learners(day), start=1):
        client = _counsellor(agreement.provider)
        decision = _decided(agreement.recognition, number, day)
        path = f"/leerlingen/{agreement.trajectory_id}/werkplekken/"
        _open(client, "/taken/")  # so that the login is not measured

        def lose(decision=decision, client=client, path=path) -> None:
            sanction.carry_out(decision.pk, on=day)
            _open(client, "/taken/")
            _open(client, path)

        lost.append(seconds(lose))
        if Trajectory.objects.get(pk=agreement.trajectory_id).state not in LOOKING:
            raise SystemExit(f"the learner of {path} does not search after the loss")
        alone.append(seconds(lambda client=client, path=path: _open(client, path)))
        learners = max(learners, _ended_at(agreement.recognition_id, day))
    return {
        "rescue p95": p95(lost),
        "rescue page p95": p95(alone),
        "rescue fullest": lost[0],
        "rescue learners": float(learners),
    }


def _with_learners(day: date):
    """One agreement kept here at each recognition, where most learners are first."""
    from django.db.models import Count, Q  # noqa: PLC0415  needs Django

    from duaal.casework.agreements.models import ENDS_WITH_RECOGNITION, Agreement  # noqa: PLC0415
    from duaal.casework.agreements.queries import running  # noqa: PLC0415
    from duaal.casework.agreements.states import AgreementState  # noqa: PLC0415

    ending = running(on=day).filter(kind__in=ENDS_WITH_RECOGNITION, planned_end_on__gt=day)
    fullest = (
        ending.values("recognition_id")
        .annotate(n=Count("pk"), kept=Count("pk", filter=Q(state=AgreementState.ACTIVE)))
        .filter(kept__gte=1, recognition__state="ACTIVE")
        .order_by("-n", "recognition_id")
    )
    for row in list(fullest[:RECOGNITIONS]):
        kept = Agreement.objects.filter(recognition_id=row["recognition_id"], state=AgreementState.ACTIVE)
        yield kept.select_related("recognition", "provider").order_by("pk")[0]


def _decided(recognition, number: int, day: date):
    """A decision that takes effect today."""
    from duaal.casework.recognition.models import SanctionDecision, Withdrawal  # noqa: PLC0415
    from duaal.casework.recognition.sanctions.states import (  # noqa: PLC0415
        WithdrawalGround,
        WithdrawalState,
    )

    decision = SanctionDecision.objects.create(
        company_id=recognition.company_id,
        partnership_id=recognition.partnership_id,
        reference=REFERENCE.format(number=number),
        reasons="Gemeten.",
        decided_on=day,
        decided_by_name="Meting",
    )
    Withdrawal.objects.create(
        decision=decision,
        recognition=recognition,
        state=WithdrawalState.DECIDED,
        ground=WithdrawalGround.DUTY_BREACH,
        code="M",
        reason="Gemeten.",
        effect_on=day,
    )
    return decision


def _ended_at(recognition_id: int, day: date) -> int:
    from duaal.casework.agreements.models import Agreement, AgreementEnd  # noqa: PLC0415

    ended = Agreement.objects.filter(recognition_id=recognition_id, end_reason=AgreementEnd.WITHDRAWAL)
    return ended.filter(ended_on=day).count()


def _counsellor(provider) -> Client:
    from duaal.foundation.accounts.models import Membership, User  # noqa: PLC0415
    from duaal.foundation.kernel.actor import Role  # noqa: PLC0415

    user, is_new = User.objects.get_or_create(email=f"bench-{provider.number}@duaal.example")
    if is_new:
        since = date(provider.opened_on.year, 1, 1)
        Membership.objects.create(
            user=user, role=Role.COUNSELLOR, organisation=provider.number, valid_from=since
        )
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _open(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}")
