"""Software reads the notices of its organisation, and marks them as read."""

import pytest

from duaal.flows.notifications.models import Notice
from duaal.foundation.kernel.actor import Role
from tests.flows.notifications.factories import NoticeFactory
from tests.interfaces.api.asking import post, software

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

NUMBER = "0123456749"
ADDRESS = "/api/v1/notices"


def ids(query: str = "", organisation: str = NUMBER) -> list[int]:
    answer = software(Role.COMPANY, organisation).get(ADDRESS + query)
    assert answer.status_code == 200
    return [one["id"] for one in answer.json()["items"]]


def test_software_reads_the_notices_of_its_own_organisation_the_newest_first():
    first, second = NoticeFactory(organisation=NUMBER), NoticeFactory(organisation=NUMBER)

    assert ids() == [second.pk, first.pk]
    assert ids(organisation="0999999922") == []


def test_it_can_ask_only_what_is_new_or_of_one_kind():
    NoticeFactory(organisation=NUMBER, read=True, kind="TERM")
    new = NoticeFactory(organisation=NUMBER)

    assert ids("?unread=true") == ids("?kind=DECISION") == [new.pk]
    assert software(Role.COMPANY, NUMBER).get(f"{ADDRESS}?kind=ANDERS").status_code == 422


def test_a_long_list_comes_in_pages_that_miss_and_repeat_nothing():
    made = [NoticeFactory(organisation=NUMBER).pk for _ in range(53)]
    client = software(Role.COMPANY, NUMBER)

    first = client.get(ADDRESS).json()
    second = client.get(f"{ADDRESS}?cursor={first['next']}").json()

    assert [one["id"] for one in first["items"] + second["items"]] == list(reversed(made))
    assert second["next"] is None


def test_marking_as_read_keeps_who_did_it_first():
    notice = NoticeFactory(organisation=NUMBER)
    client = software(Role.COMPANY, NUMBER)

    first = post(client, f"{ADDRESS}/{notice.pk}/read", {})
    again = post(client, f"{ADDRESS}/{notice.pk}/read", {})

    assert first.status_code == again.status_code == 200
    assert first.json()["read_at"] == again.json()["read_at"] is not None


def test_a_notice_of_another_organisation_is_not_there():
    notice = NoticeFactory(organisation="0999999922")

    assert post(software(Role.COMPANY, NUMBER), f"{ADDRESS}/{notice.pk}/read", {}).status_code == 404
    assert Notice.objects.get().read_at is None
