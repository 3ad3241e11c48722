import CEL
package import PolicyCore

/// Where two documents differ: paths, never values.
package struct FieldDifferences: Sendable {
  /// With dots, sorted; the first of them where there are many.
  package private(set) var paths: [String] = []

  /// More of them help nobody.
  private static let greatestCount = 20
  /// Readers refuse documents that are deeper.
  private static let greatestDepth = 64

  /// Compares two documents.
  package init(_ left: JSONValue, _ right: JSONValue) {
    compare(left, right, at: [])
    paths.sort { $0.precedesInUTF8($1) }
  }

  private mutating func compare(_ left: JSONValue, _ right: JSONValue, at path: [String]) {
    guard paths.count < Self.greatestCount,
      left.canonicalBytes != right.canonicalBytes
    else { return }
    guard path.count < Self.greatestDepth, let old = left.object, let new = right.object else {
      return paths.append(path.joined(separator: "."))
    }
    for member in old.members {
      compare(member.value, new[member.name], at: path + [member.name])
    }
    for member in new.members where old[member.name] == nil {
      compare(nil, member.value, at: path + [member.name])
    }
  }

  private mutating func compare(_ left: JSONValue?, _ right: JSONValue?, at path: [String]) {
    if let left, let right { return compare(left, right, at: path) }
    guard paths.count < Self.greatestCount else { return }
    paths.append(path.joined(separator: "."))
  }
}
