/// A value that an edit writes into a policy file.
package indirect enum EditValue: Sendable, Equatable {
  /// How a list or a mapping is written where there is a choice: inside of brackets all is flow.
  package enum Layout: Sendable, Hashable {
    case block, flow
  }

  /// One key of a mapping.
  package struct Member: Sendable, Equatable {
    /// As it is read back.
    package var key: String
    /// What it holds.
    package var value: EditValue

    /// Makes a member.
    package init(_ key: String, _ value: EditValue) {
      self.key = key
      self.value = value
    }
  }

  /// Quoted where it could be taken for something else.
  case text(String)
  /// A number, `true`, `false` or `null`: never quoted.
  case typed(String)
  case list([EditValue], Layout)
  case mapping([Member], Layout)

  /// A mapping within braces.
  package static func flow(_ members: Member...) -> EditValue { .mapping(members, .flow) }

  /// A list within brackets.
  package static func flow(_ values: [EditValue]) -> EditValue { .list(values, .flow) }
}

extension EditValue {
  /// Values of obligations; a text stays a text.
  package init(_ value: JSONValue) {
    switch value {
    case .string(let text): self = .text(text)
    case .array(let elements): self = .list(elements.map { EditValue($0) }, .flow)
    case .object(let object):
      self = .mapping(object.members.map { Member($0.name, EditValue($0.value)) }, .flow)
    case .null, .bool, .integer, .double:
      self = .typed(String(decoding: value.canonicalBytes, as: UTF8.self))
    }
  }
}
