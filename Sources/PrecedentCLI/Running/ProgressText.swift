/// How far something is, in one line.
struct ProgressText {
  let step: ProgressStep
  let pace: ProgressPace
  let whole: ProgressWhole

  private static let barWidth = 20

  /// As much of it as fits; the last column stays free, where some terminals wrap.
  func line(width: Int) -> String {
    let parts = [[bar, share, rate, left], [share, rate, left], [share, left], [share], [rate]]
    for part in parts {
      let line = part.compactMap { $0 }.joined(separator: "  ")
      if !line.isEmpty, line.utf8.count < width { return line }
    }
    return ""
  }

  private var bar: String? {
    step.share.map { share in
      let filled = Int(share * Double(Self.barWidth))
      let empty = Self.barWidth - filled
      return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: empty)
        + "]"
    }
  }

  private var share: String? { step.share.map { "\(Int($0 * 100))%" } }

  private var rate: String {
    switch whole {
    case .steps: "\(Self.grouped(step.records)) of \(Self.grouped(step.done, of: step.total))"
    case .bytes, .records:
      "\(Self.grouped(step.records)) records, "
        + "\(Self.grouped(Int(pace.recordsPerSecond(to: step)))) a second"
    }
  }

  private var left: String? { pace.secondsLeft(from: step).map { "\(Self.duration($0)) left" } }

  private static func grouped(_ done: Int, of total: Int?) -> String { grouped(total ?? done) }

  /// With a comma between thousands.
  private static func grouped(_ number: Int) -> String {
    var digits = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place.isMultiple(of: 3) { digits.append(",") }
      digits.append(digit)
    }
    return String(digits.reversed())
  }

  /// As exact as one can be sure of.
  private static func duration(_ seconds: Double) -> String {
    let longest = 99.0 * 3600
    let whole = Int(min(seconds, longest).rounded(.up))
    if seconds > longest { return "days" }
    let (minutes, hours) = (whole / 60, whole / 3600)
    if hours > 0 { return "\(hours) h \(minutes % 60) min" }
    return minutes > 0 ? "\(minutes) min \(whole % 60) s" : "\(whole) s"
  }
}
