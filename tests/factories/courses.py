"""Cohorts, editions and what learners do with them, for tests. Acts go through the services, so that what stands is what could happen."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from wagtail.models import Page, Site

from accounts.models import RoleGrant, User
from accounts.privacy.wordings import wording
from accounts.services import give_role
from accounts.services.consents import answer_consent
from courses.editions.building import build_edition
from courses.editions.structure import SCHEMA_VERSION, fingerprint, outline
from courses.models import Cohort, EditionFragment, Enrolment, Module, ModuleEdition, ModuleEnrolment, Programme, SharedReflection, Step
from courses.queries.readers import readers_for
from courses.services.enrol import enrol
from courses.services.finish_step import still_needed
from courses.services.load_starter import load_starter
from courses.services.share_reflection import share_reflection
from courses.services.start_module import start_module
from courses.services.top_page import top_page
from courses.services.write_journal import Place, write_journal
from lms.core.canonical import canonical_json, sha256_hex

LONG_AGO = date(2020, 1, 1)
PROGRAMME = UUID("11111111-1111-4111-8111-111111111111")


def person(called: str, *roles: str, **fields: Any) -> User:
    """Somebody of the cast, with roles everywhere since 2020."""
    made = User.objects.create_user(email=f"{called.lower().replace(' ', '.')}@people.example", called=called, **fields)
    for role in roles:
        RoleGrant.objects.create(person=made, role=role, from_on=LONG_AGO)
    return may_write(made)


def may_write(person: User) -> User:
    """Somebody who said yes to the journal."""
    answer_consent(person=person, purpose="journal", is_yes=True, seen_sha256=wording("journal").sha256, via="test")
    return person


def workshop_root() -> Page:
    """The page under which programmes stand, and the site that begins there."""
    top: Page = top_page()
    Site.objects.get_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": top})
    return top


def editor(called: str = "Ed") -> User:
    """Somebody who edits in the CMS: the tree's root must stand before the role gives rights on it."""
    made = person(called)
    workshop_root()
    give_role(person=made, role="editor", by=None)
    return made


# --- content ---------------------------------------------------------------------------------------


def text(block_id: str = "t1", html: str = "<p>You do not need the perfect words.</p>") -> dict[str, Any]:
    return {"id": block_id, "type": "text", "value": html}


def reflection(block_id: str = "r1", prompt: str = "What would help you stay steady?", audience: str = "private") -> dict[str, Any]:
    return {"id": block_id, "type": "reflection", "value": {"prompt": prompt, "audience": audience}}


def note(block_id: str = "n1", strength: str = "mention", short: str = "") -> dict[str, Any]:
    value = {
        "topics": ["thoughts of suicide"],
        "sentence": "This step talks about a hard night.",
        "strength": strength,
        "short_version": short,
    }
    return {"id": block_id, "type": "note", "value": value}


def quote(block_id: str = "q1", words: str = "I wanted somebody to stay.", consent: int | None = None) -> dict[str, Any]:
    return {
        "id": block_id,
        "type": "quote",
        "value": {"text": words, "consent": consent, "attribution": "An example, written for this course"},
    }


def item(of: str, **value: Any) -> dict[str, Any]:
    """One row of a list in a block, as the editor stores it."""
    return {"type": "item", "id": of, "value": value}


def option(name: str, words: str, is_right: bool = False, feedback: str = "") -> dict[str, Any]:
    return item(name, text=words, is_right=is_right, feedback=feedback or f"About “{words}”.")


def check(block_id: str = "c1", kind: str = "single_choice", options: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    rows = options or [option("a", "Wait"), option("b", "Ask", is_right=True), option("c", "Leave")]
    return {"id": block_id, "type": "check", "value": {"kind": kind, "stem": "What would you do first?", "options": rows, **more}}


def step(key: str, *blocks: dict[str, Any], minutes: int = 5) -> dict[str, Any]:
    return {"key": key, "slug": key, "title": key.replace("-", " ").capitalize(), "minutes": minutes, "blocks": list(blocks) or [text()]}


def two_steps() -> list[dict[str, Any]]:
    return [step("being-heard", text(), check(), reflection()), step("asking", text("t2"), reflection("r2"))]


def scene(name: str, *choices: dict[str, str], words: str = "") -> dict[str, Any]:
    return {"id": name, "name": name.replace("-", " ").capitalize(), "text": words or f"About {name}.", "choices": list(choices)}


def choice(name: str, goes_to: str = "", quality: str = "helps") -> dict[str, str]:
    said = {"text": f"Choose {name}", "consequence": f"Then {name} happened.", "protects": f"The good of {name}"}
    return {"id": name, "goes_to": goes_to, "quality": quality, **said}


def scenario(block_id: str = "s1", *scenes: dict[str, Any]) -> dict[str, Any]:
    """A branching story as an edition holds it: at the door one can ask, which leads inside, or wait, which ends it."""
    told = scenes or (
        scene("at-the-door", choice("ask", "inside"), choice("wait", quality="risks")),
        scene("inside", choice("sit"), choice("talk")),
    )
    value = {
        "title": "Ash at the drop-in",
        "intro": "A Tuesday.",
        "start": told[0]["id"],
        "scenes": list(told),
        "debrief": "Asking is kind.",
    }
    return {"id": block_id, "type": "scenario", "value": value}


def hand_made(steps: list[dict[str, Any]], *, slug: str = "listening", key: UUID | None = None, **more: Any) -> ModuleEdition:
    """An edition of ready-made JSON: blocks as an edition holds them, and facts of the module (`completion`, `prerequisites`)."""
    facts = {name: more.pop(name) for name in ("completion", "prerequisites") if name in more}
    key = key or uuid4()
    content = built([], key=str(key), title=slug.replace("-", " ").capitalize(), **facts).content | {"steps": steps}
    text = canonical_json(content)
    fields = {"number": "1.0", "title": content["module"]["title"], "change": "new", "programme_key": PROGRAMME, **more}
    by = User.objects.filter(called="Ed").first() or person("Ed", "editor")
    return ModuleEdition.objects.create(
        module_key=key, slug=slug, schema_version=SCHEMA_VERSION, content=text, sha256=sha256_hex(text),
        fingerprint=fingerprint(content), outline=outline(content), released_by=by, **fields,
    )  # fmt: skip


class PlainResolver:
    """Takes what it is given: no pages, no links, a salt that anybody can see."""

    def html(self, source: str) -> str:
        return source

    def consent(self, key: Any) -> dict[str, str] | None:
        return key

    def salt(self, text: str) -> str:
        return "salt"

    def step(self, key: Any) -> dict[str, str] | None:
        return {"step_key": key, "title": key.capitalize()}

    def picture(self, key: Any) -> list[dict[str, Any]]:
        return [{"sha256": key, "type": "image/jpeg", "width": 480, "height": 320}]

    def recording(self, key: Any) -> dict[str, Any] | None:
        return {"sha256": key, "type": "video/mp4", "bytes": 2048}

    def captions(self, key: Any) -> dict[str, Any] | None:
        return {"sha256": key, "type": "text/vtt", "bytes": 64}

    def download(self, key: Any) -> dict[str, Any] | None:
        return {"sha256": key, "type": "application/pdf", "bytes": 4096, "name": "plan.pdf"}


def built(steps: list[dict[str, Any]] | None = None, **module: Any):
    facts = {
        "key": str(uuid4()),
        "title": "Listening",
        "summary": "Hear what a person is saying.",
        "outcomes": ["Ask open questions."],
        "minutes_by_domain": {"listening": 480},
        "completion": {"read": True, "checks": "answered"},
        **module,
    }
    return build_edition(module=facts, steps=steps if steps is not None else two_steps(), resolve=PlainResolver())


def edition(
    steps: list[dict[str, Any]] | None = None,
    *,
    slug: str = "listening",
    number: str = "1.0",
    key: UUID | None = None,
    programme_key: UUID = PROGRAMME,
    released_by: User | None = None,
    position: int = 0,
    change: str = "new",
    minutes: dict[str, int] | None = None,
    **fields: Any,
) -> ModuleEdition:
    """A released edition without any page, as editions must be able to stand."""
    module_key = key or uuid4()
    title = slug.replace("-", " ").capitalize()
    made = built(steps, key=str(module_key), title=title, **({"minutes_by_domain": minutes} if minutes else {}))
    rows = [EditionFragment(sha256=f.sha256, body=f.body, consent_ref=f.consent_ref) for f in made.fragments]
    EditionFragment.objects.bulk_create(rows, ignore_conflicts=True)
    by = released_by or User.objects.filter(called="Ed").first() or person("Ed", "editor")
    return ModuleEdition.objects.create(
        module_key=module_key,
        programme_key=programme_key,
        number=number,
        slug=slug,
        title=title,
        position=position,
        schema_version=SCHEMA_VERSION,
        content=made.canonical,
        sha256=made.sha256,
        fingerprint=fingerprint(made.content),
        outline=outline(made.content),
        change=change,
        released_by=by,
        **fields,
    )


# --- people in cohorts -----------------------------------------------------------------------------


def cohort(title: str = "Spring 2027", programme_key: UUID = PROGRAMME, **fields: Any) -> Cohort:
    return Cohort.objects.create(title=title, programme_key=programme_key, **{"starts_on": LONG_AGO, **fields})


def place(of: User, at: Cohort | None = None) -> Enrolment:
    return enrol(person=of, cohort=at or cohort())


def learning(of: User, taught: ModuleEdition | None = None, at: Cohort | None = None) -> ModuleEnrolment:
    """Somebody who has begun a module, in a cohort of its programme."""
    taught = taught or edition()
    begun = start_module(enrolment=place(of, at or cohort(programme_key=taught.programme_key)), edition=taught)
    return ModuleEnrolment.objects.select_related("edition", "enrolment").get(pk=begun.pk)


def shared(of: User, words: str, at: Cohort | None = None, slug: str = "giving") -> SharedReflection:
    """A reflection that somebody gave to those who read it in their cohort, of whom there has to be one."""
    mine = learning(may_write(of), edition([step("giving", reflection(audience="shared"))], slug=slug), at)
    box = Place(mine.module_key, mine.edition, "giving", "r1")
    write_journal(person=of, text=words, version=0, place=box)
    return share_reflection(learning=mine, person=of, step_key="giving", block_id="r1", given_to=readers_for(mine).role)


# --- the workshop ----------------------------------------------------------------------------------


def starter(by: User):
    """The starter course as pages and editions."""
    return load_starter(by=by)


def workshop(by: User, steps: list[dict[str, Any]] | None = None, programme_key: UUID = PROGRAMME) -> Module:
    """One programme with one published module of plain steps, not released."""
    top: Page = top_page()
    programme = top.add_child(instance=Programme(title="Foundations", slug=f"foundations-{uuid4().hex[:6]}", programme_key=programme_key))
    module = Module(title="Listening", slug="listening", summary="Hear what a person is saying.")
    from courses.models import Domain, ModuleMinutes, ModuleOutcome

    domain, _ = Domain.objects.get_or_create(code="listening", defaults={"title": "Listening"})
    module.outcomes = [ModuleOutcome(text="Ask open questions.")]
    module.minutes = [ModuleMinutes(domain=domain, minutes=480)]
    programme.add_child(instance=module)
    for raw in two_steps() if steps is None else steps:
        add_step(module, raw)
    return Module.objects.get(pk=module.pk)


def add_step(module: Module, raw: dict[str, Any]) -> Step:
    body = Step._meta.get_field("body").stream_block.to_python(raw["blocks"])
    made = Step(step_key=raw["key"], slug=raw["slug"], title=raw["title"], minutes=raw["minutes"], body=body)
    Module.objects.get(pk=module.pk).add_child(instance=made)
    return made


def open_checks(learning: Any) -> set[tuple[str, str]]:
    """(step key, block id) of the questions that completing still asks for."""
    return {(want.step_key, want.block_id) for want in still_needed(learning) if want.kind in ("answer", "right")}
