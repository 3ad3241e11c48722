import PolicyCore

/// What a schema no longer asks of a request.
enum SchemaComparison {
  /// Fields no longer required, and values that were not allowed before.
  static func lowered(
    _ old: SchemaNode, _ new: SchemaNode, at path: [String] = []
  ) -> [LoweredSafeguard] {
    let name = path.joined(separator: ".")
    var lowered = old.required.subtracting(new.required).sorted().map { field in
      lower((path + [field]).joined(separator: "."), "is no longer required")
    }
    lowered += enumeration(old, new, named: name)
    if case .forbidden = old.additional {
      switch new.additional {
      case .forbidden: break
      case .hidden, .of: lowered.append(lower(name, "allows undeclared fields"))
      }
    }
    for (field, inner) in old.properties.sorted(by: { $0.key < $1.key }) {
      guard let other = new.properties[field] else { continue }
      lowered += Self.lowered(inner, other, at: path + [field])
    }
    if let inner = old.items.first, let other = new.items.first {
      lowered += Self.lowered(inner, other, at: path + ["[]"])
    }
    return lowered
  }

  private static func enumeration(
    _ old: SchemaNode, _ new: SchemaNode, named name: String
  ) -> [LoweredSafeguard] {
    guard !old.enumeration.isEmpty else { return [] }
    if new.enumeration.isEmpty { return [lower(name, "allows any value")] }
    let known = Set(old.enumeration.map(\.canonicalBytes))
    let added = new.enumeration.filter { !known.contains($0.canonicalBytes) }
    return added.map { lower(name, "also allows `\($0.lineText)`") }
  }

  private static func lower(_ name: String, _ change: String) -> LoweredSafeguard {
    LoweredSafeguard(kind: .schema, name: name.isEmpty ? "request" : name, change: change)
  }
}
