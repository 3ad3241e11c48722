import CEL
import History
package import PolicyCore

extension LogEntry {
  /// Reads a line without its end; nil for anything but the bytes that `line` gives back.
  /// - Complexity: O(bytes).
  init?(reading bytes: [UInt8], by reader: inout JSONReader) {
    guard let document = reader.object(bytes) else { return nil }
    self.init(.object(document))
    guard line == bytes else { return nil }
  }

  /// Reads an entry that is not in a log, in any form of JSON; nil for a document of another kind.
  package init?(_ value: JSONValue) {
    guard case .object(let document) = value, document["schema"]?.string == Self.schema,
      case .integer(let index)? = document["index"],
      let previous = document["previous"]?.string.flatMap(MerkleHash.init(hexadecimal:)),
      let recordedAt = document["recordedAt"]?.string.flatMap(Timestamp.parse),
      let content = LogContent(reading: document)
    else { return nil }
    self.init(
      index: Int(index), previous: previous, recordedAt: recordedAt, content: content)
  }
}

extension LogContent {
  init?(reading document: JSONObject) {
    guard let kind = document["kind"]?.string.flatMap(Kind.init),
      case .object(let json)? = document[kind.rawValue]
    else { return nil }
    switch kind {
    case .decision:
      guard let signatures = Self.signatures(document["signatures"]) else { return nil }
      self = .decision(json, signatures: signatures)
    case .rollback:
      guard let rollback = PolicyRollback(reading: json) else { return nil }
      self = .rollback(rollback)
    case .review:
      guard let review = BreakGlassReview(reading: json),
        let signatures = Self.signatures(document["signatures"])
      else { return nil }
      self = .review(review, signatures: signatures)
    }
  }

  private static func signatures(_ value: JSONValue?) -> [EnvelopeSignature]? {
    guard let value else { return [] }
    let read = value.array?.map { EnvelopeSignature($0) }
    guard let read, !read.contains(nil) else { return nil }
    return read.compactMap(\.self)
  }
}

extension PolicyRollback {
  fileprivate init?(reading json: JSONObject) {
    guard let from = json["from"]?.string, let to = json["to"]?.string,
      let by = json["by"]?.string, let reason = json["reason"]?.string
    else { return nil }
    self.init(from: from, to: to, by: by, reason: reason)
  }
}

extension JSONReader {
  /// An object; nil for what is none.
  mutating func object(_ bytes: [UInt8]) -> JSONObject? {
    do throws(JSONError) {
      return try read(bytes).object
    } catch {
      // Where in the line it breaks helps nobody: no line of a log was written by hand.
      return nil
    }
  }
}
