"""Which boxes and lists of lines the form of each kind has. To add a kind, add its layout here."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.question_forms.boxes import Box, flag, line, many_of, one_of, reference, unless, whole, words, worth
from assessments.questions.by_people import ACCEPTED
from assessments.questions.checks import LONGEST_LINE, LONGEST_STEM, RULES
from assessments.questions.orders import RULES as ORDER_RULES

KIND_WORDS = {
    "single_choice": _("One line fits best"),
    "multiple_response": _("Several lines fit"),
    "true_false": _("True or false"),
    "matching": _("Match lines with choices"),
    "ordering": _("Bring lines into order"),
    "short_text": _("Type a word or a short line"),
    "numeric": _("Type a number"),
    "cloze": _("Fill gaps in a text"),
    "scenario": _("A story with choices"),
    "essay": _("Write in own words: a person marks it"),
    "file_upload": _("Send a file: a person marks it"),
    "confidence": _("How sure somebody feels: no points"),
}
RULE_WORDS = {
    "all_or_nothing": _("All or nothing"),
    "partial": _("A part of the point for a part that fits"),
    "worth": _("Each line by its worth"),
    "places": _("Lines in their own place"),
    "next": _("Lines followed by the right line"),
    "next_and_last": _("Lines followed by the right line, and the last one"),
    "neighbours": _("Lines with the right neighbours"),
    "around": _("Pairs of lines in order"),
    "distance": _("Lines by how far they are from their place"),
    "longest_order": _("The longest part in order"),
    "longest_run": _("The longest part in order without a gap"),
}
GAP_WORDS = {name: KIND_WORDS[name] for name in ("single_choice", "multiple_response", "short_text", "numeric")}


@dataclass(frozen=True)
class Lines:
    """A list of lines. `prefix` goes before the names of their boxes; `inner` is a list inside each line."""

    name: str
    label: Any
    boxes: tuple[Box, ...]
    most: int
    prefix: str = ""
    inner: "Lines | None" = None


@dataclass(frozen=True)
class Layout:
    boxes: tuple[Box, ...] = ()
    lists: tuple[Lines, ...] = ()
    hint: Any = field(default="")


TEXT = words("text", _("Line"), LONGEST_LINE, 1, keeps_blank=True)
FEEDBACK = words("feedback", _("Feedback"), LONGEST_LINE, 2, keeps_blank=True)
SHORT_FEEDBACK = words("feedback", _("Feedback"), LONGEST_LINE, 1)
FIXED = flag("fixed", _("Keep the lines in this order"))
MOST_LINES, MOST_NODES, MOST_CHOICES, MOST_GAPS = 8, 8, 4, 8


def rule(*names: str) -> Box:
    return one_of("rule", _("Points"), [(name, RULE_WORDS[name]) for name in names])


def marked_boxes() -> tuple[Box, ...]:
    marked = [("met", _("Met or not yet")), ("points", _("Marks"))]
    return (
        one_of("marked", _("What the assessor gives"), marked),
        whole("out_of", _("Out of how many marks"), says=_("Only for marks: 1 to 20.")),
        words("notes", _("Notes for the assessor: what to look for"), 4000, 4),
    )


FILES = (
    many_of("accept", _("Kinds of files"), [(kind, kind) for kind in ACCEPTED]),
    whole("most", _("How many files at most")),
    whole("most_mb", _("How many MB each file at most")),
)
CHOICE_OF_NODE = Lines(
    "choices",
    _("Choices here"),
    (TEXT, FEEDBACK, worth(), reference("to", _("Leads to part"), "nodes", MOST_NODES)),
    MOST_CHOICES,
    "choice_",
)
GAP_LINE = Lines(
    "lines", _("What can stand in the gap"), (line("text", _("Text or number")), worth(), line("tolerance", _("More or less"))), 6, "line_"
)
LAYOUTS = {
    "single_choice": Layout((FIXED,), (Lines("options", _("Lines"), (TEXT, FEEDBACK, worth()), MOST_LINES),)),
    "multiple_response": Layout(
        (rule(*RULES, "worth"), whole("most", _("How many may be chosen at most")), FIXED),
        (Lines("options", _("Lines"), (TEXT, FEEDBACK, worth()), MOST_LINES),),
    ),
    "true_false": Layout(
        (
            words("feedback_true", _("Feedback for “true”"), LONGEST_LINE, 2, keeps_blank=True),
            words("feedback_false", _("Feedback for “false”"), LONGEST_LINE, 2, keeps_blank=True),
        )
    ),
    "matching": Layout(
        (rule(*RULES), FIXED),
        (
            Lines("choices", _("Choices"), (line("text", _("Choice"), longest=LONGEST_LINE),), 10, "choice_"),
            Lines(
                "rows",
                _("Rows"),
                (TEXT, reference("choice", _("Choice that fits"), "choices", 10), SHORT_FEEDBACK, worth("share", _("Share"))),
                8,
            ),
        ),
    ),
    "ordering": Layout(
        (rule(*ORDER_RULES),),
        (Lines("options", _("Lines"), (TEXT, FEEDBACK), MOST_LINES),),
        _("Write the lines in the order that fits. Everybody sees them in another order."),
    ),
    "short_text": Layout(
        (whole("longest", _("How many characters at most")), unless("near", _("Say nothing about a slip of the fingers"))),
        (
            Lines(
                "answers",
                _("Accepted answers: the first that fits counts"),
                (
                    line("text", _("Answer"), longest=LONGEST_LINE),
                    worth(),
                    SHORT_FEEDBACK,
                    flag("case", _("Capitals count")),
                    flag("exact", _("Every character counts")),
                    flag("pattern", _("A star stands for any text")),
                ),
                10,
            ),
        ),
    ),
    "numeric": Layout(
        (
            worth("unit_cost", _("What a missing or wrong unit costs")),
            one_of("unit_of", _("Of what"), [("answer", _("of what the answer is worth")), ("question", _("of the whole point"))]),
        ),
        (
            Lines(
                "answers",
                _("Accepted numbers: the first that fits counts"),
                (
                    line("value", _("Number"), longest=90, says=_("5500, or 5000..6000, or * for any")),
                    line("tolerance", _("More or less"), longest=42),
                    worth(),
                    SHORT_FEEDBACK,
                ),
                8,
            ),
            Lines(
                "units",
                _("Units"),
                (line("text", _("Unit"), longest=40), line("factor", _("How many of the first"), longest=20)),
                6,
                "unit_",
            ),
        ),
    ),
    "cloze": Layout(
        (words("text", _("The text, with [[1]], [[2]] where the gaps are"), 8000, 6, keeps_blank=True),),
        (
            Lines(
                "gaps",
                _("Gaps"),
                (one_of("kind", _("Kind"), [("", "–"), *GAP_WORDS.items()]), line("share", _("Share"), longest=3)),
                MOST_GAPS,
                "gap_",
                GAP_LINE,
            ),
        ),
    ),
    "scenario": Layout(
        (),
        (
            Lines(
                "nodes",
                _("Parts of the story"),
                (words("text", _("What happens"), LONGEST_STEM, 3, keeps_blank=True),),
                MOST_NODES,
                "node_",
                CHOICE_OF_NODE,
            ),
        ),
        _("The story begins with part 1. A part without choices ends it."),
    ),
    "essay": Layout(
        (
            *marked_boxes(),
            whole("words_least", _("About how many words at least")),
            whole("words_most", _("About how many words at most")),
            whole("rows", _("Height of the box in lines")),
            words("begins_with", _("What stands in the box at first"), LONGEST_STEM, 2),
        )
    ),
    "file_upload": Layout((*FILES, *marked_boxes())),
    "confidence": Layout((), (Lines("options", _("Lines"), (line("text", _("Line"), longest=LONGEST_LINE),), 7),)),
}
