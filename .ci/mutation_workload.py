"""A policy of many rules with tests, whose mutation is measured.

    mutation_workload.py FOLDER RULES CASES    a policy repository in FOLDER, without git
"""
import json
import sys
from pathlib import Path

ENVIRONMENTS = ["dev", "test", "staging", "prod"]

RULE = """\
  - id: rule-{n}
    title: System {n} is given to those who need it.
    owner: team-{team}
    when: |
      action.name == "grant" && subject.type in ["human", "workload"] &&
      resource.type == "system-{n}" && resource.environment in ["dev", "staging", "prod"] &&
      has(context.role) && context.role in ["reader", "writer"]
"""
CONSTRAIN = """\
    effect: constrain
    conditions:
      - {{ that: 'resource.environment != "prod"', because: Production needs people. }}
      - {{ that: 'has(context.ticket) && context.ticket.matches("^CHG-[0-9]+$")', because: Name the change. }}
    otherwise:
      review: {{ stages: [ {{ require: [ {{ count: 1, from: [ {{ team: team-{team} }} ] }} ] }} ], expire: 48h }}
"""
REVIEW = """\
    effect: review
    review:
      stages:
        - require: [ {{ count: 1, from: [ {{ attribute: resource.owner }} ] }} ]
        - require: [ {{ count: 2, from: [ {{ team: security }} ], reason: required }} ]
      evidence:
        - {{ that: 'has(context.ticket) && context.ticket.matches("^CHG-[0-9]+$")', because: Name the change. }}
      expire: 72h
"""
TERMS = """\
    limits: {{ duration: {hours}h }}
    rollback: {{ by: team-{team}, within: 1h, steps: Take it back. }}
    recertify: {{ every: 360d }}
    certified: {{ on: 2026-10-01, by: person-0 }}
"""


def rule(n):
    effect = REVIEW if n % 2 else CONSTRAIN
    return (RULE + effect + TERMS).format(n=n, team=n % 5, hours=4 + n % 8)


def test(n, count):
    """Cases that differ in what the rule looks at: the usual tests, which leave some edits unseen."""
    variations = [
        "{}", "{ resource.environment: prod }", "{ resource.environment: test }",
        "{ context.role: admin }", "{ context.ticket: INC-1 }", "{ subject.type: agent }",
        "{ context.role: writer }", "{ action.name: revoke }", "{ resource.environment: staging }",
    ]
    outside = {2, 3, 5, 7}
    waiting = {1, 4}
    lines = [f"  - name: system {n}", "    at: 2026-11-01T12:00:00Z",
             "    base: fixtures/base.json", "    cases:"]
    for index in range(count):
        place = index % len(variations)
        fields = variations[place][1:-1].strip()
        fields = ", ".join(filter(None, [f"resource.type: system-{n}", fields]))
        if place in outside:
            expected = "{ decision: denied, rules: [] }"
        elif n % 2 or place in waiting:
            expected = f"{{ decision: pending, rules: [ rule-{n} ] }}"
        else:
            expected = (f"{{ decision: approved, rules: [ rule-{n} ], "
                        f"limits: {{ duration: {4 + n % 8}h }} }}")
        lines += [f"      - with: {{ {fields} }}", f"        expect: {expected}"]
    return "\n".join(lines) + "\n"


def main(folder, rules, cases):
    people = [f"person-{n}" for n in range(12)]
    teams = [{"id": f"team-{n}", "members": people[2 * n:2 * n + 2]} for n in range(5)]
    teams.append({"id": "security", "members": people[10:]})
    files = {
        "precedent.yaml": "name: workload\n",
        "directory/people.yaml": json.dumps(
            {"teams": teams, "members": [{"id": person} for person in people]}),
        "tests/fixtures/base.json": json.dumps({
            "id": "base", "time": "2026-11-01T10:00:00Z",
            "subject": {"id": "someone", "type": "human"}, "action": {"name": "grant"},
            "resource": {"id": "system", "type": "system", "environment": "dev",
                         "owner": "team-0"},
            "context": {"role": "reader", "ticket": "CHG-7"}}),
        "rules/rules.yaml": "rules:\n" + "\n".join(rule(n) for n in range(rules)),
        "tests/tests.yaml": "tests:\n" + "\n".join(test(n, cases // rules) for n in range(rules)),
    }
    for path, text in files.items():
        place = Path(folder) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
