/// Bytes that must stay as they are: records that are stored must stay readable, and their ids valid.
enum Golden {
  static let record = #"""
    {
      "schema": "precedent.decision/v1",
      "id": "…",
      "at": "2026-03-01T12:30:00Z",
      "request": {
        "id": "req-1",
        "time": "2026-03-01T10:00:00Z",
        "subject": {
          "id": "eve",
          "type": "human"
        },
        "action": {
          "name": "grant"
        },
        "resource": {
          "id": "orders",
          "owner": "data"
        },
        "context": {
          "ticket": "CHG-1",
          "emergency": false
        }
      },
      "requestSha256": "1620b0a65f9a3a7c56a1a4f47d36a36877c16b8ce641d7e2b352a01c658af46e",
      "approvals": [
        {
          "by": "alice",
          "verdict": "approve",
          "at": "2026-03-01T11:00:00Z",
          "reason": "Fine."
        },
        {
          "by": "mallory",
          "verdict": "approve",
          "at": "2026-03-01T11:30:00Z"
        },
        {
          "by": "bob",
          "verdict": "approve",
          "at": "2026-03-01T12:00:00Z",
          "onBehalfOf": "bob",
          "requestSha256": "0000000000000000000000000000000000000000000000000000000000000000"
        }
      ],
      "decision": {
        "status": "pending",
        "tier": "human",
        "matched": [
          {
            "rule": "fine",
            "exception": false,
            "effect": "review",
            "because": "Managed devices only.",
            "fields": []
          },
          {
            "rule": "old",
            "exception": false,
            "effect": "review",
            "because": "A rule that nobody has looked at for long.",
            "fields": []
          },
          {
            "rule": "writers",
            "exception": false,
            "effect": "review",
            "because": "Writing to data needs its owner.",
            "fields": [
              "resource.id"
            ]
          }
        ],
        "lifted": [],
        "lapsed": [
          "old"
        ],
        "stale": [],
        "errors": [
          {
            "rule": "broken",
            "message": "…"
          }
        ],
        "invariants": [],
        "requirements": [
          {
            "stage": 1,
            "count": 1,
            "from": [
              {
                "team": "data"
              }
            ],
            "reasonRequired": false,
            "eligible": 2,
            "filledBy": [
              {
                "by": "alice",
                "onBehalfOf": null,
                "at": "2026-03-01T11:00:00Z"
              }
            ],
            "missing": 0,
            "until": "2026-03-04T10:00:00Z"
          },
          {
            "stage": 1,
            "count": 1,
            "from": [
              {
                "team": "data"
              },
              {
                "attribute": "resource.owner"
              }
            ],
            "reasonRequired": false,
            "eligible": 2,
            "filledBy": [],
            "missing": 1,
            "until": "2026-03-04T10:00:00Z"
          },
          {
            "stage": 1,
            "count": 1,
            "from": [
              {
                "user": "bob"
              }
            ],
            "reasonRequired": false,
            "eligible": 1,
            "filledBy": [],
            "missing": 1,
            "until": "2026-03-04T10:00:00Z"
          }
        ],
        "humanNeeded": true,
        "humanMissing": false,
        "escalations": [],
        "approvalsValidFor": "24h",
        "evidence": [
          {
            "rule": "writers",
            "that": "context.ticket != \"\"",
            "because": "A ticket is needed.",
            "holds": true
          }
        ],
        "conditions": [
          {
            "rule": "fine",
            "that": "context.emergency",
            "because": "Only in emergencies.",
            "holds": false
          }
        ],
        "discounted": [
          {
            "by": "bob",
            "at": "2026-03-01T12:00:00Z",
            "reason": "bound to another request"
          },
          {
            "by": "mallory",
            "at": "2026-03-01T11:30:00Z",
            "reason": "the person is not among those asked"
          }
        ],
        "deniedBy": [],
        "grant": null,
        "limits": {
          "duration": "8h"
        },
        "obligations": [
          {
            "id": "log",
            "type": "audit",
            "properties": {
              "level": "high"
            }
          }
        ],
        "rollback": [
          {
            "by": "data",
            "within": "1h",
            "steps": "Revoke the role."
          }
        ],
        "explanation": "…"
      },
      "stamp": {
        "repository": "https://example.com/policy.git",
        "path": "",
        "commit": "cccccccccccccccccccccccccccccccccccccccc",
        "policyTree": "dddddddddddddddddddddddddddddddddddddddd",
        "policySha256": "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
        "ref": "refs/heads/main",
        "committedAt": "2026-03-01T10:00:00Z",
        "engine": "1.0.0",
        "semantics": "precedent.semantics/v1"
      }
    }
    """#
}
