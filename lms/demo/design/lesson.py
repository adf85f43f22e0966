"""What stands in a lesson besides text, as an edition holds it: invented, short and long, in several scripts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

NOWHERE = "0" * 64  # no such file: nothing is loaded before somebody presses play
FILE = {"sha256": NOWHERE, "type": "video/mp4", "bytes": 7_340_032}


def lesson() -> dict[str, Any]:
    return {
        **{f"{name}_block": {"id": f"example-{name}"} for name in ("film", "sound", "file", "lines", "term", "task")},
        "block": {"id": "example-story"},
        "other": {"id": "example-taken-back"},
        "story": {"is_example": False, "form": "text"},
        "words": {
            "text": _("The first weeks I only sat there. Nobody asked me to talk.\n\nThen somebody brought tea, and stayed."),
            "attribution": _("Shared with permission by a peer worker. Details changed."),
            "take_down": "lessons@example.org",
        },
        "film": {
            "title": _("Staying with it"),
            "minutes": 2,
            "file": FILE,
            "listen": {**FILE, "type": "audio/mpeg", "bytes": 1_048_576},
            "captions": {"sha256": NOWHERE, "language": "en"},
            "transcript": _("<p>Sam: You said last week it all felt too much.</p>"),
        },
        "sound": {
            "title": "صوتان في غرفة",
            "minutes": 1,
            "file": {**FILE, "type": "audio/mpeg"},
            "transcript": "<p>كيم: جلست معه.</p>",
        },
        "file": {
            "title": _("A plan for a hard day, to fill in"),
            "file": {**FILE, "type": "application/pdf", "bytes": 81_920, "name": "plan.pdf"},
            "is_accessible": False,
        },
        "lines": {
            "items": [
                {"id": "1", "title": _("What if they do not answer?"), "html": _("<p>Give it time. Silence is an answer too.</p>")},
                {"id": "2", "title": _("What if I say the wrong thing?"), "html": _("<p>Say so, and ask again.</p>")},
            ]
        },
        "term": {"term": _("Mutuality"), "meaning": _("Both people give, and both people learn.")},
        "task": {"task": _("In a talk this week, wait three breaths before you answer."), "logs_hours": True},
    }
