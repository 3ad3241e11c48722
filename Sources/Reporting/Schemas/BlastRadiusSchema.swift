extension PublishedSchemas {
  /// `precedent.blast-radius/v1`.
  package static let blastRadius = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:blast-radius:v1",
      "title": "Blast radius",
      "description": "What a change does to a history. Later versions of v1 may add members.",
      "type": "object",
      "required": [
        "schema", "verdict", "from", "to", "history", "scope", "meaning", "changed", "classes",
        "direction", "directionByAction", "transitions", "unchangedByTier", "againstOutcome",
        "deniedThenNowApproved", "approvedThenNowDenied", "ifInForce", "safeguards",
        "approvedOnceReadable", "rules", "invariants", "affected", "load", "noEligibleApprover",
        "noEvidence", "gates", "samples", "notReplayed"
      ],
      "properties": {
        "schema": { "const": "precedent.blast-radius/v1" },
        "verdict": {
          "description": "Incomplete: more records than allowed could not be replayed.",
          "enum": ["passed", "refused", "incomplete"]
        },
        "from": { "$ref": "#/$defs/version" },
        "to": { "$ref": "#/$defs/version" },
        "history": { "$ref": "#/$defs/history" },
        "scope": { "$ref": "#/$defs/scope" },
        "changed": {
          "description": "Records whose class is not unchanged.", "$ref": "#/$defs/count"
        },
        "classes": { "$ref": "#/$defs/classes" },
        "direction": { "$ref": "#/$defs/direction" },
        "directionByAction": {
          "description": "Split by what the action does with access.",
          "type": "object", "required": ["gives", "takes"],
          "properties": {
            "gives": { "$ref": "#/$defs/direction" }, "takes": { "$ref": "#/$defs/direction" }
          }
        },
        "transitions": { "$ref": "#/$defs/transitions" },
        "unchangedByTier": {
          "type": "object", "required": ["automatic", "constrained", "human", "denied"],
          "properties": {
            "automatic": { "$ref": "#/$defs/count" },
            "constrained": { "$ref": "#/$defs/count" },
            "human": { "$ref": "#/$defs/count" },
            "denied": { "$ref": "#/$defs/count" }
          }
        },
        "againstOutcome": {
          "description": "Changed records by what really happened.",
          "type": "array",
          "items": {
            "type": "object", "required": ["recorded", "before", "after", "records"],
            "properties": {
              "recorded": { "$ref": "#/$defs/recorded" },
              "before": { "$ref": "#/$defs/step" },
              "after": { "$ref": "#/$defs/step" },
              "records": { "$ref": "#/$defs/count" }
            }
          }
        },
        "deniedThenNowApproved": {
          "description": "A human denied them; the new version approves and the old did not.",
          "$ref": "#/$defs/ids"
        },
        "approvedThenNowDenied": {
          "description": "A human approved them; the new version denies and the old did not.",
          "$ref": "#/$defs/ids"
        },
        "approvedOnceReadable": {
          "description": "No valid requests for the old version, approved by the new one.",
          "$ref": "#/$defs/ids"
        },
        "ifInForce": {
          "description": "The change just inside every window or certification that it moves.",
          "type": "object", "required": ["replays"],
          "properties": { "replays": { "type": "array", "items": { "$ref": "#/$defs/replay" } } }
        },
        "meaning": { "$ref": "#/$defs/meaning" },
        "safeguards": { "$ref": "#/$defs/safeguards" },
        "rules": {
          "description": "Every rule of either version, then every exception.",
          "type": "array", "items": { "$ref": "#/$defs/rule" }
        },
        "invariants": {
          "description": "Every invariant of either version.",
          "type": "array", "items": { "$ref": "#/$defs/invariant" }
        },
        "affected": {
          "description": "Whom changed records are about most.",
          "type": "object", "required": ["subjects", "resources", "owners"],
          "properties": {
            "subjects": { "$ref": "#/$defs/entries" },
            "resources": { "$ref": "#/$defs/entries" },
            "owners": { "$ref": "#/$defs/entries" }
          }
        },
        "load": {
          "description": "Reviews that ask a team or a person.",
          "type": "array", "items": { "$ref": "#/$defs/load" }
        },
        "noEligibleApprover": {
          "description": "Records whose review too few people could approve.",
          "$ref": "#/$defs/ids"
        },
        "noEvidence": {
          "description": "Changed rules that no record matches.", "$ref": "#/$defs/ids"
        },
        "gates": { "type": "array", "items": { "$ref": "#/$defs/gate" } },
        "samples": { "type": "array", "items": { "$ref": "#/$defs/sample" } },
        "notReplayed": { "$ref": "#/$defs/notReplayed" }
      },
      "$defs": {
    \#(SharedDefinitions.members(
      blastRadiusParts, SharedDefinitions.gates, SharedDefinitions.versions,
      SharedDefinitions.meaning, SharedDefinitions.meaningChanges, SharedDefinitions.reports))
      }
    }

    """#
}
