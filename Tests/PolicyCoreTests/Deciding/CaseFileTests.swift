import CEL
import Diagnostics
import PolicyCore
import Testing

/// Every case of Cases/: a policy through the real loader, a request through the real reader.
struct CaseFileTests {
  @Test(arguments: CaseFile.all)
  func decides(_ fileCase: FileCase) throws {
    let outcome = try Self.outcome(of: fileCase)
    #expect(outcome["is"] == fileCase.expected["is"])
    for key in CaseOutcome.quietKeys {
      #expect(outcome[key] ?? [] == fileCase.expected[key] ?? [], "\(key)")
    }
    for key in CaseOutcome.otherKeys where fileCase.expected[key] != nil {
      #expect(outcome[key] == fileCase.expected[key], "\(key)")
    }
  }

  @Test func everyFileCanBeRead() {
    for file in CaseFile.files {
      #expect(file.problems == [])
      #expect(!file.cases.isEmpty)
    }
  }

  @Test func namesAreSentencesOfTheirOwn() {
    let names = CaseFile.all.map(\.sentence)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.first?.isUppercase == true && name.hasSuffix("."), "\(name)")
      #expect(name.split(separator: " ").count >= 4, "\(name)")
    }
  }

  /// The floor of the issue: what is refused matters more than what is let through.
  @Test func thereAreManyCasesAndMoreRefusalsThanApprovals() {
    let approvals = CaseFile.all.filter { $0.expected["is"]?.first?.hasPrefix("approved") == true }
    #expect(CaseFile.all.count >= 120)
    #expect(approvals.count * 2 < CaseFile.all.count)
  }

  private static func outcome(of fileCase: FileCase) throws -> [String: [String]] {
    let tree = try PolicyTree(files: CaseFile.sharedFiles() + fileCase.policyFiles)
    let loaded = PolicyLoader().load(tree)
    let policy = try #require(
      loaded.policy, "\(loaded.diagnostics.map { "\($0.code): \($0.message)" })")
    let record: Record
    do {
      record = try RecordReader(schema: policy.schema).record(fileCase.request)
    } catch {
      return ["is": ["invalid request"]]
    }
    let decision = Decider(policy: policy).decide(
      record.request, approvals: record.approvals, at: fileCase.at, policyAt: fileCase.policyAt)
    return CaseOutcome(decision).values
  }
}
