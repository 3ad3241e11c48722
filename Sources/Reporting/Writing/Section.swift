import PolicyCore

/// A part of a report in no format yet: a title and what stands below it.
struct Section: Sendable {
  var title: Phrase
  var blocks: [Block]

  init(_ title: Phrase, _ blocks: [Block]) {
    self.title = title
    self.blocks = blocks
  }

  /// Nil without anything to say.
  init?(_ title: Phrase, unlessEmpty blocks: [Block?]) {
    let blocks = blocks.compactMap { $0 }
    guard !blocks.isEmpty else { return nil }
    self.init(title, blocks)
  }
}

/// What a section is made of.
enum Block: Sendable {
  case sentence(Phrase)
  /// Some names in a row, the first of them shown.
  case names(NameList)
  case list(RowList<Phrase>)
  case table(Table)
  /// Lines to copy or to read as they are, each cut at so many scalars.
  case code([String], longestLine: Int)
  /// A line of a source.
  case excerpt(SourceExcerpt)
}

extension Block {
  /// A request as JSON, the first of its lines.
  static func document(_ document: JSONObject) -> Block {
    let longest = 60
    let lines = JSONValue.object(document).prettyText.split(separator: "\n").map { String($0) }
    let more = lines.count > longest ? ["… (+\(lines.count - longest) lines)"] : []
    return .code(lines.prefix(longest) + more, longestLine: OutsideText.longestShown)
  }
}

/// Rows of which only the first are shown, and how many are not.
struct RowList<Row: Sendable>: Sendable {
  let shown: [Row]
  let hiddenCount: Int

  init(_ rows: [Row], limit: Int = .max, total: Int? = nil) {
    shown = Array(rows.prefix(limit))
    hiddenCount = max((total ?? rows.count) - shown.count, 0)
  }

  func map<Other: Sendable>(_ transform: (Row) -> Other) -> RowList<Other> {
    RowList<Other>(shown.map(transform), total: shown.count + hiddenCount)
  }
}

/// The names of records, subjects or rules: so many, the first of them by name.
struct NameList: Sendable {
  /// So many are named; the rest are counted.
  static let longest = 20

  let names: RowList<String>

  init(_ names: [String], total: Int? = nil) {
    self.names = RowList(names, limit: Self.longest, total: total)
  }
}

/// Aligned columns.
struct Table: Sendable {
  enum Alignment: Sendable { case left, right }

  struct Column: Sendable {
    var title: Phrase
    var alignment: Alignment

    static func left(_ title: Phrase) -> Column { Column(title: title, alignment: .left) }
    static func right(_ title: Phrase) -> Column { Column(title: title, alignment: .right) }
  }

  var columns: [Column]
  var rows: RowList<[Phrase]>

  init(_ columns: [Column], _ rows: [[Phrase]], limit: Int = .max, total: Int? = nil) {
    self.columns = columns
    self.rows = RowList(rows, limit: limit, total: total)
  }

  /// Nil without rows.
  init?(_ columns: [Column], unlessEmpty rows: [[Phrase]], limit: Int = .max) {
    guard !rows.isEmpty else { return nil }
    self.init(columns, rows, limit: limit)
  }
}
