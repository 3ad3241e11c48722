"""What a peer found, in a form that all of them can say, and whether it is the same."""
from collections import Counter
from dataclasses import dataclass, field

from measuring import BenchmarkError


@dataclass(frozen=True)
class Findings:
    """Records by their tier before and after; by rule, how many it matched before and after.

    A peer that counts tiers only leaves the rules out.
    """

    tiers: Counter
    rules: dict = field(default_factory=dict)

    @property
    def changed(self):
        return sum(n for (before, after), n in self.tiers.items() if before != after)

    @staticmethod
    def of_report(report):
        """Of precedent.blast-radius/v1: what changed is by tier and status, the rest by tier."""
        tiers = Counter()
        for tier, records in report["unchangedByTier"].items():
            tiers[tier, tier] += records
        for transition in report["transitions"]:
            before, after = (transition[end].split("/")[0] for end in ("from", "to"))
            tiers[before, after] += transition["records"]
        matches = {
            rule["rule"]: (rule["matchedBefore"], rule["matchedAfter"])
            for rule in report["rules"] if rule["kind"] == "rule"}
        return Findings(+tiers, matches)

    @staticmethod
    def of_document(document):
        """Of what duckdb_peer.py and python_peer.py print."""
        tiers = Counter({(before, after): n for before, after, n in document["tiers"]})
        return Findings(+tiers, {rule: tuple(n) for rule, n in document["rules"].items()})

    def times(self, count):
        return Findings(
            Counter({key: n * count for key, n in self.tiers.items()}),
            {rule: (before * count, after * count) for rule, (before, after) in self.rules.items()})


def hold_equal(found, expected, who):
    """Throws when somebody found something else than DuckDB, which is asked first."""
    differences = [
        f"{before} -> {after}: {found.tiers[before, after]}, not {expected.tiers[before, after]}"
        for before, after in sorted(found.tiers.keys() | expected.tiers.keys())
        if found.tiers[before, after] != expected.tiers[before, after]]
    if found.rules and expected.rules:
        differences += [
            f"{rule} matches {found.rules.get(rule)}, not {expected.rules.get(rule)}"
            for rule in sorted(found.rules.keys() | expected.rules.keys())
            if found.rules.get(rule) != expected.rules.get(rule)]
    if differences:
        raise BenchmarkError("\n  ".join([f"{who} and DuckDB disagree:", *differences]))
