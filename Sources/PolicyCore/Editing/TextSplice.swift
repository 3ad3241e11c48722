/// Bytes that take the place of others; of an empty range, bytes that are put in.
struct TextSplice: Equatable {
  /// UTF-8 offsets in the text before any splice.
  var range: Range<Int>
  var bytes: [UInt8]

  init(_ range: Range<Int>, _ bytes: [UInt8]) {
    self.range = range
    self.bytes = bytes
  }

  init(_ range: Range<Int>, _ text: String) { self.init(range, Array(text.utf8)) }
}

extension [TextSplice] {
  /// A text with all splices; everything outside of their ranges stays.
  /// - Precondition: they do not overlap.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for splice in sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[position..<splice.range.lowerBound]
      result += splice.bytes
      position = splice.range.upperBound
    }
    return result + bytes[position...]
  }
}
