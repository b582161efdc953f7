"""SQL of ours: statements that go out together, and rows that come back as models."""

from __future__ import annotations

from collections.abc import Mapping
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


def send(*statements: Statement) -> None:
    """Have statements done one after another, in one trip to the database.

    Each sees what those before it did; the names of its values are its own.
    """
    sql: list[str] = []
    values: dict[str, Any] = {}
    for number, one in enumerate(statements):
        sql.append(one.sql.replace("%(", f"%({number}."))
        values |= {f"{number}.{name}": value for name, value in one.values.items()}
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(sql), values)


def insert(model: type[Model], **values: Any) -> Statement:
    """Give the statement that adds a row, by the names of its columns."""
    columns = ", ".join(values)
    places = ", ".join(f"%({name})s" for name in values)
    table = model._meta.db_table
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of ours
    return Statement(sql, values)


class Reading:
    """Rows of several tables, read by one statement: one trip, one moment."""

    def __init__(self, wanted: Mapping[type[Model], str]) -> None:
        """Take the condition of each table."""
        self.models = list(wanted)
        self.sql = " UNION ALL ".join(
            f"SELECT {number}, {AS_JSON} FROM {model._meta.db_table} AS row WHERE {condition}"  # noqa: S608 - names of ours
            for number, (model, condition) in enumerate(wanted.items())
        )

    def rows(self, values: Mapping[str, Any]) -> dict[type[Model], list[Any]]:
        """Give the rows under their models, in no order."""
        found: dict[type[Model], list[Any]] = {model: [] for model in self.models}
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            for number, text in cursor.fetchall():
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
