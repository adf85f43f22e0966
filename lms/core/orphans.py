"""People's files that no row names any more: a process that was killed between the commit and the deleting of the bytes leaves them.

Only what `lms.core.files` stored is looked at (folders by year and month). Certificates sweep their own (certificates/storage.py).
"""

import re
from datetime import datetime, timedelta

from django.core.files.storage import storages

from .models import PrivateFile

YOUNG = timedelta(days=1)


def remove_orphans(now: datetime) -> int:
    """Delete files without a row that are older than a day: a younger one may wait for its row to stand. Returns how many.

    Where no row names any file at all, nothing is deleted: that is a wrong database, not a house without files.
    """
    if not PrivateFile.objects.exclude(file="").exists():
        return 0
    storage, gone = storages["private"], 0
    years = [year for year in storage.listdir("")[0] if re.fullmatch(r"\d{4}", year)] if storage.exists("") else []
    for folder in (f"{year}/{month}" for year in years for month in storage.listdir(year)[0]):
        named = set(PrivateFile.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True))
        for name in (f"{folder}/{name}" for name in storage.listdir(folder)[1]):
            if name not in named and storage.get_modified_time(name) < now - YOUNG:
                storage.delete(name)
                gone += 1
    return gone
