"""Course folders for tests: one that has everything, drawn ones, and a way to write them down."""

from pathlib import Path
from uuid import UUID

from hypothesis import strategies as st

from courses.course_files import blocks as kinds
from courses.course_files import course as files
from courses.course_files.blocks.scenario import Choice, Scene
from courses.course_files.blocks.words import Opening
from courses.course_files.folder import list_folder
from courses.course_files.markdown import tidy
from courses.course_files.reading import read_course
from courses.course_files.texts import lines, one_line
from courses.course_files.writing import write_course

PROGRAMME_KEY = "22222222-2222-4222-8222-222222222222"
MODULE_KEY = "33333333-3333-4333-8333-333333333333"

PROGRAMME = """\
key: 22222222-2222-4222-8222-222222222222
slug: walking
title: Walking alongside
modules:
  - paths
"""
MODULE = """\
key: 33333333-3333-4333-8333-333333333333
slug: paths
title: Paths
summary: How to walk together.
outcomes:
  - Walk.
minutes_by_domain:
  listening: 60
"""
STEP = """\
key: first
title: First
minutes: 6
blocks:
  - id: b1
    type: text
    markdown: Hello **you**.
"""


def write(folder: Path, **texts: str | bytes) -> Path:
    """A small course that is right, with some of its files said differently. `__` in a name stands for a slash, `_yaml` for the ending."""
    files = {"programme_yaml": PROGRAMME, "paths__module_yaml": MODULE, "paths__01-first_yaml": STEP, **texts}
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def step(blocks: str, head: str = "key: first\ntitle: First\nminutes: 6\n") -> str:
    return f"{head}blocks:\n{blocks}"


def look(folder: Path):
    return read_course(list_folder(folder))


def problems(folder: Path) -> list[tuple[str, int, str]]:
    return [(one.file, one.line, one.code) for one in look(folder).problems]


def unfinished(folder: Path) -> list[tuple[str, int, str]]:
    return [(one.file, one.line, one.code) for one in look(folder).unfinished]


def put(course: files.Course, folder: Path) -> Path:
    for path, content in write_course(course).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


# --- drawn ------------------------------------------------------------------------------------------------------------

# Letters of several alphabets, signs that mean something in YAML or in Markdown, and marks that turn the direction of reading.
SIGNS = "aZé ßאبج字\u200f\u202e'\"“”*_-#>|:&!%@`[]{}(),.?\\0123\n 🙂"
WORDS = st.text(st.sampled_from(SIGNS), max_size=60)
LINE = WORDS.map(one_line)
SAID = LINE.map(lambda text: text or "A title")
TEXT = WORDS.map(lines)
MARKDOWN = st.lists(
    st.one_of(WORDS, st.sampled_from(["- one\n- two", "1. first\n2. second", "**bold** *it*", "[x](/support/)", "a  \nb"])), max_size=3
).map(lambda parts: tidy("\n\n".join(parts)))
FEEDBACK = st.sampled_from(["Not quite: look again.", "Yes. You asked first."])


def options(count: int) -> st.SearchStrategy:
    texts = st.lists(
        st.sampled_from(["Wait.", "Ask.", "Leave.", "Sit down.", "“No,” you say."]), min_size=count, max_size=count, unique=True
    )
    return texts.map(lambda said: [{"id": "abcdef"[place], "text": text, "feedback": "About it."} for place, text in enumerate(said)])


def question(kind: str, **fields: st.SearchStrategy) -> st.SearchStrategy:
    return st.fixed_dictionaries({"kind": st.just(kind), "stem": st.just("What first?"), **fields})


QUESTIONS = st.one_of(
    question("single_choice", options=options(3), key=st.sampled_from("abc")),
    question("multiple_response", options=options(4), keys=st.just(["a", "c"]), rule=st.sampled_from(["partial", "all_or_nothing"])),
    question("true_false", key=st.booleans(), feedback_true=FEEDBACK, feedback_false=FEEDBACK),
    question("ordering", options=options(3), key=st.just(["a", "b", "c"]), rule=st.just("partial")),
    st.just(
        {
            "kind": "matching", "stem": "What fits?", "rule": "partial",
            "rows": [{"id": "r1", "text": "Tea", "choice": "c1", "feedback": "Hot."}, {"id": "r2", "text": "Ice", "choice": "c2"}],
            "choices": [{"id": "c1", "text": "hot"}, {"id": "c2", "text": "cold"}, {"id": "c3", "text": "loud"}],
        }
    ),
    st.just({"kind": "short_text", "stem": "Say it.", "answers": [{"id": "a", "text": "yes", "worth": "1"}]}),
    st.just({"kind": "numeric", "stem": "How many?", "answers": [{"id": "a", "low": "2", "high": "4", "worth": "1", "feedback": "Yes."}]}),
    st.just({"kind": "confidence", "stem": "How sure?", "options": [{"id": "a", "text": "Not yet"}, {"id": "b", "text": "Quite"}]}),
    st.just(
        {
            "kind": "cloze", "stem": "Fill it.", "text": "Ring on [[day]].",
            "gaps": [{"id": "day", "kind": "short_text", "answers": [{"id": "a", "text": "Monday", "worth": "1"}]}],
        }
    ),
)  # fmt: skip
FLAGS, MINUTES = st.booleans(), st.integers(0, 240)
OPENINGS = st.lists(st.tuples(LINE, MARKDOWN), max_size=2).map(
    lambda rows: tuple(Opening(id=f"o{place}", title=title, markdown=text) for place, (title, text) in enumerate(rows))
)
# A story of three scenes with a way round and two ends.
ENDS = {"quality": "helps", "protects": "Her pace."}
SCENES = st.tuples(LINE.filter(bool), TEXT.filter(bool)).map(
    lambda said: (
        Scene(
            id="s1", name="door", text=said[1],
            choices=(
                Choice(id="c1", text=said[0], consequence="She nods.", goes_to="sofa", **ENDS),
                Choice(id="c2", text="Go", consequence="She waves.", quality="risks"),
            ),
        ),
        Scene(id="s2", name="sofa", text="You sit.", choices=(
            Choice(id="c1", text="Back", consequence="You stand.", goes_to="Door", **ENDS),
            Choice(id="c2", text="Stay", consequence=said[1], goes_to="end", **ENDS),
        )),
        Scene(id="s3", name="end", text="It is late."),
    )
)  # fmt: skip
BODIES = {
    kinds.Note: st.fixed_dictionaries(
        {
            "topics": st.lists(LINE.filter(bool), max_size=2, unique=True).map(tuple),
            "sentence": LINE,
            "strength": st.sampled_from(["mention", "strong"]),
            "short_version": MARKDOWN,
            "with_someone": FLAGS,
        }
    ),
    kinds.Landing: st.fixed_dictionaries({"text": LINE}),
    kinds.Heading: st.fixed_dictionaries({"level": st.sampled_from([2, 3]), "text": LINE}),
    kinds.Text: st.fixed_dictionaries({"markdown": MARKDOWN}),
    kinds.Callout: st.fixed_dictionaries(
        {"kind": st.sampled_from(["remember", "do", "try_not", "local"]), "title": SAID, "markdown": MARKDOWN.map(lambda said: said or "x")}
    ),
    kinds.Accordion: st.fixed_dictionaries({"items": OPENINGS}),
    kinds.Glossary: st.fixed_dictionaries({"term": LINE, "meaning": TEXT}),
    kinds.Story: st.fixed_dictionaries(
        {
            "form": st.sampled_from(["text", "audio", "video"]), "text": TEXT, "attribution": LINE, "take_down": LINE,
            "captions_language": st.sampled_from(["en", "ar"]), "transcript": MARKDOWN, "minutes": MINUTES, "described": FLAGS,
        }
    ),
    kinds.Image: st.fixed_dictionaries({"file": st.just(""), "alt": LINE, "decorative": FLAGS, "caption": LINE}),
    kinds.Video: st.fixed_dictionaries(
        {
            "title": LINE, "file": st.just(""), "captions_language": st.sampled_from(["en", "pt-BR"]), "transcript": MARKDOWN,
            "minutes": MINUTES, "described": FLAGS,
        }
    ),
    kinds.Audio: st.fixed_dictionaries({"title": LINE, "file": st.just(""), "transcript": MARKDOWN, "minutes": MINUTES}),
    kinds.Download: st.fixed_dictionaries({"title": LINE, "file": st.just(""), "accessible": FLAGS}),
    kinds.Scenario: st.fixed_dictionaries({"title": LINE, "intro": TEXT, "scenes": SCENES, "debrief": TEXT}),
    kinds.TryIt: st.fixed_dictionaries({"task": TEXT, "competency": st.sampled_from(["", "listening-1"]), "logs_hours": FLAGS}),
    kinds.Quote: st.fixed_dictionaries({"text": TEXT, "attribution": LINE}),
    kinds.Reflection: st.fixed_dictionaries({"audience": st.sampled_from(["private", "shared"]), "prompt": TEXT}),
    kinds.Check: st.fixed_dictionaries({"question": QUESTIONS}),
    kinds.Quiz: st.fixed_dictionaries({"quiz_key": st.just("core"), "title": LINE}),
}  # fmt: skip


@st.composite
def steps(draw: st.DrawFn, key: str) -> files.Step:
    bodies = draw(st.lists(st.sampled_from(list(BODIES)), max_size=4))
    blocks = tuple(kind(id=f"{key}-{place}", **draw(BODIES[kind])) for place, kind in enumerate(bodies))
    topics = tuple(sorted(draw(st.sets(st.sampled_from(["loss", "new-here", "own_story"]), max_size=2))))
    return files.Step(key=key, title=draw(SAID), minutes=draw(st.integers(0, 30)), topics=topics, blocks=blocks)


@st.composite
def courses(draw: st.DrawFn) -> files.Course:
    """A course of one or two modules as the writer would write it."""
    names = ["paths", "bridges"][: draw(st.integers(1, 2))]
    folders = tuple(draw(folders_of(name, number)) for number, name in enumerate(names))
    programme = files.Programme(
        key=PROGRAMME_KEY, slug="walking", title=draw(SAID), summary=draw(LINE), for_whom=draw(TEXT), how_to_join=draw(LINE),
        modules=tuple(names), licence=draw(LINE), is_example=draw(st.booleans()),
    )  # fmt: skip
    return files.Course(programme, folders, {})


def folders_of(name: str, number: int) -> st.SearchStrategy:
    rows = st.integers(0, 2).flatmap(lambda count: st.tuples(*(steps(f"{name}-s{place}") for place in range(count))))
    return st.builds(files.ModuleFolder, st.just(name), modules(name, number), rows)


COMPLETIONS = st.builds(
    files.Completion,
    read=st.just(True),
    checks=st.sampled_from(["none", "answered", "right"]),
    quizzes=st.sampled_from(["", "passed"]),
    scenarios=st.sampled_from(["", "once", "all_routes"]),
)


def modules(name: str, number: int) -> st.SearchStrategy:
    return st.builds(
        files.Module,
        key=st.just(str(UUID(int=UUID(MODULE_KEY).int + number))),
        slug=st.just(name),
        title=SAID,
        summary=LINE,
        outcomes=st.lists(SAID, max_size=2, unique=True).map(tuple),
        minutes_by_domain=st.dictionaries(st.sampled_from(["listening", "crisis-response"]), st.integers(1, 600), max_size=2),
        completion=COMPLETIONS,
        prerequisites=st.sampled_from([(), (MODULE_KEY,)] if number else [()]),
        topics_that_may_be_hard=st.lists(SAID, max_size=2, unique=True).map(tuple),
    )
