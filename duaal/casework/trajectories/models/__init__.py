from duaal.casework.trajectories.models.advice import Advising, Item, Opinion, Screening
from duaal.casework.trajectories.models.learners import Guardian, Learner
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
    "Screening",
    "Search",
    "Trajectory",
]
