import PolicyCore

/// The values of a dictionary, as JSON in a file of the cache: each is read when somebody asks.
struct StoredValues: CodedValues {
  /// Where the text of each ends; code 0 stands for absent.
  let ends: Packed<UInt32>
  let bytes: Packed<UInt8>
  let parsers: ParserPool

  var count: Int { ends.count }

  func value(of code: Int) -> JSONValue? {
    guard code > 0, code < ends.count else { return nil }
    let range = Int(ends[code - 1])..<Int(ends[code])
    return bytes.withElements { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[range])
      return Self.plainText(text) ?? parsed(text)
    }
  }

  /// A text without an escape.
  private static func plainText(_ json: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    guard json.count >= 2, json.first == UInt8(ascii: "\""), !json.contains(UInt8(ascii: "\\"))
    else { return nil }
    let text = UnsafeBufferPointer(rebasing: json.dropFirst().dropLast())
    return .string(String(decoding: text, as: UTF8.self))
  }

  /// What is no JSON, which has the checksum of what was written, counts as null.
  private func parsed(_ json: UnsafeBufferPointer<UInt8>) -> JSONValue {
    let padded = Array(json) + repeatElement(0, count: StoredLines.padding)
    switch parsers.parse(padded, 0..<json.count) {
    case .success(let value): return value
    case .failure: return .null
    }
  }
}
