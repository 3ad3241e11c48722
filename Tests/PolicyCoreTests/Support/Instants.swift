import CEL
import PolicyCore

/// An instant: RFC 3339, or a time of 2026-03-01, a Sunday, such as `10:30`.
func instant(_ text: String) -> Timestamp {
  let full =
    text.utf8.count == 5
    ? "2026-03-01T\(text):00Z" : text.utf8.count == 8 ? "2026-03-01T\(text)Z" : text
  guard let instant = Timestamp.parse(full) else { preconditionFailure("no instant: \(text)") }
  return instant
}

func duration(_ text: String) -> PolicyDuration {
  guard let duration = PolicyDuration(text) else { preconditionFailure("no duration: \(text)") }
  return duration
}
