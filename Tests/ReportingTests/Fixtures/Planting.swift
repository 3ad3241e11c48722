import CEL
import Testing

/// Puts an attack where a string from outside stands, or leaves the ordinary string there.
struct Planting: Sendable {
  var attack: String?

  static let ordinary = Planting()

  func callAsFunction(_ ordinary: String) -> String { attack ?? ordinary }
}

extension Timestamp {
  /// An instant of a fixture.
  static func at(_ text: String) -> Timestamp {
    guard let instant = parse(text) else {
      Issue.record("`\(text)` is no instant")
      return Timestamp(seconds: 0) ?? at("1970-01-01T00:00:00Z")
    }
    return instant
  }
}
