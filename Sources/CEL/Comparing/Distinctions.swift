/// What the atoms of two conditions ask about one value: what its regions must tell apart.
struct Distinctions {
  var constants: Set<Constant> = []
  /// Whether it is asked what comes before what.
  var isOrdered = false
  var patterns: [TextPattern] = []
  /// Of lists: what is asked about elements.
  var elements: [Distinctions] = []

  /// Of a text with so many characters at least.
  mutating func insertLength(_ length: Int) { insert(.length(atLeast: length)) }

  mutating func insert(_ pattern: TextPattern) {
    if !patterns.contains(pattern) { patterns.append(pattern) }
  }

  /// What is asked about the elements, for a change.
  mutating func changeElements(_ change: (inout Distinctions) -> Void) {
    if elements.isEmpty { elements.append(Distinctions()) }
    change(&elements[0])
  }
}

/// Something that a text either is or is not.
enum TextPattern: Hashable {
  case starts(with: UTF8Text)
  case ends(with: UTF8Text)
  case contains(UTF8Text)
  /// Some part of it matches a regular expression.
  case matches(UTF8Text)
  case length(atLeast: Int)
}

extension FieldDeclaration {
  /// Regions for a value of this field that is there; nil where they would not tell all apart.
  func regions(_ asked: Distinctions, words: FreshWords) -> [Region]? {
    var regions: [Region]
    if let finite = finiteValues {
      regions = finite.map { Region(content: .value($0), isExact: true) }
    } else {
      guard let found = plainRegions(asked, words) else { return nil }
      regions = found
      if case .wrapper = type { regions.append(Region(content: .value(.null), isExact: true)) }
    }
    if mayBeAbsent { regions.append(Region(content: .absent, isExact: true)) }
    return regions
  }

  /// All values, where they are few.
  var finiteValues: [Value]? {
    if !facts.values.isEmpty { return facts.values.map { $0.value(of: plainType) } }
    let isNullable = if case .wrapper = type { true } else { false }
    let null: [Value] = isNullable ? [.null] : []
    switch plainType {
    case .bool: return [.bool(false), .bool(true)] + null
    case .null: return [.null]
    case .int:
      guard case .int(let least)? = facts.least?.value, facts.least?.isInclusive == true,
        case .int(let greatest)? = facts.greatest?.value, facts.greatest?.isInclusive == true,
        least <= greatest, least > -Self.greatestFinite, greatest < Self.greatestFinite,
        greatest - least < Self.greatestFinite
      else { return nil }
      return (least...greatest).map { .int($0) } + null
    default: return nil
    }
  }

  /// Ranges of whole numbers up to this size are looked at one by one.
  private static var greatestFinite: Int64 { 16 }

  private func plainRegions(_ asked: Distinctions, _ words: FreshWords) -> [Region]? {
    switch plainType {
    case .int: return NumberRegions(asked.constants, facts).whole
    case .double:
      return NumberRegions(asked.constants, facts).fractional + (isComputed ? [.notANumber] : [])
    case .string: return TextRegions(asked, lengths: facts.sizes, words: words).regions
    case .timestamp: return TimeRegions(asked.constants).instants
    case .duration:
      let regions = TimeRegions(asked.constants)
      return isComputed ? regions.lengths : regions.durations
    case .list: return listRegions(asked, words)
    case .object, .map: return [Region(content: .value(.map([])), isExact: false)]
    case .dyn: return asked.isOrdered || !asked.patterns.isEmpty ? nil : anyRegions(asked, words)
    default: return nil
    }
  }

  /// Of a value of any type only equality is asked.
  private func anyRegions(_ asked: Distinctions, _ words: FreshWords) -> [Region] {
    let constants = asked.constants.map {
      Region(content: .value($0.value(of: .dyn)), isExact: false)
    }
    return constants + [Region(content: .value(.string(words.other)), isExact: false)]
  }

  /// Which regions of elements occur in a list: all that `in`, `exists` and `all` ask.
  private func listRegions(_ asked: Distinctions, _ words: FreshWords) -> [Region]? {
    let distinctions = asked.elements.first ?? Distinctions()
    guard let regions = element?.regions(distinctions, words: words),
      regions.count <= Self.greatestElementCount
    else { return nil }
    let values = regions.compactMap(\.value)
    return (0..<(1 << values.count)).compactMap { set in
      var elements = values.indices.filter { set & (1 << $0) != 0 }.map { values[$0] }
      let least = min(facts.sizes?.lowerBound ?? 0, Self.greatestPadding)
      guard elements.count <= facts.sizes?.upperBound ?? .max else { return nil }
      if elements.count < least {
        // A list that must be longer says its first word again.
        guard let first = elements.first else { return nil }
        elements += Array(repeating: first, count: least - elements.count)
      }
      return Region(content: .value(.list(elements)), isExact: elements.isEmpty)
    }
  }

  /// Of so many regions all subsets are looked at.
  private static var greatestElementCount: Int { 7 }
  private static var greatestPadding: Int { 8 }
}

extension Constant {
  /// The value as a field of a type has it.
  func value(of type: DeclaredType) -> Value {
    switch self {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .int(let int): type == .double ? .double(Double(int)) : .int(int)
    case .double(let double): .double(double)
    case .string(let text): .string(text)
    case .timestamp(let instant): .timestamp(instant)
    case .duration(let duration): .duration(duration)
    }
  }

  /// The number as a double; nil for all else.
  var number: Double? {
    switch self {
    case .int(let int): Double(int)
    case .double(let double): double
    case .null, .bool, .string, .timestamp, .duration: nil
    }
  }
}

/// Words that neither condition knows.
struct FreshWords {
  /// Stands for any other text.
  let other: String

  /// - Parameter texts: all that the conditions know.
  init(avoiding texts: Set<String>) {
    var word = "other"
    while texts.contains(where: { $0.hasSameUTF8(as: word) }) { word += "x" }
    other = word
  }
}
