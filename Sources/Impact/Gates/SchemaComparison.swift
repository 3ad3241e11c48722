import CEL
import PolicyCore

/// What a schema no longer asks of a request.
struct SchemaComparison {
  private(set) var lowered: [LoweredSafeguard] = []

  /// Fields no longer required, and values that were not allowed before, by field.
  static func lowered(_ old: SchemaNode, _ new: SchemaNode) -> [LoweredSafeguard] {
    var comparison = SchemaComparison()
    comparison.compare(old, new, at: [])
    return comparison.lowered
  }

  private mutating func compare(_ old: SchemaNode, _ new: SchemaNode, at path: [String]) {
    for field in old.required.subtracting(new.required).sorted(by: { $0.precedesInUTF8($1) }) {
      lower(path + [field], "is no longer required")
    }
    compareEnumerations(old, new, at: path)
    compareTypes(old, new, at: path)
    compareAdditional(old, new, at: path)
    for (field, inner) in old.properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      guard let other = new.counterpart(of: field) else { continue }
      let isRequired = old.required.contains(field) && new.required.contains(field)
      if isRequired, !inner.admitsNull, other.admitsNull { lower(path + [field], "may be null") }
      compare(inner, other, at: path + [field])
    }
    if let inner = old.items.first {
      compare(inner, new.items.first ?? SchemaNode(), at: path + ["[]"])
    }
  }

  private mutating func compareEnumerations(
    _ old: SchemaNode, _ new: SchemaNode, at path: [String]
  ) {
    guard !old.enumeration.isEmpty else { return }
    if new.enumeration.isEmpty { return lower(path, "allows any value") }
    let known = Set(old.enumeration.map(\.canonicalBytes))
    for value in new.enumeration where !known.contains(value.canonicalBytes) {
      lower(path, "also allows `\(value.lineText)`")
    }
  }

  /// What is asked of an object's members, or of a list's elements, is not asked of another type.
  private mutating func compareTypes(_ old: SchemaNode, _ new: SchemaNode, at path: [String]) {
    let guarded = SchemaNode.JSONType.allCases.filter { type in
      switch type {
      case .object: old.guardsMembers
      case .array: old.items.contains(where: \.isGuarded)
      case .null, .boolean, .integer, .number, .string: false
      }
    }
    guard !old.types.isEmpty, !old.types.isDisjoint(with: guarded), new.enumeration.isEmpty
    else { return }
    let known = old.types
    let added = new.types.isEmpty ? Set(SchemaNode.JSONType.allCases) : new.types
    let other = SchemaNode.JSONType.allCases.filter {
      added.contains($0) && !known.contains($0) && $0 != .null
    }
    if !other.isEmpty {
      lower(path, "may also be of type \(other.map { "`\($0.rawValue)`" }.joined(separator: ", "))")
    }
  }

  private mutating func compareAdditional(_ old: SchemaNode, _ new: SchemaNode, at path: [String]) {
    switch (old.additional, new.additional) {
    case (.forbidden, .hidden), (.forbidden, .of): lower(path, "allows undeclared fields")
    case (.of(let inner), .of(let other)): compare(inner, other, at: path + ["*"])
    case (.of(let inner), .hidden): compare(inner, SchemaNode(), at: path + ["*"])
    case (_, .forbidden), (.hidden, .hidden), (.hidden, .of): break
    }
  }

  private mutating func lower(_ path: [String], _ change: String) {
    let name = path.isEmpty ? "request" : path.joined(separator: ".")
    lowered.append(LoweredSafeguard(kind: .schema, name: name, change: change))
  }
}

extension SchemaNode {
  /// What is said of a member; nil when there may be none of that name.
  fileprivate func counterpart(of field: String) -> SchemaNode? {
    if let declared = properties[field] { return declared }
    switch additional {
    case .forbidden: return nil
    case .hidden: return SchemaNode()
    case .of(let member): return member
    }
  }

  fileprivate var admitsNull: Bool {
    (types.isEmpty || types.contains(.null))
      && (enumeration.isEmpty || enumeration.contains(.null))
  }

  fileprivate var guardsMembers: Bool {
    !required.isEmpty || properties.values.contains(where: \.isGuarded)
  }

  /// Whether it requires or enumerates anything.
  fileprivate var isGuarded: Bool {
    !enumeration.isEmpty || guardsMembers || items.contains(where: \.isGuarded)
  }
}
