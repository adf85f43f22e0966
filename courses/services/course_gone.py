"""What a folder would bring back although somebody took it back: words of a story, and files that were recordings of one."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from accounts.models import StoryConsent
from courses.course_files.collecting import Reference
from courses.course_files.course import Course
from courses.models import EditionMediaUse
from lms.core.written.reading import Problem

SAYS = ("text", "transcript", "file", "captions")  # what of a quote or a story is its author's


def taken_back(course: Course, references: Iterable[Reference], shown: Iterable[Reference]) -> list[Problem]:
    """A folder that was written before a story was taken back still holds it. Nothing of that is loaded, not even into a draft.

    A block that stands on the consent and is empty is what a folder written afterwards has: nothing is said about it.
    """
    return [*_words(course, references), *_files(course, shown)]


def _words(course: Course, references: Iterable[Reference]) -> Iterator[Problem]:
    named = [one for one in references if one.kind == "consent"]
    gone = _gone({one.name for one in named})
    told = {
        (folder.name, step.key, consent)
        for folder in course.modules
        for step in folder.steps
        for block in step.blocks
        if (consent := getattr(block, "consent", "")) in gone and any(getattr(block, part, "") for part in SAYS)
    }
    for one in named:
        place = PurePath(one.file)
        if (place.parent.name, place.stem.partition("-")[2], one.name) in told:
            yield Problem(one.path, one.line, "gone_words", {"value": one.name}, one.file)


def _gone(labels: set[str]) -> set[str]:
    """Those that were taken back. Of two that are called the same the older one is meant, as wherever a folder names a consent."""
    here = dict(StoryConsent.objects.filter(label__in=labels).order_by("-pk").values_list("label", "taken_back_on"))
    return {label for label, taken_back_on in here.items() if taken_back_on}


def _files(course: Course, shown: Iterable[Reference]) -> Iterator[Problem]:
    """By their bytes, so under whichever name and in whichever block."""
    gone = EditionMediaUse.objects.taken_back(set(course.media.values()))
    for one in shown:
        if course.media.get(one.name) in gone:
            yield Problem(one.path, one.line, "gone_file", {"value": one.name}, one.file)
