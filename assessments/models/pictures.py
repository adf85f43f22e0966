"""Pictures in questions, named by the hash of their bytes, so that a released version shows the same picture for ever."""

from django.db import models

from lms.core.models import PrivateFile


class QuestionPicture(models.Model):
    """The bytes stand in a PrivateFile that we wrote anew; the hash is of what we keep."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    file = models.OneToOneField(PrivateFile, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.sha256[:12]
