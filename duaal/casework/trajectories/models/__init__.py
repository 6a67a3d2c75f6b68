from duaal.casework.trajectories.models.advice import Advising, Item, Opinion, Screening, Sitting
from duaal.casework.trajectories.models.learners import Guardian, Learner, ReadingRight
from duaal.casework.trajectories.models.searches import CalendarVersion, Extension, Search
from duaal.casework.trajectories.models.trajectories import Trajectory

__all__ = [
    "Advising",
    "CalendarVersion",
    "Extension",
    "Guardian",
    "Item",
    "Learner",
    "Opinion",
    "ReadingRight",
    "Screening",
    "Search",
    "Sitting",
    "Trajectory",
]
