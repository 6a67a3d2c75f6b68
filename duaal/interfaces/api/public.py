"""What everybody may read, without a token: the dated values of the law."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.api.pace import paced
from duaal.interfaces.api.problems import Problem

router = Router(tags=["openbaar"])


class VersionOut(Schema):
    """A value from a day on; null where it stopped."""

    since: date
    value: str | None
    source: str
    certainty: str


class ValueOut(Schema):
    """A dated value (`gedateerde waarde`) with all its versions, the oldest first."""

    key: str
    label: str
    unit: str
    checked_on: date
    versions: list[VersionOut]


@router.get(
    "/values",
    response={200: list[ValueOut], 429: Problem},
    auth=paced,
    summary="Regels met hun waarde en bron",
)
def values(request: HttpRequest) -> list[ValueOut]:
    """Elke waarde waarmee beslist wordt, met haar datum, bron en zekerheid. Zonder token."""
    return [
        ValueOut(
            key=one.key,
            label=one.label,
            unit=one.unit,
            checked_on=one.checked_on,
            versions=[
                VersionOut(
                    since=version.since,
                    value=_text(version.value),
                    source=version.source,
                    certainty=version.certainty.value,
                )
                for version in one.versions
            ],
        )
        for one in BOOK.rows()
    ]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
