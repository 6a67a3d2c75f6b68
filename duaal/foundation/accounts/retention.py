"""How long what belongs to logins stays: sessions, attempts to log in, links of software that stopped."""

from datetime import date, datetime

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.functions import Coalesce, Least

from duaal.foundation.accounts.models import ApiToken
from duaal.foundation.accounts.tokens import FILE_KIND
from duaal.foundation.audit.erasing import erase_persons


def forget_sessions(*, at: datetime) -> int:
    """Deletes the sessions that ended before the moment; how many."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]


def forget_logins(*, before: datetime) -> int:
    """Deletes who logged in or tried to before the moment, from where and with what; how many."""
    return sum(
        model.objects.filter(attempt_time__lt=before).delete()[0]
        for model in (AccessAttempt, AccessFailureLog, AccessLog)
    )


def forget_tokens(*, before: date, on: date) -> int:
    """Deletes the links of software that stopped before the day, and who made them in the trail; how many."""
    stopped = ApiToken.objects.annotate(last_day=Least(Coalesce("revoked_on", "valid_to"), "valid_to"))
    numbers = list(stopped.filter(last_day__lt=before).order_by("pk").values_list("pk", flat=True))
    for number in numbers:
        with transaction.atomic():
            ApiToken.objects.filter(pk=number).delete()
            erase_persons(FILE_KIND, number, on=on)
    return len(numbers)
