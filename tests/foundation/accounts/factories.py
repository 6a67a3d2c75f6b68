"""Users and actors for tests: `UserFactory(company=True)`, `actor_for(Role.DEPARTMENT)`."""

from datetime import date

import factory

from duaal.foundation.accounts.actors import actor_in
from duaal.foundation.accounts.models import ApiToken, Membership, User
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.identifiers import make_enterprise_number
from tests.foundation.people.factories import PersonFactory

PASSWORD = "een-lang-wachtwoord"
SINCE = date(2019, 9, 1)
ORGANISATIONS = {
    Role.COMPANY: make_enterprise_number(1_234_567),
    Role.PARTNERSHIP: "bouw",
    Role.FLEMISH_PARTNERSHIP: "vlaams",
    Role.DEPARTMENT: "wewis",
    Role.COUNSELLOR: "045678",
    Role.SECTOR: "bouw",
    Role.INSPECTOR: "inspectie",
    Role.LEARNER: "LT00000001",
    Role.GUARDIAN: "LT00000001",
}


class MembershipFactory(factory.django.DjangoModelFactory[Membership]):
    """A capacity that is valid since long: of a company unless `role` says otherwise."""

    class Meta:
        model = Membership

    user = factory.SubFactory("tests.foundation.accounts.factories.UserFactory")
    role = Role.COMPANY
    organisation = factory.LazyAttribute(lambda membership: ORGANISATIONS[membership.role])
    valid_from = SINCE


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A login with a person and `PASSWORD`; traits give it capacities, several at once when asked.

    `organisation` is the organisation of these capacities, when it is not the usual one of the tests.
    """

    class Meta:
        model = User

    class Params:
        company = False
        partnership = False
        flemish = False
        department = False
        counsellor = False
        sector = False
        inspector = False
        learner = False
        guardian = False
        organisation = None

    email = factory.Sequence(lambda n: f"gebruiker{n}@voorbeeld.test")
    person = factory.SubFactory(PersonFactory)
    password = factory.django.Password(PASSWORD)

    @classmethod
    def _generate(cls, strategy, params):
        traits = {
            Role.COMPANY: params.get("company"),
            Role.PARTNERSHIP: params.get("partnership"),
            Role.FLEMISH_PARTNERSHIP: params.get("flemish"),
            Role.DEPARTMENT: params.get("department"),
            Role.COUNSELLOR: params.get("counsellor"),
            Role.SECTOR: params.get("sector"),
            Role.INSPECTOR: params.get("inspector"),
            Role.LEARNER: params.get("learner"),
            Role.GUARDIAN: params.get("guardian"),
        }
        user = super()._generate(strategy, params)
        for role in (role for role, wanted in traits.items() if wanted):
            organisation = params.get("organisation") or ORGANISATIONS[role]
            MembershipFactory(user=user, role=role, organisation=organisation)
        return user


def actor_for(role: Role, organisation: str | None = None) -> Actor:
    """The actor of a new user in one capacity; the usual organisation of the tests unless given."""
    membership = MembershipFactory(role=role, organisation=organisation or ORGANISATIONS[role])
    return actor_in(membership)


class ApiTokenFactory(factory.django.DjangoModelFactory[ApiToken]):
    """A token of a company; its secret is unknown."""

    class Meta:
        model = ApiToken

    name = "Loonpakket"
    role = Role.COMPANY
    organisation = ORGANISATIONS[Role.COMPANY]
    secret_hash = factory.Sequence(lambda n: n.to_bytes(32, "big"))
    created_by = factory.SubFactory(UserFactory)
    valid_from = SINCE
    valid_to = date(2099, 12, 31)
