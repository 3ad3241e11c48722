import CSimdjson
import PolicyCore

/// Walks lines into columns, with dictionaries of its own.
struct ColumnWalker: ~Copyable {
  private let handle: OpaquePointer
  private let dictionaries: [ColumnPlan.Dictionary]
  private let columnCount: Int
  private let greatestRowCount: Int
  private let greatestValueCount: Int
  /// Of all dictionaries together.
  private let valueByteLimit: Int
  private let bytesPerValue: Int
  private let lineLimit: Int
  private let isIdentityRequired: Bool
  private var reader: JSONReader
  private var lines: JSONParser
  /// Of each dictionary with a column; what code 0 stands for is absent.
  private var values: [[JSONValue?]]
  /// Of each dictionary: how often it was begun anew, times the walkers, plus the number of this one.
  private var families: [Int]
  private let walkerCount: Int

  /// Nil when there is no memory.
  static func make(_ plan: ColumnPlan, settings: ColumnSettings, number: Int) -> ColumnWalker? {
    guard
      let handle = csj_walker_create(
        settings.key.0, settings.key.1, UInt32(settings.limits.depth),
        settings.limits.lineByteCount)
    else { return nil }
    plan.install(in: handle)
    return ColumnWalker(handle, plan, settings, number: number)
  }

  private init(
    _ handle: OpaquePointer, _ plan: ColumnPlan, _ settings: ColumnSettings, number: Int
  ) {
    self.handle = handle
    dictionaries = plan.dictionaries
    columnCount = plan.columnCount
    greatestRowCount = settings.rowsPerGroup(columnCount: plan.columnCount)
    valueByteLimit = settings.valueByteCount
    bytesPerValue = settings.bytesPerValue
    greatestValueCount = settings.valuesPerFamily
    lineLimit = settings.limits.lineByteCount
    isIdentityRequired = settings.identity == .required
    reader = JSONReader(depthLimit: settings.limits.depth)
    lines = JSONParser(depthLimit: settings.limits.depth)
    values = plan.dictionaries.map { _ in [nil] }
    families = plan.dictionaries.map { _ in number }
    walkerCount = settings.parallelism
  }

  deinit { csj_walker_destroy(handle) }

  /// Walks the lines of a range, up to so many rows as a group holds; nil when there is no memory.
  mutating func walk(_ block: [UInt8], _ range: Range<Int>) -> WalkedRows? {
    forgetWhereFull()
    return block.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return WalkedRows() }
      var result = csj_walk_result()
      guard
        csj_walk(
          handle, base, range.lowerBound, range.upperBound, greatestRowCount, &result)
      else { return nil }
      for index in dictionaries.indices { judgeNewValues(of: index) }
      csj_walker_settle(handle)
      return rows(of: result, in: bytes, range)
    }
  }

  // MARK: - Values

  /// Rows of one group have one family: it ends only between them.
  private mutating func forgetWhereFull() {
    for index in dictionaries.indices {
      let number = Int32(index)
      let isFull =
        csj_walker_value_count(handle, number) > greatestValueCount
        || csj_walker_byte_count(handle, number) > Self.greatestByteCount
      if isFull { forget(index) }
    }
    while heldByteCount > valueByteLimit, let largest = largestDictionary { forget(largest) }
  }

  private mutating func forget(_ index: Int) {
    csj_walker_clear(handle, Int32(index))
    values[index] = [nil]
    families[index] += walkerCount
  }

  private var heldByteCount: Int { dictionaries.indices.reduce(0) { $0 + byteCount(of: $1) } }

  /// Nil where all are empty.
  private var largestDictionary: Int? {
    let largest = dictionaries.indices.max { byteCount(of: $0) < byteCount(of: $1) }
    return largest.flatMap { byteCount(of: $0) > 0 ? $0 : nil }
  }

  /// Its bytes are kept twice: as they were written, and as a value.
  private func byteCount(of index: Int) -> Int {
    csj_walker_value_count(handle, Int32(index)) * bytesPerValue
      + csj_walker_byte_count(handle, Int32(index)) * 2
  }

  /// The bytes of the values of one dictionary.
  private static let greatestByteCount = 1 << 25

  private mutating func judgeNewValues(of index: Int) {
    var value = csj_value()
    while csj_walker_next_value(handle, Int32(index), &value) {
      let bytes = UnsafeBufferPointer(start: value.bytes, count: value.count)
      let read = read(bytes, of: dictionaries[index])
      csj_walker_judge(handle, Int32(index), read != nil)
      if dictionaries[index].column != nil { values[index].append(read ?? .null) }
    }
  }

  /// The value in its normal form; nil where it does not hold.
  private mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, of dictionary: ColumnPlan.Dictionary
  ) -> JSONValue? {
    guard var value = parse(bytes) else { return nil }
    if let part = dictionary.part {
      guard let normal = JSONObject([.init(part, value)]).normalForm?[part] else { return nil }
      value = normal
    }
    return dictionary.checks.allSatisfy { $0.admits(value) } ? value : nil
  }

  /// A text without an escape is known to be good: the walk saw its bytes.
  private mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    if bytes.first == UInt8(ascii: "\""), !bytes.contains(UInt8(ascii: "\\")) {
      return .string(
        String(decoding: UnsafeBufferPointer(rebasing: bytes.dropFirst().dropLast()), as: UTF8.self)
      )
    }
    do throws(JSONError) { return try reader.read(Array(bytes)) } catch { return nil }
  }

  // MARK: - Rows

  private mutating func rows(
    of result: csj_walk_result, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> WalkedRows {
    var rows = WalkedRows(result)
    if isIdentityRequired {
      for row in rows.isOdd.indices where rows.isOdd[row] { identify(row, of: &rows, in: bytes) }
    }
    rows.columns = columns(rowCount: result.row_count)
    rows.rest = result.end < range.upperBound ? result.end..<range.upperBound : nil
    return rows
  }

  /// An odd row has an id all the same, unless it is unreadable.
  private mutating func identify(
    _ row: Int, of rows: inout WalkedRows, in bytes: UnsafeBufferPointer<UInt8>
  ) {
    let place = rows.places[row]
    guard var id = id(of: bytes, place) else { return }
    var hash = csj_id(high: 0, low: 0, line: place.line)
    id.withUTF8 { text in
      csj_walker_hash_id(handle, text.baseAddress, text.count, &hash.high, &hash.low)
    }
    rows.ids[row] = hash
  }

  private mutating func id(of bytes: UnsafeBufferPointer<UInt8>, _ place: LinePlace) -> String? {
    guard place.length <= lineLimit else { return nil }
    do throws(JSONError) {
      return try lines.parse(UnsafeBufferPointer(rebasing: bytes[place.range]))["id"]?.string
    } catch { return nil }
  }

  private func columns(rowCount: Int) -> [CodedColumn] {
    var columns = Array(
      repeating: CodedColumn(
        codes: Array(repeating: 0, count: rowCount), values: [nil], family: 0),
      count: columnCount)
    for (index, dictionary) in dictionaries.enumerated() {
      guard let column = dictionary.column else { continue }
      let codes = UnsafeBufferPointer(
        start: csj_walker_codes(handle, Int32(index)), count: rowCount)
      columns[column] = CodedColumn(
        codes: Array(codes), values: values[index], family: families[index])
    }
    return columns
  }
}

extension ColumnPlan {
  /// Tells a walker, which knows nothing yet, what to do.
  fileprivate func install(in walker: OpaquePointer) {
    for dictionary in dictionaries { csj_walker_add_dictionary(walker, dictionary.column != nil) }
    for node in nodes { csj_walker_add_node(walker, node.plan) }
    for (index, node) in nodes.enumerated() {
      for member in node.members {
        csj_walker_add_member(
          walker, Int32(index), member.name, member.name.count, Int32(member.node),
          member.isRequired)
      }
    }
  }
}

extension ColumnPlan.Node {
  fileprivate var plan: csj_node_plan {
    let none = Int32(CSJ_NONE)
    let others: Int32 =
      switch self.others {
      case .kept: Int32(CSJ_OTHERS_KEPT)
      case .forbidden: Int32(CSJ_OTHERS_FORBIDDEN)
      case .node(let node): Int32(node)
      }
    return csj_node_plan(
      kinds: kinds.rawValue, role: role.rawValue, others: others,
      items: items.map { Int32($0) } ?? none,
      dictionary: dictionary.map { Int32($0) } ?? none, unmatchable: UInt32(unmatchableCount),
      hoists: hoistsProperties, bare: bare.map { Int32($0) } ?? none)
  }
}
