/// Regions of numbers: the constants themselves, and what lies between and beyond them.
struct NumberRegions {
  private let constants: Set<Constant>
  private let facts: ValueFacts

  /// The bounds of a schema are constants, too.
  init(_ constants: Set<Constant>, _ facts: ValueFacts) {
    let bounds = [facts.least, facts.greatest].compactMap { $0?.value }
    self.constants = constants.union(bounds)
    self.facts = facts
  }

  /// For whole numbers: of each gap between constants, one number.
  var whole: [Region] {
    var near: Set<Int64> = []
    var known: Set<Int64> = []
    for constant in constants {
      switch constant {
      case .int(let int):
        known.insert(int)
        near.formUnion([int, int.addingOne(-1), int.addingOne(1)])
      case .double(let double):
        // Beyond this every double is a whole number, and not every whole number a double.
        guard abs(double) < 9e15 else { continue }
        let whole = Int64(double)
        near.formUnion([whole - 2, whole - 1, whole, whole + 1, whole + 2])
      case .null, .bool, .string, .timestamp, .duration: break
      }
    }
    if near.isEmpty { near = [1] }
    return near.sorted().filter { admits(.int($0)) }
      .map { Region(content: .value(.int($0)), isExact: known.contains($0)) }
  }

  /// For doubles: of each gap the middle.
  var fractional: [Region] {
    let known = Set(constants.compactMap(\.number)).sorted()
    guard let first = known.first, let last = known.last else {
      return [Region(content: .value(.double(1)), isExact: false)]
    }
    var values: [Double] = [Swift.min(first - 1, first.nextDown), Swift.max(last + 1, last.nextUp)]
    values += known
    for (left, right) in zip(known, known.dropFirst()) {
      let middle = left + (right - left) / 2
      if left < middle, middle < right { values.append(middle) }
    }
    return values.sorted().filter { $0.isFinite && admits(.double($0)) }
      .map { Region(content: .value(.double($0)), isExact: known.contains($0)) }
  }

  /// Whether the bounds of the schema allow a number.
  func admits(_ constant: Constant) -> Bool {
    guard let value = constant.number else { return false }
    if let least = facts.least, let bound = least.value.number,
      value < bound || (value == bound && !least.isInclusive)
    {
      return false
    }
    if let greatest = facts.greatest, let bound = greatest.value.number,
      value > bound || (value == bound && !greatest.isInclusive)
    {
      return false
    }
    return true
  }
}

extension Region {
  static var notANumber: Region { Region(content: .value(.double(.nan)), isExact: false) }
}

extension Int64 {
  /// One more or less, as far as there is.
  fileprivate func addingOne(_ step: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(step)
    return overflow ? self : sum
  }
}

/// Regions of instants and durations.
struct TimeRegions {
  private let constants: Set<Constant>

  init(_ constants: Set<Constant>) { self.constants = constants }

  /// Those of requests: whole seconds, none negative (design document, section 1).
  var durations: [Region] {
    let nanoseconds: Int64 = 1_000_000_000
    var seconds: Set<Int64> = [0]
    var known: Set<Int64> = [0]
    for case .duration(let duration) in constants {
      let floor = duration.totalNanoseconds.floorQuotient(nanoseconds)
      if duration.totalNanoseconds % nanoseconds == 0 { known.insert(floor) }
      seconds.formUnion([floor - 1, floor, floor + 1])
    }
    if seconds.count == 1 { seconds.insert(1) }
    return seconds.sorted().compactMap { count in
      guard count >= 0, let duration = CELDuration(seconds: count) else { return nil }
      return Region(content: .value(.duration(duration)), isExact: known.contains(count))
    }
  }

  /// Of all durations, to the nanosecond.
  var lengths: [Region] {
    var near: Set<Int64> = [0]
    for case .duration(let duration) in constants {
      let length = duration.totalNanoseconds
      near.formUnion([length, length.addingOne(-1), length.addingOne(1)])
    }
    return near.sorted().map {
      Region(content: .value(.duration(CELDuration(totalNanoseconds: $0))), isExact: false)
    }
  }

  /// To the nanosecond.
  var instants: [Region] {
    let step = CELDuration(totalNanoseconds: 1)
    var known: Set<Timestamp> = []
    var near: Set<Timestamp> = []
    for case .timestamp(let instant) in constants {
      known.insert(instant)
      near.formUnion([instant, instant.adding(step), instant.subtracting(step)].compactMap { $0 })
    }
    if near.isEmpty, let instant = Timestamp(seconds: 1_767_225_600) { near = [instant] }
    return near.sorted().map {
      Region(content: .value(.timestamp($0)), isExact: known.contains($0))
    }
  }
}
