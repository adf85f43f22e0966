"""A history table holds one row for each change of the same person: an id that must be unique there would refuse the second."""

from django.apps import apps

from lms.core.ids import PublicIdField


def test_ids_in_history_tables_stay_unbound_when_a_migration_rebuilds_them():
    fields = [field for model in apps.get_models() if model.__name__.startswith("Historical") for field in model._meta.fields]
    ids = [field for field in fields if isinstance(field, PublicIdField)]
    assert ids
    assert [field.clone().unique for field in ids] == [False] * len(ids)


def test_ids_elsewhere_are_unique_by_themselves():
    assert PublicIdField().clone().unique is True
