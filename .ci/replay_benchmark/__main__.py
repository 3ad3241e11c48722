"""The same work by Precedent, DuckDB and plain Python, side by side. docs/benchmarks.md tells more.

    python3 .ci/replay_benchmark PRECEDENT PEERS FOLDER [RECORDS] [--times N]

PRECEDENT is the program, PEERS a Python that has duckdb and orjson, FOLDER where the work is put.
Exits with 1 when the peers do not agree on what they found.
"""
import argparse
import os
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import measuring  # noqa: E402
from comparison import Comparison  # noqa: E402
from measuring import BenchmarkError  # noqa: E402
from precedent_peer import Precedent  # noqa: E402
from workload import Repository, write_head, write_records, write_repeated  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(usage=".ci/bench side-by-side [RECORDS] [--times N]")
    parser.add_argument("precedent", type=Path)
    parser.add_argument("peers", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("records", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--times", type=int, default=1, metavar="N",
                        help="a history so many times as long too, from the cache")
    given = parser.parse_args()
    if given.records < 1 or given.times < 1:
        parser.error("RECORDS and N are 1 or more")
    return given


def has_room(folder, size):
    """Whether there is room for a file, half as much again for its cache, and some to spare."""
    free = shutil.disk_usage(folder).free
    if free < size * 1.5 + (1 << 30):
        print(f"\nno room for a history of {size / 1e9:.0f} GB and its cache: {free / 1e9:.0f} GB "
              f"are free; TMPDIR may name another disk")
        return False
    return True


def measure_longer(comparison, given, history):
    """From the cache of a history so many times as long."""
    if not comparison.precedent.has_cache:
        print("\nthis Precedent has no cache: the longer history is left out")
    elif has_room(given.folder, history.stat().st_size * given.times):
        longer = given.folder / "longer.ndjson"
        write_repeated(longer, history, given.times)
        measuring.let_age(longer)
        comparison.measure_cached(longer, given.times)


def main():
    given = arguments()
    cache = given.folder.absolute() / "cache"
    os.environ["PRECEDENT_CACHE"] = os.environ["XDG_CACHE_HOME"] = str(cache)
    repository = Repository(given.folder / "policy", changes=2 * measuring.RUNS + 1)
    repository.write()
    history, single = given.folder / "requests.ndjson", given.folder / "single.ndjson"
    write_records(history, given.records)
    write_head(single, history, 1)
    precedent = Precedent(given.precedent.absolute(), repository.path, cache)
    print(f"\nside by side: {given.records:,} records, {history.stat().st_size:,} bytes, 50 rules, "
          f"{measuring.cores()} cores, {measuring.machine()}\n{precedent.version}")
    measuring.warn_of_load()
    measuring.fill_page_cache(history)
    comparison = Comparison(precedent, given.peers, given.folder, history, single, given.records)
    comparison.measure()
    if given.times > 1:
        measure_longer(comparison, given, history)
    comparison.measure_start()
    comparison.show()


if __name__ == "__main__":
    try:
        main()
    except BenchmarkError as error:
        sys.exit(f"error: {error}")
