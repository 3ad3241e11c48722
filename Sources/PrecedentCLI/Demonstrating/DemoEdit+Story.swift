extension DemoEdit {
  static let bad = DemoEdit(subject: "", file: "", old: "", new: "")
  static let corrected = DemoEdit(subject: "", file: "", old: "", new: "")
  static let decidedFixture = "tests/fixtures/engineer-staging-read.json"
}
