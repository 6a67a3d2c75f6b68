"""Sessions, logins and links of software go when their term is over, and not a day before."""

from datetime import UTC, date, datetime, timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session

from duaal.foundation.accounts.models import ApiToken, User
from duaal.foundation.accounts.retention import forget_logins, forget_sessions, forget_tokens
from duaal.foundation.audit.models import Entry
from duaal.foundation.audit.verify import verify
from tests.foundation.audit.files import write

pytestmark = pytest.mark.django_db
MOMENT = datetime(2032, 7, 1, tzinfo=UTC)
DAY = MOMENT.date()


def test_a_session_goes_when_it_ended():
    Session.objects.create(session_key="oud", session_data="x", expire_date=MOMENT - timedelta(seconds=1))
    Session.objects.create(session_key="nieuw", session_data="x", expire_date=MOMENT)

    assert forget_sessions(at=MOMENT) == 1

    assert Session.objects.get().session_key == "nieuw"


@pytest.mark.parametrize("model", [AccessAttempt, AccessFailureLog, AccessLog])
def test_a_login_goes_with_its_address_when_it_is_old(model):
    values = {"username": "ann@voorbeeld.test", "ip_address": "192.0.2.1", "user_agent": "x"}
    if model is AccessAttempt:
        values["failures_since_start"] = 1
    old, young = (model.objects.create(**{**values, "user_agent": name}) for name in ("oud", "nieuw"))
    model.objects.filter(pk=old.pk).update(attempt_time=MOMENT - timedelta(seconds=1))
    model.objects.filter(pk=young.pk).update(attempt_time=MOMENT)

    assert forget_logins(before=MOMENT) == 1

    assert model.objects.get() == young


@pytest.mark.parametrize(
    ("valid_to", "revoked_on", "goes"),
    [
        pytest.param(date(2032, 6, 30), None, True, id="run out"),
        pytest.param(date(2032, 7, 1), None, False, id="ran out on the day itself"),
        pytest.param(date(2040, 1, 1), date(2032, 6, 30), True, id="stopped"),
        pytest.param(date(2040, 1, 1), None, False, id="still used"),
    ],
)
def test_a_link_of_software_goes_with_who_made_it(valid_to, revoked_on, goes):
    token = ApiToken.objects.create(
        name="Loonpakket",
        role="company",
        organisation="0123456749",
        secret_hash=bytes(32),
        created_by=User.objects.create_user("ann@voorbeeld.test"),
        valid_from=date(2030, 1, 1),
        valid_to=valid_to,
        revoked_on=revoked_on,
    )
    write(token.pk, file_kind="api_token", step="create_token")

    assert forget_tokens(before=DAY, on=DAY) == int(goes)

    assert ApiToken.objects.exists() is not goes
    assert (Entry.objects.first().actor_name == "") is goes
    assert verify().fault is None
