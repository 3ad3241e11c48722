import CEL
import History
import PolicyCore

/// What a log says of itself, in `log.json`: the first entry is chained to it.
package struct LogHeader: Sendable, Hashable {
  /// The name of the format.
  package static let schema = "precedent.log/v1"
  static let fileName = "log.json"

  /// Which log, as checkpoints name it.
  package let origin: String
  /// Whether its instants are those of a replay and not of a clock.
  package let isReplay: Bool

  /// Makes a header.
  package init(origin: String, isReplay: Bool) {
    self.origin = origin
    self.isReplay = isReplay
  }

  /// Reads the file; nil for anything but the bytes that `bytes` gives.
  init?(reading bytes: [UInt8]) {
    var reader = JSONReader()
    guard let document = reader.object(bytes.dropLast()), bytes.last == 0x0A,
      document["schema"]?.string == Self.schema, let origin = document["origin"]?.string,
      case .bool(let isReplay)? = document["replay"]
    else { return nil }
    self.init(origin: origin, isReplay: isReplay)
    guard self.bytes == bytes else { return nil }
  }

  /// The bytes of the file: canonical JSON and a line break.
  var bytes: [UInt8] {
    let json: JSONObject = [
      "schema": .string(Self.schema), "origin": .string(origin), "replay": .bool(isReplay),
    ]
    return JSONValue.object(json).canonicalBytes + [0x0A]
  }

  /// What the first entry names as the one before it.
  var hash: MerkleHash { .leaf(bytes) }
}
