"""Who hears a text, and at which addresses."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from duaal.flows.notifications.facts import FileFacts
from duaal.flows.notifications.kinds import Hearer, Kind, Reader
from duaal.flows.notifications.models import NoMail
from duaal.flows.notifications.texts.text import Text
from duaal.foundation.accounts.models import Membership, User
from duaal.foundation.kernel.actor import Role
from duaal.register.partnerships.models import Partnership


def readers_of(
    text: Text, facts: FileFacts, *, flemish: str, providers: Collection[str] = ()
) -> list[Reader]:
    """The readers of a text about a file; `flemish` is the code of the Flemish Partnership, `providers` the
    numbers of the schools and centres with an agreement there.
    """
    return list(dict.fromkeys(_readers(text, facts, flemish, providers)))


def _readers(text: Text, facts: FileFacts, flemish: str, providers: Collection[str]) -> Iterator[Reader]:
    for hearer in text.to:
        if hearer == Hearer.PROVIDER:
            own = (facts.provider_number,) if facts.provider_number else providers
            yield from (Reader(Role.COUNSELLOR, number) for number in own)
        elif (reader := _reader(hearer, facts, flemish)) is not None:
            yield reader


def _reader(hearer: Hearer, facts: FileFacts, flemish: str) -> Reader | None:
    match hearer:
        case Hearer.COMPANY:
            return Reader(Role.COMPANY, facts.company_number) if facts.company_number else None
        case Hearer.SUBMITTER:
            return facts.submitter
        case Hearer.HOLDER:
            return facts.holder
        case Hearer.PARTNERSHIP:
            return _partnership(facts.partnership)
        case Hearer.ASKED if facts.needs_order:
            return Reader(Role.FLEMISH_PARTNERSHIP, flemish) if flemish else None
        case Hearer.ASKED:
            return _partnership(facts.asked)
        case Hearer.FORMER_PARTNERSHIP:
            return _partnership(facts.former)
        case Hearer.FLEMISH_PARTNERSHIP:
            return Reader(Role.FLEMISH_PARTNERSHIP, flemish) if flemish else None
        case Hearer.DEPARTMENT:
            return Reader(Role.DEPARTMENT, "")
    return _around_a_learner(hearer, facts)


def _around_a_learner(hearer: Hearer, facts: FileFacts) -> Reader | None:
    match hearer:
        case Hearer.LEARNER if facts.learner_number:
            return Reader(Role.LEARNER, facts.learner_number)
        case Hearer.GUARDIAN if facts.learner_number:
            return Reader(Role.GUARDIAN, facts.learner_number)
    return None


def _partnership(partnership: Partnership | None) -> Reader | None:
    if partnership is None:
        return None
    role = Role.FLEMISH_PARTNERSHIP if partnership.is_flemish else Role.PARTNERSHIP
    return Reader(role, partnership.code)


def flemish_code() -> str:
    """The code of the Flemish Partnership; empty when the register has none."""
    return Partnership.objects.filter(is_flemish=True).values_list("code", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class Address:
    """An address for mails, with its user when it has one, and the kinds of which it wants none."""

    email: str
    user_id: int | None = None
    no_mail: frozenset[str] = field(default_factory=frozenset)

    def wants(self, kind: str) -> bool:
        return kind == Kind.DECISION or kind not in self.no_mail


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The addresses of many readers, read at once."""

    members: dict[tuple[str, str], tuple[Address, ...]]
    users: dict[int, Address]
    by_email: dict[str, Address]

    def of(self, reader: Reader) -> tuple[Address, ...]:
        """Everyone who reads along in this capacity today; for one user only while it has the capacity."""
        organisation = (reader.role.value, reader.organisation)
        everyone = self.members.get(organisation, ())
        if reader.user_id is None:
            return everyone
        return tuple(address for address in everyone if address.user_id == reader.user_id)

    def contact(self, email: str) -> Address:
        """The address of a contact person, who may have an account too."""
        return self.by_email.get(email.lower(), Address(email))


def address_book(readers: Collection[Reader], emails: Iterable[str], *, on: date) -> AddressBook:
    """The addresses of these readers on a day, and of these contact persons. Three queries."""
    contacts = {email.lower() for email in emails if email}
    memberships = list(_memberships(readers, on)) if readers else []
    contact_users = User.objects.filter(email__in=contacts, is_active=True)
    users = {membership.user_id: membership.user for membership in memberships}
    users |= {user.pk: user for user in contact_users}
    turned_off: dict[int, set[str]] = {}
    for user_id, kind in NoMail.objects.filter(user_id__in=users).values_list("user_id", "kind"):
        turned_off.setdefault(user_id, set()).add(kind)
    known = {pk: Address(user.email, pk, frozenset(turned_off.get(pk, ()))) for pk, user in users.items()}
    members: dict[tuple[str, str], list[Address]] = {}
    for membership in memberships:
        address = known[membership.user_id]
        for organisation in (membership.organisation, ""):
            found = members.setdefault((membership.role, organisation), [])
            if address not in found:
                found.append(address)
    return AddressBook(
        {key: tuple(found) for key, found in members.items()},
        known,
        {address.email.lower(): address for address in known.values()},
    )


def _memberships(readers: Collection[Reader], on: date) -> Iterable[Membership]:
    wanted = Q()
    for role, organisation in {(reader.role.value, reader.organisation) for reader in readers}:
        wanted |= Q(role=role, organisation=organisation) if organisation else Q(role=role)
    return (
        Membership.objects.filter(wanted, valid_from__lte=on, user__is_active=True)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .select_related("user")
        .order_by("pk")
    )
