"""Reads over several tables, for screens, the rule engine and other apps."""

from .cohorts import CohortLine, CohortPeople, PersonLine, cohorts_for, managers_of_learner, people_of, tests_of
from .coming_back import CarryOn, carry_on
from .credits import TrainingCredited, training_credits
from .drawing import drawn
from .dues import with_dues
from .learning import ModuleLine, learning_of, modules_of_programme, offered_edition, shelves_of
from .module_screen import ModuleScreen, module_screen
from .needing import needs_before
from .step_screen import StepScreen, step_screen
from .workshops import coming_for

__all__ = [
    "CarryOn",
    "CohortLine",
    "CohortPeople",
    "ModuleLine",
    "ModuleScreen",
    "PersonLine",
    "StepScreen",
    "TrainingCredited",
    "carry_on",
    "cohorts_for",
    "coming_for",
    "drawn",
    "learning_of",
    "managers_of_learner",
    "module_screen",
    "modules_of_programme",
    "needs_before",
    "offered_edition",
    "people_of",
    "shelves_of",
    "step_screen",
    "tests_of",
    "training_credits",
    "with_dues",
]
