"""Keep a picture of a question, once for the same bytes."""

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
