package import CEL

/// An instant for each of some rows.
package struct Instants: Sendable {
  /// Since 1970-01-01T00:00:00Z.
  package let seconds: Packed<Int64>
  /// Behind the seconds; nil where all are whole.
  package let nanoseconds: Packed<Int32>?

  /// Makes them from parts; both have as many rows.
  package init(seconds: Packed<Int64>, nanoseconds: Packed<Int32>?) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Those of an array.
  package init(_ instants: [Timestamp]) {
    let isWhole = instants.allSatisfy { $0.nanoseconds == 0 }
    self.init(
      seconds: Packed(instants.map(\.seconds)),
      nanoseconds: isWhole ? nil : Packed(instants.map(\.nanoseconds)))
  }

  /// One of them; 1970 where it is none.
  package subscript(row: Int) -> Timestamp {
    Timestamp(seconds: seconds[row], nanoseconds: nanoseconds?[row] ?? 0) ?? .unixEpoch
  }
}
