extension Syntax {
  /// The condition as one line of CEL that reads back as the same tree.
  ///
  /// Parentheses stand only where the tree needs them; comments and the way literals were written
  /// are not kept. What nobody can see in a string is escaped, so a line may be longer than
  /// `Limits.sourceByteCount` allows.
  package var printed: String { printed(root) }

  /// One part of the condition as one line of CEL.
  package func printed(_ id: NodeID) -> String { printed(id, .exact) }

  func printed(_ id: NodeID, _ style: Printer.Style) -> String {
    var printer = Printer(syntax: self, style: style)
    printer.write(id)
    return printer.text
  }
}
