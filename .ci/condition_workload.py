"""The policy and requests that conditions are measured on, made from ../shared/data/bench.

    condition_workload.py make FOLDER REQUESTS      FOLDER/policy and FOLDER/requests.ndjson
    condition_workload.py compare FOLDER REPORT     0 when Python counts the matches of the report
    condition_workload.py show REPORT TARGET        the speed, against requests a second to reach

Of another place than ../shared/data, PRECEDENT_SHARED_DATA is the path.
"""
import json
import operator
import os
import runpy
import sys
import types
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PRECEDENT_SHARED_DATA", ROOT.parent / "shared/data")) / "bench"
DEVICE_TRUSTED = "context.device_trusted"

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
TRUTH = {"type": "boolean"}
TEXTS = {"type": "array", "items": TEXT}


def rules(version=1):
    """The 50 rules as policy.py has them, in one of its two versions."""
    sys.path.insert(0, str(DATA))
    import policy

    return policy.RULES(version)


# MARK: - The same rules as files of a policy

OPERATORS = {"eq": "==", "in": "in", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def atom(test, path, value):
    """One test of a rule in CEL. JSON's texts, lists and truths are literals of CEL."""
    path = "action.name" if path == "action" else path
    literal = json.dumps(value)
    return f"{literal} in {path}" if test == "has" else f"{path} {OPERATORS[test]} {literal}"


def review(count, team):
    return {"stages": [{"require": [{"count": count, "from": [{"team": team}]}]}]}


def effect_keys(rule, clause):
    """What an effect needs to load; no key of it changes which requests the rule matches.

    The clause is the condition under which a `constrain` approves; where it fails, it denies.
    """
    match rule["effect"]:
        case "auto_approve":
            return {"effect": "approve"}
        case "constrain":
            condition = {"that": clause, "because": "Use a managed device."}
            return {"effect": "constrain", "conditions": [condition]}
        case "review":
            return {"effect": "review", "review": review(rule["n"], rule["group"])}
        case "deny":
            return {"effect": "deny", "reason": "The policy of the benchmark says so."}


def rule_entry(rule, clause):
    condition = " && ".join(atom(*test) for test in rule["when"])
    title = f"Rule {rule['id']} of the benchmark."
    return {"id": rule["id"], "title": title, "when": condition, **effect_keys(rule, clause)}


def record(**fields):
    return {"type": "object", "properties": fields, "required": list(fields)}


def choice(*values):
    return {"type": "string", "enum": list(values)}


def request_schema():
    """The fields that gen.py writes."""
    import policy

    schema = record(
        subject=record(
            id=TEXT, type=choice(*policy.TYPES), department=TEXT, title=TEXT, manager=TEXT,
            tenure_days=WHOLE, groups=TEXTS),
        action=record(name=choice(*policy.ACTIONS)),
        resource=record(
            id=TEXT, system=TEXT, environment=choice(*policy.ENVS),
            sensitivity=choice(*policy.SENS), owner=TEXT),
        entitlement=record(role=TEXT, privileged=TRUTH),
        context=record(
            ticket=TEXT, justification=TEXT, duration_hours=WHOLE, device_trusted=TRUTH,
            emergency=TRUTH, risk_score=WHOLE))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def write(path, document):
    """JSON is YAML, so that no library is needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=1) + "\n")


def write_policy(folder, found, clause=DEVICE_TRUSTED):
    teams = sorted({rule["group"] for rule in found if rule["effect"] == "review"})
    write(folder / "precedent.yaml", {"name": "condition-benchmark"})
    write(folder / "schema/request.schema.json", request_schema())
    write(folder / "rules/rules.yaml", {"rules": [rule_entry(rule, clause) for rule in found]})
    write(folder / "directory/teams.yaml", {
        "members": [{"id": "alice"}, {"id": "bob"}, {"id": "carol"}],
        "teams": [{"id": team, "members": ["alice", "bob", "carol"]} for team in teams]})


def write_requests(path, count):
    """Runs gen.py, with a stand-in for orjson where that is not installed."""
    try:
        import orjson  # noqa: F401
    except ImportError:
        stand_in = types.ModuleType("orjson")
        stand_in.dumps = lambda value: json.dumps(value, separators=(",", ":")).encode()
        sys.modules["orjson"] = stand_in
    sys.argv = ["gen.py", str(count), str(path)]
    runpy.run_path(str(DATA / "gen.py"), run_name="__main__")


# MARK: - The same rules evaluated by Python

TESTS = {
    "eq": operator.eq, "in": lambda value, values: value in values, "lt": operator.lt,
    "le": operator.le, "gt": operator.gt, "ge": operator.ge, "has": operator.contains,
}


def value_at(request, path):
    for name in path.split("."):
        request = request[name]
    return request


def count_matches(found, path):
    """Requests that each rule matches, and how many tests were looked at, from the left."""
    matches = {rule["id"]: 0 for rule in found}
    tests = 0
    with open(path, "rb") as lines:
        for line in lines:
            request = json.loads(line)
            for rule in found:
                for test, path, value in rule["when"]:
                    tests += 1
                    if not TESTS[test](value_at(request, path), value):
                        break
                else:
                    matches[rule["id"]] += 1
    return matches, tests


def compare(requests, report):
    """How the report's counts differ from Python's, a line each; and what they were made from."""
    found = rules()
    matches, tests = count_matches(found, requests)
    differences = [
        f"{rule}: {report['matches'].get(rule)} matches, {count} by policy.py"
        for rule, count in matches.items() if report["matches"].get(rule) != count]
    differences += [f"{rule}: not in policy.py" for rule in report["matches"].keys() - matches]
    differences += [f"{rule}: {n} errors" for rule, n in report["errors"].items() if n]
    written = sum(len(rule["when"]) for rule in found)
    conditions = report["requests"] * len(found)
    print(f"{sum(matches.values())} matches of {conditions} conditions; "
          f"{tests / conditions:.2f} of {written / len(found):.2f} atoms needed for one")
    return differences


def show(report, target):
    """The speed in the report, and how far it is from so many requests a second."""
    rate = report["requestsPerSecond"]
    print(f"{rate:12,.0f}  requests/s, {rate / target:.0%} of {target:,}")
    print(f"{report['conditionsPerSecond']:12,.0f}  conditions/s")
    print(f"{report['nanosecondsPerCondition']:12.1f}  ns a condition, {1e9 / target / report['rules']:.1f} "
          f"to reach")
    print(f"Processor time of one thread, median of {report['rounds']} rounds.")


def main(command, first, second):
    if command == "make":
        write_policy(Path(first) / "policy", rules())
        write_requests(Path(first) / "requests.ndjson", int(second))
    elif command == "compare":
        report = json.loads(Path(second).read_text())
        differences = compare(Path(first) / "requests.ndjson", report)
        for difference in differences:
            print(f"error: {difference}", file=sys.stderr)
        return 1 if differences else 0
    else:
        show(json.loads(Path(first).read_text()), int(second))
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("make", "compare", "show"):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
