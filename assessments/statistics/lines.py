"""The lines of a question that can be counted: which there are, whether they fit, and which of them an answer holds."""

from dataclasses import dataclass

from assessments import questions
from assessments.questions.answers import whole_ones
from assessments.questions.contract import Definition, Response

OFFERED = ("single_choice", "multiple_response", "true_false")
TYPED = ("short_text", "numeric")
# In the other kinds a line is not simply chosen or left: an order holds all lines, a story offers some only to who came there, and what
# somebody wrote is read by an assessor.
COUNTED = (*OFFERED, *TYPED)


@dataclass(frozen=True)
class ItemLine:
    """A line that people may choose ("offered"), or an answer that is accepted or foreseen when it is typed."""

    id: str
    words: str
    fits: bool
    is_offered: bool = True


def lines_of(definition: Definition) -> list[ItemLine]:
    """In the order in which they were written; [] for a kind whose lines are not counted."""
    kind = definition["kind"]
    if kind not in COUNTED:
        return []
    fitting = _offered_that_fit(definition) if kind in OFFERED else {answer["id"] for answer in whole_ones(definition)}
    return [ItemLine(name, words, name in fitting, kind in OFFERED) for name, words in questions.parts(definition)]


def _offered_that_fit(definition: Definition) -> set[str]:
    several = definition["kind"] == "multiple_response"
    asked = {name: {"chosen": [name] if several else name} for name, _words in questions.parts(definition)}
    return {name for name, response in asked.items() if any(note.fits for note in questions.grade(definition, response).notes)}


def picked(definition: Definition, response: Response) -> tuple[str, ...]:
    """The ids of the lines that an answer holds. What was typed and fits none of them is "", as it is for Moodle's response analysis."""
    if response is None or definition["kind"] not in COUNTED:
        return ()
    return tuple(note.option for note in questions.grade(definition, response).notes)
