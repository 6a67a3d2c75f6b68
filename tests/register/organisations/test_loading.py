import shutil

import pytest

from duaal.foundation.kernel.fact_file import WrongFile
from duaal.register.organisations.loading import FOLDER, load_all
from duaal.register.organisations.models import JointCommittee

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "reference") / "joint_committees.csv"


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_joint_committees_are_loaded_once():
    (first,), (second,) = load_all(), load_all()

    assert (first.new, JointCommittee.objects.count()) == (first.rows, first.rows)
    assert second.changed_nothing


def test_changed_name_is_updated(path):
    load_all()
    change(path, "Paritair Comité voor het bouwbedrijf", "Paritair Comité voor de bouw")

    (loaded,) = load_all(path.parent)

    assert (loaded.new, loaded.changed) == (0, 1)
    assert JointCommittee.objects.get(pk="124").name == "Paritair Comité voor de bouw"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param("\n124,", "\n12,", "code is 12.", id="two digits"),
        pytest.param("\n149.01,", "\n14901,", "code is 14901", id="no dot"),
        pytest.param("\n124,", "\n126,", "code 126 staat er twee keer in", id="twice"),
        pytest.param("code,name", "code,naam", "De kolommen zijn code,naam", id="wrong column"),
    ],
)
def test_corrupt_file_stops_the_load_with_nothing_saved(path, old, new, sentence):
    change(path, old, new)

    with pytest.raises(WrongFile) as wrong:
        load_all(path.parent)

    assert sentence in wrong.value.sentence
    assert not JointCommittee.objects.exists()
