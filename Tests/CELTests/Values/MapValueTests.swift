import CEL
import Testing

struct MapValueTests {
  @Test(arguments: [0, 1, 8, 9, 100])
  func findsEveryKeyInSmallAndLargeMaps(_ count: Int) {
    let map = MapValue((0..<count).map { ("key\($0)", .int(Int64($0))) })
    #expect(map.count == count)
    for number in 0..<count {
      #expect(map["key\(number)"]?.equals(.int(Int64(number))) == true)
    }
    #expect(map["key\(count)"] == nil)
    #expect(map[""] == nil)
  }

  @Test(arguments: [0, 20])
  func tellsKeysApartByTheirBytes(_ others: Int) {
    let filling = (0..<others).map { ("\($0)", Value.null) }
    let map = MapValue(filling + [("\u{E9}", .int(1)), ("e\u{301}", .int(2)), ("K", .int(3))])
    #expect(map["\u{E9}"]?.equals(.int(1)) == true)
    #expect(map["e\u{301}"]?.equals(.int(2)) == true)
    #expect(map["\u{212A}"] == nil)
  }

  @Test func keepsTheLastOfRepeatedNamesInTheFirstPlace() {
    let map = MapValue([("a", .int(1)), ("b", .int(2)), ("a", .int(3))])
    #expect(map.count == 2)
    #expect(map["a"]?.equals(.int(3)) == true)
    #expect(map.entries.first?.key.equals(.string("a")) == true)
  }

  @Test(arguments: [0, 20])
  func takesEqualNumbersForOneKey(_ others: Int) {
    var map = MapValue()
    for number in 0..<others { _ = map.insert(.int(Int64(number + 100)), .null) }
    expect(inserting: .int(1), .string("one"), into: &map, is: true)
    expect(inserting: .uint(1), .null, into: &map, is: false)
    expect(inserting: .uint(.max), .string("most"), into: &map, is: true)
    #expect(map.value(forKey: .double(1))?.equals(.string("one")) == true)
    #expect(map.value(forKey: .uint(1))?.equals(.string("one")) == true)
    #expect(map.value(forKey: .double(1.5)) == nil)
    #expect(map.value(forKey: .double(.nan)) == nil)
    #expect(map.value(forKey: .double(.infinity)) == nil)
    #expect(map.value(forKey: .bool(true)) == nil)
    #expect(map.value(forKey: .string("1")) == nil)
  }

  @Test(arguments: [Value.null, .double(1), .bytes([1]), .list([Value]()), .type(.int)])
  func refusesWhatCannotBeAKey(_ key: Value) {
    var map = MapValue()
    expect(inserting: key, .null, into: &map, is: false)
    #expect(map.count == 0)
  }

  private func expect(
    inserting key: Value, _ value: Value, into map: inout MapValue, is expected: Bool
  ) {
    let isInserted = map.insert(key, value)
    #expect(isInserted == expected)
  }
}
