from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from duaal.foundation.geography.models import Municipality
from duaal.foundation.people.models import Person


class DateRange(Func):
    """The closed period from one date column to another as a PostgreSQL range."""

    function = "daterange"
    output_field = DateRangeField()


CLOSED = RangeBoundary(inclusive_lower=True, inclusive_upper=True)


class JointCommittee(models.Model):
    """Joint committee (`paritair comité`) or subcommittee, `NNN` or `NNN.NN`."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"PC {self.code} {self.name}"


class EmployerKind(models.TextChoices):
    """Kind of employer (`soort werkgever`); local authorities have no joint committee."""

    PRIVATE = "private", "private werkgever"
    LOCAL_AUTHORITY = "local_authority", "lokaal bestuur"


class Company(models.Model):
    """Company (`onderneming`): an enterprise of the business register, a legal or a natural person.

    Rows mirror the business register; a company is here before anyone of it logs in.
    """

    enterprise_number = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=400, db_collation="C")
    trade_name = models.CharField(max_length=200, blank=True)
    is_natural_person = models.BooleanField(default=False)
    employer_kind = models.CharField(max_length=20, choices=EmployerKind, default=EmployerKind.PRIVATE)
    seat_municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=("sort_name", "id"), name="organisations_company_sort"),
            models.Index(fields=("id",), condition=Q(is_synthetic=True), name="organisations_synthetic"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="organisations_company_period",
                violation_error_message="De onderneming stopt voor ze start.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Representative(models.Model):
    """Legal representative (`wettelijk vertegenwoordiger`) of a company, as the business register has it."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="representatives")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("company", "person", "valid_from"),
                name="organisations_representative_once",
                violation_error_message="Deze persoon vertegenwoordigt de onderneming al vanaf die dag.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="organisations_representative_period",
                violation_error_message="De vertegenwoordiging eindigt voor ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} voor {self.company_id}"


class CommitteeMembership(models.Model):
    """Membership of a joint committee, by period; several at once is exceptional but possible."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="committee_memberships")
    joint_committee = models.ForeignKey(JointCommittee, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="organisations_committee_once_at_a_time",
                expressions=[
                    (F("company"), RangeOperators.EQUAL),
                    (F("joint_committee"), RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to", CLOSED), RangeOperators.OVERLAPS),
                ],
                violation_error_message="De onderneming hoort in die periode al bij dit paritair comité.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="organisations_committee_period",
                violation_error_message="De aansluiting bij het paritair comité eindigt voor ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} PC {self.joint_committee_id}"


class Site(models.Model):
    """Site (`vestigingseenheid`): a place of a company with its own number, open from a day until a day.

    `municipality` is the one under whose NIS code the site was registered; mergers are followed by date.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="sites")
    establishment_number = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    street = models.CharField(max_length=200)
    postcode = models.CharField(max_length=4)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="organisations_site_period",
                violation_error_message="De vestiging sluit voor ze opent.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProviderKind(models.TextChoices):
    """Kind of provider (`soort onderwijs- of opleidingsverstrekker`)."""

    SCHOOL = "school", "secundaire school"
    SPECIAL_SCHOOL = "special_school", "school voor buitengewoon onderwijs"
    SYNTRA = "syntra", "Syntra-opleidingscentrum"
    CVO = "cvo", "centrum voor volwassenenonderwijs"


class Provider(models.Model):
    """Provider (`onderwijs- of opleidingsverstrekker`) recognised by the Flemish Community, by its number.

    Trajectory counsellors are its members of staff; `number` is what their membership names.
    """

    number = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=400, db_collation="C")
    kind = models.CharField(max_length=20, choices=ProviderKind)
    street = models.CharField(max_length=200)
    postcode = models.CharField(max_length=4)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=("sort_name", "id"), name="organisations_provider_sort")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="organisations_provider_period",
                violation_error_message="De verstrekker sluit voor hij opent.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
