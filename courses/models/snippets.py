"""What editors keep beside the pages: topics, words to think about, and what the law says here (ux.md 7.2)."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.html import escape
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField

LOCAL_RULE_DAYS = 365  # after a year somebody looks again: law changes quietly
RULE_FEATURES = ["bold", "italic", "ul", "ol", "link"]


class Topic(models.Model):
    """What a step is about. A crisis topic asks for a reader from safeguarding before the lesson goes out (decisions.md 34)."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True, help_text=_("Files and editions use it. It never changes."))
    title = models.CharField(_("title"), max_length=80)
    is_crisis = models.BooleanField(
        _("about a crisis"), default=False, help_text=_("Somebody from safeguarding reads every step on this topic before it is released.")
    )

    panels = [FieldPanel("title"), FieldPanel("slug"), FieldPanel("is_crisis")]

    class Meta:
        ordering = ["title"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.title


class WordListEntry(models.Model):
    """Words that may hurt, and what could stand there. It asks and never stops anybody: a person's own word for themselves always wins."""

    language = models.CharField(
        _("language"), max_length=12, default="en", help_text=_("Like en for every English, or en-gb for British English only.")
    )
    phrase = models.CharField(_("words"), max_length=80, help_text=_("Found as whole words, large or small letters alike."))
    instead = models.CharField(_("what to say instead"), max_length=200, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)

    panels = [FieldRowPanel([FieldPanel("phrase"), FieldPanel("language")]), FieldPanel("instead"), FieldPanel("why")]

    class Meta:
        ordering = ["language", "phrase"]
        verbose_name = _("word to think about")
        verbose_name_plural = _("words to think about")
        constraints = [
            models.UniqueConstraint("language", Lower("phrase"), name="one_entry_per_phrase"),
            models.CheckConstraint(condition=~Q(phrase=""), name="word_entry_has_words"),
        ]

    def __str__(self) -> str:
        return self.phrase


class LocalRule(models.Model):
    """What holds in this country or service, in one place: callouts in lessons show it. Not legal advice, and it says so."""

    key = models.SlugField(_("key"), max_length=60, unique=True, help_text=_("Lessons name it by this. It never changes."))
    title = models.CharField(_("title"), max_length=120)
    body = RichTextField(
        _("what holds here"), features=RULE_FEATURES, help_text=_("Learners read it with the line “This is not legal advice.” under it.")
    )
    reviewed_on = models.DateField(_("somebody looked at it on"), null=True, blank=True)

    panels = [FieldPanel("title"), FieldPanel("key"), FieldPanel("body"), FieldPanel("reviewed_on")]

    class Meta:
        ordering = ["title"]
        verbose_name = _("local rule")
        verbose_name_plural = _("local rules")

    def __str__(self) -> str:
        return self.title

    def is_stale(self, on: date) -> bool:
        """Whether nobody has looked at it for a year, or ever."""
        return self.reviewed_on is None or (on - self.reviewed_on).days > LOCAL_RULE_DAYS

    def taught(self) -> dict[str, str]:
        """Title and rich text as a lesson shows them; the last line says what this is not."""
        line = escape(_now("This is not legal advice. Ask if you are not sure."))
        return {"title": self.title, "html": f"{self.body}<p><i>{line}</i></p>"}
