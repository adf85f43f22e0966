"""Sentences for what is wrong in a scheme file: the file, the line and the key are always named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from schemes.files.reading import Problem

SAYS = {
    "not_yaml": lazy("This is not readable as YAML: %(detail)s."),
    "nested_without_end": lazy("This is nested too deeply to be read."),
    "empty_file": lazy("The file is empty."),
    "alias": lazy("Anchors and aliases (& and *) are not used in scheme files. Write the part out."),
    "repeated_key": lazy("“%(key)s” stands here twice."),
    "unknown_key": lazy("“%(key)s” is not a key that can stand here. Known keys: %(options)s."),
    "missing_key": lazy("“%(key)s” is missing: %(words)s"),
    "empty": lazy("“%(key)s” is empty."),
    "too_long": lazy("“%(key)s” is longer than %(maximum)s characters."),
    "not_a_key": lazy("“%(value)s” in “%(key)s” is not a key: use small letters, digits and single hyphens."),
    "out_of_bounds": lazy("“%(key)s” is %(value)s; it must be from %(minimum)s to %(maximum)s."),
    "not_one_of": lazy("“%(value)s” in “%(key)s” is not known. Known: %(options)s."),
    "taken": lazy("“%(value)s” in “%(key)s” is a word that the service uses itself. Choose another."),
    "too_few": lazy("“%(key)s” needs at least %(minimum)s entries."),
    "repeated_value": lazy("“%(value)s” stands in “%(key)s” twice."),
    "too_deep": lazy("Groups may stand inside each other %(maximum)s deep, not deeper."),
    "repeated_requirement": lazy("Two requirements have the key “%(key)s”."),
    "more_than_there_are": lazy("“%(key)s” asks for %(value)s of %(there_are)s requirements."),
    "less_than_its_parts": lazy("“%(key)s” is %(value)s, but “%(of)s” already ask for %(parts)s."),
    "statement_not_named": lazy("The requirement “%(key)s” cites the statement %(value)s, which “statements” does not name."),
    "no_such_file": lazy("There is no file “%(value)s” beside this one."),
    "wording_changed": lazy("“%(value)s” was released with another wording. Give the new wording the next version."),
    "version_changed": lazy("Version %(number)s of “%(code)s” was released with other contents. Draft the next version: %(next)s."),
}
EXPECTED = {
    "text": lazy("text. Put it in quotation marks"),
    "key": lazy("a key: small letters, digits and single hyphens. Put a number in quotation marks"),
    "whole": lazy("a whole number, like 480"),
    "flag": lazy("true or false"),
    "day": lazy("a date, like 2027-03-31"),
    "share": lazy("a part of a whole, like 1/2"),
    "list": lazy("a list: lines that begin with a hyphen"),
    "table": lazy("a table: lines like “key: value”"),
}


def say(problem: Problem, file: str) -> str:
    """`file.yaml:42: requirements[1].minuets: “minuets” is not a key …` - a line that editors can jump to."""
    place = f"{file}:{problem.line}" if problem.line else file
    return ": ".join(part for part in (place, problem.path, _words(problem)) if part)


def _words(problem: Problem) -> str:
    params: Mapping[str, Any] = {"detail": "", **problem.params}
    if problem.code == "wrong_sort":
        said = _("“%(key)s” must be %(expected)s.") % {"key": params["key"], "expected": EXPECTED[params["expected"]]}
    else:
        said = SAYS[problem.code] % params
    if params.get("suggestion"):
        said += " " + _("Did you mean “%(suggestion)s”?") % params
    return said
