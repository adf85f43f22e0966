"""Places in a text where somebody could be recognised: found, never judged, never blocked.

Pure: a text goes in, findings come out. Nothing is stored and nothing leaves the server. It misses
small-town detail and it asks about harmless words; the writer decides each one (ux.md 4.8).
The cues are English. A text in another language still gets the patterns that have no words in them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

CHANGE, NOT_REAL, AS_IS = "change", "not_real", "as_is"
CHOICES = (CHANGE, NOT_REAL, AS_IS)

Check = Callable[[re.Match[str]], bool]


@dataclass(frozen=True)
class Finding:
    """One place: text[start:end] == found. `detail` helps the wording, such as the decade of an age."""

    kind: str
    start: int
    end: int
    found: str
    detail: str = ""


@dataclass(frozen=True)
class Pattern:
    """What to look for, and a last look that can say "no, that is an ordinary word"."""

    kind: str
    expression: re.Pattern[str]
    accept: Check = lambda match: True

    def findings(self, text: str) -> Iterable[Finding]:
        return (_finding(self.kind, match) for match in self.expression.finditer(text) if self.accept(match))


MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
YEAR = r"(?:19|20)\d\d"
WORD = r"[^\W\d_][\w’'-]*"
# A word that does not start with a small Latin letter: one for which re has no class.
NAME = rf"(?![a-zà-öø-ÿ]){WORD}"
STREET = "street road avenue lane close drive terrace gardens square crescent court mews boulevard"
PLACE = "drop-in centre center ward hospital clinic hostel house unit surgery school college church mosque"

# Capitalised words that name nobody.
_ORDINARY = """
    i i’m i'm i’d i'd i’ve i've i’ll i'll monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december christmas easter eid ramadan diwali hanukkah passover english welsh irish
    scottish british european american arabic french german spanish polish urdu punjabi hindi chinese muslim christian jewish hindu
    sikh buddhist god zoom teams whatsapp facebook instagram google the a an my our his her their this that these those it he she
    they we you when then after before and but so if in on at what how why where who yes no
"""
ORDINARY = frozenset(_ORDINARY.split())


def find(text: str, *, known_names: Sequence[str] = ()) -> list[Finding]:
    """Findings in reading order, none overlapping; of two readings of one place the longer names it.

    `known_names` are names the caller knows would unmask the writer: their own, their placement's.
    """
    patterns = [*_known(known_names), *PATTERNS]
    found = [finding for pattern in patterns for finding in pattern.findings(text)]
    return _without_overlaps(text, found)


def change(text: str, replacements: Mapping[Finding, str]) -> str:
    """The text with those findings replaced; everything else stays letter for letter."""
    for finding in sorted(replacements, key=lambda each: each.start, reverse=True):
        text = text[: finding.start] + replacements[finding] + text[finding.end :]
    return text


def around(text: str, finding: Finding, *, width: int = 28) -> tuple[str, str]:
    """The few words before and after a finding, cut at blanks, with dots where something is left out."""
    before, after = text[: finding.start], text[finding.end :]
    if len(before) > width:
        before = "…" + before[-width:].partition(" ")[2]
    if len(after) > width:
        after = after[:width].rpartition(" ")[0] + "…"
    return before.replace("\n", " "), after.replace("\n", " ")


def pieces(text: str, findings: Iterable[Finding]) -> list[tuple[str, Finding | None]]:
    """The whole text cut into plain pieces and findings, for a page that marks them."""
    cut: list[tuple[str, Finding | None]] = []
    at = 0
    for finding in findings:
        cut += [(text[at : finding.start], None), (finding.found, finding)]
        at = finding.end
    return [piece for piece in [*cut, (text[at:], None)] if piece[0]]


def _finding(kind: str, match: re.Match[str]) -> Finding:
    group = "found" if "found" in match.re.groupindex else 0
    detail = match.group("detail") if "detail" in match.re.groupindex else ""
    return Finding(kind, match.start(group), match.end(group), match.group(group), detail or "")


def _without_overlaps(text: str, found: Iterable[Finding]) -> list[Finding]:
    """Findings that overlap become one place that covers both, named after the longer: nothing that was found is let go."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda each: (each.start, -each.end)):
        if kept and finding.start < kept[-1].end:
            longer = max(kept[-1], finding, key=lambda each: each.end - each.start)
            start, end = kept[-1].start, max(kept[-1].end, finding.end)
            kept[-1] = replace(longer, start=start, end=end, found=text[start:end])
        else:
            kept.append(finding)
    return kept


def _known(names: Sequence[str]) -> list[Pattern]:
    wanted = sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len, reverse=True)
    if not wanted:
        return []
    either = "|".join(re.escape(name) for name in wanted)
    # With capitals as written: May is a name, may is not.
    return [Pattern("known", re.compile(rf"(?<!\w)(?:{either})(?!\w)"))]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_phone(match: re.Match[str]) -> bool:
    digits = _digits(match.group())
    # Two years with a dash are eight digits; a number that people dial has more, or starts with 0 or +.
    starts_like_one = match.group().lstrip("(")[0] in "+0"
    return 7 <= len(digits) <= 15 and (len(digits) >= 9 or starts_like_one)


def _is_nhs_number(match: re.Match[str]) -> bool:
    digits = [int(each) for each in _digits(match.group())]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[9] == (0 if check == 11 else check)


def _is_name(match: re.Match[str]) -> bool:
    """Every word starts with a capital, is more than an acronym, and one of them is no ordinary word."""
    words = match.group("found").split()
    looks_right = all(word[0].isupper() and not (len(word) > 1 and word.isupper()) for word in words)
    return looks_right and words[0].lower() not in ORDINARY


def _is_initial(match: re.Match[str]) -> bool:
    # "It was I." is a sentence; "M. said" is a person.
    return match.group() != "I."


def _is_no_ordinary_word(match: re.Match[str]) -> bool:
    return match.group("found").split()[0].lower() not in ORDINARY


def _any(words: str) -> str:
    return "|".join(words.split())


def _loose(kind: str, expression: str, accept: Check = lambda match: True) -> Pattern:
    return Pattern(kind, re.compile(expression, re.IGNORECASE), accept)


def _exact(kind: str, expression: str, accept: Check = lambda match: True) -> Pattern:
    return Pattern(kind, re.compile(expression), accept)


PATTERNS: tuple[Pattern, ...] = (
    _loose("email", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    _exact("email", r"(?<![\w.@])@\w{3,}"),
    _loose("date", rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:{YEAR}|\d\d)\b"),
    _loose("date", rf"\b{YEAR}-\d{{1,2}}-\d{{1,2}}\b"),
    _loose("date", rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? {YEAR}\b"),
    _loose("date", rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {YEAR}\b"),
    _loose("date", rf"\b(?:born|birthday|date of birth|dob)\b[^.\n]{{0,16}}?(?P<found>\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH})\b"),
    _exact("number", r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])", _is_nhs_number),
    _exact("number", r"\b\d{3}-\d{2}-\d{4}\b"),
    _exact("number", r"\b[A-CEGHJ-PR-TW-Z][A-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b"),
    _exact("phone", r"(?<![\w.])\(?[+\d][\d ().-]{5,}\d(?![\w])", _is_phone),
    _exact("postcode", r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    _exact("postcode", r"\b(?:[A-Z]{2} \d{5}|\d{5}-\d{4})\b"),
    _exact("name", r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Nurse|Auntie?|Uncle|Father|Rev|Imam|Rabbi)\b\.? [A-Z][\w’'-]*(?: [A-Z][\w’'-]+)?"),
    _exact(
        "name",
        rf"\b(?i:called|named|nicknamed|name is|name was|name’s|name's|with|met|meet|saw|supported|supporting|helped|told|asked"
        rf"|rang|phoned|visited|friend|colleague|neighbour|brother|sister|son|daughter|husband|wife|partner)"
        rf",?\s+(?P<found>{NAME}(?: (?!Ward\b){NAME})?)(?![\w’'])",
        _is_name,
    ),
    _exact("initials", r"(?<![\w.])(?:[A-Z]\.){1,3}(?!\w)", _is_initial),
    _loose("street", rf"(?P<found>\b\d{{1,4}}[a-z]? {WORD} (?:{_any(STREET)})\b)"),
    _exact("street", rf"\b(?P<found>{NAME} (?:{_any(STREET.title())}))\b", _is_no_ordinary_word),
    _exact("place", rf"\b(?P<found>{NAME}(?: {NAME})? (?:{_any(PLACE)}|{_any(PLACE.title())}))\b", _is_no_ordinary_word),
    _loose("place", r"\bward (?:\d+[a-z]?|[a-z]\d*)\b"),
    _loose("age", r"(?<=\w )(?P<found>(?:aged?|of) (?P<detail>\d)\d)(?= |[.,;!?)]|$)(?! (?:%|per|people|hours|minutes|days|weeks|months))"),
    _exact("name", rf"(?<=[a-z,;] )(?P<found>{NAME} {NAME})(?![\w’'])", _is_name),  # last: a street or a place says more
    _loose("exact_age", r"\b(?P<detail>\d)\d?[- ]years?[- ]old(?: |\b)"),
)
