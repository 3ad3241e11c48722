/// The type of a map whose members are known by name: an object of a schema.
///
/// Where it meets something that is no object it counts as a map with strings for keys.
package struct ObjectType: Sendable, Hashable {
  /// As people read it, such as `resource`.
  package let name: String
  /// By name.
  package let fields: [String: ObjectField]
  /// The type of members that are not named; nil where conditions do not see such members.
  package let additional: DeclaredType?
  /// Whether a value may also be no object, such as null: only names of fields are checked then.
  package let mayBeOther: Bool

  /// Declares an object.
  package init(
    name: String, fields: [String: ObjectField], additional: DeclaredType? = nil,
    mayBeOther: Bool = false
  ) {
    self.name = name
    self.fields = fields
    self.additional = additional
    self.mayBeOther = mayBeOther
  }

  /// What it counts as where its fields do not matter.
  static let asMap = DeclaredType.map(key: .string, value: .dyn)

  /// The declaration of a field, found by the bytes of its name.
  func field(_ name: String) -> ObjectField? {
    guard let place = fields.index(forKey: name), fields[place].key.hasSameUTF8(as: name) else {
      return nil
    }
    return fields[place].value
  }
}

/// One field of an object.
package struct ObjectField: Sendable, Hashable {
  /// Of its values.
  package let type: DeclaredType
  /// Whether every object has it.
  package let isRequired: Bool
  /// Whether reading it gives an empty map where it is absent.
  package let isEmptyMapIfAbsent: Bool
  /// What is known of its values besides their type.
  package let facts: ValueFacts

  /// Declares a field.
  package init(
    _ type: DeclaredType, isRequired: Bool = true, isEmptyMapIfAbsent: Bool = false,
    facts: ValueFacts = ValueFacts()
  ) {
    self.type = type
    self.isRequired = isRequired
    self.isEmptyMapIfAbsent = isEmptyMapIfAbsent
    self.facts = facts
  }
}

/// What is known of values besides their type; nothing unless said.
package struct ValueFacts: Sendable, Hashable {
  /// One end of a range.
  package struct Bound: Sendable, Hashable {
    package let value: Constant
    package let isInclusive: Bool

    /// Makes an end.
    package init(_ value: Constant, isInclusive: Bool = true) {
      self.value = value
      self.isInclusive = isInclusive
    }
  }

  /// All values there are, in the order of the schema; empty where that is not known.
  package var values: [Constant] = []
  /// No value is less.
  package var least: Bound?
  /// No value is greater.
  package var greatest: Bound?
  /// Of lists, what `size` gives.
  package var sizes: ClosedRange<Int>?
  /// Of lists: all values that elements have; empty where that is not known.
  package var elementValues: [Constant] = []

  /// Nothing is known.
  package init() {}
}
