"""Sentences for what is wrong in a file that a person wrote: the file, the line and the key are always named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lms.core.written.reading import Problem

SAYS: Mapping[str, Any] = {
    "not_yaml": lazy("This is not readable as YAML: %(detail)s."),
    "nested_without_end": lazy("This is nested too deeply to be read."),
    "empty_file": lazy("The file is empty."),
    "alias": lazy("Anchors and aliases (& and *) are not used in these files. Write the part out."),
    "tag": lazy("Tags (!) are not used in these files."),
    "key_not_plain": lazy("A key here is a list or a table. Write one word before the colon."),
    "repeated_key": lazy("“%(key)s” stands here twice."),
    "unknown_key": lazy("“%(key)s” is not a key that can stand here. Known keys: %(options)s."),
    "missing_key": lazy("“%(key)s” is missing: %(words)s"),
    "empty": lazy("“%(key)s” is empty."),
    "too_long": lazy("“%(key)s” is longer than %(maximum)s characters."),
    "not_a_key": lazy("“%(value)s” in “%(key)s” is not a key: use small letters, digits and single hyphens."),
    "out_of_bounds": lazy("“%(key)s” is %(value)s; it must be from %(minimum)s to %(maximum)s."),
    "not_one_of": lazy("“%(value)s” in “%(key)s” is not known. Known: %(options)s."),
    "too_few": lazy("“%(key)s” needs at least %(minimum)s entries."),
    "repeated_value": lazy("“%(value)s” stands in “%(key)s” twice."),
    "no_such_file": lazy("There is no file “%(value)s” beside this one."),
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


def say(problem: Problem, file: str, says: Mapping[str, Any] = SAYS) -> str:
    """`file.yaml:42: requirements[1].minuets: “minuets” is not a key …` - a line that editors can jump to."""
    place = f"{file}:{problem.line}" if problem.line else file
    return ": ".join(part for part in (place, problem.path, words(problem, says)) if part)


def words(problem: Problem, says: Mapping[str, Any] = SAYS) -> str:
    """The sentence alone. `says`: a sentence for every code, with the problem's params as %(name)s."""
    params: Mapping[str, Any] = {"detail": "", **problem.params}
    if problem.code == "wrong_sort":
        said = _("“%(key)s” must be %(expected)s.") % {"key": params["key"], "expected": EXPECTED[params["expected"]]}
    else:
        said = says[problem.code] % params
    if params.get("suggestion"):
        said += " " + _("Did you mean “%(suggestion)s”?") % params
    return said
