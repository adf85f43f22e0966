"""Take in a scheme file: all of it, or nothing and every reason why not."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from lms.core.canonical import canonical_json, sha256_hex
from lms.core.errors import Refused
from lms.core.written.reading import Problem
from schemes.files.scheme_file import SchemeFile, SchemeFileError, StatementHead, attestations, read_scheme
from schemes.models import CredentialType, Scheme, SchemeVersion, Statement, StatementVersion
from schemes.words.files import say


def import_scheme(*, path: Path) -> SchemeVersion:
    """Release what the YAML file at `path` says, with the wordings that lie beside it.

    The same contents again give the same version. Raises Refused with one line a problem ("file:line: key: what"), also
    for a version number that was released with other contents; nothing is saved then.
    """
    try:
        file = read_scheme(_text(path))
        wordings = {statement: _wording(statement, path) for statement in file.statements}
        return _release(file, wordings)
    except SchemeFileError as error:
        raise Refused(*(say(problem, path.name) for problem in error.problems)) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SchemeFileError([Problem("", 0, "not_yaml", {"detail": "UTF-8"})]) from error
    except OSError as error:
        raise SchemeFileError([Problem("", 0, "no_such_file", {"value": path.name})]) from error


def _wording(statement: StatementHead, path: Path) -> str:
    beside = path.parent / Path(statement.file).name
    # Only the bare name of a neighbour: a scheme file must not pull in whatever lies elsewhere on the server.
    if statement.file != beside.name or not beside.is_file():
        raise SchemeFileError([Problem("statements", 0, "no_such_file", {"value": statement.file})])
    return beside.read_text(encoding="utf-8")


@transaction.atomic
def _release(file: SchemeFile, wordings: dict[StatementHead, str]) -> SchemeVersion:
    body = canonical_json(file.body())
    scheme = _scheme(file)
    released = scheme.versions.filter(number=file.version.number).first()
    if released is None:
        _statements(wordings)
        _known_statements(file)
        return _version(file, scheme, body)
    if released.sha256 != sha256_hex(body):
        newest = max(scheme.versions.values_list("number", flat=True))
        params = {"number": released.number, "code": scheme.code, "next": newest + 1}
        raise SchemeFileError([Problem("version.number", 0, "version_changed", params)])
    _statements(wordings)
    return released


def _scheme(file: SchemeFile) -> Scheme:
    Scheme.objects.get_or_create(code=file.scheme.code, defaults={"name": file.scheme.name, "authority": file.scheme.authority})
    return Scheme.objects.select_for_update().get(code=file.scheme.code)


def _version(file: SchemeFile, scheme: Scheme, body: str) -> SchemeVersion:
    # The newest import says what the scheme is called now; what it was called stands in each version's own body.
    head = {"name": file.scheme.name, "authority": file.scheme.authority, "about": file.scheme.about, "is_example": file.scheme.is_example}
    Scheme.objects.filter(pk=scheme.pk).update(**head)
    titles = {"title": file.credential.title, "neutral_titles": list(file.credential.neutral_titles)}
    credential, _ = CredentialType.objects.update_or_create(scheme=scheme, key=file.credential.key, defaults=titles)
    return SchemeVersion.objects.create(
        scheme=scheme,
        credential_type=credential,
        number=file.version.number,
        body=body,
        sha256=sha256_hex(body),
        terms=file.body()["terms"],
        sources=list(file.version.sources),
        effective_from=file.version.effective_from,
    )


def _statements(wordings: dict[StatementHead, str]) -> None:
    for named, wording in wordings.items():
        statement, _ = Statement.objects.get_or_create(code=named.code)
        fields = {"title": named.title, "wording": wording, "sha256": sha256_hex(wording)}
        kept, _ = StatementVersion.objects.get_or_create(statement=statement, number=named.version, defaults=fields)
        if kept.sha256 != fields["sha256"]:
            raise SchemeFileError([Problem("statements", 0, "wording_changed", {"value": f"{named.code} {named.version}"})])


def _known_statements(file: SchemeFile) -> None:
    cited = {(one.statement, one.statement_version): one.key for one in attestations(file.requirements)}
    known = set(StatementVersion.objects.filter(statement__code__in=[code for code, _ in cited]).values_list("statement__code", "number"))
    missing = [
        Problem("requirements", 0, "statement_not_named", {"key": cited[one], "value": f"{one[0]} {one[1]}"})
        for one in cited.keys() - known
    ]
    if missing:
        raise SchemeFileError(missing)
