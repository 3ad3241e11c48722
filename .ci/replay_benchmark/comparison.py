"""What is measured of each, in which order, and how it is shown."""
import json
from dataclasses import dataclass, field
from pathlib import Path

import measuring
from agreement import Findings, hold_equal
from measuring import MEBI, RUNS, Cost
from precedent_peer import Precedent

HERE = Path(__file__).resolve().parent
ONE, ALL = "one core", "all cores"
FILE, CACHE, RULE, COMMENT = "file", "cache", "one rule", "comment"
DUCK_FILE, DUCK_PLAIN, DUCK_TUNED, PYTHON = "duck file", "duck plain", "duck tuned", "python"
RATIOS = [
    ("Precedent from the file / DuckDB from the file", FILE, DUCK_FILE),
    ("Precedent from the file / Python from the file", FILE, PYTHON),
    ("Precedent from its cache / DuckDB's table, tuned", CACHE, DUCK_TUNED),
    ("Precedent from its cache / DuckDB's table, plain", CACHE, DUCK_PLAIN),
    ("Precedent, one rule changed / DuckDB's table, tuned", RULE, DUCK_TUNED),
    ("DuckDB from the file / Python from the file", DUCK_FILE, PYTHON),
]


@dataclass
class Comparison:
    """Measures, prints a row for each at once, and holds what all found against each other."""

    precedent: Precedent
    peers: Path
    folder: Path
    history: Path
    single: Path
    records: int
    costs: dict = field(default_factory=dict)
    expected: dict = field(default_factory=dict)

    def measure(self):
        print(f"\n{'':62} {'cores':9} {'records/s':>12} {'seconds':>9} {'processor':>9} "
              f"{'peak MiB':>9}")
        self.measure_duckdb()
        self.measure_python()
        for cores in (ONE, ALL):
            self._simulate(FILE, "Precedent, from the file", cores, ["v2"] * RUNS, base="v1",
                           cached=False)
        if self.precedent.has_cache:
            self.measure_cached(self.history, 1)
        else:
            print("Precedent, from its cache: this version has none")

    # MARK: - The peers

    def measure_duckdb(self):
        database = self.folder / "records.duckdb"
        for cores in (ONE, ALL):
            self._peer(DUCK_FILE, "DuckDB, from the file", cores, "duckdb_peer.py", "file",
                       self.history, self._threads(cores), RUNS, "v1", "v2")
        self._peer(None, "DuckDB, making a table of the file", ALL, "duckdb_peer.py", "load",
                   self.history, self._threads(ALL), database)
        for cores in (ONE, ALL):
            for key, form in ((DUCK_PLAIN, "plain"), (DUCK_TUNED, "tuned")):
                self._peer(key, f"DuckDB, the query over its table, {form}", cores,
                           "duckdb_peer.py", "table", database, self._threads(cores), RUNS, "v1",
                           "v2", form)

    def measure_python(self):
        for cores in (ONE, ALL):
            self._peer(PYTHON, "Python, from the file", cores, "python_peer.py", self.history,
                       self._threads(cores), RUNS)

    def _threads(self, cores):
        return 1 if cores == ONE else measuring.cores()

    def _peer(self, key, name, cores, script, *arguments):
        command = [str(each) for each in (self.peers, "-B", HERE / script, *arguments)]
        output, whole = measuring.run(command, on_one_core=cores == ONE)
        document = json.loads(output)
        cost = Cost.of([Cost(*each, whole.peak_bytes, 1) for each in document["costs"]])
        if document["tiers"]:
            self._hold("v2", Findings.of_document(document), name)
        self._row(name, cores, self.records, cost)
        if key:
            self.costs[key, cores] = cost

    # MARK: - Precedent

    def measure_cached(self, history, times):
        """The second run, and changes of one rule and of a comment. No version is replayed twice,
        but for the first, so that only what is known of the old version is found in the cache.
        """
        size = "" if times == 1 else f", {times} times the records"
        kept = self.precedent.cached_bytes
        self._simulate(None, f"Precedent, the run that makes its cache{size}", ALL, ["v2"],
                       base="v1", history=history, times=times)
        if self.precedent.cached_bytes == kept:
            print("  it kept nothing: rows from its cache are left out")
            return
        for cores in (ONE, ALL):
            self._simulate(CACHE, f"Precedent, from its cache{size}", cores, ["v2"] * RUNS,
                           base="v1", history=history, times=times)
        for key, kind, name in ((RULE, "threshold", "one rule changed"),
                                (COMMENT, "comment", "only a comment changed")):
            self._changes(key, kind, f"Precedent, {name}{size}", history, times)

    def _changes(self, key, kind, name, history, times):
        """Each run has a new change; what it takes on a history of one record is told beside it."""
        tags = [f"{kind}-{number}" for number in range(2 * RUNS + 1)]
        self.precedent.simulate(history, tags[0])
        self.precedent.simulate(self.single, tags[0])
        for cores, mine in ((ONE, tags[1:RUNS + 1]), (ALL, tags[RUNS + 1:])):
            whole = self._simulate(key, name, cores, mine, history=history, times=times)
            start = Cost.of([
                self.precedent.simulate(self.single, tag, on_one_core=cores == ONE)[1]
                for tag in mine])
            self._start_subtracted(cores, self.records * times, whole, start)

    def _start_subtracted(self, cores, records, whole, start):
        rest = whole.seconds - start.seconds
        rate = f"{records / rest:12,.0f}" if rest > 0 else f"{'-':>12}"
        print(f"{f'  without its start of {start.seconds * 1000:.0f} ms':62} {cores:9} {rate} "
              f"{rest:9.3f}", flush=True)

    def _simulate(self, key, name, cores, tags, base="v2", history=None, times=1, cached=True):
        """Runs once for each tag; the last is held against DuckDB, which is asked where need be."""
        runs = [
            self.precedent.simulate(history or self.history, tag, base, cores == ONE, cached)
            for tag in tags]
        cost = Cost.of([cost for _, cost in runs])
        for tag, (found, _) in zip(tags, runs):
            hold_equal(found, self._expected(tag).times(times), f"{name}, on {cores}")
        self._row(name, cores, self.records * times, cost)
        if key and times == 1:
            self.costs[key, cores] = cost
        return cost

    def _expected(self, tag):
        """What DuckDB finds between v2 and another commit; from v1 to v2, what it found before."""
        if tag not in self.expected:
            command = [str(each) for each in (
                self.peers, "-B", HERE / "duckdb_peer.py", "table", self.folder / "records.duckdb",
                measuring.cores(), 1, "v2", tag, "tuned")]
            self.expected[tag] = Findings.of_document(json.loads(measuring.run(command)[0]))
        return self.expected[tag]

    def measure_start(self):
        template = self.folder / "template"
        binary = self.precedent.binary
        measuring.run([binary, "init", template])
        measuring.run(["git", "-C", template, "add", "--all"])
        print("\nstart-up, median of 20 runs")
        for name, command in (("precedent --version", ["--version"]),
                              ("precedent check of the template", ["check", "-C", template])):
            cost = measuring.repeated(20, [binary, *command], allowed=(0, 1))
            print(f"{name:62} {cost.seconds * 1000:9.1f} ms "
                  f"{cost.processor_seconds * 1000:9.1f} ms of the processor")

    # MARK: - What is shown

    def _hold(self, tag, found, who):
        """All are held against who told most, the first of those."""
        known = self.expected.setdefault(tag, found)
        hold_equal(found, known, who)
        if found.rules and not known.rules:
            self.expected[tag] = found

    def _row(self, name, cores, records, cost):
        once = "  (1 run)" if cost.runs == 1 else ""
        print(f"{name:62} {cores:9} {records / cost.seconds:12,.0f} {cost.seconds:9.3f} "
              f"{cost.processor_seconds:9.3f} {cost.peak_bytes / MEBI:9,.0f}{once}", flush=True)

    def show(self):
        print(f"\nall agree: {self.expected['v2'].changed:,} of {self.records:,} records change "
              f"their tier from v1 to v2")
        print(f"\n{'how many times as fast':52} {ONE:>10} {ALL:>10} {'processor':>10}")
        for name, first, second in RATIOS:
            if (first, ONE) in self.costs:
                print(f"{name:52} {self._ratio(first, second, ONE):10.2f} "
                      f"{self._ratio(first, second, ALL):10.2f} "
                      f"{self._ratio(first, second, ONE, 'processor_seconds'):10.2f}")
        print("By the clock; the last column by the seconds of the processor, on one core.")

    def _ratio(self, first, second, cores, measure="seconds"):
        longer, shorter = (getattr(self.costs[key, cores], measure) for key in (second, first))
        return longer / shorter if shorter > 0 else float("nan")
