"""Plain Python: each line is parsed, and the rules as data are tried in the order they win.

    python_peer.py RECORDS CORES RUNS        prints what it found and took, as JSON
"""
import json
import operator
import os
import sys
import time
from collections import Counter
from multiprocessing import Pool

from workload import DEFAULT_TIER, TIERS, by_rank, rules_at

try:
    from orjson import loads
    PARSER = "orjson"
except ImportError:
    from json import loads
    PARSER = "json"

OPERATORS = {
    "eq": operator.eq, "in": lambda value, values: value in values, "lt": operator.lt,
    "le": operator.le, "gt": operator.gt, "ge": operator.ge, "has": operator.contains,
}


def prepared(tag):
    """The rules of a commit in the order they win, with sets for lists: tests and a tier each."""
    return [
        ([(OPERATORS[test], *path_parts(path), frozenset(value) if test == "in" else value)
          for test, path, value in rule["when"]], TIERS[rule["effect"]])
        for rule in by_rank(rules_at(tag))]


def path_parts(path):
    section, _, name = path.partition(".")
    return section, name


def tier(request, found):
    for tests, effect in found:
        for test, section, name, value in tests:
            actual = request[section][name] if name else request[section]
            if not test(actual, value):
                break
        else:
            return effect
    return DEFAULT_TIER


def count(part):
    """Records by tier before and after, of the lines that begin in a range of bytes."""
    path, start, end = part
    before, after = prepared("v1"), prepared("v2")
    tiers = Counter()
    with open(path, "rb") as lines:
        if start > 0:
            lines.seek(start - 1)
            lines.readline()
        place = lines.tell()
        for line in lines:
            if place >= end:
                break
            place += len(line)
            request = loads(line)
            tiers[tier(request, before), tier(request, after)] += 1
    return tiers


def count_on(cores, path):
    size = os.path.getsize(path)
    parts = [(path, size * n // cores, size * (n + 1) // cores) for n in range(cores)]
    if cores == 1:
        return count(parts[0])
    with Pool(cores) as pool:
        return sum(pool.map(count, parts), Counter())


def main(path, cores, runs):
    costs = []
    for _ in range(runs):
        started, processor = time.perf_counter(), os.times()
        tiers = count_on(cores, path)
        costs.append((time.perf_counter() - started, sum(os.times()[:4]) - sum(processor[:4])))
    print(json.dumps({
        "costs": costs, "tiers": [[*ends, n] for ends, n in tiers.items()], "rules": {},
        "version": f"Python {sys.version.split()[0]}, {PARSER}"}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
