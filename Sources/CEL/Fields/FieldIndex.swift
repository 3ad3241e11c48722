/// The fields that conditions are likely to read, with a slot for each: so that reading one is no
/// search through maps.
///
/// It changes no meaning. What has no slot, or a value that a slot cannot say all about, is read
/// from the variables.
package final class FieldIndex: Sendable {
  /// A variable, then the names of fields; the place is the slot.
  package let paths: [[String]]
  private let roots: [Root]
  private let slots: [[UTF8Text]: Int]

  /// A variable that has fields with slots, or is one.
  private struct Root: Sendable {
    let variable: Int
    let branch: Branch
  }

  /// One name of some paths.
  struct Branch: Sendable {
    let name: String
    var slot: Int?
    var branches: [Branch]
  }

  /// No field has a slot.
  package static let none = FieldIndex(variables: [], paths: [])

  /// Paths of names that are no variables, and paths given twice, are left out.
  package init(variables: [String], paths: [[String]]) {
    var known: [[String]] = []
    var slots: [[UTF8Text]: Int] = [:]
    var roots = variables.map { Branch(name: $0, slot: nil, branches: []) }
    for path in paths {
      let key = path.map(UTF8Text.init)
      guard slots[key] == nil, Self.insert(path[...], slot: known.count, into: &roots, isRoot: true)
      else { continue }
      slots[key] = known.count
      known.append(path)
    }
    self.paths = known
    self.slots = slots
    self.roots = roots.enumerated()
      .filter { $1.slot != nil || !$1.branches.isEmpty }
      .map { Root(variable: $0, branch: $1) }
  }

  private static func insert(
    _ path: ArraySlice<String>, slot: Int, into branches: inout [Branch], isRoot: Bool = false
  ) -> Bool {
    guard let name = path.first else { return false }
    var place = branches.firstIndex { $0.name.hasSameUTF8(as: name) }
    if place == nil, !isRoot {
      place = branches.count
      branches.append(Branch(name: name, slot: nil, branches: []))
    }
    guard let place else { return false }
    guard path.count > 1 else {
      branches[place].slot = slot
      return true
    }
    return insert(path.dropFirst(), slot: slot, into: &branches[place].branches)
  }

  /// The slot of a path, if it has one.
  func slot(of path: [String]) -> Int? { slots.isEmpty ? nil : slots[path.map(UTF8Text.init)] }

  /// What the slots say, given the values of all variables in their order.
  /// - Complexity: O(slots + bytes of the texts in them).
  package func cells(of values: [Value]) -> FieldCells {
    var filling = FieldFilling(slotCount: paths.count)
    for root in roots where root.variable < values.count {
      filling.fill(root.branch, values[root.variable], isThere: true)
    }
    return FieldCells(filling, of: self)
  }
}
