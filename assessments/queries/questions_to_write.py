"""The questions of a bank as other systems may have them."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.models import Question, QuestionBank, QuestionPicture, QuestionVersion
from assessments.questions.about import About
from assessments.questions.formats.found import Found
from assessments.quiz_states import RETIRED


def questions_to_write(bank: QuestionBank) -> Iterator[Found]:
    """By topic and key: the newest version of each question that is not retired, or the draft of one that has none.

    A question's key is its name and its topic its category, so that what is written here finds its question when it comes back.
    """
    rows = Question.objects.filter(bank=bank).exclude(state=RETIRED).order_by("topic", "key")
    newest = dict(QuestionVersion.objects.newest().filter(question__bank=bank).values_list("question_id", "definition"))
    for row in rows.iterator():
        definition = newest.get(row.pk) or row.draft
        if definition is not None:
            yield Found(
                where=row.key,
                definition=definition,
                ref=row.key,
                name=row.key,
                category=(row.topic,),
                tags=About(tuple(row.tags), row.language, row.outcome, row.competency).as_tags,
                pictures=pictures_of(definition),
            )


def pictures_of(definition: Mapping[str, Any]) -> dict[str, bytes]:
    """Bytes by the name that the definition gives them; a picture whose bytes are gone is left out."""
    found = {}
    for picture in QuestionPicture.objects.filter(sha256__in=list(definition.get("images", {}))).select_related("file"):
        with picture.file.file.open("rb") as stored:
            found[picture.sha256] = stored.read()
    return found
