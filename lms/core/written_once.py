"""Reads whose SQL is written once for each process (docs/decisions/0091).

Writing a statement through the ORM takes longer than the database takes to answer it. For the few reads that stand before almost every
page a function says as a queryset what is read; the SQL of it is kept, and only the values are put in. Who may read what is still said
in one place: by the queryset.
"""

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date, datetime, timedelta
from functools import update_wrapper
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

MOST = 8  # values in a tuple; longer ones are asked in the ordinary way, or each length would keep a statement
Value = int | str | bytes | date | datetime | UUID
Given = Mapping[str, Value | tuple[Value, ...]]
Place = tuple[str, int]  # which of the given values, and which of several


class WrittenOnce:
    """A queryset as a function of plain values; calling it gives its rows, as a list.

    A tuple of values makes one statement for each length of it, up to MOST. The shape may depend on nothing else: no None, no `if` on a
    value, and no clock inside. With `settings.CHECK_WRITTEN_ONCE` (tests) each call is compared with what the ORM would have written.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self.build = build
        self._kept: dict[tuple[str, frozenset[tuple[str, int]]], _Statement] = {}
        update_wrapper(self, build)

    def __call__(self, **given: Value | tuple[Value, ...]) -> list[Any]:
        _refuse_none(given)
        lengths = {name: len(value) if isinstance(value, tuple) else -1 for name, value in given.items()}
        if any(length == 0 or length > MOST for length in lengths.values()):
            return list(self.build(**given))
        key = connections[DEFAULT_DB_ALIAS].vendor, frozenset(lengths.items())  # in whatever order they were given
        statement = self._kept.get(key)
        if statement is None:
            statement = self._kept[key] = _Statement(self.build, given)
        elif settings.CHECK_WRITTEN_ONCE:
            statement.check(self.build(**given), given)
        return statement.rows(given)


def _refuse_none(given: Given) -> None:
    """Raise TypeError: put into SQL that is written already, None would ask `= NULL`, which finds nothing and says nothing."""
    for name, value in given.items():
        if value is None or (isinstance(value, tuple) and None in value):
            raise TypeError(f"A statement that is written once takes no None, and {name} is or holds one")


class _Statement:
    """The SQL of a queryset, and which parameter takes which value."""

    def __init__(self, build: Callable[..., QuerySet], given: Given) -> None:
        queryset = build(**given)
        self.iterable: Any = queryset._iterable_class
        self.model = queryset.model
        self.compiler, self.sql, self.constants = _written(queryset)
        self.places: list[Place | None] = [None] * len(self.constants)
        for place in _flat(given):
            self._find(place, build, given)
        if self._parameters(given) != self.constants:
            raise TypeError(
                f"{build.__qualname__}: a value reaches the statement in another form, or something moves beside what was given"
            )

    def _find(self, place: Place, build: Callable[..., QuerySet], given: Given) -> None:
        """Where a value went: what is different when only this value is."""
        _compiler, sql, params = _written(build(**_with_another(given, place)))
        if sql != self.sql or params == self.constants:
            raise TypeError(f"{build.__qualname__}: what is asked depends on more than the value of {place[0]}")
        for number, (one, other) in enumerate(zip(self.constants, params, strict=True)):
            if one != other:
                self.places[number] = place

    def _parameters(self, given: Given) -> tuple[Any, ...]:
        flat = _flat(given)
        pairs = zip(self.places, self.constants, strict=True)
        return tuple(constant if place is None else _adapted(flat[place]) for place, constant in pairs)

    def check(self, queryset: QuerySet, given: Given) -> None:
        """Raise AssertionError where the ORM would ask something else for these values."""
        _compiler, sql, params = _written(queryset)
        if (sql, params) != (self.sql, self._parameters(given)):
            raise AssertionError(f"The ORM would ask {sql} {params}, and not {self.sql} {self._parameters(given)}")

    def rows(self, given: Given) -> list[Any]:
        """Ask, and make of the rows what the queryset would: its own machinery does, with a compiler that has its SQL already."""
        compiler, written = copy(self.compiler), (self.sql, self._parameters(given))
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # of this thread
        compiler.as_sql = lambda *_, **__: written
        query = SimpleNamespace(get_compiler=lambda *_, **__: compiler)
        asked: Any = SimpleNamespace(db=DEFAULT_DB_ALIAS, model=self.model, query=query, _known_related_objects={})
        return [*self.iterable(asked)]


def _written(queryset: QuerySet) -> tuple[Any, str, tuple[Any, ...]]:
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    return compiler, sql, tuple(_bare(parameter) for parameter in params)


def _bare(parameter: Any) -> Any:
    """Bytes without a driver's wrapper, so that they can be compared."""
    inner = getattr(parameter, "obj", None)
    return inner if isinstance(inner, bytes) else parameter


def _flat(given: Given) -> dict[Place, Value]:
    each = {name: value if isinstance(value, tuple) else (value,) for name, value in given.items()}
    return {(name, number): value for name, values in each.items() for number, value in enumerate(values)}


def _with_another(given: Given, place: Place) -> dict[str, Any]:
    name, number = place
    value: Any = given[name]
    if not isinstance(value, tuple):
        return {**given, name: _another(value)}
    return {**given, name: (*value[:number], _another(value[number]), *value[number + 1 :])}


def _another(value: Value) -> Value:
    """A value of the same kind that is not this one, nor one of its neighbours in a tuple."""
    match value:
        case int():
            return -value - 1
        case str():
            return f"{value}~"
        case bytes():
            return value + b"~"
        case UUID():
            return UUID(int=value.int ^ 1)
        case date():
            return value + timedelta(days=1)
    raise TypeError(f"A statement that is written once takes no {type(value).__name__}")


def _adapted(value: Value) -> Any:
    """As the database's own lookups pass a value on: SQLite has no type for times and UUIDs."""
    connection = connections[DEFAULT_DB_ALIAS]
    match value:
        case datetime():
            return connection.ops.adapt_datetimefield_value(value)
        case date():
            return connection.ops.adapt_datefield_value(value)
        case UUID() if not connection.features.has_native_uuid_field:
            return value.hex
    return value
