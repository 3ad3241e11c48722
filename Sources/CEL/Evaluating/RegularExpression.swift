import CRE2

/// A compiled RE2 pattern: matching is linear in the subject, whatever the pattern.
package final class RegularExpression: Sendable {
  /// Why a text is no pattern.
  package struct Refusal: Error, Sendable {
    package let reason: String
  }

  /// For a pattern that is compiled once; larger ones are refused as too large.
  package static let memoryLimit: Int64 = 1 << 19
  /// For a pattern that is compiled in every evaluation.
  static let dynamicMemoryLimit: Int64 = 1 << 18

  /// The address of the C handle. RE2 matches from several threads at once (re2.h, "Thread
  /// safety"); the address itself is a plain value, and only `deinit` ends what is there.
  private let address: UInt

  /// Compiles a pattern.
  /// - Throws: RE2's reason, which quotes the pattern.
  package init(
    _ pattern: String, memoryLimit: Int64 = RegularExpression.memoryLimit
  ) throws(Refusal) {
    let reasonCapacity = 200
    var reason = [UInt8](repeating: 0, count: reasonCapacity)
    var reasonCount = 0
    var text = pattern
    let handle = text.withUTF8 { bytes in
      cre2_compile(
        bytes.baseAddress, bytes.count, memoryLimit, &reason, reasonCapacity, &reasonCount)
    }
    guard let handle else {
      throw Refusal(reason: String(decoding: reason.prefix(reasonCount), as: UTF8.self))
    }
    address = UInt(bitPattern: handle)
  }

  deinit {
    cre2_free(OpaquePointer(bitPattern: address))
  }

  /// Whether some part of a text matches.
  package func matchesPart(of text: String) -> Bool {
    guard let handle = OpaquePointer(bitPattern: address) else { return false }
    var text = text
    return text.withUTF8 { cre2_matches_part(handle, $0.baseAddress, $0.count) == 1 }
  }
}
