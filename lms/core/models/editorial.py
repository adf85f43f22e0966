"""Our own image, document and media models: they cannot be swapped cheaply later, so they stand from the first migration."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtailmedia.models import AbstractMedia


class EditorialImage(AbstractImage):
    """A picture in a lesson."""

    credit = models.CharField(_("who made it"), max_length=200, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")


class EditorialRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(EditorialImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")]


class EditorialDocument(AbstractDocument):
    """A file that a lesson offers. People's own files are never here: lms.core.models.PrivateFile."""

    is_accessible = models.BooleanField(_("tagged, or has a text alternative"), default=False)
    admin_form_fields = (*Document.admin_form_fields, "is_accessible")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")


class EditorialMedia(AbstractMedia):
    """Sound or film, with captions and words, because wagtailmedia has neither."""

    captions = models.FileField(_("captions (WebVTT)"), upload_to="captions", blank=True)
    transcript = models.TextField(_("transcript"), blank=True)
    is_described = models.BooleanField(_("nothing important is only visual"), default=False)
    admin_form_fields = ("title", "file", "collection", "duration", "thumbnail", "captions", "transcript", "is_described", "tags")

    class Meta(AbstractMedia.Meta):
        verbose_name = _("media")
