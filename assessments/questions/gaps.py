"""The kinds that can stand in a gap, and what marks the place of one in a text."""

import re
from collections.abc import Callable
from fractions import Fraction

from assessments.questions import multiple_response, numeric, short_text, single_choice
from assessments.questions.contract import Definition, Kind, Response

Worth = Callable[[Definition, Response, frozenset[str]], Fraction]
GAP_KINDS: dict[str, tuple[Kind, Worth]] = {
    "single_choice": (single_choice.SingleChoice(), single_choice.worth),
    "multiple_response": (multiple_response.MultipleResponse(), multiple_response.worth),
    "short_text": (short_text.ShortText(), short_text.worth),
    "numeric": (numeric.Numeric(), numeric.worth),
}
MARKER = re.compile(r"\[\[([a-z0-9][a-z0-9-]{0,35})\]\]")
