"""SQL of ours: statements that go out together, and rows that come back as models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

import orjson
from django.db import connection
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)


class Statement(NamedTuple):
    """One statement and its values by name."""

    sql: str
    values: Mapping[str, Any]


def send(*statements: Statement) -> list[Any]:
    """Have statements done one after another, in one trip to the database.

    Each sees what those before it did. Gives the rows of the last, if it gives rows.
    """
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(cursor.mogrify(*one) for one in statements))
        while cursor.nextset():
            pass
        return cursor.fetchall() if cursor.description else []


def insert(row: Model) -> Statement:
    """Give the statement that adds a row, which the database numbers."""
    fields = [field for field in _fields(type(row)) if not field.primary_key]
    values = {field.column: _stored(row, field, is_new=True) for field in fields}
    places = ", ".join(f"%({name})s" for name in values)
    sql = f"INSERT INTO {row._meta.db_table} ({', '.join(values)}) VALUES ({places})"  # noqa: S608 - names of ours
    return Statement(sql, values)


def update(row: Model, *names: str) -> Statement:
    """Give the statement that writes these fields of a row as the model has them."""
    fields = [field for field in _fields(type(row)) if field.name in names]
    values = {field.column: _stored(row, field) for field in fields}
    changes = ", ".join(f"{name} = %({name})s" for name in values)
    sql = f"UPDATE {row._meta.db_table} SET {changes} WHERE id = %(id)s"  # noqa: S608 - names of ours
    return Statement(sql, {**values, "id": row.pk})


class Reading:
    """Rows of several tables, read by one statement: one trip, one moment."""

    def __init__(self, wanted: Mapping[type[Model], str]) -> None:
        """Take the condition of each table."""
        self.models = list(wanted)
        self.sql = " UNION ALL ".join(
            f"SELECT {number}, {AS_JSON} FROM {model._meta.db_table} AS row WHERE {condition}"  # noqa: S608 - names of ours
            for number, (model, condition) in enumerate(wanted.items())
        )

    def rows(
        self, values: Mapping[str, Any], *, first: Iterable[Statement] = ()
    ) -> dict[type[Model], list[Any]]:
        """Give the rows under their models, in no order.

        What is to be done `first` is done in the same trip, and seen.
        """
        found: dict[type[Model], list[Any]] = {model: [] for model in self.models}
        for number, text in send(*first, Statement(self.sql, values)):
            model = self.models[number]
            found[model].append(row_of(model, text))
        return found


AS_JSON = "row_to_json(row)::text"
"""The column that `row_of` reads, of a table called `row`."""


def row_of(model: type[Row], text: str) -> Row:
    """Give a row that was selected `AS_JSON` as its model."""
    said = orjson.loads(text)
    fields = _fields(model)
    return model.from_db(
        connection.alias,
        [field.attname for field in fields],
        [field.to_python(said[field.column]) for field in fields],
    )


@cache
def _fields(model: type[Model]) -> tuple[Field, ...]:
    return tuple(model._meta.concrete_fields)


def _stored(row: Model, field: Field, *, is_new: bool = False) -> Any:
    return field.get_db_prep_save(field.pre_save(row, is_new), connection)
