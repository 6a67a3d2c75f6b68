import shutil
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from duaal.foundation.kernel.fact_file import WrongFile
from duaal.register.organisations.loading import load_all as load_committees
from duaal.register.partnerships.facts import Population
from duaal.register.partnerships.loading import load_all as load_partnerships
from duaal.register.programmes import labels, queries
from duaal.register.programmes.loading import FOLDER, load_all
from duaal.register.programmes.models import (
    EducationForm,
    Finality,
    Grade,
    LegalBasis,
    Level,
    Programme,
)
from tests.register.partnerships.factories import ReportingSectorFactory
from tests.register.programmes.factories import START, ProgrammeFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)
END = date(2025, 8, 31)


@pytest.fixture
def sectors():
    load_committees()
    load_partnerships()


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "reference")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def names(programmes):
    return [programme.name for programme in programmes]


@pytest.mark.parametrize(
    ("day", "offered"), [(START - DAY, False), (START, True), (END, True), (END + DAY, False)]
)
def test_first_and_last_day_of_a_programme_count(day, offered):
    ProgrammeFactory(valid_to=END)

    assert queries.offered_on(day).exists() is offered


def test_only_dual_programmes_are_offered():
    ProgrammeFactory(is_dual=False)

    assert not queries.offered_on(TODAY).exists()


def test_offer_stands_in_dutch_alphabetical_order():
    for name in ("Zorg duaal", "Élan duaal", "Eik duaal", "(Banket)bakkerij duaal"):
        ProgrammeFactory(name=name)

    assert names(queries.offered_on(TODAY)) == [
        "(Banket)bakkerij duaal",
        "Eik duaal",
        "Élan duaal",
        "Zorg duaal",
    ]


def test_search_puts_front_of_name_before_front_of_word_before_the_rest():
    for name in ("Ruwbouw duaal", "Afwerking bouw duaal", "Bouwer duaal", "Kapper duaal"):
        ProgrammeFactory(name=name)

    found = queries.matching(queries.offered_on(TODAY), " BOUW")

    assert names(found) == ["Bouwer duaal", "Afwerking bouw duaal", "Ruwbouw duaal"]


@pytest.mark.parametrize("typed", ["banketbakkerij", "banket bakkerij"])
def test_search_looks_past_signs(typed):
    ProgrammeFactory(name="Medewerker banket-bakkerij duaal")

    found = queries.matching(queries.offered_on(TODAY), typed)

    assert names(found) == (["Medewerker banket-bakkerij duaal"] if " " in typed else [])


def test_search_for_nothing_gives_the_whole_offer():
    ProgrammeFactory.create_batch(2)

    assert queries.matching(queries.offered_on(TODAY), " - ").count() == 2


def test_search_takes_one_query(django_assert_num_queries):
    ProgrammeFactory.create_batch(3)

    with django_assert_num_queries(1):
        list(queries.matching(queries.offered_on(TODAY), "opl"))


def test_programme_of_two_sectors_comes_once():
    sectors = ReportingSectorFactory.create_batch(2)
    programme = ProgrammeFactory(sectors=sectors)
    ProgrammeFactory(sectors=[ReportingSectorFactory()])

    found = queries.of_sectors(queries.offered_on(TODAY), [sector.code for sector in sectors])

    assert list(found) == [programme]


def test_each_decree_has_its_own_files():
    assert queries.population_of(ProgrammeFactory()) == Population.SECONDARY
    assert queries.population_of(ProgrammeFactory(adult=True)) == Population.ADULT
    assert set(queries.POPULATION) == set(LegalBasis)


def test_programmes_of_one_name_are_told_apart():
    secondary = ProgrammeFactory(name="Zorg duaal", grade=Grade.GRADE_3_YEAR_7)
    adult = ProgrammeFactory(name="Zorg duaal", adult=True)

    assert labels.full_name(secondary) == "Zorg duaal (secundair onderwijs, derde graad, zevende jaar)"
    assert labels.full_name(adult) == "Zorg duaal (volwassenenonderwijs)"


def test_every_code_has_dutch_words():
    assert set(labels.LEVEL) == set(Level)
    assert set(labels.GRADE) == set(Grade)
    assert set(labels.FINALITY) == set(Finality)
    assert set(labels.EDUCATION_FORM) == set(EducationForm)
    assert set(labels.LEGAL_BASIS) == set(LegalBasis)


def test_database_refuses_an_end_before_the_start():
    with pytest.raises(IntegrityError, match="programmes_period"):
        ProgrammeFactory(valid_to=START - DAY)


def test_reference_file_is_loaded_once(sectors):
    load_all()

    assert Programme.objects.count() == 89
    assert str(Programme.objects.get(pk="P016")) == "Ruwbouw duaal"
    assert all(table.changed_nothing for table in load_all())


def test_every_loaded_programme_has_a_sector_and_can_be_told_apart(sectors):
    load_all()

    programmes = Programme.objects.prefetch_related("sectors")
    assert all(programme.sectors.all() for programme in programmes)
    assert len({labels.full_name(programme) for programme in programmes}) == 89


def test_changed_sector_is_updated(sectors, folder):
    load_all()
    change(folder / "programmes.csv", "D2016,bouw,", "D2016,horeca|houtsectoren,")

    programmes, links = load_all(folder)

    assert programmes.changed_nothing
    assert (links.new, links.gone) == (2, 1)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param("P002,", "P001,", "code P001 staat er twee keer in", id="duplicate"),
        pytest.param("P001,", "1,", "code is 1.", id="code"),
        pytest.param("Bandenmonteur duaal", "", "name is leeg", id="no name"),
        pytest.param(",secondary,", ",secundair,", "level is secundair", id="level"),
        pytest.param(",grade_2,", ",tweede,", "grade is tweede", id="grade"),
        pytest.param(",D2016,", ",D2017,", "legal_basis is D2017", id="decree"),
        pytest.param(",horeca,", ",hotel,", "sectors is hotel", id="sector"),
        pytest.param("2016-09-01", "2016-13-01", "2016-13-01. Dat is geen dag", id="date"),
        pytest.param("code,name", "code,naam", "De kolommen zijn", id="column"),
    ],
)
def test_corrupt_file_stops_the_load_with_file_and_line_and_nothing_saved(
    sectors, folder, old, new, sentence
):
    change(folder / "programmes.csv", old, new)

    with pytest.raises(WrongFile) as wrong:
        load_all(folder)

    assert sentence in wrong.value.sentence
    assert wrong.value.sentence.startswith("programmes.csv, regel ")
    assert not Programme.objects.exists()
