extension Unicode.Scalar {
  /// Whether it is drawn over or around the character before it.
  var isCombiningMark: Bool {
    if value < 0x300 { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// How many cells of a terminal it takes: none, one or two (UAX #11, wide and fullwidth).
  var columnCount: Int {
    if value < 0x300 { return 1 }
    if isCombiningMark { return 0 }
    return Self.wideRanges.contains { $0.contains(value) } ? 2 : 1
  }

  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}

extension String {
  /// How many cells of a terminal it takes.
  var columnCount: Int { unicodeScalars.reduce(0) { $0 + $1.columnCount } }
}
