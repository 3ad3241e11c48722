import CEL

/// The English words of a field's name or title, fit to stand in a sentence.
struct FieldWords {
  /// Longer names are shown as they are written.
  private static let longest = 60

  /// In lower case but for abbreviations; at least one.
  var words: [String]

  var text: String { words.joined(separator: " ") }

  /// The words of a title where there is one, else of the name; nil where neither can be read.
  init?(name: String, title: String?) {
    let words = title.flatMap(Self.words(ofTitle:)) ?? Self.words(ofName: name)
    guard let words else { return nil }
    self.words = words
  }

  /// `deviceTrusted`, `device_trusted` and `device-trusted` are `device trusted`.
  private static func words(ofName name: String) -> [String]? {
    var words: [[UInt8]] = [[]]
    let bytes = Array(name.utf8)
    for (index, byte) in bytes.enumerated() {
      guard byte.isLetterOrDigit else {
        guard byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") else { return nil }
        words.append([])
        continue
      }
      let next = index + 1 < bytes.count ? bytes[index + 1] : byte
      let startsWord =
        byte.isCapital && index > 0
        && (!bytes[index - 1].isCapital || next.isLowerCase)
      if startsWord { words.append([]) }
      words[words.count - 1].append(byte)
    }
    return checked(words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) })
  }

  private static func words(ofTitle title: String) -> [String]? {
    guard title.utf8.allSatisfy({ $0.isLetterOrDigit || $0 == 0x20 || $0 == UInt8(ascii: "-") })
    else { return nil }
    return checked(title.utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) })
  }

  /// Nil for words that would join the parts of a reading.
  private static func checked(_ words: [String]) -> [String]? {
    let lowered = words.map { isAbbreviation($0) ? $0 : $0.lowercased() }
    let joints = EnglishVocabulary.joints
    guard !lowered.isEmpty, lowered.reduce(0, { $0 + $1.utf8.count }) <= longest,
      !lowered.contains(where: { joints.contains($0.lowercased()) })
    else { return nil }
    return lowered
  }

  private static func isAbbreviation(_ word: String) -> Bool {
    word.utf8.count > 1 && word.utf8.allSatisfy { $0.isCapital || $0.isDigit }
  }
}

extension FieldWords {
  /// `contract end` of `contract ends`, `created time` of `created at`.
  var ofInstant: FieldWords {
    guard words.count > 1, let last = words.last, let noun = Self.instantNouns[last] else {
      return self
    }
    var changed = self
    changed.words[words.count - 1] = noun
    return changed
  }

  private static let instantNouns = [
    "ends": "end", "starts": "start", "begins": "beginning", "expires": "expiry", "at": "time",
  ]

  /// What is said of something that is true: `trusted` of `device trusted`; nil for `emergency`.
  var adjective: String? {
    guard let last = words.last, last.hasSuffix("ed") || Self.adjectives.contains(last) else {
      return nil
    }
    return last
  }

  private static let adjectives: Set<String> = [
    "active", "compliant", "critical", "external", "healthy", "internal", "online", "private",
    "privileged", "public", "safe", "sensitive", "valid",
  ]
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  fileprivate var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  fileprivate var isLowerCase: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  fileprivate var isLetterOrDigit: Bool { isDigit || isCapital || isLowerCase }
}
