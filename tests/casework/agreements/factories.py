"""Agreements, for tests."""

from datetime import date

import factory

from duaal.casework.agreements.models import Agreement, AgreementKind
from tests.casework.recognition.factories import RecognitionFactory


class AgreementFactory(factory.django.DjangoModelFactory[Agreement]):
    """An agreement that runs in March 2026; `ended=True` for one that stopped in February."""

    class Meta:
        model = Agreement

    class Params:
        ended = factory.Trait(ended_on=date(2026, 2, 14))

    kind = AgreementKind.OAO
    recognition = factory.SubFactory(RecognitionFactory)
    company = factory.SelfAttribute("recognition.company")
    site = factory.SelfAttribute("recognition.site")
    programme = factory.SelfAttribute("recognition.programme")
    learner_number = factory.Sequence(lambda n: f"L{n:08d}")
    concluded_on = date(2025, 8, 20)
    starts_on = date(2025, 9, 1)
    planned_end_on = date(2026, 6, 30)
