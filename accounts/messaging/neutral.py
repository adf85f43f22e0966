"""Which words a subject line may not hold: a stranger may look over the shoulder, and an outcome is read when one is ready.

Pure. An outcome or a word about health is refused, not asked about: a telephone shows the subject on its locked screen. English; a
language that is added brings its own list.
"""

import re

# Beginnings of words; a blank stands for a border.
OUTCOMES = (
    "accepted", "approv", "award", "congratul", "declin", "denied", "expel", "fail", "granted", "ineligib", "not met", "not this time",
    "not yet", "passed", "refus", "reject", "result", "revok", "score", "succeed", "success", "surrender", "suspen", "terminat",
    "unfortunately", "unsuccessful", "withdrawn",
)  # fmt: skip
HEALTH = (
    "addict", "anxi", "bipolar", "clinic", "concern", "crisis", "depress", "diagnos", "disorder", "distress", "harm", "health", "hospital",
    "illness", "lived experience", "mental", "medic", "overdose", "patient", "peer", "psych", "recovery", "schizo", "self-harm",
    "service user", "suicid", "therap", "trauma", "treatment", "unwell", "worried about",
)  # fmt: skip
_WORDS = re.compile(r"(?<![^\W_])(" + "|".join(re.escape(word) for word in (*OUTCOMES, *HEALTH)) + r")[^\W_]*", re.IGNORECASE)
_OUTCOMES = re.compile(r"(?<![^\W_])(" + "|".join(re.escape(word) for word in OUTCOMES) + r")[^\W_]*", re.IGNORECASE)


def telling_words(subject: str) -> list[str]:
    """The words in a subject that say too much, as they stand there."""
    return [found[0] for found in _WORDS.finditer(subject)]


def outcome_words(body: str) -> list[str]:
    """The words in the body of a piece of news that name an outcome."""
    return [found[0] for found in _OUTCOMES.finditer(body)]
