"""Dual programmes for tests; names are invented."""

from datetime import date

import factory

from duaal.foundation.kernel.sorting import sort_key
from duaal.register.programmes.models import (
    EducationForm,
    Finality,
    Grade,
    LegalBasis,
    Level,
    Programme,
    ProgrammeReplacement,
)
from duaal.register.programmes.states import ReplacementState
from tests.register.partnerships.factories import PartnershipFactory

START = date(2016, 9, 1)


class ProgrammeFactory(factory.django.DjangoModelFactory[Programme]):
    """A programme of the third grade, or for adults (`adult=True`). Give `sectors` as a list."""

    class Meta:
        model = Programme
        skip_postgeneration_save = True

    class Params:
        adult = factory.Trait(
            level=Level.ADULT,
            grade="",
            finality="",
            education_form=EducationForm.ADULT,
            legal_basis=LegalBasis.D2022,
        )

    code = factory.Sequence(lambda n: f"Q{n:03}")
    name = factory.Sequence(lambda n: f"Opleiding {n} duaal")
    sort_name = factory.LazyAttribute(lambda programme: sort_key(programme.name))
    level = Level.SECONDARY
    grade = Grade.GRADE_3
    finality = Finality.LABOUR_MARKET
    education_form = EducationForm.BSO
    legal_basis = LegalBasis.D2016
    valid_from = START
    certainty = "certain"
    sector_certainty = "certain"

    @factory.post_generation
    def sectors(self, create, extracted, **kwargs):
        if create and extracted:
            self.sectors.set(extracted)


class ReplacementFactory(factory.django.DjangoModelFactory[ProgrammeReplacement]):
    """A replacement that counts since 1 September 2025, at partnership Bouw."""

    class Meta:
        model = ProgrammeReplacement

    partnership = factory.SubFactory(PartnershipFactory, code="bouw")
    old = factory.SubFactory(ProgrammeFactory)
    new = factory.SubFactory(ProgrammeFactory)
    state = ReplacementState.STANDS
    since = date(2025, 9, 1)
    decision = "Vergadering van 3 maart 2025."
    decided_on = date(2025, 3, 4)
    decided_by_name = "Officier Janssens"
