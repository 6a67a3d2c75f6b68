import logging

import pytest
from django.test import Client

from config.logs import logging_settings


@pytest.mark.parametrize("path", ["/aanmelden/", "/bestaat-niet/"])
@pytest.mark.django_db
def test_every_answer_forbids_scripts_and_styles_that_are_not_ours(path: str, client: Client) -> None:
    headers = client.get(path).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_every_line_of_the_log_goes_through_the_mask() -> None:
    handlers = logging_settings("INFO")["handlers"]

    assert all("masked" in handler["filters"] for handler in handlers.values())


def test_the_log_says_nothing_below_its_level(settings) -> None:
    assert settings.LOGGING["root"]["level"] == "WARNING"
    assert logging.getLogger("django.request").getEffectiveLevel() >= logging.WARNING


@pytest.mark.django_db
def test_a_form_larger_than_any_of_ours_is_refused_before_it_is_read(client, settings):
    settings.PAGE_LARGEST_FORM = 50

    answer = client.post("/aanmelden/", "login=" + "x" * 60, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 400
