"""The page of several cases costs the same for twenty of them as for one."""

from urllib.parse import urlencode

import pytest

from tests.casework.recognition.factories import ApplicationFactory, MentorAssignmentFactory
from tests.interfaces.web.readers import officer, queries_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]


def test_twenty_cases_of_twenty_companies_cost_as_many_queries_as_one():
    cases = ApplicationFactory.create_batch(20)
    for case in cases:
        MentorAssignmentFactory(application=case)
    client = officer()

    def address(number: int) -> str:
        return f"/dossiers-samen/?{urlencode([('dossier', one.reference) for one in cases[:number]])}"

    assert queries_of(client, address(20)) == queries_of(client, address(1))
    assert all(case.reference in text_of(client.get(address(20))) for case in cases)
