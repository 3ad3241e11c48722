import CEL
import DecisionLog
import History
import PolicyCore

/// What is measured, one by one: each is what one record takes from the start of the stage.
enum DecisionStage: String, CaseIterable, Encodable, CodingKeyRepresentable {
  /// A line of JSON to a value.
  case parse
  /// A value to a valid request.
  case read
  /// The decision alone.
  case decide
  /// The decision, and why in one paragraph.
  case explain
  /// The same as a stamped record with its digests.
  case stamp
  /// The same, signed.
  case sign
  /// A stored record decided again and compared, without its signature.
  case verify
  /// The signature of a stored record.
  case checkSignature

  /// For people.
  var words: String {
    switch self {
    case .parse: "read a line of JSON"
    case .read: "hold it against the schema"
    case .decide: "decide"
    case .explain: "decide and explain"
    case .stamp: "decide, explain and stamp"
    case .sign: "decide, explain, stamp and sign"
    case .verify: "verify a record"
    case .checkSignature: "check the signature of a record"
    }
  }
}

/// Everything that the stages need, made before anything is measured.
struct DecisionWorkload {
  let input: BenchmarkedPolicy
  let lines: [[UInt8]]
  let stored: [StoredRecord]
  let signatures: [[EnvelopeSignature]]

  init(_ input: BenchmarkedPolicy) throws {
    self.input = input
    lines = input.documents.map { Array(JSONValue.object($0).lineText.utf8) }
    let made = input.records.map { input.stamped($0) }
    stored = try made.map { try StoredRecord($0.json) }
    signatures = try made.map { try input.signatures(of: $0) }
  }

  /// Does for every record what a stage is about.
  /// - Returns: a count that depends on all results, so that nothing is left out.
  func run(_ stage: DecisionStage) throws -> Int {
    switch stage {
    case .parse:
      var reader = JSONReader()
      return try lines.reduce(0) { $0 + (try reader.read($1).object?.members.count ?? 0) }
    case .read:
      return try input.documents.reduce(0) {
        $0 + (try input.reader.record($1)).approvals.count
      }
    case .decide:
      return input.records.reduce(0) { $0 + input.decide($1).matched.count }
    case .explain:
      return input.records.reduce(0) {
        $0 + input.explanation(of: input.decide($1), of: $1).utf8.count
      }
    case .stamp:
      return input.records.reduce(0) { $0 + input.stamped($1).id.utf8.count }
    case .sign:
      return try input.records.reduce(0) {
        $0 + (try input.signatures(of: input.stamped($1))).count
      }
    case .verify:
      return stored.reduce(0) { $0 + input.verifier.problems(of: $1).count }
    case .checkSignature:
      return try zip(stored, signatures).reduce(0) {
        $0 + (try $1.0.signer($1.1, among: input.keys)).name.text.utf8.count
      }
    }
  }
}
