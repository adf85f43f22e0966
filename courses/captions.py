"""Captions as WebVTT: read by a small strict reader, and written anew, so that nothing else than cues is ever served. Pure.

Of the format (W3C WebVTT) there are cues, their settings, and the tags for speakers, italics, bold and languages. Styles, regions,
notes and unknown tags are left out.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.questions.words import say as _

LARGEST = 512 * 1024  # bytes: ten hours of talk have less
MOST_CUES = 20_000
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+(.*))?")
_SETTING = re.compile(r"(?:vertical|line|position|size|align):[\w%.,-]+")
_TAG = re.compile(r"<(/?)(v|i|b|u|lang|c)([ \t][^<>&]*)?>|<[^>]*>?")


@dataclass(frozen=True)
class Cue:
    """One line on the film. Times are milliseconds from its start; `text` is the payload, cleaned."""

    starts: int
    ends: int
    text: str
    settings: str = ""


@dataclass(frozen=True)
class Captions:
    cues: tuple[Cue, ...]
    problems: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.problems

    @property
    def written(self) -> bytes:
        """The file that is served."""
        blocks = [
            f"{_stamp(cue.starts)} --> {_stamp(cue.ends)}{' ' if cue.settings else ''}{cue.settings}\n{cue.text}" for cue in self.cues
        ]
        return ("\n\n".join(["WEBVTT", *blocks]) + "\n").encode()


def read_captions(data: bytes) -> Captions:
    """Cues of a file from an editor, with everything that keeps it from being used, in words."""
    if len(data) > LARGEST:
        return Captions((), (_("This captions file is too large."),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Captions((), (_("Save the captions as UTF-8 text."),))
    blocks = re.split(r"\n{2,}", text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n"))
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", blocks[0]):
        return Captions((), (_("This is not a WebVTT file: its first line must begin with WEBVTT."),))
    return _in_order([found for block in blocks[1:] for found in _cue(block)])


def _cue(block: str) -> Iterator[Cue | str]:
    """The cue of a block, or what is wrong with it. A block without times (a note, a style, a region) says nothing."""
    lines = block.split("\n")
    place = next((number for number, line in enumerate(lines[:2]) if "-->" in line), None)
    if place is None:
        return
    times = _TIMES.fullmatch(lines[place].strip())
    if not times:
        yield _("This line of times cannot be read: {line}").format(line=lines[place][:60])
        return
    words = "\n".join(filter(None, (_clean(line) for line in lines[place + 1 :])))
    settings = " ".join(_SETTING.findall(times[9] or ""))
    if words:
        yield Cue(_millis(times.groups()[:4]), _millis(times.groups()[4:8]), words, settings)


def _clean(line: str) -> str:
    """Known tags with plain annotations stay, everything else is text."""
    pieces, at = [], 0
    for tag in _TAG.finditer(line):
        pieces.append(html.escape(html.unescape(line[at : tag.start()]), quote=False))
        if tag[2]:
            pieces.append(f"<{tag[1]}{tag[2]}{(tag[3] or '').rstrip() if not tag[1] else ''}>")
        at = tag.end()
    return "".join([*pieces, html.escape(html.unescape(line[at:]), quote=False)]).replace("--&gt;", "→").strip()


def _millis(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _stamp(millis: int) -> str:
    seconds, thousandths = divmod(millis, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"


def _in_order(found: list[Cue | str]) -> Captions:
    cues = [one for one in found if isinstance(one, Cue)]
    problems = [one for one in found if isinstance(one, str)]
    if not cues and not problems:
        problems.append(_("There are no captions in this file."))
    if len(cues) > MOST_CUES:
        problems.append(_("This captions file is too large."))
    last = 0
    for cue in cues:
        if cue.starts < last or cue.ends <= cue.starts:
            problems.append(_("The times go backwards at {time}.").format(time=_stamp(cue.starts)))
        last = cue.starts
    return Captions(tuple(cues), tuple(problems))
