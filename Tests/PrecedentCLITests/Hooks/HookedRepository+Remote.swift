import Foundation
import Testing

extension HookedRepository {
  /// A repository with a remote; the remote has the pre-receive hook or not.
  static func pushed(
    guarded isGuarded: Bool = false
  ) throws -> (repository: HookedRepository, remote: String) {
    let repository = try HookedRepository()
    let remote = repository.folder + "/remote.git"
    try repository.mustGit("clone", "--quiet", "--bare", ".", remote)
    try repository.mustGit("remote", "add", "origin", remote)
    try repository.mustGit("fetch", "--quiet", "origin")
    try repository.mustGit("branch", "--quiet", "--set-upstream-to=origin/main")
    if isGuarded {
      let result = try repository.run(
        HookedRepository.program, ["hook", "install", "--server", "-C", remote],
        in: repository.folder)
      try #require(result.status == 0, "\(result.said)")
      try repository.mustGit(
        "config", "precedent.binary", HookedRepository.program, in: remote)
    }
    return (repository, remote)
  }
}

extension Edit {
  /// Staging becomes open to what people denied in the recorded requests.
  static func opening(_ repository: HookedRepository) throws {
    try repository.replace(
      #"resource.environment == "staging""#, #"resource.environment in ["staging", "prod"]"#,
      in: Edit.rules)
    let rules = try repository.read(Edit.rules)
    let end = try #require(rules.range(of: "  - id: prod"))
    try repository.write(String(rules[..<end.lowerBound]), to: Edit.rules)
    try repository.write(
      """
      tests:
        - name: staging and production are open
          at: 2026-07-02T10:00:00Z
          base: fixtures/request.json
          cases:
            - with: { resource.environment: staging }
              expect: { decision: approved }
            - with: { resource.environment: prod }
              expect: { decision: approved }
            - with: { resource.environment: other }
              expect: { decision: denied }
            - expect: { decision: denied }

      """, to: Edit.tests)
  }
}
