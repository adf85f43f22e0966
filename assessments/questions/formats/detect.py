"""Which format a file is in, from its first bytes; its name decides only between texts that look alike.

Only what is surely one of ours gets a name. Everything else is refused with what it seems to be, so that nobody has to guess why
a spreadsheet gave no questions.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from assessments.questions.formats.found import Refused
from assessments.questions.formats.package import is_package
from assessments.questions.words import say as _

HEAD_BYTES = 65_536

ROOTS = {
    "quiz": "moodlexml",
    "questestinterop": "qti",
    "assessmentItem": "qti",
    "assessmentTest": "qti",
    "qti-assessment-item": "qti",
    "qti-assessment-test": "qti",
}
OTHERS = (
    (b"%PDF", _("a PDF")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"{\\rtf", _("a document in rich text")),
    (b"\xd0\xcf\x11\xe0", _("an old office document")),
    (b"\x1f\x8b", _("a gzip archive, perhaps a backup of a Moodle course")),
    (b"Rar!", _("a RAR archive")),
    (b"7z\xbc\xaf", _("a 7-Zip archive")),
)
BEFORE_THE_ROOT = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
AIKEN_ANSWER = re.compile(r"^ANSWER\s*:\s*[A-Z]\b", re.MULTILINE)
AIKEN_LINE = re.compile(r"^\s*[A-Z]\s?[.)]\s", re.MULTILINE)
GIFT_SIGN = re.compile(r"(?<!\\)\{|^\s*::|^\$CATEGORY:|^\s*//", re.MULTILINE)
BY_NAME = {".gift": "gift", ".aiken": "aiken"}


def detect(head: bytes, name: str = "") -> str:
    """ "gift", "aiken", "moodlexml", "qti" or "package". `head`: the first HEAD_BYTES of the file. Raises Refused."""
    if is_package(head):
        return "package"
    for beginning, what in OTHERS:
        if head.startswith(beginning):
            raise Refused(_("This seems to be {what}, not a file of questions.").format(what=what))
    text = decoded(head)
    if re.match(r"\s*(?:\[\s*)?\{\s*\"", text):
        raise Refused(_("This seems to be {what}, not a file of questions.").format(what=_("data in JSON")))
    if not text.strip():
        raise Refused(_("The file is empty."))
    return by_root(text) if text.lstrip().startswith("<") else by_lines(text, name)


def decoded(head: bytes) -> str:
    """As far as the signs matter that tell formats apart; letters may be wrong in legacy encodings."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace")
    if head[:4] in (b"<\0?\0", b"<\0q\0"):
        return head.decode("utf-16-le", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def by_root(text: str) -> str:
    root = root_of(text)
    if root in ROOTS:
        return ROOTS[root]
    if root == "manifest":
        raise Refused(_("This is only the table of contents of a package. Please give the whole zip."))
    if root.lower() in ("html", "!doctype"):
        raise Refused(_("This seems to be {what}, not a file of questions.").format(what=_("a web page")))
    if root in ("span", "p", "b", "i", "div"):
        return "gift"
    raise Refused(_("This XML begins with <{root}>, which is no kind of questions that is known here.").format(root=root))


def root_of(text: str) -> str:
    """The name of the first element, without its prefix; "" when none begins here."""
    at = 0
    while found := BEFORE_THE_ROOT.match(text, at):
        at = found.end()
    root = ROOT.match(text, at)
    return root.group(1) if root else ""


def by_lines(text: str, name: str) -> str:
    named = BY_NAME.get(PurePosixPath(name.lower()).suffix)
    if named:
        return named
    is_aiken = bool(AIKEN_ANSWER.search(text) and AIKEN_LINE.search(text))
    has_gift = bool(GIFT_SIGN.search(text))
    if is_aiken and not re.search(r"(?<!\\)\{", text):
        return "aiken"
    if has_gift or is_aiken:
        return "gift" if has_gift else "aiken"
    raise Refused(_("This is no format that is known here. Say which one it is, or look at the file again."))
