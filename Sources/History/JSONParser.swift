import CSimdjson
import PolicyCore

/// The simdjson handle: one C call for a document, then a walk over its tape.
struct JSONParser: ~Copyable {
  private let handle: OpaquePointer?
  private let depthLimit: Int

  init(depthLimit: Int) {
    handle = csj_parser_create()
    self.depthLimit = depthLimit
  }

  deinit { csj_parser_destroy(handle) }

  /// Reads one document.
  /// - Precondition: `padding` bytes after the text are readable.
  mutating func parse(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSONValue {
    guard let handle, let base = text.baseAddress else {
      throw JSONError(text.isEmpty ? .empty : .tooLarge, utf8Offset: nil)
    }
    var tape = csj_tape()
    let status = csj_parse(handle, base, text.count, UInt32(depthLimit), &tape)
    guard status == Int32(CSJ_VALID.rawValue) else { throw error(status, in: text) }
    var walk = TapeWalk(tape)
    return walk.value()
  }

  /// simdjson says only that there is a fault; what a person needs is found by a second look.
  private func error(_ status: Int32, in text: UnsafeBufferPointer<UInt8>) -> JSONError {
    JSONFaultFinder.firstFault(in: text, depthLimit: depthLimit)
      ?? JSONError(fault(status), utf8Offset: nil)
  }

  private func fault(_ status: Int32) -> JSONFault {
    switch UInt32(status) {
    case CSJ_INVALID_UTF8.rawValue: .invalidUTF8
    case CSJ_DUPLICATE_NAME.rawValue: .duplicateName
    case CSJ_LONE_SURROGATE.rawValue: .loneSurrogate
    case CSJ_INTEGER_OUT_OF_RANGE.rawValue: .integerOutOfRange
    case CSJ_NUMBER.rawValue: .numberOutOfRange
    case CSJ_TOO_DEEP.rawValue: .tooDeep(limit: depthLimit)
    case CSJ_TOO_LARGE.rawValue, CSJ_OUT_OF_MEMORY.rawValue: .tooLarge
    default: .syntax
    }
  }
}

/// Builds values from a tape, which is valid by construction.
private struct TapeWalk {
  private var node: UnsafePointer<csj_node>
  private let strings: UnsafePointer<UInt8>

  init(_ tape: csj_tape) {
    node = tape.nodes
    strings = tape.strings
  }

  /// The next value; recursion is bounded by the depth limit of the parse.
  mutating func value() -> JSONValue {
    let current = node.pointee
    node += 1
    switch current.kind {
    case CSJ_FALSE.rawValue: return .bool(false)
    case CSJ_TRUE.rawValue: return .bool(true)
    case CSJ_INTEGER.rawValue: return .integer(current.payload)
    case CSJ_DOUBLE.rawValue:
      return .double(Double(bitPattern: UInt64(bitPattern: current.payload)))
    case CSJ_STRING.rawValue: return .string(text(current))
    case CSJ_ARRAY.rawValue: return .array(elements(Int(current.count)))
    case CSJ_OBJECT.rawValue: return .object(JSONObject(members(Int(current.count))))
    default: return .null
    }
  }

  private func text(_ node: csj_node) -> String {
    let bytes = UnsafeBufferPointer(start: strings + Int(node.payload), count: Int(node.count))
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func elements(_ count: Int) -> [JSONValue] {
    var elements: [JSONValue] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(value()) }
    return elements
  }

  private mutating func members(_ count: Int) -> [JSONObject.Member] {
    var members: [JSONObject.Member] = []
    members.reserveCapacity(count)
    for _ in 0..<count {
      let name = text(node.pointee)
      node += 1
      members.append(JSONObject.Member(name, value()))
    }
    return members
  }
}
