/// What the pages of docs/diagnostics say in one sentence, for formats that carry help with them.
///
/// A test holds them equal to the pages.
enum DiagnosticPages {
  /// The first paragraph of a code's page.
  static func summary(of code: String) -> String? { summaries[code] }

  /// The codes with a summary.
  static var codes: Set<String> { Set(summaries.keys) }

  private static let summaries: [String: String] = Dictionary(
    lines.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
  ) { first, _ in first }

  private static let lines = #"""
    all-in-one-person: One person changed a rule's file last, certified the rule, and is the only one who can approve by it.
    all-of-empty-list: A rule that can approve asks `all` of a list that may be empty.
    already-pinned: There is a test of this record already.
    already-there: A file or folder that would be made is there already.
    altered-decision: The decision is not what was written: its id is not the digest of its content.
    always-false: A part of a condition holds for no request.
    always-true: A part of a condition holds for every request.
    ambiguous-id: The start of an id is that of several decisions of the log.
    asserted-approver: A requirement asks whoever the asker names.
    asserted-only: A rule acts alone on nothing but fields that the asker supplies.
    bad-checkpoint: A file is no signed checkpoint.
    bad-key: A file is no key that can be used.
    bad-proof: A file that was given as a proof, or as an entry of a log, is none.
    beyond-floor: An exception or a break-glass asks for more than a floor of precedent.yaml allows.
    break-glass-unreviewed: Access was given by break-glass, and nobody has reviewed it within `reviewWithin` of the exception.
    cache-agrees: What `--verify-cache` came to: what is kept of the history is what the history says.
    cache-damaged: A file of the cache is not what was written there. It is removed, and the history is read again.
    cache-differs: What was kept of a history was not what the history says. It was replaced; the report is of the history.
    cache-unusable: Nothing was kept for the next run. The report is as it would have been.
    cannot-be-lowered: A severity or a suppression is about a finding that always is an error.
    cannot-edit: A policy file cannot be edited in place, so nothing was written.
    cannot-lapse: A rule was to be recertified that is never due.
    cannot-pin: A record cannot be made a test, so nothing was written.
    cannot-read: A file that was named cannot be read.
    cannot-review: A decision of a log cannot be reviewed: it gave nothing, was made without break-glass, or has this verdict already.
    cannot-suspend: A rule was to be suspended for which that makes no sense, or for too long.
    cannot-write-log: An entry could not be put on disk.
    cel-argument-count: A function of a condition is called with too few or too many arguments.
    cel-invalid-constant: A constant text in a condition is not what the function around it reads.
    cel-invalid-pattern: A regular expression in a condition is not one of RE2.
    cel-limit: A condition is larger than the engine reads: too long, nested too deep, or with too many parts or regular expressions.
    cel-macro: A macro, such as `has`, `all`, `exists`, `map` or `cel.bind`, is given what it cannot work on.
    cel-not-supported: A condition uses a part of CEL that policies do without: messages.
    cel-reserved-word: A condition uses as a name a word that CEL keeps for itself.
    cel-syntax: A condition is not written in the language CEL.
    cel-type: A condition, or a part of one, is of the wrong type.
    cel-unknown-function: A condition calls a function that does not exist, or calls one the wrong way round.
    cel-unknown-name: A condition begins with a name that no request has.
    certified-in-the-future: A rule is certified on a day that is still to come.
    colliding-paths: Two paths are the same where upper and lower case, or the form of an accent, do not count.
    contradictory-conditions: Two parts of a conjunction cannot hold together.
    coverage-too-low: The tests reach less of the policy than `testing.coverage` in precedent.yaml asks.
    delegate-not-human: One end of a delegation is a workload or an agent.
    delegates-to-self: A delegation has the same person at both ends.
    delegation-ends-soon: A delegation ends within 30 days.
    delegation-expired: A delegation has ended.
    drill-overdue: A rollback that is to be tried regularly has not been tried in time, or never.
    duplicate-condition: The same part stands twice between `&&`, or twice between `||`.
    duplicate-id: Two things of one kind have the same id.
    duplicate-key: A mapping has the same key twice.
    duplicate-rule: Two rules have the same condition, the same window and do the same.
    empty-history: The history was read, and there was no record in it.
    empty-list: A list or a text that must say something is empty.
    ends-before-start: The end of a rule, an exception or a delegation is not after its start.
    exception-ends-soon: An exception ends within 30 days.
    exception-expired: An exception has ended.
    exception-lapsed: A standing break-glass has not been certified in time.
    exception-lifts-deny: An exception lifts a rule that denies.
    exception-lifts-fixed-deny: An exception names a deny rule that cannot be lifted.
    exception-lifts-nothing: An exception names a rule that it can never lift.
    exception-renewed: An exception lifts the same rules for the same requests as one that ends where it begins.
    field-without-has: A condition reads a field that a request need not have, without asking whether it is there.
    file-not-loaded: A file in a folder of the policy would not be loaded.
    file-too-large: A file is larger than the loader reads.
    git-ambiguous-revision: An abbreviated object id is the start of more than one.
    git-bare-repository: A bare repository was asked for its index or its work tree, and has neither.
    git-corrupt-object: A commit, folder or file in the repository is damaged.
    git-failed: Git, or the library that reads repositories, failed in a way that has no code of its own.
    git-malformed-revision: What was given cannot be the name of a revision.
    git-missing-object: A commit, folder or file that the repository refers to is not in it.
    git-no-merge-base: Two revisions have no common ancestor, so that `A...B` has no start.
    git-not-a-file: A path that should be a plain file is a folder, a link or a submodule.
    git-not-a-folder: A path that should be a folder of the policy is a file, a link or a submodule.
    git-not-a-repository: The folder is not in a git repository, or does not exist.
    git-sha256-repository: The repository names its objects by SHA-256, which is not supported yet.
    git-shallow-history: The clone holds only the latest commits, and older ones are needed.
    git-too-deep: Folders are nested deeper than is walked through.
    git-too-large: A file of the repository is larger than may be read at once.
    git-too-many-entries: The policy's folder holds more files and folders than are walked through.
    git-unborn-branch: The branch that is checked out has no commit yet.
    git-unfetched-object: A partial clone left out a file that is needed.
    git-unknown-revision: No commit, branch or tag has the name that was given.
    git-unmerged-index: The index holds conflicts of a merge that is not finished.
    git-unreadable-file: A file of the work tree cannot be read.
    git-unreadable-index: The index of the repository is damaged.
    git-unsafe-ownership: The repository belongs to another user of the machine.
    git-unsupported-extension: The repository uses an extension of git's repository format that is not supported yet.
    git-unsupported-version: The repository has a format version that is not known.
    git-wrong-kind: The revision names a file or a folder where a commit is needed.
    history-byte-order-mark: A byte order mark stands inside a history, not at its start.
    history-cannot-open: A history that was named cannot be opened.
    history-changed: A file of a history was changed while it was used.
    history-document-too-large: A document is larger than can be read.
    history-duplicate-id: Two records of a history have the same `id`.
    history-duplicate-name: An object in a history has the same name twice.
    history-git-lfs-pointer: The history is what git keeps in place of a large file, not the file.
    history-gzip-damaged: A gzip file contradicts itself or its checksum.
    history-gzip-ends-early: A gzip file stops in the middle.
    history-gzip-trailing-bytes: Behind the end of a gzip stream comes something else.
    history-id-not-text: The `id` of a record is not text.
    history-integer-out-of-range: A whole number in a history is larger than all programs read alike.
    history-invalid-json: A line of a history is not JSON.
    history-invalid-utf8: A line of a history is not UTF-8.
    history-line-too-long: A line of a history is longer than is read.
    history-lone-surrogate: A text in a history holds half of a surrogate pair.
    history-memory: A history has more records than fit into the memory that is allowed.
    history-missing-id: A record has no `id`.
    history-not-an-object: A line of a history is JSON, but not an object.
    history-nul-byte: A line of a history holds a byte 0.
    history-number-out-of-range: A number in a history is larger than a double holds.
    history-out-of-memory: The memory that a history needs is not there.
    history-read-failed: A history could be opened, but not be read to its end.
    history-too-deep: A record is nested deeper than is read.
    history-too-many-lines: A history has more lines than there are places for.
    history-trailing-content: A line of a history holds more than one JSON value.
    history-unexpected-file: Something in a folder of histories is not a history.
    history-zstd-damaged: A zstd file contradicts itself or its checksum.
    history-zstd-ends-early: A zstd file stops in the middle.
    history-zstd-needs-dictionary: A zstd file can only be read with a dictionary that is not in it.
    history-zstd-trailing-bytes: Behind the end of a zstd frame comes something else.
    history-zstd-window-too-large: A zstd file asks for more memory than a reader should give.
    hooks-misplaced: Hooks were to be put where they would do nothing, or too much.
    incomplete-history: A rule was not certified, because not all of its history could be read.
    internal-error: Something failed that Precedent has no better word for.
    interrupted: A command was asked to stop, by ctrl-C or by SIGTERM, before it had come to its end.
    invalid-fixture: A document below tests/fixtures is not a whole request.
    invalid-request: The document is JSON, but not a request that the policy knows.
    irregular-file: A symbolic link, a submodule or another thing that is no file stands in the place of a file of the policy, or a file in the place of a folder.
    json-syntax: The schema of a request is not JSON.
    key-does-not-belong: A key is known, but has no meaning where it stands.
    key-not-private: Others than its owner may read or change a private key.
    line-too-long: A line is longer than the loader reads.
    log-damaged: An entry of a log is not as it was written.
    log-locked: Somebody else is writing to the log.
    log-refused: A decision was not taken into the log, which is as it was.
    loose-alternative: In a pattern that lets a request through, `^` or `$` do not hold for all alternatives.
    malformed-acceptance: A commit message tries to accept a gate, and would not be understood.
    merge-with-own-changes: A merge commit holds policy that neither branch brought and git would not have merged.
    missing-key: A mapping lacks a key that it needs.
    nesting-too-deep: Lists and mappings are nested deeper than the loader reads.
    no-certification-date: A rule was to be certified on a day that cannot be right.
    no-emergency-path: No break-glass reaches the resources that weigh most.
    no-history: The version that is replayed holds no history.
    no-hooks: The program cannot find the hooks that come with it.
    no-log: There is no log in the folder.
    no-possible-quorum: A requirement asks for more approvals than there are humans who can give one.
    no-precedent-yaml: There is no `precedent.yaml` at the root of the policy.
    no-protected-ref: A server does not know which ref to guard.
    no-quorum-for-own-requests: A requirement asks everybody of a team, and nobody approves for himself.
    no-such-decision: The log has no decision, or more than one, whose id starts as named.
    no-such-entry: A log has no such entry or size, or more than one decision of that start.
    no-such-record: The history holds no record of that id.
    no-such-test: `--filter` finds no test.
    no-template: The template of a policy repository is not installed.
    no-way-back: A rule takes access away by itself, and a restore of the same would be denied.
    not-a-decision: The file holds no decision record.
    not-a-duration: A text is no duration.
    not-a-pattern: A `pattern` of the schema is no regular expression of RE2.
    not-a-percentage: A share is no percentage from 0% to 100%.
    not-an-id: A text cannot be an id.
    not-an-instant: A text is no date and no instant.
    not-before: The version that is called bad does not come before the one that is called good.
    not-entitled: Somebody was named who may not certify or suspend a rule.
    not-json: The document is not JSON that every program reads in the same way.
    not-now: A decision that is kept or signed was asked for another instant than now.
    not-utf8: A file holds bytes that are no UTF-8.
    nothing-to-undo: The decision gave nothing that could be taken back, or has been reversed already.
    now-compared-with-constant: A condition compares the instant of the decision with a fixed date.
    number-out-of-range: A number is smaller or larger than its place allows.
    other-log: The folder has the log of another policy, or of another kind.
    owner-not-human: The one who answers for a workload or an agent is no human, or has left.
    path-outside-policy: A path leads out of the policy's folder.
    pattern-not-constant: A pattern that lets a request through is only known when the request is decided.
    policy-removed: A change would take the policy out of the repository.
    policy-unusable: A version of the policy does not load, so nothing was decided with it.
    protected-ref: A push would delete or rewrite the ref whose policy decides.
    recertified-too-rarely: A rule that acts without a human is recertified more rarely than the floor allows.
    removal-without-triggers: A rule that takes access away by itself does not say what starts it.
    reversal-invalid: A decision cannot be undone by a request that the schema of the good version takes.
    rule-against-invariant: A rule would act alone exactly where an invariant says that nothing does.
    rule-expired: The window of a rule has ended.
    rule-lapsed: A rule is past its recertification date, or was never certified.
    rule-lapses-soon: A rule passes its recertification date within 30 days.
    rule-never-matches: A rule matches no request, whichever of its alternatives is taken.
    rule-shadowed: Whenever a rule matches, a stricter one matches, too.
    rule-without-limits: A rule that acts without a human has no limits.
    rule-without-owner: A rule that acts without a human has no owner.
    rule-without-recertification: A rule that acts without a human is never looked at again.
    rule-without-rollback: A rule that acts without a human does not say how to take back what it gave.
    sample-too-small: There are more strata than decisions to draw.
    schema-too-narrow: No request could be drawn at random that fits the policy's schema.
    selector-names-nobody: A selector of a review or an escalation names nobody who could approve.
    several-policies: The repository holds several policies, and it is not clear which one is meant.
    suppresses-nothing: A suppression names a finding that its entry does not have.
    suppression-expired: A suppression has passed its date, and the finding is back.
    team-without-human: A team that answers for something has no human member.
    template-changed: The template is not the one that the demonstration was written for.
    test-failed: A case of a test was not decided as it expects.
    tests-fail: Tests fail before any rule is edited.
    title-too-long: A title is more than one sentence.
    too-large: A document is larger than a request can be.
    too-many-files: The folders of the policy hold more files than are read.
    too-many-problems: There are more problems than are shown; the rest is counted.
    too-many-values: A file has more values than the loader reads.
    unanchored-pattern: A pattern that lets a request through also matches a part of a text.
    unbound-approver: A workload or an agent is asked to approve without authority, end or owner.
    unknown-field: A condition or selector reads a field that the schema of a request does not declare.
    unknown-finding-code: A severity or a suppression names a code that no finding has.
    unknown-hook-input: A hook was told something that git does not tell.
    unknown-key: A mapping has a key that its format does not know.
    unknown-name: A team, member or rule is named that there is not.
    unknown-person: The directory knows nobody with the id that was given.
    unknown-schema: There is no format of the name that was given.
    unknown-value: A value is none of those that are known.
    unreachable-commit: A decision was asked of a commit that is not merged.
    unsupported-keyword: The schema of a request uses a keyword of JSON Schema that is not supported.
    untested-rule: A rule has changed, and the tests do not do with it what the testing bar asks.
    unused-field: The schema declares fields that no condition and no selector reads.
    unused-fixture: A file in tests/fixtures is used by no test.
    unused-team: Nothing names a team.
    value-outside-enum: A condition compares a field with a value that the schema does not allow for it.
    write-failed: A result could not be written.
    wrong-approval: An approval of a test is not one that a record could have.
    wrong-type: A value is of another type than its place asks for.
    yaml-alias: A value is an alias (`*name`).
    yaml-anchor: A value has an anchor (`&name`).
    yaml-directive: The file has a directive (`%YAML`, `%TAG`).
    yaml-key-not-text: A key is a list, a mapping or nothing.
    yaml-merge-key: A mapping has a merge key (`<<`).
    yaml-several-documents: The file has more than one document.
    yaml-syntax: The file is not YAML.
    yaml-tag: A value has a tag: it begins with `!`.
    """#
}
