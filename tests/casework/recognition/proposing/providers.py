"""A provider with agreements, for tests of its proposals."""

from datetime import date

from duaal.casework.agreements.models import Agreement
from duaal.casework.recognition.models import Recognition
from duaal.foundation.kernel.actor import Actor, Role
from duaal.register.organisations.models import Provider, ProviderKind
from tests.casework.agreements.factories import AgreementFactory
from tests.foundation.geography.factories import MunicipalityFactory


def a_provider(number: str = "045678") -> Provider:
    """The school with that number."""
    found = Provider.objects.filter(number=number).first()
    return found or Provider.objects.create(
        number=number,
        name=f"School {number}",
        sort_name=f"school {number}",
        kind=ProviderKind.SCHOOL,
        street="Schoolstraat 1",
        postcode="3000",
        municipality=MunicipalityFactory(),
        opened_on=date(2000, 9, 1),
    )


def counsellor_of(provider: Provider) -> Actor:
    return Actor(Role.COUNSELLOR, provider.number, user_id=40, name="Begeleider Maes")


def agreement_of(provider: Provider, recognition: Recognition) -> Agreement:
    return AgreementFactory(recognition=recognition, provider=provider)
