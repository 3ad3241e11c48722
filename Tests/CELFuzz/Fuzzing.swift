#if LIBFUZZER
  /// What libFuzzer, which has a `main` of its own, calls with each text it makes up.
  @_cdecl("LLVMFuzzerTestOneInput")
  package func examineMadeUpText(_ bytes: UnsafePointer<UInt8>?, _ byteCount: Int) -> CInt {
    let source = String(
      decoding: UnsafeBufferPointer(start: bytes, count: byteCount), as: UTF8.self)
    let violations = FuzzProperties.violations(of: source)
    // INVARIANT: what the properties say. libFuzzer keeps the text that ends the process.
    guard violations.isEmpty else { preconditionFailure(violations.joined(separator: "; ")) }
    return 0
  }
#else
  /// Without libFuzzer (see .ci/fuzz), examines the condition on the standard input.
  @main enum Fuzzing {
    static func main() {
      var source = ""
      while let line = readLine(strippingNewline: false) { source += line }
      for violation in FuzzProperties.violations(of: source) { print(violation) }
    }
  }
#endif
