"""Precedent: `simulate` as anyone runs it, the report written as JSON."""
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import measuring
from agreement import Findings

# A gate may trip; records that cannot be replayed are an error.
NO_ERROR = (0, 1)


@dataclass(frozen=True)
class Precedent:
    binary: Path
    repository: Path
    cache: Path

    @property
    def version(self):
        return self._said("--version")

    @property
    def has_cache(self):
        return "--no-cache" in self._said("simulate", "--help")

    @property
    def cached_bytes(self):
        return sum(path.stat().st_size for path in self.cache.rglob("*") if path.is_file())

    def simulate(self, history, to, base="v2", on_one_core=False, cached=True):
        """What a run found, and its cost."""
        command = [
            self.binary, "simulate", f"{base}..{to}", "-C", self.repository, "--history", history,
            "--format", "json"]
        if on_one_core:
            command += ["--jobs", "1"]
        if not cached and self.has_cache:
            command.append("--no-cache")
        report, cost = measuring.run(command, allowed=NO_ERROR, on_one_core=on_one_core)
        return Findings.of_report(json.loads(report)), cost

    def _said(self, *arguments):
        found = subprocess.run(
            [self.binary, *arguments], check=True, capture_output=True, text=True)
        return found.stdout.strip()
