"""manage.py load_course and dump_course: pages follow a folder, nothing that somebody wrote is lost, and a round trip changes nothing."""

import io
import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from PIL import Image
from wagtail.models import Collection, Page, PageLogEntry, Revision

from accounts.models import StoryConsent
from courses.blocks import STEP_BLOCKS
from courses.course_files.blocks import from_raw, to_raw
from courses.course_files.writing import write_course
from courses.models import Domain, LocalRule, Module, ModuleEdition, ModuleNeed, Programme, Step, Topic, WordListEntry
from courses.services.build_edition import edition_of
from courses.services.course_places import Workshop
from courses.services.dump_course import dump_course
from courses.services.load_course import ChangedMeanwhile, load_course
from courses.services.load_starter import STARTER, load_starter, starter_key
from courses.services.release_edition import release_edition
from courses.services.take_back_story import take_back_story
from courses.services.top_page import top_page
from lms.core.errors import Refused
from lms.core.models import EditorialDocument, EditorialImage, EditorialMedia
from tests.courses.every_block import every_block
from tests.factories.courses import person, text, workshop

from .samples import MODULE, MODULE_KEY, PROGRAMME, PROGRAMME_KEY, STEP, courses, put, step, write

pytestmark = pytest.mark.django_db


def load(ed, folder, **how):
    return load_course(by=ed, folder=folder, **how)


def programme():
    return Programme.objects.get(programme_key=PROGRAMME_KEY)


def the_step(key="first"):
    return Step.objects.get(step_key=key)


def bodies(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def run(*args, **options):
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def edit(page, title):
    """As an editor does it: a new draft."""
    page = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    page.title = title
    page.save_revision()


# --- pages ------------------------------------------------------------------------------------------------------------


def test_a_folder_becomes_drafts_and_nothing_is_published(tmp_path, ed):
    loaded = load(ed, write(tmp_path))
    assert (loaded.new_pages, loaded.changed_pages, loaded.editions) == (3, 0, [])
    module = Module.objects.get(module_key=MODULE_KEY)
    assert (module.slug, [one.text for one in module.outcomes.all()]) == ("paths", ["Walk."])
    assert [(row.domain.code, row.minutes) for row in module.minutes.all()] == [("listening", 60)]
    assert not Page.objects.filter(pk__in=[programme().pk, module.pk, the_step().pk], live=True).exists()
    assert the_step().body.get_prep_value() == [{"id": "b1", "type": "text", "value": "<p>Hello <b>you</b>.</p>"}]


def test_the_same_folder_again_makes_no_revision(tmp_path, ed):
    load(ed, write(tmp_path))
    before = Revision.objects.count(), PageLogEntry.objects.count()
    again = load(ed, tmp_path)
    assert (again.new_pages, again.changed_pages) == (0, 0)
    assert (Revision.objects.count(), PageLogEntry.objects.count()) == before


def test_what_differs_becomes_one_more_draft_of_that_page_alone(tmp_path, ed):
    load(ed, write(tmp_path), publish=True)
    before = {page.pk: page.latest_revision_id for page in Page.objects.all()}
    write(tmp_path, **{"paths__01-first_yaml": STEP.replace("Hello", "Welcome")})
    assert load(ed, tmp_path).changed_pages == 1
    changed = {page.pk for page in Page.objects.all() if before[page.pk] != page.latest_revision_id}
    assert changed == {the_step().pk}
    assert "Hello" in str(the_step().body)  # what is live stays
    assert "Welcome" in str(the_step().get_latest_revision_as_object().body)


def test_titles_and_addresses_may_change_because_keys_say_who_is_who(tmp_path, ed):
    load(ed, write(tmp_path), publish=True)
    pks = programme().pk, Module.objects.get().pk, the_step().pk
    write(
        tmp_path,
        programme_yaml=PROGRAMME.replace("Walking alongside", "Going").replace("walking", "going"),
        paths__module_yaml=MODULE.replace("slug: paths", "slug: ways").replace("title: Paths", "title: Ways"),
        **{"paths__01-first_yaml": STEP.replace("title: First", "title: Begin")},
    )
    assert load(ed, tmp_path, publish=True).changed_pages == 3
    assert (programme().pk, Module.objects.get().pk, the_step().pk) == pks
    assert (programme().slug, Module.objects.get().slug, the_step().title, the_step().slug) == ("going", "ways", "Begin", "first")


def test_publishing_later_publishes_what_was_loaded(tmp_path, ed):
    load(ed, write(tmp_path))
    before = Revision.objects.count()
    assert load(ed, tmp_path, publish=True).changed_pages == 0
    assert the_step().live
    assert Revision.objects.count() == before


def test_release_makes_the_first_edition_and_no_second(tmp_path, ed):
    loaded = load(ed, write(tmp_path), release=True)
    assert [edition.number for edition in loaded.editions] == ["1.0"]
    write(tmp_path, **{"paths__01-first_yaml": STEP.replace("Hello", "Welcome")})
    assert load(ed, tmp_path, release=True).editions == []
    assert ModuleEdition.objects.count() == 1


def test_words_that_a_release_asks_about_wait_until_whoever_loads_says_that_they_stay(tmp_path, ed):
    WordListEntry.objects.create(language="en", phrase="hello you", instead="", why="")
    folder = write(tmp_path)
    assert "hello you" in str(load(ed, folder, release=True).waiting)
    assert [edition.number for edition in load(ed, folder, release=True, as_it_stands=True).editions] == ["1.0"]


def test_steps_follow_the_order_of_the_folder(tmp_path, ed):
    load(ed, write(tmp_path, **{"paths__02-second_yaml": STEP.replace("first", "second").replace("b1", "b2")}))
    other = tmp_path / "other"
    write(other, **{"paths__01-second_yaml": STEP.replace("first", "second").replace("b1", "b2"), "paths__02-first_yaml": STEP})
    (other / "paths/01-first.yaml").unlink()
    assert load(ed, other).changed_pages == 1
    assert list(Step.objects.order_by("path").values_list("step_key", flat=True)) == ["second", "first"]
    assert load(ed, other).changed_pages == 0


def test_a_page_that_the_folder_does_not_have_is_named_and_stays(tmp_path, ed):
    load(ed, write(tmp_path, **{"paths__02-second_yaml": STEP.replace("first", "second").replace("b1", "b2")}))
    (tmp_path / "paths/02-second.yaml").unlink()
    loaded = load(ed, tmp_path)
    assert [(line.kind, line.file.key) for line in loaded.plan.of("gone")] == [("step", "second")]
    assert the_step("second")


# --- what an editor changed -------------------------------------------------------------------------------------------


def test_what_was_changed_in_the_cms_is_asked_about_before_it_is_written_over(tmp_path, ed):
    load(ed, write(tmp_path))
    edit(the_step(), "Ed’s own title")
    write(tmp_path, **{"paths__01-first_yaml": STEP.replace("title: First", "title: Begin")})
    with pytest.raises(ChangedMeanwhile, match="Begin"):
        load(ed, tmp_path)
    assert the_step().get_latest_revision_as_object().title == "Ed’s own title"

    kept = load(ed, tmp_path, existing="keep")
    assert [line.file.title for line in kept.kept] == ["Begin"]
    assert the_step().get_latest_revision_as_object().title == "Ed’s own title"

    load(ed, tmp_path, existing="overwrite")
    assert the_step().get_latest_revision_as_object().title == "Begin"
    assert any(revision.content["title"] == "Ed’s own title" for revision in Revision.objects.for_instance(the_step()))


def test_what_was_dumped_may_be_written_over_because_it_stands_in_files(tmp_path, ed):
    load(ed, write(tmp_path))
    edit(the_step(), "Ed’s own title")
    dump_course(programme=programme(), folder=tmp_path)
    path = tmp_path / "paths/01-first.yaml"
    path.write_text(path.read_text().replace("Ed’s own title", "A better title"))
    assert load(ed, tmp_path).changed_pages == 1
    assert the_step().get_latest_revision_as_object().title == "A better title"


def test_pages_that_were_never_in_a_file_are_not_written_over(tmp_path, ed):
    module = workshop(ed, programme_key=UUID(PROGRAMME_KEY))
    dump_course(programme=programme(), folder=tmp_path, live=True)  # a copy of what is live says nothing about the draft
    path = tmp_path / "listening/module.yaml"
    path.write_text(path.read_text().replace("Hear what", "Hear all that"))
    with pytest.raises(ChangedMeanwhile):
        load(ed, tmp_path)
    assert Module.objects.get(pk=module.pk).summary.startswith("Hear what")


# --- refused ----------------------------------------------------------------------------------------------------------


def test_one_problem_and_nothing_is_loaded(tmp_path, ed):
    write(tmp_path, **{"paths__01-first_yaml": STEP.replace("Hello **you**.", "<script>x</script>")})
    with pytest.raises(Refused, match=r"paths/01-first.yaml:7: blocks\[1\].markdown: HTML cannot stand in “markdown”: <script>"):
        load(ed, tmp_path)
    assert not Programme.objects.exists()


def test_what_is_not_finished_is_loaded_only_when_asked(tmp_path, ed):
    write(tmp_path, **{"paths__01-first_yaml": step("  - {id: b1, type: landing, text: ''}\n")})
    with pytest.raises(Refused, match="“text” is empty"):
        load(ed, tmp_path)
    assert load(ed, tmp_path, unfinished=True).new_pages == 3
    assert load(ed, tmp_path, unfinished=True, release=True).waiting == {
        "Paths": ["First: Something is still empty here.", *load(ed, tmp_path, unfinished=True, release=True).waiting["Paths"][1:]]
    }


def test_only_editors_load(tmp_path):
    with pytest.raises(PermissionDenied):
        load(person("Ada"), write(tmp_path))


def test_an_address_that_is_taken_is_said_and_nothing_is_loaded(tmp_path, ed):
    top_page().add_child(instance=Page(title="Other", slug="walking"))
    with pytest.raises(Refused, match="walking"):
        load(ed, write(tmp_path))
    assert not Programme.objects.exists()


def test_a_module_of_another_programme_is_not_taken_away(tmp_path, ed):
    load(ed, write(tmp_path / "a"))
    other = write(tmp_path / "b", programme_yaml=PROGRAMME.replace(PROGRAMME_KEY, MODULE_KEY).replace("walking", "other"))
    with pytest.raises(Refused, match=r"paths/module.yaml: key: The module .* belongs to the programme “Walking alongside”"):
        load(ed, other)


def test_a_story_needs_a_consent_that_is_here(tmp_path, ed):
    quote = step("  - {id: b1, type: quote, text: I stayed., consent: The garden}\n")
    write(tmp_path, **{"paths__01-first_yaml": quote})
    with pytest.raises(Refused, match=r"paths/01-first.yaml:5: .*Nobody here has agreed to a story called “The garden”"):
        load(ed, tmp_path)
    consent = StoryConsent.objects.create(label="The garden", attribution="Shared with permission")
    load(ed, tmp_path)
    assert the_step().body.get_prep_value()[0]["value"]["consent"] == consent.pk
    assert load(ed, tmp_path).changed_pages == 0


def test_a_local_rule_has_to_be_here_before_a_folder_names_it(tmp_path, ed):
    write(tmp_path, **{"paths__01-first_yaml": step("  - {id: b1, type: callout, kind: local, rule: one-one-two}\n")})
    with pytest.raises(Refused, match=r"paths/01-first.yaml:5: .*There is no local rule “one-one-two” here"):
        load(ed, tmp_path)
    rule = LocalRule.objects.create(key="one-one-two", title="Where to ring", body="<p>112</p>")
    load(ed, tmp_path)
    assert the_step().body.get_prep_value()[0]["value"]["rule"] == rule.pk
    assert load(ed, tmp_path).changed_pages == 0


def test_a_topic_that_nobody_has_named_yet_is_made_and_asks_for_a_reader(tmp_path, ed):
    """Fail-safe: an editor says that it is not about a crisis, not a file. The topics to begin with are known before."""
    head = "key: first\ntitle: First\nminutes: 6\ntopics: [new-here, loss]\n"
    load(ed, write(tmp_path, **{"paths__01-first_yaml": step("  - {id: b1, type: landing, text: x}\n", head)}))
    draft = the_step().get_latest_revision_as_object()
    assert {(topic.slug, topic.title, topic.is_crisis) for topic in draft.topics.all()} == {
        ("loss", "Loss", False), ("new-here", "New here", True),
    }  # fmt: skip
    assert Topic.objects.get(slug="suicide").is_crisis
    Topic.objects.filter(slug="new-here").update(title="Being new", is_crisis=False)
    assert load(ed, tmp_path).changed_pages == 0
    assert not Topic.objects.get(slug="new-here").is_crisis


def test_modules_may_need_each_other_in_any_order_and_one_that_is_here_already(tmp_path, ed):
    other = MODULE_KEY.replace("3", "4")
    first = MODULE + f"completion: {{read: true, checks: right}}\nprerequisites: [{other}]\n"
    write(tmp_path, paths__module_yaml=first)
    with pytest.raises(Refused, match=r"paths/module.yaml:10: .*Neither the folder nor the workshop has a module"):
        load(ed, tmp_path)
    second = MODULE.replace(MODULE_KEY, other).replace("paths", "bridges")
    load(ed, write(tmp_path, programme_yaml=PROGRAMME + "  - bridges\n", paths__module_yaml=first, bridges__module_yaml=second))
    page = Module.objects.get(module_key=MODULE_KEY).get_latest_revision_as_object()
    assert (page.asks_checks, [str(row.needs.module_key) for row in page.needs.all()]) == ("right", [other])
    (tmp_path / "bridges/module.yaml").unlink()
    again = load(ed, write(tmp_path, paths__module_yaml=first))
    assert again.changed_pages == 0


# --- round trips ------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(courses())
def test_dump_of_load_is_the_same_byte_for_byte_and_load_of_dump_makes_no_revision(ed, course):
    Programme.objects.all().delete()
    with TemporaryDirectory() as given_folder, TemporaryDirectory() as dumped_folder:
        load(ed, put(course, Path(given_folder)), unfinished=True)
        dump_course(programme=programme(), folder=Path(dumped_folder))
        assert bodies(Path(dumped_folder)) == write_course(course)
        before = Revision.objects.count()
        again = load(ed, Path(dumped_folder), unfinished=True)
        assert (again.new_pages, again.changed_pages, Revision.objects.count()) == (0, 0, before)


def test_pages_that_were_made_in_the_cms_come_back_without_a_new_revision(tmp_path, ed):
    """With what the editor's own rich text looks like, and a key and an address that no file gave."""
    html = '<p data-block-key="ab1">Hello <b>you</b></p><ul><li data-block-key="x">one</li></ul>'
    module = workshop(ed, [], programme_key=UUID(PROGRAMME_KEY))
    body = Step._meta.get_field("body").stream_block.to_python([text("t1", html)])
    module.add_child(instance=Step(title="Being heard", body=body))
    dump_course(programme=programme(), folder=tmp_path)
    file = next(tmp_path.glob("listening/01-*.yaml")).read_text()
    assert "slug: being-heard" in file
    assert "Hello **you**\n\n      - one" in file
    before = Revision.objects.count()
    assert load(ed, tmp_path).changed_pages == 0
    assert Revision.objects.count() == before


def test_the_starter_course_comes_back_byte_for_byte(tmp_path, ed):
    """So the files in the repository are written as a dump writes them: a change made in the CMS shows as just that change."""
    load_starter(by=ed)
    starter = Programme.objects.get(programme_key=starter_key())
    dump_course(programme=starter, folder=tmp_path)
    assert {path: text for path, text in bodies(STARTER).items() if path.endswith(".yaml")} == bodies(tmp_path)
    before = Revision.objects.count()
    assert load(ed, STARTER).changed_pages == 0
    assert Revision.objects.count() == before


def test_a_dump_over_a_dump_writes_what_differs_and_takes_away_what_moved(tmp_path, ed):
    load(ed, write(tmp_path, **{"paths__02-second_yaml": STEP.replace("first", "second").replace("b1", "b2"), "README.md": "mine"}))
    folder = tmp_path / "dump"
    assert len(dump_course(programme=programme(), folder=folder).written) == 4
    assert dump_course(programme=programme(), folder=folder).written == []
    the_step().delete()
    dumped = dump_course(programme=programme(), folder=folder)
    assert (dumped.written, sorted(dumped.removed)) == (["paths/01-second.yaml"], ["paths/01-first.yaml", "paths/02-second.yaml"])


def test_a_dump_of_what_is_live_leaves_drafts_out(tmp_path, ed):
    load(ed, write(tmp_path / "a"), publish=True)
    edit(the_step(), "A draft")
    load(ed, write(tmp_path / "b", **{"paths__02-second_yaml": STEP.replace("first", "second").replace("b1", "b2")}), existing="keep")
    dump_course(programme=programme(), folder=tmp_path / "live", live=True)
    assert sorted(bodies(tmp_path / "live")) == ["paths/01-first.yaml", "paths/module.yaml", "programme.yaml"]
    assert "title: First" in (tmp_path / "live/paths/01-first.yaml").read_text()


def test_a_dump_does_not_write_into_somebody_elses_folder(tmp_path, ed):
    load(ed, write(tmp_path / "a"))
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"x")
    with pytest.raises(Refused, match="something else"):
        dump_course(programme=programme(), folder=tmp_path / "photos")
    other = write(tmp_path / "b", programme_yaml=PROGRAMME.replace(PROGRAMME_KEY, MODULE_KEY))
    with pytest.raises(Refused, match="another programme"):
        dump_course(programme=programme(), folder=other)
    (tmp_path / "a" / "media").symlink_to(tmp_path / "photos")
    with pytest.raises(Refused, match="something else"):
        dump_course(programme=programme(), folder=tmp_path / "a")


# --- media ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "library")


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(out, "PNG")
    return out.getvalue()


BLOCKS = """\
  - {id: b1, type: image, file: media/two chairs.png, alt: Two chairs}
  - {id: b2, type: video, title: A film, file: media/film.mp4, captions: media/film.vtt, transcript: Kim sits., minutes: 2}
  - {id: b3, type: audio, title: A sound, file: media/film.mp3, transcript: Kim sits.}
  - {id: b4, type: download, title: A form, file: media/form.txt, accessible: true}
"""


def with_media(folder: Path, colour: str = "red") -> Path:
    write(
        folder,
        **{
            "paths__01-first_yaml": step(BLOCKS),
            "media__film.mp4": b"\0\0\0 ftypisom",
            "media__film.mp3": b"ID3..",
            "media__form.txt": "Name:",
        },
    )
    (folder / "media/film.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n")
    (folder / "media/two chairs.png").write_bytes(picture(colour))
    return folder


@pytest.mark.usefixtures("media")
def test_files_go_into_the_library_once_and_come_back_with_the_same_bytes(tmp_path, ed):
    folder = with_media(tmp_path / "a")
    load(ed, folder)
    assert load(ed, folder).changed_pages == 0
    assert (EditorialImage.objects.count(), EditorialMedia.objects.count(), EditorialDocument.objects.count()) == (1, 2, 2)
    assert sorted(EditorialMedia.objects.values_list("type", flat=True)) == ["audio", "video"]
    dump_course(programme=programme(), folder=tmp_path / "b")
    given = {path: content for path, content in bodies(folder).items() if path.startswith("media/")}
    back = {path: content for path, content in bodies(tmp_path / "b").items() if path.startswith("media/")}
    assert back == given
    assert dump_course(programme=programme(), folder=tmp_path / "b").written == []
    assert load(ed, tmp_path / "b").changed_pages == 0


@pytest.mark.usefixtures("media")
def test_a_module_with_every_block_comes_back_without_a_new_revision(tmp_path, ed):
    consent = StoryConsent.objects.create(label="The garden", attribution="Shared with permission")
    module = workshop(ed, every_block(consent), programme_key=UUID(PROGRAMME_KEY))
    before = edition_of(module).sha256
    dump_course(programme=programme(), folder=tmp_path / "a")
    assert load(ed, tmp_path / "a", unfinished=True).changed_pages == 0
    # Also as if the files had come from elsewhere: the same edition would be released.
    Step.objects.all().delete()
    loaded = load(ed, tmp_path / "a", unfinished=True, publish=True, existing="overwrite")
    assert loaded.new_pages == 3
    assert edition_of(Module.objects.get(pk=module.pk)).sha256 == before


@pytest.mark.usefixtures("media")
def test_a_folder_from_before_brings_nothing_back_that_was_taken_back(tmp_path, ed):
    consent = StoryConsent.objects.create(label="The garden", attribution="Shared with permission", channels=["lesson", "audio", "video"])
    release_edition(module=workshop(ed, every_block(consent), programme_key=UUID(PROGRAMME_KEY)), by=ed)
    dump_course(programme=programme(), folder=tmp_path)
    take_back_story(consent=consent, by=ed, reason="asked for")
    before = Revision.objects.count()
    with pytest.raises(Refused) as refused:
        load(ed, tmp_path, unfinished=True, existing="overwrite")
    said = refused.value.messages
    assert all(re.search(r"\.yaml:\d+: .*taken back", line) for line in said)
    assert any("The story “The garden” was taken back" in line for line in said)
    assert any("whose words it holds" in line for line in said)
    assert Revision.objects.count() == before


def filled_in(ed):
    """Two modules with every block and everything that an editor can say about a module and a step, away from where it begins."""
    consent = StoryConsent.objects.create(label="The garden", attribution="Shared with permission")
    LocalRule.objects.create(key="one-one-two", title="Where to ring", body="<p>Ring <b>112</b>.</p>")
    Topic.objects.create(slug="loss", title="Loss")
    module = workshop(ed, every_block(consent), programme_key=UUID(PROGRAMME_KEY))
    first = module.get_parent().specific.add_child(instance=Module(title="First of all", summary="Before the other."))
    module.asks_reading, module.asks_checks, module.asks_quizzes, module.asks_scenarios = False, "right", True, "all_routes"
    module.needs = [ModuleNeed(needs=first)]
    module.save_revision().publish()
    reading, doing = Step.objects.get(slug="reading"), Step.objects.get(slug="doing")
    raw = reading.body.get_prep_value()
    raw[0]["value"] |= {"other_route": doing.pk, "with_someone": True}
    raw.append({"id": "co2", "type": "callout", "value": {"kind": "local", "rule": LocalRule.objects.get().pk, "title": "", "html": ""}})
    reading.body = Step._meta.get_field("body").stream_block.to_python(raw)
    reading.topics.set(Topic.objects.all())
    reading.save_revision().publish()
    return Module.objects.get(pk=module.pk)


@pytest.mark.usefixtures("media")
def test_nothing_that_an_editor_can_say_is_lost_on_the_way_through_a_folder(tmp_path, ed):
    module = filled_in(ed)
    before, key = edition_of(module).content, module.module_key
    facts = before["module"]
    assert facts["completion"] == {"read": False, "checks": "right", "quizzes": "passed", "scenarios": "all_routes"}
    assert facts["prerequisites"]
    assert before["steps"][0]["topics"] == ["loss"]
    dump_course(programme=programme(), folder=tmp_path / "a")
    revisions = Revision.objects.count()
    assert load(ed, tmp_path / "a", unfinished=True).changed_pages == 0
    assert Revision.objects.count() == revisions
    Programme.objects.get().delete()
    load(ed, tmp_path / "a", unfinished=True, publish=True)
    assert edition_of(Module.objects.get(module_key=key)).content == before
    dump_course(programme=programme(), folder=tmp_path / "b")
    assert bodies(tmp_path / "b") == bodies(tmp_path / "a")


@pytest.mark.usefixtures("media")
def test_every_field_of_the_editor_has_a_place_in_a_file(ed):
    filled_in(ed)
    places = Workshop()
    seen = set()
    for page in Step.objects.all():
        for raw in page.body.get_prep_value():
            back = from_raw(raw, places)
            if isinstance(raw["value"], dict) and raw["type"] != "check":  # a kind of question fills in a part of the form
                fields = set(dict(STEP_BLOCKS)[raw["type"]].child_blocks)
                assert fields == set(to_raw(back, Handed(places))["value"]), raw["type"]
            seen.add(raw["type"])
    assert seen == {name for name, _block in STEP_BLOCKS}


class Handed:
    """Rows by any name, also of files that no folder holds."""

    def __init__(self, places):
        self.html = places.html

    def row(self, kind, name):
        return 1


@pytest.mark.usefixtures("media")
def test_another_picture_under_the_same_name_is_another_picture(tmp_path, ed):
    load(ed, with_media(tmp_path / "a"))
    first = the_step().get_latest_revision_as_object().body.get_prep_value()[0]["value"]["image"]
    with_media(tmp_path / "a", "blue")
    assert load(ed, tmp_path / "a").changed_pages == 1
    second = the_step().get_latest_revision_as_object().body.get_prep_value()[0]["value"]["image"]
    assert first != second
    assert EditorialImage.objects.get(pk=first).file.read() == picture("red")


@pytest.mark.usefixtures("media")
def test_two_pictures_of_one_title_lie_under_two_names(tmp_path, ed):
    Collection.add_root(name="Root")
    images = [EditorialImage(title="What? Tea!", file=ContentFile(picture(colour), name="tea.png")) for colour in ("red", "blue")]
    EditorialImage.objects.bulk_create(images)
    values = [{"image": image.pk, "alt": "Tea", "decorative": False, "caption": ""} for image in EditorialImage.objects.all()]
    blocks = [{"id": f"b{place}", "type": "image", "value": value} for place, value in enumerate(values)]
    raw = {"key": "first", "slug": "first", "title": "First", "minutes": 1, "blocks": blocks}
    workshop(ed, [raw], programme_key=UUID(PROGRAMME_KEY))
    dump_course(programme=programme(), folder=tmp_path / "a")
    names = [path for path in bodies(tmp_path / "a") if path.startswith("media/")]
    assert [re.sub(r"[0-9a-f]{8}", "#", name) for name in names] == ["media/What- Tea-#.png", "media/What- Tea.png"]


# --- commands ---------------------------------------------------------------------------------------------------------


def test_the_check_says_what_would_happen_and_changes_nothing(tmp_path, ed):
    write(tmp_path)
    assert run("load_course", tmp_path, "--check").splitlines() == [
        "programme “Walking alongside”: new",
        "module “Paths”: new",
        "step “First”: new",
    ]
    assert not Programme.objects.exists()
    assert not Domain.objects.exists()
    load(ed, tmp_path)
    assert run("load_course", tmp_path, "--check") == "Nothing would change.\n"


def test_the_check_fails_with_every_place(tmp_path):
    write(tmp_path, **{"paths__01-first_yaml": STEP.replace("title", "titel") + "  - {id: b2, type: landing, text: ''}\n"})
    out = io.StringIO()
    with pytest.raises(CommandError, match="3 things to mend"):
        call_command("load_course", tmp_path, "--check", stdout=out)
    assert out.getvalue().splitlines() == [
        "paths/01-first.yaml:2: titel: “titel” is not a key that can stand here. Known keys: key, slug, title, minutes, topics, blocks. Did you mean “title”?",  # noqa: E501
        "paths/01-first.yaml:1: “title” is missing: Its title.",
        "paths/01-first.yaml:8: blocks[2].text: “text” is empty. (not finished)",
    ]


def test_the_check_answers_machines_too(tmp_path):
    write(tmp_path, **{"paths__01-first_yaml": STEP + "  - {id: b2, type: landing, text: ''}\n"})
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("load_course", tmp_path, "--check", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert said["problems"] == []
    assert [(one["file"], one["line"], one["code"]) for one in said["unfinished"]] == [("paths/01-first.yaml", 8, "empty")]
    assert [(page["kind"], page["key"], page["what"]) for page in said["pages"]][1:] == [
        ("module", MODULE_KEY, "new"),
        ("step", "first", "new"),
    ]


def test_the_commands_load_and_dump(tmp_path, ed):
    write(tmp_path / "a")
    assert run("load_course", tmp_path / "a", by=ed.email) == "3 pages new, 0 changed, 0 editions released.\n"
    assert run("dump_course", tmp_path / "b") == "3 files written, 0 taken away.\n"
    assert bodies(tmp_path / "b") == bodies(tmp_path / "a")
    edit(the_step(), "Ed’s own title")
    write(tmp_path / "a", **{"paths__01-first_yaml": STEP.replace("title: First", "title: Begin")})
    with pytest.raises(CommandError, match="--keep or --overwrite"):
        run("load_course", tmp_path / "a", by=ed.email)
    assert "step “Begin” was changed in the CMS and stays as it is." in run("load_course", tmp_path / "a", "--keep", by=ed.email)
    assert json.loads(run("load_course", tmp_path / "a", "--overwrite", "--json", by=ed.email))["pages"][2]["what"] == "edited"
    assert json.loads(run("dump_course", tmp_path / "b", "--json", programme="walking")) == {
        "written": ["paths/01-first.yaml"],
        "removed": [],
    }


def test_the_commands_say_what_they_need(tmp_path, ed):
    write(tmp_path)
    with pytest.raises(CommandError, match="Say who loads"):
        run("load_course", tmp_path)
    with pytest.raises(CommandError, match="Only editors"):
        run("load_course", tmp_path, by=person("Ada").email)
    with pytest.raises(CommandError, match="--programme with one of none"):
        run("dump_course", tmp_path / "b")


def test_an_edition_is_the_same_wherever_its_folder_is_loaded(tmp_path, ed):
    """What an auditor compares: the folder, not the server, decides what is taught."""
    first = load(ed, write(tmp_path), release=True).editions[0].sha256
    dump_course(programme=programme(), folder=tmp_path / "again")
    Programme.objects.get().delete()
    load(ed, tmp_path / "again", publish=True)
    with pytest.raises(Refused, match="Nothing has changed"):
        release_edition(module=Module.objects.get(), by=ed)
    assert ModuleEdition.objects.get().sha256 == first
