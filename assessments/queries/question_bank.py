"""Reads about questions for editors: the list of a bank, and one question with its versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from accounts.models import User
from assessments import questions
from assessments.models import AttemptSlot, Question, QuestionReview, QuestionVersion, Quiz, QuizVersion
from assessments.queries.item_statistics import QuestionFigures, question_figures
from assessments.questions import Note
from assessments.questions.paper import Candidate
from assessments.quiz_states import LENSES
from lms.core.permissions import allowed


def listed_questions(rows: QuerySet[Question]) -> QuerySet[Question]:
    """With `stem`, `kind`, `version` and `was_read` of the newest version, or of the draft where there is none, in one statement."""
    newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
    reviews = QuestionReview.objects.filter(version__question=OuterRef("pk"), version__number=OuterRef("version"))
    named = rows.annotate(
        stem=Coalesce(Subquery(newest.values_list(KT("definition__stem"))[:1]), KT("draft__stem")),
        kind=Coalesce(Subquery(newest.values("kind")[:1]), KT("draft__kind"), output_field=CharField()),
        version=Subquery(newest.values("number")[:1]),
    )
    return named.annotate(was_read=Exists(reviews)).select_related("bank")


@dataclass(frozen=True)
class VersionLine:
    """One released version as it is shown to editors, never to be changed."""

    version: QuestionVersion
    lines: Sequence[Note]
    key: str
    reviews: Sequence[QuestionReview]
    met_by: int
    figures: QuestionFigures

    @property
    def stem(self) -> str:
        return str(self.version.definition["stem"])


@dataclass(frozen=True)
class DraftLine:
    """The version that somebody is writing, or that came from a file, and what must still be mended before it can be released."""

    stem: str
    lines: Sequence[Note]
    key: str
    problems: Sequence[questions.Problem]


@dataclass(frozen=True)
class QuestionScreen:
    """One question for an editor. `verbs` and `lenses`: what this person may do with it now."""

    question: Question
    draft: DraftLine | None
    versions: Sequence[VersionLine]
    verbs: Sequence[str]
    lenses: Sequence[str]
    tests: Sequence[Quiz]

    @property
    def is_read(self) -> bool:
        return bool(self.versions and self.versions[0].reviews)


def question_screen(question: Question, person: User) -> QuestionScreen:
    """The versions, newest first, with their reviews and how many papers they stood on; a fixed number of statements."""
    versions = question.versions.order_by("-number").prefetch_related("reviews__by")
    counted = AttemptSlot.objects.filter(question_version__question=question).values_list("question_version")
    met = dict(counted.annotate(times=Count("pk")).values_list("question_version", "times"))
    figures = question_figures(question)
    return QuestionScreen(
        question=question,
        draft=draft_line(question.draft) if question.draft else None,
        versions=[version_line(version, met.get(version.pk, 0), figures[version.pk]) for version in versions],
        verbs=[verb for verb, step in Question.MOVES.items() if question.state in step.from_states],
        lenses=[lens for lens, needs in LENSES.items() if allowed(person, needs)],
        tests=tests_with(question),
    )


def tests_with(question: Question) -> list[Quiz]:
    """Tests whose newest rules name the question, or may draw it once it is ready, by title."""
    newer = QuizVersion.objects.filter(quiz=OuterRef("quiz"), number__gt=OuterRef("number"))
    newest = QuizVersion.objects.filter(~Exists(newer), definition__bank=question.bank.key).select_related("quiz").order_by("quiz__title")
    kind = question.newest.kind if question.newest else (question.draft or {}).get("kind", "")
    asked = Candidate(question.pk, question.topic, kind, frozenset(question.tags), question.key)
    return [version.quiz for version in newest if any(section.takes(asked) for section in version.rules.sections)]


def version_line(version: QuestionVersion, met_by: int, figures: QuestionFigures) -> VersionLine:
    definition = version.definition
    return VersionLine(version, lines_of(definition), questions.key(definition), list(version.reviews.all()), met_by, figures)


def draft_line(definition: questions.Definition) -> DraftLine:
    return DraftLine(str(definition["stem"]), lines_of(definition), questions.key(definition), questions.problems(definition))


def lines_of(definition: questions.Definition) -> Sequence[Note]:
    """Each line with its feedback and whether it fits."""
    shown = questions.form(definition)
    marked = {name.option: name for row in shown.rows for name in all_notes(definition, row.id)} if definition["kind"] in WITH_NOTES else {}
    return [marked[row.id] for row in shown.rows if row.id in marked] or other_lines(definition)


WITH_NOTES = ("single_choice", "multiple_response", "true_false", "ordering")


def other_lines(definition: questions.Definition) -> list[Note]:
    """The parts of kinds whose lines are not simply chosen, with their feedback where they have any."""
    held = [line for name in ("rows", "answers", "options") for line in definition.get(name, [])]
    held += [line for node in definition.get("nodes", []) for line in node["choices"]]
    said = {line["id"]: line.get("feedback") or "" for line in held}
    return [Note(part, words, said.get(part, ""), fits=False) for part, words in questions.parts(definition)]


def all_notes(definition: questions.Definition, option: str) -> Sequence[Note]:
    """What the engine says about one line when it is chosen."""
    if definition["kind"] == "ordering":
        return questions.grade(definition, {"order": list(definition["key"])}).notes
    chosen = option if definition["kind"] in ("single_choice", "true_false") else [option]
    return [note for note in questions.grade(definition, {"chosen": chosen}).notes if note.option == option]
