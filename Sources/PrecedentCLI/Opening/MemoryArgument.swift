import ArgumentParser
import History

/// An amount of memory on the command line: bytes, or a number with K, M, G or T, each 1024 times the
/// one before.
struct MemoryArgument: ExpressibleByArgument, CustomStringConvertible, Sendable {
  let memory: HistoryMemory

  static let standard = MemoryArgument(memory: .standard)

  private static let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]

  init(memory: HistoryMemory) { self.memory = memory }

  /// Nil below the least, too.
  init?(argument: String) {
    let unit = argument.last.flatMap { Self.units[Character($0.uppercased())] }
    guard let number = Int(unit == nil ? argument : String(argument.dropLast())) else { return nil }
    let (byteCount, isTooLarge) = number.multipliedReportingOverflow(by: 1 << (unit ?? 0))
    guard !isTooLarge, byteCount >= HistoryMemory.least.byteCount else { return nil }
    memory = HistoryMemory(byteCount: byteCount)
  }

  /// As it may be given.
  var description: String {
    for (unit, power) in Self.units.sorted(by: { $0.value > $1.value })
    where memory.byteCount.isMultiple(of: 1 << power) {
      return "\(memory.byteCount >> power)\(unit)"
    }
    return "\(memory.byteCount)"
  }
}
