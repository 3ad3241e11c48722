import CEL
import Diagnostics

/// The first name of a path that no object of the schema declares.
struct UnknownField {
  /// Its place in the path.
  var index: Int
  /// What is declared where it was looked for.
  var declared: SchemaNode
}

extension DocumentReader {
  /// Reports a name of a path that the schema does not declare.
  mutating func reportUnknown(_ name: UnknownField, in path: [String], at range: Range<Int>) {
    guard problems.hasRoom else { return countOne() }
    report(
      .unknownField(
        path[name.index], in: path[..<name.index].joined(separator: "."),
        known: name.declared.properties.keys.sorted { $0.precedesInUTF8($1) },
        at: location(range)))
  }
}

extension RequestSchema {
  /// The first name of a path that is not declared; nothing is known of a field that the schema
  /// leaves open.
  func firstUnknown(in path: [String]) -> UnknownField? {
    var node = root
    for (index, name) in path.enumerated() {
      if index == 0, name == Self.instantVariable { return nil }
      if let declared = node.properties[name] {
        node = declared
      } else if case .of(let member) = node.additional {
        node = member
      } else {
        let isOpen = node.types.isEmpty && node.properties.isEmpty
        return isOpen ? nil : UnknownField(index: index, declared: node)
      }
    }
    return nil
  }
}
