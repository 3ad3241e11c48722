/// What a function of a library may still do: every one of them pays for what it reads and makes.
struct Work {
  let limits: Limits
  /// What is left of `Limits.cost`.
  var budget: Int

  /// Takes units of work off the budget.
  mutating func charge(_ units: Int) throws(Fault.Reason) {
    budget -= units
    if budget < 0 { throw .costExceeded }
  }

  /// Pays for so many bytes read or written.
  mutating func charge(byteCount: Int) throws(Fault.Reason) {
    try charge(byteCount / EvaluationCost.bytesPerUnit)
  }

  /// Pays for looking for one text in another, which compares every byte of both at worst.
  mutating func chargeSearch(_ byteCount: Int, for soughtByteCount: Int) throws(Fault.Reason) {
    let (units, overflow) = (byteCount / EvaluationCost.bytesPerUnit).multipliedReportingOverflow(
      by: 1 + soughtByteCount / EvaluationCost.bytesPerUnit)
    try charge(overflow ? budget : units)
  }

  /// Pays for a text that is going to be made, unless it is too large.
  mutating func allow(stringByteCount: Int) throws(Fault.Reason) {
    guard stringByteCount <= limits.stringByteCount else { throw .sizeExceeded }
    try charge(byteCount: stringByteCount)
  }

  /// Pays for taking a text apart into code points, which take four times its room, unless it is too
  /// large; and so four times as much as for reading it.
  mutating func allow(codePointsOf text: String) throws(Fault.Reason) {
    guard text.utf8.count <= limits.stringByteCount else { throw .sizeExceeded }
    try charge(text.utf8.count * 4 / EvaluationCost.bytesPerUnit)
  }

  /// Pays for a list that is going to be made, unless it is too large.
  mutating func allow(elementCount: Int) throws(Fault.Reason) {
    guard elementCount <= limits.elementCount else { throw .sizeExceeded }
    try charge(elementCount)
  }
}
