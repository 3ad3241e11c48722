import Testing

/// An edit of the small policy, and every line that is said of it.
struct MeaningCase: Sendable, CustomTestStringConvertible {
  var name: String
  var edits: [EditedPolicy.Edit]
  var lines: [String]

  var testDescription: String { name }

  init(_ name: String, _ edits: EditedPolicy.Edit..., says lines: [String]) {
    self.name = name
    self.edits = edits
    self.lines = lines
  }

  /// An edit of the rules.
  static func rules(
    _ name: String, _ old: String, _ new: String, says lines: String...
  ) -> MeaningCase {
    MeaningCase(name, .init("rules/all.yaml", old, new), says: lines)
  }

  static func exceptions(
    _ name: String, _ old: String, _ new: String, says lines: String...
  ) -> MeaningCase {
    MeaningCase(name, .init("exceptions/all.yaml", old, new), says: lines)
  }

  static func people(
    _ name: String, _ old: String, _ new: String, says lines: String...
  ) -> MeaningCase {
    MeaningCase(name, .init("directory/people.yaml", old, new), says: lines)
  }

  static func settings(
    _ name: String, _ old: String, _ new: String, says lines: String...
  ) -> MeaningCase {
    MeaningCase(name, .init("precedent.yaml", old, new), says: lines)
  }
}
