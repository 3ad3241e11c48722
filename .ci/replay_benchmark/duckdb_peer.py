"""DuckDB: records by tier before and after, in one query.

    duckdb_peer.py file RECORDS THREADS RUNS FROM TO          the NDJSON file is read in the query
    duckdb_peer.py load RECORDS THREADS DATABASE              a table is made of it
    duckdb_peer.py table DATABASE THREADS RUNS FROM TO FORM   the query alone, over that table

FORM is `plain` or `tuned`. Prints what it found and took, as JSON; what a query takes is its time
inside of a connection that is open.
"""
import json
import os
import sys
import time
from dataclasses import dataclass

import duckdb
from workload import DEFAULT_TIER, TIERS, by_rank, policy, rules_at

OPERATORS = {"eq": "=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
# A list of so many values or more is looked up, not compared value by value.
LOOKED_UP = 5


def literal(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f"'{value}'"


def listed(values):
    return ", ".join(map(literal, values))


# MARK: - The columns

@dataclass(frozen=True)
class Column:
    """A field that rules read, and how it is stored: of small texts, as an ENUM of its values."""

    path: str
    stored: str = ""
    values: tuple = ()

    @property
    def name(self):
        return self.path.replace(".", "_")

    @property
    def read(self):
        """The type in which the file is read."""
        return self.stored or ("VARCHAR[]" if self.is_list else "VARCHAR")

    @property
    def is_list(self):
        return self.path == "subject.groups"

    def selected(self, list_type):
        """The column of a flat table. To turn lists into ENUMs pays only if they are kept."""
        kept = self.stored or (list_type if self.is_list else f"enum_{self.name}")
        return f"{self.path}::{kept} AS {self.name}"


def columns():
    given = policy()
    enumerated = {
        "subject.type": given.TYPES, "subject.department": given.DEPTS,
        "subject.title": given.TITLES, "subject.groups": given.GROUPS, "action": given.ACTIONS,
        "resource.system": given.SYSTEMS, "resource.environment": given.ENVS,
        "resource.sensitivity": given.SENS, "entitlement.role": given.ROLES}
    plain = {
        "subject.tenure_days": "INTEGER", "entitlement.privileged": "BOOLEAN",
        "context.duration_hours": "INTEGER", "context.device_trusted": "BOOLEAN",
        "context.emergency": "BOOLEAN", "context.risk_score": "INTEGER"}
    found = [Column(path, values=tuple(values)) for path, values in enumerated.items()]
    return {column.path: column for column in found + [Column(*each) for each in plain.items()]}


COLUMNS = columns()


def flat_file(path, list_type="VARCHAR[]"):
    """The records of a file as a flat table; only fields that rules read are named."""
    sections = {}
    for column in COLUMNS.values():
        section, _, name = column.path.partition(".")
        sections.setdefault(section, []).append(f"{name} {column.read}".strip())
    types = ", ".join(f"{section}: '{struct(fields)}'" for section, fields in sections.items())
    selected = ", ".join(column.selected(list_type) for column in COLUMNS.values())
    return (f"(SELECT {selected} FROM read_json('{path}', format = 'newline_delimited', "
            f"columns = {{{types}}}))")


def struct(fields):
    """The type of a section of a record; `action` is a text by itself."""
    return f"STRUCT({', '.join(fields)})" if len(fields) > 1 else fields[0]


# MARK: - The rules

def atom(test, path, value, form):
    column = COLUMNS[path]
    enum = f"::enum_{column.name}" if column.values else ""
    if test == "has":
        return f"list_contains({column.name}, {literal(value)})"
    if test != "in":
        return f"{column.name} {OPERATORS[test]} {literal(value)}{enum}"
    if form == "tuned" and len(value) >= LOOKED_UP:
        truths = listed(each in value for each in column.values)
        return f"list_extract([{truths}], enum_code({column.name})::BIGINT + 1)"
    return f"{column.name} IN ({', '.join(literal(each) + enum for each in value)})"


def condition(rule, form):
    return " AND ".join(atom(*test, form) for test in rule["when"])


def case(found, matches):
    arms = " ".join(
        f"WHEN {matches(rule)} THEN '{TIERS[rule['effect']]}'" for rule in by_rank(found))
    return f"CASE {arms} ELSE '{DEFAULT_TIER}' END"


def query(source, versions, form):
    """One CASE per version in the order in which rules win. Tuned, it is over the matches of rules,
    each worked out once for both versions; plain, over their conditions.
    """
    names = {}
    if form == "tuned":
        for rule in sum(versions, []):
            names.setdefault(condition(rule, form), f"match_{len(names)}")
        matches = ", ".join(f"{text} AS {name}" for text, name in names.items())
        source = f"(SELECT {matches} FROM {source})"
    before, after = (
        case(found, lambda rule: names.get(condition(rule, form), condition(rule, form)))
        for found in versions)
    return (f"SELECT before, after, count(*) FROM (SELECT {before} AS before, {after} AS after "
            f"FROM {source}) GROUP BY before, after")


def count_matches(source, versions):
    """By rule, how many records it matches before and after."""
    asked = [condition(rule, "tuned") for found in versions for rule in found]
    counts = ", ".join(f"count(*) FILTER (WHERE {text})" for text in asked)
    return f"SELECT {counts} FROM {source}"


# MARK: - The commands

def connected(threads, database=":memory:", read_only=False):
    connection = duckdb.connect(database, read_only=read_only)
    connection.execute(f"SET threads = {int(threads)}")
    connection.execute("SET enable_progress_bar = false")
    return connection


def make_types(connection):
    for column in COLUMNS.values():
        if column.values:
            connection.execute(f"CREATE TYPE enum_{column.name} AS ENUM ({listed(column.values)})")


def timed(connection, text):
    started, processor = time.perf_counter(), sum(os.times()[:2])
    rows = connection.execute(text).fetchall()
    return rows, (time.perf_counter() - started, sum(os.times()[:2]) - processor)


def measure(connection, source, runs, tags, form, with_rules):
    versions = [rules_at(tag) for tag in tags]
    results = [timed(connection, query(source, versions, form)) for _ in range(int(runs))]
    matches = {}
    if with_rules:
        counts, _ = timed(connection, count_matches(source, versions))
        half = len(versions[0])
        matches = {rule["id"]: (counts[0][n], counts[0][n + half])
                   for n, rule in enumerate(versions[0])}
    return {"costs": [cost for _, cost in results], "tiers": results[-1][0], "rules": matches}


def main(command, source, threads, *rest):
    if command == "load":
        connection = connected(threads, rest[0])
        make_types(connection)
        flat = flat_file(source, list_type="enum_subject_groups[]")
        _, cost = timed(connection, f"CREATE TABLE records AS FROM {flat}")
        found = {"costs": [cost], "tiers": [], "rules": {}}
    elif command == "file":
        connection = connected(threads)
        make_types(connection)
        runs, *tags = rest
        found = measure(connection, flat_file(source), runs, tags, "tuned", with_rules=False)
    else:
        runs, before, after, form = rest
        connection = connected(threads, source, read_only=True)
        timed(connection, query("records", [rules_at(before), rules_at(after)], form))
        found = measure(connection, "records", runs, (before, after), form, with_rules=True)
    print(json.dumps({**found, "version": f"DuckDB {duckdb.__version__}"}))


if __name__ == "__main__":
    main(*sys.argv[1:])
