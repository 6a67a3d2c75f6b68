"""School years: from 1 September to 31 August, written `2022-2023`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

LABEL = re.compile(r"([0-9]{4})-([0-9]{4})")
FIRST_MONTH = 9

WRONG_FORM = "school_year_wrong_form"
NOT_CONSECUTIVE = "school_year_not_consecutive"


class WrongSchoolYear(ValueError):
    """A text that is no school year. `code` says what is wrong, `value` is the text as it was given."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value!r}")
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A school year (`schooljaar`), known by the calendar year in which it starts."""

    start: int

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        """The school year in which the day falls; July and August belong to the year that ends."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> "SchoolYear":
        """Reads only `YYYY-YYYY` with consecutive years; raises `WrongSchoolYear` for anything else."""
        match = LABEL.fullmatch(text.strip())
        if match is None or int(match[1]) == 0:
            raise WrongSchoolYear(WRONG_FORM, text)
        start, end = int(match[1]), int(match[2])
        if end != start + 1:
            raise WrongSchoolYear(NOT_CONSECUTIVE, text)
        return cls(start)

    @property
    def label(self) -> str:
        return f"{self.start:04d}-{self.start + 1:04d}"

    @property
    def first_day(self) -> date:
        return date(self.start, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, FIRST_MONTH, 1) - timedelta(days=1)

    def contains(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def next(self) -> "SchoolYear":
        return SchoolYear(self.start + 1)

    def previous(self) -> "SchoolYear":
        return SchoolYear(self.start - 1)

    def __str__(self) -> str:
        return self.label
