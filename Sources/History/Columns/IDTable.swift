import CSimdjson

/// The ids of all records so far; see `csj_id_table`.
struct IDTable: ~Copyable {
  private let handle: OpaquePointer?
  /// All of them may be different.
  private var count = 0

  init() { handle = csj_id_table_create() }

  /// Whether so many more can be kept apart without holding more than the limit.
  func hasRoom(for ids: Int, limit: Int) -> Bool { ids <= limit - count }

  deinit { csj_id_table_destroy(handle) }

  /// The line on which each id was seen before, or 0; nil when there is no memory.
  /// - Parameter lineBase: the lines before those of the ids, in the whole history.
  mutating func insert(_ ids: [csj_id], lineBase: UInt32) -> [UInt32]? {
    guard let handle else { return nil }
    var isDone = false
    let lines = [UInt32](unsafeUninitializedCapacity: ids.count) { lines, count in
      isDone = csj_id_table_insert(handle, ids, ids.count, lineBase, lines.baseAddress)
      count = isDone ? ids.count : 0
    }
    count += ids.count
    return isDone ? lines : nil
  }
}
