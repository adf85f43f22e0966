"""Keep a picture of a question, once for the same bytes."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.models import QuestionPicture
from lms.core.files import store_file
from lms.core.permissions import require


@transaction.atomic
def keep_picture(*, upload: Any, by: User | None, owner_ref: str = "questions") -> QuestionPicture:
    """Look at the bytes, write them anew and keep them. Its `sha256` is the name for `images` and `![](image:...)`.

    `by` None: a file is loaded by whoever runs the installation. Raises Refused, in words, for what is no picture.
    """
    if by is not None:
        require(by, "assessments.edit_questions")
    stored = store_file(upload=upload, owner_ref=owner_ref[:10], purpose="question", kinds=("image",))
    held = QuestionPicture.objects.filter(sha256=stored.sha256).first()
    if held is None:
        return QuestionPicture.objects.create(sha256=stored.sha256, file=stored)
    name = str(stored.file.name)
    stored.delete()
    transaction.on_commit(lambda: stored.file.storage.delete(name))
    return held


def renamed_picture(definition: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    return everywhere(definition, lambda text: text.replace(before, after))


def without_picture(definition: dict[str, Any], sha256: str) -> dict[str, Any]:
    words = definition["images"].get(sha256, "")
    shown = "" if words == "-" else words
    bare = {**definition, "images": {name: alt for name, alt in definition["images"].items() if name != sha256}}
    return everywhere(bare, lambda text: re.sub(rf"!\[[^\]]*\]\(image:{sha256}\)", lambda _match: shown, text))


def everywhere(definition: Mapping[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """The same definition with every text in it changed, names of fields included."""

    def changed(value: Any) -> Any:
        if isinstance(value, str):
            return change(value)
        if isinstance(value, dict):
            return {change(name): changed(each) for name, each in value.items()}
        return [changed(each) for each in value] if isinstance(value, list) else value

    return {change(name): changed(each) for name, each in definition.items()}
