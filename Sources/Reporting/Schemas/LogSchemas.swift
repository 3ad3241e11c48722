extension PublishedSchemas {
  /// `precedent.log/v1`.
  package static let log = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:log:v1",
      "title": "Header of a log",
      "description": "The file log.json of a log of decisions, canonical JSON (RFC 8785) and a line feed; the first entry names its hash.",
      "type": "object", "required": ["schema", "origin", "replay"],
      "properties": {
        "schema": { "const": "precedent.log/v1" },
        "origin": {
          "description": "Which log, as checkpoints name it.", "type": "string", "minLength": 1
        },
        "replay": {
          "description": "Whether its instants are those of a replay and not of a clock.",
          "type": "boolean"
        }
      },
      "additionalProperties": false
    }
    """#

  /// `precedent.log-entry/v1`.
  package static let logEntry = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:log-entry:v1",
      "title": "Entry of a log",
      "description": "A line of a log of decisions, canonical JSON (RFC 8785). Its hash is SHA-256 over a zero byte and the line without its line feed (RFC 9162, section 2.1.1).",
      "type": "object", "required": ["schema", "index", "previous", "recordedAt", "kind"],
      "oneOf": [
        {
          "required": ["decision"],
          "properties": { "kind": { "const": "decision" }, "rollback": false, "review": false }
        },
        {
          "required": ["rollback"],
          "properties": {
            "kind": { "const": "rollback" }, "decision": false, "review": false,
            "signatures": false
          }
        },
        {
          "required": ["review"],
          "properties": { "kind": { "const": "review" }, "decision": false, "rollback": false }
        }
      ],
      "properties": {
        "schema": { "const": "precedent.log-entry/v1" },
        "index": { "description": "Its place, from 0.", "type": "integer", "minimum": 0 },
        "previous": {
          "description": "The hash of the entry before it; of log.json with its line feed for the first.",
          "type": "string", "pattern": "^[0-9a-f]{64}$"
        },
        "recordedAt": {
          "description": "When it was written, by the clock of the log; never before the entry before it.",
          "type": "string", "format": "date-time"
        },
        "kind": { "enum": ["decision", "rollback", "review"] },
        "decision": {
          "description": "The record, as `precedent schema decision` describes it.",
          "type": "object",
          "required": ["schema", "id", "at", "request", "requestSha256", "decision", "stamp"]
        },
        "signatures": {
          "description": "Of the DSSE envelope around the statement of the record, see `precedent schema statement`; of a review around one of the same form, whose predicate is the review and whose subject the decision.",
          "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/signature" }
        },
        "rollback": {
          "description": "The policy goes back to an earlier commit.",
          "type": "object", "required": ["from", "to", "by", "reason"],
          "properties": {
            "from": { "description": "The commit of the last decision.", "type": "string" },
            "to": { "description": "The commit of those that follow.", "type": "string" },
            "by": { "type": "string" }, "reason": { "type": "string" }
          },
          "additionalProperties": false
        },
        "review": {
          "description": "What somebody made of a use of break-glass.",
          "type": "object", "required": ["decision", "by", "at", "verdict", "note"],
          "properties": {
            "decision": {
              "description": "The id of the decision.", "type": "string",
              "pattern": "^[0-9a-f]{64}$"
            },
            "by": { "description": "A member who has no part in it.", "type": "string" },
            "at": { "type": "string", "format": "date-time" },
            "verdict": { "enum": ["justified", "misused"] },
            "note": { "type": "string" },
            "replaces": {
              "description": "The entry of the earlier review that counts no more.",
              "type": "integer", "minimum": 0
            }
          },
          "additionalProperties": false
        }
      },
      "additionalProperties": false,
      "$defs": {
    \#(LogDefinitions.signature)
      }
    }
    """#

  /// The DSSE envelope that `log show --format envelope` prints.
  package static let envelope = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:envelope:v1",
      "title": "Signed decision",
      "description": "A DSSE envelope (secure-systems-lab/dsse, protocol and envelope v1). What is signed is `DSSEv1`, the byte length of the type, the type, the byte length of the payload and the payload, with a space between them.",
      "type": "object", "required": ["payload", "payloadType", "signatures"],
      "properties": {
        "payload": {
          "description": "Base64 of the canonical JSON of the statement, see `precedent schema statement`.",
          "type": "string", "pattern": "^[A-Za-z0-9+/_-]+={0,2}$"
        },
        "payloadType": { "const": "application/vnd.in-toto+json" },
        "signatures": {
          "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/signature" }
        }
      },
      "additionalProperties": false,
      "$defs": {
    \#(LogDefinitions.signature)
      }
    }
    """#

  /// The in-toto statement in an envelope.
  package static let statement = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:statement:v1",
      "title": "Statement of a decision",
      "description": "The payload of the envelope of a decision: an in-toto Statement v1 about the request. It follows from the record.",
      "type": "object", "required": ["_type", "subject", "predicateType", "predicate"],
      "properties": {
        "_type": { "const": "https://in-toto.io/Statement/v1" },
        "subject": {
          "description": "The request, by the digest of its canonical JSON.",
          "type": "array", "minItems": 1, "maxItems": 1,
          "items": {
            "type": "object", "required": ["name", "digest"],
            "properties": {
              "name": { "description": "The id of the request.", "type": "string" },
              "digest": {
                "type": "object", "required": ["sha256"],
                "properties": { "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" } },
                "additionalProperties": false
              }
            },
            "additionalProperties": false
          }
        },
        "predicateType": { "const": "urn:precedent:decision:v1" },
        "predicate": {
          "description": "The record, as `precedent schema decision` describes it.",
          "type": "object",
          "required": ["schema", "id", "at", "request", "requestSha256", "decision", "stamp"]
        }
      },
      "additionalProperties": false
    }
    """#

  /// `precedent.proof-check/v1`.
  package static let proofCheck = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:proof-check:v1",
      "title": "Check of a proof",
      "description": "Whether a proof about a log holds against a signed checkpoint.",
      "type": "object",
      "required": ["schema", "holds", "message", "origin", "size", "signer", "problem"],
      "oneOf": [{ "required": ["entry"] }, { "required": ["fromSize"] }],
      "properties": {
        "schema": { "const": "precedent.proof-check/v1" },
        "holds": { "type": "boolean" },
        "message": { "description": "For people.", "type": "string" },
        "origin": { "description": "Which log.", "type": "string" },
        "size": { "description": "Of the checkpoint.", "type": "integer", "minimum": 0 },
        "signer": {
          "description": "The key that signed the checkpoint; null where nothing is proved.",
          "type": ["string", "null"]
        },
        "problem": {
          "description": "Why nothing is proved; null where it is.",
          "enum": [
            null, "checkpoint-not-signed", "other-origin", "other-size", "other-root",
            "other-old-checkpoint", "other-entry", "not-shown"
          ]
        },
        "entry": {
          "description": "The index of the entry that is proved to be there.",
          "type": "integer", "minimum": 0
        },
        "fromSize": {
          "description": "The size since which the log has only grown.",
          "type": "integer", "minimum": 0
        }
      },
      "additionalProperties": false
    }
    """#
}

/// What several schemas of logs say.
private enum LogDefinitions {
  static let signature = #"""
        "signature": {
          "type": "object", "required": ["keyid", "sig"],
          "properties": {
            "keyid": {
              "description": "SHA-256 of the 32 bytes of the key, in hexadecimal; only a hint.",
              "type": "string"
            },
            "sig": { "description": "Base64 of an ed25519 signature.", "type": "string" }
          },
          "additionalProperties": false
        }
    """#
}
