"""Municipalities for tests: names and codes are invented."""

import factory

from duaal.foundation.geography.models import Municipality, Postcode, Province, Region
from duaal.foundation.kernel.sorting import sort_key


class MunicipalityFactory(factory.django.DjangoModelFactory[Municipality]):
    """A Flemish municipality in Limburg; `brussels=True` or `walloon=True` for the other regions."""

    class Meta:
        model = Municipality

    class Params:
        brussels = factory.Trait(region=Region.BRUSSELS, province=Province.BRUSSELS)
        walloon = factory.Trait(region=Region.WALLONIA, province="")

    nis_code = factory.Sequence(lambda n: f"{10_001 + n}")
    name = factory.Sequence(lambda n: f"Gemeente {n}")
    sort_name = factory.LazyAttribute(lambda municipality: sort_key(municipality.name))
    region = Region.FLANDERS
    province = Province.LIMBURG
    latitude = 50.9
    longitude = 5.3


class PostcodeFactory(factory.django.DjangoModelFactory[Postcode]):
    """A postcode in a municipality of its own."""

    class Meta:
        model = Postcode

    code = factory.Sequence(lambda n: f"{1000 + n % 9000}")
    place_name = factory.Sequence(lambda n: f"Plaats {n}")
    municipality = factory.SubFactory(MunicipalityFactory)
    latitude = 50.9
    longitude = 5.3
