"""A finding that a guidance file or an invitation begins with is about this recognition, and seen."""

from datetime import date

import pytest

from duaal.casework.recognition.models import Control, Finding, Guidance, Hearing
from duaal.casework.recognition.sanctions import guidance, hearing
from duaal.casework.recognition.sanctions.sources import Source
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import OFFICER
from tests.casework.recognition.sanctions.workplaces import MONDAY, workplace

pytestmark = pytest.mark.django_db


def finding_at(place, **values):
    control = Control.objects.create(
        company=place.company, inspector_id=0, reason="Klacht.", opened_on=MONDAY, ends_on=MONDAY
    )
    given = {"recognition": place, "text": "Geen mentor.", "found_on": date(2026, 5, 1), **values}
    return Finding.objects.create(control=control, **given)


def start(place, finding):
    source = Source(finding_id=finding.pk)
    return guidance.start(
        place.pk, actor=OFFICER, on=MONDAY, shortcoming="D6", description="Opvolging.", source=source
    )


def propose(place, finding):
    source = Source(finding_id=finding.pk)
    return hearing.propose(place.pk, actor=OFFICER, on=MONDAY, reason="Ernstig.", source=source)


@pytest.mark.parametrize("step", [start, propose])
@pytest.mark.parametrize("values", [{}, {"recognition": None}], ids=["the place", "the undertaking"])
def test_the_row_keeps_the_finding_that_it_began_with(step, values):
    place = workplace()
    finding = finding_at(place, **values)

    assert step(place, finding).finding == finding


@pytest.mark.parametrize("step", [start, propose])
def test_a_finding_about_another_place_is_refused_and_nothing_begins(step):
    place, other = workplace(), workplace()

    with pytest.raises(Refused) as refused:
        step(place, finding_at(other))

    assert refused.value.reasons == ("finding_elsewhere",)
    assert not Guidance.objects.exists()
    assert not Hearing.objects.exists()
