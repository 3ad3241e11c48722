import CEL

extension FuzzProperties {
  /// Whether two trees say the same, wherever their parts stand.
  static func areAlike(
    _ left: Syntax, _ leftID: Syntax.NodeID, _ right: Syntax, _ rightID: Syntax.NodeID
  ) -> Bool {
    let alike = { (a: Syntax.NodeID, b: Syntax.NodeID) in areAlike(left, a, right, b) }
    let allAlike = { (a: [Syntax.NodeID], b: [Syntax.NodeID]) in
      a.count == b.count && zip(a, b).allSatisfy(alike)
    }
    switch (left[leftID], right[rightID]) {
    case (.select(let a, let field), .select(let b, let other)),
      (.optionalSelect(let a, let field), .optionalSelect(let b, let other)):
      return field.hasSameUTF8(as: other) && alike(a, b)
    case (.index(let a, let index), .index(let b, let other)):
      return alike(a, b) && alike(index, other)
    case (.optionalMark(let a), .optionalMark(let b)): return alike(a, b)
    case (.call(let name, let a, let arguments), .call(let other, let b, let others)):
      return name == other && allAlike(a.map { [$0] } ?? [], b.map { [$0] } ?? [])
        && allAlike(arguments, others)
    case (.list(let a), .list(let b)): return allAlike(a, b)
    case (.map(let a), .map(let b)):
      return allAlike(a.map(\.key), b.map(\.key)) && allAlike(a.map(\.value), b.map(\.value))
    case (.unary(let sign, let a), .unary(let other, let b)): return sign == other && alike(a, b)
    case (.binary(let sign, let a, let c), .binary(let other, let b, let d)):
      return sign == other && alike(a, b) && alike(c, d)
    case (.logical(let sign, let a), .logical(let other, let b)):
      return sign == other && allAlike(a, b)
    case (.conditional(let a, let c, let e), .conditional(let b, let d, let f)):
      return allAlike([a, c, e], [b, d, f])
    default: return areSameLeaf(left[leftID], right[rightID])
    }
  }

  private static func areSameLeaf(_ left: Syntax.Node, _ right: Syntax.Node) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern
    case (.string(let a), .string(let b)): a.hasSameUTF8(as: b)
    case (.bytes(let a), .bytes(let b)): a == b
    case (.name(let a, let isAbsolute), .name(let b, let isOtherAbsolute)):
      a == b && isAbsolute == isOtherAbsolute
    default: false
    }
  }
}
