"""All screens: those with records, those without, those that came back, and all others that the service has."""

from .rest import GONE_WRONG, OTHERS_CODE, STEPS, others
from .screens import SCREENS
from .states import EMPTY, REFUSED

STATES = [*EMPTY, *REFUSED]
WHOLE = [*SCREENS, *OTHERS_CODE, *STEPS, *GONE_WRONG]
WHOLE += others(WHOLE)
EVERY = [*WHOLE, *STATES]

# The ten main screens of scripts/screens.py (decisions.md 42), with their other states.
MAIN = {
    "front": ["front"],
    "home": ["home", "home, nothing yet"],
    "learn-step": ["lesson step", "content note", "learn", "learn, nothing yet"],
    "quiz-question": ["test question", "test result"],
    "still-need": ["still need", "still need, nothing yet", "sending an application, something left out"],
    "portfolio": ["portfolio", "portfolio, nothing yet", "evidence new", "evidence new, something left out"],
    "marking": ["marking one piece", "marking queue", "marking queue, nothing yet", "marking one piece, something left out"],
    "decision": ["decision", "decisions, nothing yet", "decision, something left out"],
    "manage": ["manage", "manage, nothing yet"],
    "check": ["check", "check answer", "check, something left out"],
}
