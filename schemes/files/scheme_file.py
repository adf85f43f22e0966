"""A scheme file: one dataclass tree that the YAML, its JSON Schema and its documentation share. Pure."""

# ruff: noqa: RUF009 - `said` makes a dataclass field
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lms.core.written.forms import Form, said
from lms.core.written.nodes import Node, from_plain, from_yaml
from lms.core.written.reading import REFUSED, Problem, Reading
from lms.core.written.shapes import Choice, Day, Flag, Key, ListOf, Text, Whole
from schemes.requirements import AllOf, Attestation, Group, Requirement, Version
from schemes.requirements.base import AnyRequirement
from schemes.standing import Terms

FORMAT = "alongside-scheme-1"
# Words that stand in addresses beside a scheme's code (/apply/case/) and beside a statement (/apply/<code>/send/).
TAKEN = {"scheme.code": "case", "attestation": "send"}


@dataclass(frozen=True, kw_only=True)
class SchemeHead:
    code: str = said("The scheme's short name in addresses. It never changes.", Key())
    name: str = said("The scheme's name.", Text())
    authority: str = said("Who awards.", Text())
    about: str = said("Two or three plain sentences for applicants.", Text(1000), default="")
    is_example: bool = said("Shown as an example, to be checked with the authority.", Flag(), default=False)


@dataclass(frozen=True, kw_only=True)
class CredentialHead:
    key: str = said("What is awarded, as a key. One person holds one of a kind, for good.", Key())
    title: str = said("The title as certificates print it.", Text(120))
    neutral_titles: tuple[str, ...] = said(
        "Titles that do not say that the holder has lived experience; the holder may choose one.",
        ListOf(Text(120)),
        default=(),
    )
    legal_name: bool = said(
        "Applicants also give their legal name. It lies sealed; a board member who decides their case can open it.", Flag(), default=False
    )


@dataclass(frozen=True, kw_only=True)
class VersionHead:
    number: int = said("1 for the first version, then 2, 3 ... A released version never changes.", Whole(1, 10_000))
    effective_from: date = said("The first day on which people may apply under it.", Day())
    note: str = said("What is new, for people who compare versions.", Text(1000), default="")
    sources: tuple[str, ...] = said("Where the rules stand.", ListOf(Text(300)), default=())


@dataclass(frozen=True, kw_only=True)
class StatementHead:
    code: str = said("The statement's key; attestations cite it.", Key())
    version: int = said("Its version. A released wording never changes.", Whole(1, 10_000))
    title: str = said("Its heading.", Text())
    file: str = said("The Markdown file with the wording, beside this file.", Text(100))


@dataclass(frozen=True, kw_only=True)
class SchemeFile:
    """Everything that one version of one scheme says."""

    format: str = said("The format of this file.", Choice((FORMAT,)))
    scheme: SchemeHead = said("The scheme.", Form(SchemeHead))
    credential: CredentialHead = said("What it awards.", Form(CredentialHead))
    version: VersionHead = said("This version.", Form(VersionHead))
    terms: Terms = said("How long an award lasts.", Form(Terms))
    statements: tuple[StatementHead, ...] = said("Wordings that people sign.", ListOf(Form(StatementHead)), default=())
    requirements: tuple[Requirement, ...] = said("What has to be met, all of it.", ListOf(AnyRequirement(), minimum=1))

    def check(self, node: Node, into: Reading) -> None:
        self._refuse_taken(node, into)
        named = {(one.code, one.version) for one in self.statements}
        for cited in attestations(self.requirements):
            if self.statements and (cited.statement, cited.statement_version) not in named:
                where = node.entries["requirements"]
                params = {"key": cited.key, "value": f"{cited.statement} {cited.statement_version}"}
                into.refuse(where.path, where.line, "statement_not_named", **params)

    def _refuse_taken(self, node: Node, into: Reading) -> None:
        if self.scheme.code == TAKEN["scheme.code"]:
            code = node.entries["scheme"].entries["code"]
            into.refuse(code.path, code.line, "taken", key="code", value=code.text)
        if any(TAKEN["attestation"] in (one.key, one.statement) for one in attestations(self.requirements)):
            where = node.entries["requirements"]
            into.refuse(where.path, where.line, "taken", key="attestation", value=TAKEN["attestation"])

    def body(self) -> dict[str, Any]:
        """What is kept for ever and fingerprinted."""
        return Form(SchemeFile).plain(self)


class SchemeFileError(Exception):
    """The file cannot be taken; `problems` holds every reason with its line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problems")


def attestations(requirements: tuple[Requirement, ...]) -> list[Attestation]:
    found: list[Attestation] = []
    for one in requirements:
        if isinstance(one, Group):
            found += attestations(one.of)
        if isinstance(one, Attestation):
            found.append(one)
    return found


def read_scheme(text: str) -> SchemeFile:
    """Read YAML; raises SchemeFileError with every problem, never half a scheme."""
    into = Reading()
    node = from_yaml(text, into)
    return _read(node, into)


def from_body(body: Mapping[str, Any]) -> SchemeFile:
    """The same from a stored body. Raises SchemeFileError for one that a later release no longer understands."""
    return _read(from_plain(body), Reading())


def _read(node: Node | None, into: Reading) -> SchemeFile:
    found = Form(SchemeFile).read(node, into) if node else REFUSED
    if into.problems or not isinstance(found, SchemeFile):
        raise SchemeFileError(into.problems)
    return found


def version_of(file: SchemeFile, sha256: str) -> Version:
    """The engine's view of a version. Its root is a group that holds all requirements."""
    root = AllOf(key="all", title=file.credential.title, of=file.requirements)
    return Version(file.scheme.code, file.version.number, sha256, root)
