"""What blocks take from the editors' library: pictures, recordings and documents, each kept by its hash as it is looked up."""

from typing import Any

from lms.core.models import EditorialDocument, EditorialImage, EditorialMedia

from .freeze_media import freeze_captions, freeze_download, freeze_picture, freeze_recording


class FromLibrary:
    """Half of a building.Resolver. A file that is gone, or is not what it should be, is None; the block's own check says so."""

    def picture(self, key: Any) -> list[dict[str, Any]]:
        image = EditorialImage.objects.filter(pk=key).first()
        return freeze_picture(image) if image else []

    def recording(self, key: Any) -> dict[str, Any] | None:
        media = EditorialMedia.objects.filter(pk=key).first()
        return freeze_recording(media) if media else None

    def captions(self, key: Any) -> dict[str, Any] | None:
        document = EditorialDocument.objects.filter(pk=key).first()
        return freeze_captions(document) if document else None

    def download(self, key: Any) -> dict[str, Any] | None:
        document = EditorialDocument.objects.filter(pk=key).first()
        return freeze_download(document) if document else None
