import Testing

@testable import GitStore

struct ObjectIDTests {
  @Test func roundTripsAndSortsByBytes() throws {
    let texts = [
      "0000000000000000000000000000000000000000", "00000000000000000000000000000000000000ff",
      "0123456789abcdef0123456789abcdef01234567", "ffffffffffffffff000000000000000000000000",
      "ffffffffffffffffffffffffffffffffffffffff",
    ]
    let ids = try texts.map { try #require(ObjectID(hex: $0)) }
    #expect(ids.map(\.hex) == texts)
    #expect(ids.reversed().sorted() == ids)
    #expect(try ids.map { try #require(ObjectID(bytes: $0.bytes)) } == ids)
    #expect(ObjectID(hex: texts[2].uppercased()) == ids[2])
    #expect(ids.map { ObjectID($0.oid) } == ids)
  }

  @Test(arguments: [
    "", "0", "012345678901234567890123456789012345678", "01234567890123456789012345678901234567890",
    "0123456789abcdef0123456789abcdef0123456g", "0123456789abcdef0123456789abcdef0123456é",
    " 123456789abcdef0123456789abcdef01234567", "0x23456789abcdef0123456789abcdef01234567",
  ])
  func refusesWhatIsNoID(text: String) {
    #expect(ObjectID(hex: text) == nil)
    #expect(ObjectID(bytes: Array(text.utf8).dropLast(text.utf8.count == 20 ? 1 : 0)) == nil)
  }
}
