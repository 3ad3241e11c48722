import PolicyCore
import TestSupport
import Testing

/// Numbers in canonical JSON (RFC 8785, §3.2.2.3).
struct ECMAScriptNumberTests {
  /// The finite samples of RFC 8785, appendix B: bits and text.
  private static let samples: [(UInt64, String)] = [
    (0x0000_0000_0000_0000, "0"),
    (0x8000_0000_0000_0000, "0"),
    (0x0000_0000_0000_0001, "5e-324"),
    (0x8000_0000_0000_0001, "-5e-324"),
    (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
    (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
    (0x4340_0000_0000_0000, "9007199254740992"),
    (0xC340_0000_0000_0000, "-9007199254740992"),
    (0x4430_0000_0000_0000, "295147905179352830000"),
    (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"),
    (0x44B5_2D02_C7E1_4AF6, "1e+23"),
    (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
    (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
    (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"),
    (0x444B_1AE4_D6E2_EF50, "1e+21"),
    (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"),
    (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
    (0x41B3_DE43_5555_5553, "333333333.3333332"),
    (0x41B3_DE43_5555_5554, "333333333.33333325"),
    (0x41B3_DE43_5555_5555, "333333333.3333333"),
    (0x41B3_DE43_5555_5556, "333333333.3333334"),
    (0x41B3_DE43_5555_5557, "333333333.33333343"),
    (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
    (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
  ]

  @Test(arguments: samples) func writesTheSamplesOfTheRFC(_ bits: UInt64, _ text: String) {
    #expect(written(Double(bitPattern: bits)) == text)
  }

  @Test(arguments: [
    (0.1, "0.1"), (-1.5, "-1.5"), (100.25, "100.25"), (1e-6, "0.000001"), (1e-7, "1e-7"),
    (1.5e-9, "1.5e-9"), (0.00001234, "0.00001234"), (123456.789, "123456.789"),
    (1.25e300, "1.25e+300"),
  ])
  func writesOrdinaryNumbers(_ number: Double, _ text: String) {
    #expect(written(number) == text)
  }

  @Test func everyTextReadsBackAsTheSameNumber() throws {
    let seed: UInt64 = 8785
    var random = SeededRandom(seed: seed)
    for _ in 0..<2_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let text = written(number)
      #expect(Double(text) == number, "seed \(seed): \(number.bitPattern) became \(text)")
    }
  }

  private func written(_ number: Double) -> String {
    String(decoding: JSONValue.double(number).canonicalBytes, as: UTF8.self)
  }
}
