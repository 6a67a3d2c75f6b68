import pytest

from duaal.foundation.kernel.fact_file import WrongFile
from duaal.interfaces.cli import preparing
from duaal.interfaces.cli.stop import Stop
from duaal.synthetic.populate import NotEmpty
from tests.register.organisations.factories import CompanyFactory

WITH_MANIFEST = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


def fails_with(problem: Exception):
    def populate(**options: object) -> None:
        raise problem

    return populate


@pytest.mark.django_db
def test_a_register_with_companies_is_left_as_it_is(monkeypatch) -> None:
    CompanyFactory()
    monkeypatch.setattr(preparing, "populate", fails_with(AssertionError("filled again")))

    assert preparing.fill_register() is False


@pytest.mark.django_db
def test_a_trail_without_companies_is_no_empty_register(monkeypatch) -> None:
    monkeypatch.setattr(preparing, "populate", fails_with(NotEmpty("entries")))

    with pytest.raises(Stop, match="Geef met DATABASE_URL een lege databank op"):
        preparing.fill_register()


@pytest.mark.django_db
def test_a_corrupt_reference_file_stops_the_demo_with_file_and_line(monkeypatch, tmp_path) -> None:
    wrong = WrongFile(tmp_path / "offer.csv", 7, "file_empty")
    monkeypatch.setattr(preparing, "populate", fails_with(wrong))

    with pytest.raises(Stop) as stop:
        preparing.fill_register()

    assert str(stop.value) == wrong.sentence


def test_style_and_scripts_are_collected_only_when_one_changed(settings, tmp_path) -> None:
    style = tmp_path / "source" / "own.css"
    style.parent.mkdir()
    style.write_text("body { color: black }")
    settings.STATICFILES_DIRS = [style.parent]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = WITH_MANIFEST

    done = [preparing.collect_static_files(), preparing.collect_static_files()]
    style.write_text("body { color: darkblue }")
    done.append(preparing.collect_static_files())

    assert done == [True, False, True]


@pytest.mark.django_db
def test_tables_that_are_up_to_date_are_left_as_they_are() -> None:
    assert preparing.migrate() is False
