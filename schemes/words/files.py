"""Sentences for what can be wrong in a scheme file alone; the others stand in lms/core/written_words.py."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

from lms.core import written_words
from lms.core.written.reading import Problem

SAYS = {
    **written_words.SAYS,
    "taken": lazy("“%(value)s” in “%(key)s” is a word that the service uses itself. Choose another."),
    "too_deep": lazy("Groups may stand inside each other %(maximum)s deep, not deeper."),
    "repeated_requirement": lazy("Two requirements have the key “%(key)s”."),
    "more_than_there_are": lazy("“%(key)s” asks for %(value)s of %(there_are)s requirements."),
    "less_than_its_parts": lazy("“%(key)s” is %(value)s, but “%(of)s” already ask for %(parts)s."),
    "statement_not_named": lazy("The requirement “%(key)s” cites the statement %(value)s, which “statements” does not name."),
    "wording_changed": lazy("“%(value)s” was released with another wording. Give the new wording the next version."),
    "version_changed": lazy("Version %(number)s of “%(code)s” was released with other contents. Draft the next version: %(next)s."),
}


def say(problem: Problem, file: str) -> str:
    """`file.yaml:42: requirements[1].minuets: “minuets” is not a key …` - a line that editors can jump to."""
    return written_words.say(problem, file, SAYS)
