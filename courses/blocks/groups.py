"""The headings of the chooser, and what rich text may hold."""

from django.utils.translation import gettext_lazy as _

CARE, WORDS, PEOPLE, MEDIA, PRACTICE = _("Care"), _("Words"), _("People"), _("Media"), _("Practice")
# No headings (there is a block), no pictures, no embeds: what an editor pastes besides falls away (lms/settings, nh3 at the release).
RICH = ["bold", "italic", "ul", "ol", "link"]
