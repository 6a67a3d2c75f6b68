"""The processes of the web server: what they loaded is not searched again and again."""

import gc
from collections.abc import Iterator

import pytest

from duaal.interfaces.cli.commands.serve import NEW_OBJECTS, give_all_back, leave_the_code_alone


@pytest.fixture
def as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("as_it_was")
def test_what_a_process_loaded_is_left_out_of_the_search_for_circles() -> None:
    leave_the_code_alone(worker=None)

    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] == NEW_OBJECTS
    assert gc.isenabled()


@pytest.mark.usefixtures("as_it_was")
def test_a_process_that_ends_leaves_nothing_frozen() -> None:
    leave_the_code_alone(worker=None)

    give_all_back(server=None, worker=None)

    assert gc.get_freeze_count() == 0
