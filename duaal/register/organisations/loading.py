"""Loads the joint committees from the reference file. Companies come from the business register."""

import re
from pathlib import Path

from django.db import transaction

from duaal.foundation.geography.aligning import Loaded, align_things
from duaal.foundation.kernel.fact_file import read
from duaal.register.organisations.facts import FOLDER
from duaal.register.organisations.models import JointCommittee

COMMITTEE = re.compile(r"[1-9][0-9]{2}(\.[0-9]{2})?")


@transaction.atomic
def load_all(folder: Path = FOLDER) -> tuple[Loaded, ...]:
    """Makes the table equal to the file; a second time it changes nothing.

    Raises `WrongFile` with file and line on the first wrong row; then nothing is changed.
    """
    rows = read(folder / "joint_committees.csv", ("code", "name"), key=("code",))
    wanted = [
        {"code": row.matching("code", COMMITTEE, "een code NNN of NNN.NN"), "name": row.text("name")}
        for row in rows
    ]
    return (align_things(JointCommittee, wanted),)
