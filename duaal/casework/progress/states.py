"""Where a competence is learned, and the steps of a training plan (`trajectory.md` 7). Pure."""

from enum import StrEnum


class Venue(StrEnum):
    """Where a competence is learned (`waar`): at school, at work, at both, or at another training centre."""

    SCHOOL = "school"
    WORKPLACE = "workplace"
    BOTH = "both"
    CENTRE = "centre"
