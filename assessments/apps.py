"""What people can do and who judged it."""

from django.apps import AppConfig
from django.utils.translation import gettext


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        from . import merging, panes, quality_messages, quality_records, registry, result_messages, rules, worries  # noqa: F401 - they register themselves
        from .questions.words import speak_with
        from .services import question_intakes, void_part  # noqa: F401 - they register their jobs

        speak_with(gettext)
