/// What the names of a condition are called in English.
///
/// Two fields must never have the same phrase, and no phrase may hold a word of `joints`: a reading
/// could then mean two conditions. A field without a noun is shown as it is written.
package struct EnglishVocabulary: Sendable {
  /// What a field holds, as far as a reading depends on it.
  package enum Kind: Sendable, Hashable {
    case unknown, bool, text, instant, duration, list
  }

  /// What a field is called.
  package struct Noun: Sendable, Hashable {
    /// `the environment`
    package var phrase: String
    /// Decides between `before` and `less than`, and the like.
    package var kind: Kind
    /// `the groups are` instead of `the group is`
    package var isPlural: Bool
    /// What it means that the field is true: `the device`, `trusted`. Nil for `the phrase is true`.
    package var truth: Truth?
    /// Who is in what the list holds: `the subject` is in `contractors`. Nil for `contractors` is
    /// among the groups.
    package var holder: String?

    /// Makes a noun.
    package init(
      _ phrase: String, kind: Kind = .unknown, isPlural: Bool = false, truth: Truth? = nil,
      holder: String? = nil
    ) {
      self.phrase = phrase
      self.kind = kind
      self.isPlural = isPlural
      self.truth = truth
      self.holder = holder
    }
  }

  /// A claim that a field makes: `the device` is `trusted`.
  package struct Truth: Sendable, Hashable {
    /// `the device`
    package var subject: String
    /// `trusted`
    package var adjective: String

    /// Makes a claim.
    package init(subject: String, adjective: String) {
      self.subject = subject
      self.adjective = adjective
    }
  }

  /// What a function of one string gives: a group by its name.
  package struct Group: Sendable, Hashable {
    /// `a member of the team`
    package var member: String
    /// `the members of the team`
    package var members: String

    /// Makes a group.
    package init(member: String, members: String) {
      self.member = member
      self.members = members
    }
  }

  /// Words that join the parts of a reading, so that no noun may hold them.
  package static let joints: Set<String> = [
    "a", "among", "an", "and", "are", "by", "does", "else", "every", "exactly", "from", "given",
    "holds",
    "if", "in", "is", "it", "known", "least", "member", "members", "minus", "modulo", "no", "none",
    "nor",
    "not", "of", "one", "only", "or", "otherwise", "plus", "standing", "than", "that", "the",
    "then",
    "this", "times", "to", "whether", "with",
  ]

  private let nouns: [[String]: Noun]
  /// By the name of the function.
  package let groups: [String: Group]
  /// The path of the instant of the evaluation, of which `the hour` alone is said.
  package let clock: [String]

  /// Names what conditions read.
  package init(
    nouns: [[String]: Noun] = [:], groups: [String: Group] = [:], clock: [String] = []
  ) {
    self.nouns = nouns
    self.groups = groups
    self.clock = clock
  }

  /// What a path is called; a path outside of ASCII is called nothing, for Swift compares such names
  /// less strictly than the language.
  package func noun(_ path: [String]) -> Noun? {
    guard path.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else { return nil }
    return nouns[path]
  }
}
