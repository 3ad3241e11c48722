package import PolicyCore

/// One field of many records: codes, and what each stands for.
package struct CodedColumn: Sendable {
  /// For each row, the place of its value: as wide as it takes.
  package enum Codes: Sendable {
    case bytes(Packed<UInt8>)
    case shorts(Packed<UInt16>)
    case words(Packed<UInt32>)
  }

  /// For each row, the place of its value.
  package let codes: Codes
  /// The values; nil where the field is absent. Groups of one family only add to them: what a code
  /// stands for stays. A value that was written in two ways, such as with an escape, may stand there
  /// twice.
  package let values: ColumnValues
  /// Groups with the same number have the same codes for this field.
  package let family: Int

  /// Makes a column.
  package init(codes: Codes, values: ColumnValues, family: Int) {
    self.codes = codes
    self.values = values
    self.family = family
  }

  /// Makes a column from arrays.
  package init(codes: [UInt32], values: [JSONValue?], family: Int) {
    self.init(codes: .words(Packed(codes)), values: ColumnValues(values), family: family)
  }

  /// The place of a row's value.
  package func code(of row: Int) -> Int {
    switch codes {
    case .bytes(let codes): Int(codes[row])
    case .shorts(let codes): Int(codes[row])
    case .words(let codes): Int(codes[row])
    }
  }

  /// Nil where the field is absent.
  package func value(of row: Int) -> JSONValue? { values[code(of: row)] }
}

/// What the codes of a column stand for.
package struct ColumnValues: Sendable {
  private let values: any CodedValues

  /// Those of an array.
  package init(_ values: [JSONValue?]) { self.values = KeptValues(values: values) }

  /// Those that are stored elsewhere.
  init(_ values: any CodedValues) { self.values = values }

  /// How many there are; codes are below.
  package var count: Int { values.count }

  /// What a code stands for; nil where the field is absent.
  package subscript(code: Int) -> JSONValue? { values.value(of: code) }
}

/// Values that are found by their codes.
protocol CodedValues: Sendable {
  var count: Int { get }
  /// Nil where the field is absent.
  func value(of code: Int) -> JSONValue?
}

private struct KeptValues: CodedValues {
  let values: [JSONValue?]

  var count: Int { values.count }
  func value(of code: Int) -> JSONValue? { values[code] }
}
