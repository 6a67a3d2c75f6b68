"""A sealed paper of the size of an agreement with its plan: typeset, sealed; beside it typesetting alone."""

from datetime import UTC, datetime

import django

from bench.figure import hand_over, p95, seconds
from duaal.foundation.papers.paper import Items, Paper, Section, Table, Text
from duaal.foundation.papers.rendering import render
from duaal.foundation.papers.seal import own_key, seal

COMPETENCES, SIGNERS, WARM_UP, TIMES = 60, 5, 3, 100
CODE = "0123456789abcdef" * 4


def measure() -> dict[str, float]:
    """The slow end of the seconds a paper takes, and of its typesetting."""
    now = datetime.now(UTC)
    key = own_key()

    def ours() -> None:
        seal(render(_paper(now)), reason="Overeenkomst 1, versie 1", at=now, key=key)

    for _time in range(WARM_UP):
        ours()
    return {
        "sealed p95": p95([seconds(ours) for _time in range(TIMES)]),
        "typeset p95": p95([seconds(lambda: render(_paper(now))) for _time in range(TIMES)]),
    }


def _paper(now: datetime) -> Paper:
    lines = tuple(f"Regel {number} van de tekst, zoals iedereen hem tekende." for number in range(8))
    plan = tuple(
        (f"Competentie {n}", "op de werkplek", "Bakkerij, Ann", "1/9 tot 30/6") for n in range(COMPETENCES)
    )
    signers = (
        Section(f"Handtekening {n}", (Items((f"Code: {CODE}",) * 2),), depth=2) for n in range(SIGNERS)
    )
    return Paper(
        "Overeenkomst alternerende opleiding",
        "Overeenkomst 1, versie 1",
        now,
        (
            *(Section(f"Deel {number}", (Items(lines),)) for number in range(7)),
            Section("Plan", (Table(("Wat", "Waar", "Wie", "Wanneer"), plan),), new_page=True),
            Section("Bewijsblad", (Text("Iedereen tekende."),), new_page=True),
            *signers,
        ),
    )


if __name__ == "__main__":
    django.setup()
    hand_over(measure())
