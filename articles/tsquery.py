"""Terms as a tsquery of PostgreSQL: the SQL that makes it, and its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from articles.models.search import SIMPLE, configuration_of, tag_of
from articles.terms import Term, Terms

_UNLESS_EMPTY = (
    "SELECT CASE WHEN numnode(term) = 0 THEN term ELSE {narrowed} END"
    " FROM (SELECT {of} AS term) AS one"
)


class TextQuery(NamedTuple):
    """The SQL of a tsquery and its named parameters.

    `loose` takes words in a row for words anywhere, which the index answers alone.
    """

    exact: str
    loose: str
    params: dict[str, Any]


def text_query(
    terms: Terms, filters: Mapping[str, str], *, language: str, is_certain: bool
) -> TextQuery:
    """Give the tsquery of these terms among stories that these filters let through.

    Words are looked for by their stem in `language` and, where that is not certain to
    be the stories' own, as they are written.
    """
    configuration = configuration_of(language)
    is_certain = is_certain or configuration == SIMPLE
    params: dict[str, Any] = {"stemmed": configuration, "simple": SIMPLE}
    for number, term in enumerate(_each(terms)):
        params[f"term{number}"] = term.text
        params[f"start{number}"] = _start(term.text)
    for name, value in filters.items():
        params[f"tag_{name}"] = _quoted(tag_of(name, value))
    tags = [f"%(tag_{name})s::tsquery" for name in filters]
    exact, loose = (
        _if_any(_any_group(terms, is_certain=is_certain, is_loose=is_loose), tags)
        for is_loose in (False, True)
    )
    return TextQuery(exact, loose, params)


def has_phrase(terms: Terms) -> bool:
    """Say whether the exact query asks for more than the loose one."""
    return any(term.is_phrase for term in _each(terms))


def _each(terms: Terms) -> Iterable[Term]:
    return (term for group in terms for term in group)


def _any_group(terms: Terms, *, is_certain: bool, is_loose: bool) -> str:
    numbers = iter(range(len(list(_each(terms)))))
    groups = []
    for group in terms:
        wanted, unwanted = [], []
        for term in group:
            sql = _term(next(numbers), term, is_certain=is_certain, is_loose=is_loose)
            if not term.is_negated:
                wanted.append(sql)
            elif not (term.is_phrase and is_loose):
                unwanted.append(f"!!({sql})")
        all_wanted = " && ".join(wanted)
        groups.append(_if_any(all_wanted, unwanted))
    return " || ".join(f"({group})" for group in groups)


def _if_any(query: str, more: list[str]) -> str:
    """Narrow a query by more; what has only words too common to count finds nothing."""
    if not more:
        return query
    narrowed = " && ".join(["term", *more])
    return f"({_UNLESS_EMPTY.format(narrowed=narrowed, of=query)})"


def _term(number: int, term: Term, *, is_certain: bool, is_loose: bool) -> str:
    reads = "phraseto" if term.is_phrase and not is_loose else "plainto"
    stem = f"{reads}_tsquery(%(stemmed)s::regconfig, %(term{number})s)"
    ways = ["term"]
    if term.is_prefix:
        ways.append(f"to_tsquery(%(simple)s::regconfig, %(start{number})s)")
    elif not is_certain:
        ways.append(f"{reads}_tsquery(%(simple)s::regconfig, %(term{number})s)")
    if len(ways) == 1:
        return stem
    return f"({_UNLESS_EMPTY.format(narrowed=' || '.join(ways), of=stem)})"


def _start(text: str) -> str:
    """Give what to_tsquery reads as all words with this start."""
    return f"{_quoted(text)}:*"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
