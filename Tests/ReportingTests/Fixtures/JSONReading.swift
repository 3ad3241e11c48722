import Foundation
import PolicyCore

/// Reads JSON with Foundation, so that what was written is checked by another's reader.
enum JSONReading {
  static func value(of text: String) throws -> JSONValue {
    try JSONDecoder().decode(Reading.self, from: Data(text.utf8)).value
  }
}

/// Foundation does not keep the order of members; canonical JSON does not need it.
private struct Reading: Decodable {
  let value: JSONValue

  init(from decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: Name.self) {
      value = .object(
        JSONObject(
          try members.allKeys.map { key in
            .init(key.stringValue, try members.decode(Reading.self, forKey: key).value)
          }))
    } else if var elements = try? decoder.unkeyedContainer() {
      var values: [JSONValue] = []
      while !elements.isAtEnd { values.append(try elements.decode(Reading.self).value) }
      value = .array(values)
    } else {
      value = try Self.scalar(decoder.singleValueContainer())
    }
  }

  private static func scalar(_ container: any SingleValueDecodingContainer) throws -> JSONValue {
    if container.decodeNil() { return .null }
    if let bool = try? container.decode(Bool.self) { return .bool(bool) }
    if let integer = try? container.decode(Int64.self) { return .integer(integer) }
    if let double = try? container.decode(Double.self) { return .double(double) }
    return .string(try container.decode(String.self))
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
