extension EnglishReader {
  /// A constant of time, or a part of an instant or a duration; nil for all other calls.
  mutating func timeTerm(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID]
  ) -> Term? {
    guard let receiver else { return constantTime(name, arguments) }
    guard let part = timePart(name, receiver, arguments) else { return nil }
    return Term(part.numberPhrase)
  }

  private func constantTime(_ name: String, _ arguments: [Syntax.NodeID]) -> Term? {
    guard arguments.count == 1, let text = text(arguments[0]) else { return nil }
    switch UnaryFunction.byName[name] {
    case .duration:
      return CELDuration.parse(text).map { Term($0.words, kind: .duration) }
    case .timestamp:
      return Timestamp.parse(text).map { Term($0.description, kind: .instant) }
    default: return nil
    }
  }

  /// A part of a field, of which the numbers may have names; nil for all other expressions.
  mutating func namedTime(_ id: Syntax.NodeID) -> TimePart? {
    guard case .call(let name, let receiver?, let arguments) = syntax[id], path(receiver) != nil
    else { return nil }
    return timePart(name, receiver, arguments)
  }

  private mutating func timePart(
    _ name: String, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID]
  ) -> TimePart? {
    guard let accessor = TimeAccessor(rawValue: name), arguments.count <= 1 else { return nil }
    let whole = term(receiver)
    let isClock = whole.path.map { $0 == vocabulary.clock } ?? false
    switch whole.kind {
    case .instant:
      guard let zone = zone(arguments.first) else { return nil }
      return TimePart(accessor, zone: zone, of: isClock ? "" : " of \(whole.part)")
    case .duration:
      guard arguments.isEmpty, let unit = accessor.durationUnit else { return nil }
      return TimePart(accessor: nil, phrase: "the whole \(unit) in \(whole.part)", origin: nil)
    case .unknown, .bool, .text, .list: return nil
    }
  }

  private func zone(_ id: Syntax.NodeID?) -> String? {
    guard let id else { return "UTC" }
    return text(id).map { "in the time zone \(Quotation.text($0))" }
  }
}

/// What is read from a time.
struct TimePart {
  /// Nil for a part of a duration.
  let accessor: TimeAccessor?
  /// `the day of the week (UTC)`
  let phrase: String
  /// What the number zero stands for, where that is not plain.
  private let origin: String?
  private let owner: String
  private let zone: String

  init(accessor: TimeAccessor?, phrase: String, origin: String?) {
    (self.accessor, self.phrase, self.origin, owner, zone) = (accessor, phrase, origin, "", "")
  }

  init(_ accessor: TimeAccessor, zone: String, of owner: String) {
    self.accessor = accessor
    self.owner = owner
    self.zone = zone
    origin = accessor.origin
    phrase = "the \(accessor.noun) (\(zone))\(owner)"
  }

  /// As a number: `the day of the week (UTC, counted from Sunday as 0)`.
  var numberPhrase: String {
    guard let accessor, let origin else { return phrase }
    return "the \(accessor.noun) (\(zone), counted from \(origin) as 0)\(owner)"
  }

  /// The names of constants, where all of them have one.
  func names(of ids: [Syntax.NodeID], in syntax: Syntax) -> [String]? {
    guard let names = accessor?.names else { return nil }
    let found = ids.compactMap { id -> String? in
      guard case .int(let number) = syntax[id], let place = Int(exactly: number),
        names.indices.contains(place)
      else { return nil }
      return names[place]
    }
    return found.count == ids.count ? found : nil
  }
}

extension TimeAccessor {
  fileprivate var noun: String {
    switch self {
    case .getFullYear: "year"
    case .getMonth: "month"
    case .getDate, .getDayOfMonth: "day of the month"
    case .getDayOfWeek: "day of the week"
    case .getDayOfYear: "day of the year"
    case .getHours: "hour"
    case .getMinutes: "minute"
    case .getSeconds: "second"
    case .getMilliseconds: "millisecond"
    }
  }

  /// What 0 stands for, where a reader could take it for 1 (CEL spec, "Timestamps and durations").
  fileprivate var origin: String? {
    switch self {
    case .getMonth: "January"
    case .getDayOfMonth, .getDayOfYear: "the first"
    case .getDayOfWeek: "Sunday"
    case .getFullYear, .getDate, .getHours, .getMinutes, .getSeconds, .getMilliseconds: nil
    }
  }

  fileprivate var names: [String]? {
    switch self {
    case .getDayOfWeek:
      ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    case .getMonth:
      [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
      ]
    case .getFullYear, .getDate, .getDayOfMonth, .getDayOfYear, .getHours, .getMinutes,
      .getSeconds, .getMilliseconds:
      nil
    }
  }

  /// What a whole duration is counted in; nil for what counts only a part of it.
  fileprivate var durationUnit: String? {
    switch self {
    case .getHours: "hours"
    case .getMinutes: "minutes"
    case .getSeconds: "seconds"
    case .getFullYear, .getMonth, .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear,
      .getMilliseconds:
      nil
    }
  }
}

extension CELDuration {
  /// `90 days`, `1 hour 30 minutes`, `minus 0.5 seconds`.
  fileprivate var words: String {
    let magnitude = totalNanoseconds.magnitude
    let seconds = magnitude / 1_000_000_000
    let fraction = fractionText(nanoseconds: UInt32(magnitude % 1_000_000_000))
    let units: [(UInt64, String)] = [
      (seconds / 86_400, "day"), (seconds / 3_600 % 24, "hour"), (seconds / 60 % 60, "minute"),
    ]
    var words = units.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    let rest = seconds % 60
    if rest > 0 || !fraction.isEmpty || words.isEmpty {
      words.append("\(rest)\(fraction) second\(rest == 1 && fraction.isEmpty ? "" : "s")")
    }
    return (totalNanoseconds < 0 ? "minus " : "") + words.joined(separator: " ")
  }
}
