"""Which schools and centres have an agreement that a file is about."""

from collections.abc import Collection
from datetime import date

from duaal.casework.agreements.actions.steps import AGREEMENT_FILE
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.queries import running
from duaal.casework.recognition.actions.steps import RECOGNITION_FILE

File = tuple[str, int]


def providers_of(files: Collection[File], *, on: date) -> dict[File, tuple[str, ...]]:
    """Per file the numbers of the providers with an agreement there; two queries at most.

    Of an agreement its own; of a recognition those with an agreement that runs on the day. An agreement of
    which the provider is not known tells nobody.
    """
    found: dict[File, dict[str, None]] = {}
    agreements = [pk for kind, pk in files if kind == AGREEMENT_FILE]
    if agreements:
        own = Agreement.objects.filter(pk__in=agreements, provider__isnull=False)
        for pk, number in own.values_list("pk", "provider__number"):
            found.setdefault((AGREEMENT_FILE, pk), {})[number] = None
    recognitions = [pk for kind, pk in files if kind == RECOGNITION_FILE]
    if recognitions:
        there = running(on=on).filter(recognition__in=recognitions, provider__isnull=False)
        rows = there.order_by("provider__number").values_list("recognition_id", "provider__number")
        for pk, number in rows.distinct():
            found.setdefault((RECOGNITION_FILE, pk), {})[number] = None
    return {file: tuple(numbers) for file, numbers in found.items()}
