import CEL
import Foundation

/// A block of base64 between labels (RFC 7468), with `name: value` lines before it.
struct PEM {
  static let privateLabel = "PRIVATE KEY"
  static let publicLabel = "PUBLIC KEY"
  static let keyByteCount = 32

  /// PKCS #8 around an ed25519 seed (RFC 8410, section 7): all that comes before the 32 bytes.
  static let privatePrefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  /// SubjectPublicKeyInfo of an ed25519 key (RFC 8410, section 4): the same.
  static let publicPrefix: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  var headers: [String: String]
  var bytes: [UInt8]

  init(headers: [String: String], bytes: [UInt8]) {
    self.headers = headers
    self.bytes = bytes
  }

  init(reading text: String, label: String) throws(KeyProblem) {
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard let start = lines.firstIndex(of: "-----BEGIN \(label)-----"),
      let end = lines[start...].firstIndex(of: "-----END \(label)-----")
    else { throw .noBlock(label: label) }
    guard let data = Data(base64Encoded: lines[(start + 1)..<end].joined()) else {
      throw .notBase64
    }
    bytes = Array(data)
    headers = [:]
    for line in lines[..<start] {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      headers[parts[0]] = parts[1].trimmingCharacters(in: .whitespaces)
    }
  }

  func text(label: String) -> String {
    let encoded = Array(Data(bytes).base64EncodedString())
    let lineLength = 64
    let lines = stride(from: 0, to: encoded.count, by: lineLength).map {
      String(encoded[$0..<min($0 + lineLength, encoded.count)])
    }
    let named = headers.keys.sorted().compactMap { key in headers[key].map { "\(key): \($0)" } }
    return (named + ["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----", ""])
      .joined(separator: "\n")
  }

  func key(after prefix: [UInt8]) throws(KeyProblem) -> [UInt8] {
    guard bytes.starts(with: prefix), bytes.count == prefix.count + Self.keyByteCount else {
      throw .notAKey
    }
    return Array(bytes[prefix.count...])
  }

  func instant(_ header: String) throws(KeyProblem) -> Timestamp? {
    guard let text = headers[header] else { return nil }
    guard let instant = Timestamp.parse(text) else { throw .badInstant(header: header) }
    return instant
  }
}
