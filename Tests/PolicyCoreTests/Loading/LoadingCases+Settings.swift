/// precedent.yaml and the directory.
extension LoadingCases {
  static let settings: [LoadingCase] = [
    LoadingCase(
      "all settings",
      settings: """
        default: { review: \(review) }
        protectedRef: refs/heads/release
        history: [ history/, records/2026.ndjson ]
        actions: { elevate: gives }
        floors: { exceptionMaxDuration: 7d, breakGlassMaxDuration: 1h, recertifyEvery: 180d }
        testing: { changedRules: conditions }
        gates:
          - { id: critical, maxNewlyAutomatic: { where: 'resource.id == "a"', count: 0 } }
          - { id: any, maxNewlyAutomatic: { count: 10 } }
          - { id: share, maxChangedShare: 0.25% }
          - { id: humans-said-no, noHumanDeniedApproved: true }
          - { id: replayable, newlyUnreplayable: 3 }
        acceptedBy: [ security ]
        """),
    LoadingCase("no name", ["precedent.yaml": "«missing-key:default»: deny\n"]),
    LoadingCase("empty settings", ["precedent.yaml": "«missing-key:»"]),
    LoadingCase("blank name", ["precedent.yaml": "name: «empty-list:''»\n"]),
    LoadingCase("default of another kind", settings: "default: «unknown-value:allow»"),
    LoadingCase("default that is a list", settings: "default: «wrong-type:[ deny ]»"),
    LoadingCase("short name of a ref", settings: "protectedRef: «wrong-type:main»"),
    LoadingCase("history elsewhere", settings: "history: [ «path-outside-policy:../history» ]"),
    LoadingCase("history of the machine", settings: "history: [ «path-outside-policy:/var/log» ]"),
    LoadingCase("history that is text", settings: "history: «wrong-type:history/»"),
    LoadingCase("action of no direction", settings: "actions: { grant: «unknown-value:adds» }"),
    LoadingCase("actions that are a list", settings: "actions: «wrong-type:[ grant ]»"),
    LoadingCase("misspelt floor", settings: "floors: { «unknown-key:exceptionMaxDurations»: 1d }"),
    LoadingCase(
      "floor of no duration", settings: "floors: { recertifyEvery: «not-a-duration:year» }"),
    LoadingCase(
      "no percentage", settings: "testing: { coverage: { rules: «not-a-percentage:101%» } }"),
    LoadingCase(
      "unknown kind of coverage", settings: "testing: { coverage: { «unknown-key:rule»: 5% } }"),
    LoadingCase("unknown bar", settings: "testing: { changedRules: «unknown-value:mutations» }"),
    LoadingCase("no invariants", settings: "invariants: []"),
    LoadingCase("suppressions belong to entries", settings: "«unknown-key:suppress»: []"),
    LoadingCase(
      "severities",
      settings:
        "severities: { rule-expired: { severity: error, reason: b }, rule-lapsed: { severity: off, reason: b } }"
    ),
    LoadingCase(
      "severity without a reason",
      settings: "severities: { rule-expired: { «missing-key:severity»: note } }"),
    LoadingCase(
      "severity alone", settings: "severities: { rule-expired: «wrong-type:error» }"),
    LoadingCase(
      "unknown severity",
      settings: "severities: { rule-expired: { severity: «unknown-value:fatal», reason: b } }"),
    LoadingCase("severities that are a list", settings: "severities: «wrong-type:[]»"),
    LoadingCase(
      "severity of one code twice",
      settings:
        "severities: { rule-expired: { severity: note, reason: b }, «duplicate-key:rule-expired»: { severity: off, reason: b } }"
    ),
    LoadingCase(
      "share without a sign",
      settings: "gates: [ { id: a, maxChangedShare: «not-a-percentage:5» } ]"),
    LoadingCase(
      "share above all",
      settings: "gates: [ { id: a, maxChangedShare: «not-a-percentage:100.01%» } ]"),
    LoadingCase(
      "share of three decimals",
      settings: "gates: [ { id: a, maxChangedShare: «not-a-percentage:5.125%» } ]"),
    LoadingCase(
      "share below nothing",
      settings: "gates: [ { id: a, maxChangedShare: «not-a-percentage:-5%» } ]"),
    LoadingCase(
      "gate switched off",
      settings: "gates: [ { id: a, noHumanDeniedApproved: «wrong-type:false» } ]"),
    LoadingCase("gate without a test", settings: "gates: [ «wrong-type:{ id: a }» ]"),
    LoadingCase(
      "gate with two tests",
      settings:
        "gates: [ { id: a, maxChangedShare: 5%, «key-does-not-belong:newlyUnreplayable»: 0 } ]"),
    LoadingCase(
      "gate misspelt", settings: "gates: [ { id: a, «unknown-key:maxChangeShare»: 5% } ]"),
    LoadingCase(
      "gate twice",
      settings:
        "gates: [ { id: a, maxChangedShare: 5% }, { id: «duplicate-id:A», maxChangedShare: 6% } ]"),
    LoadingCase("gate without an id", settings: "gates: [ { «missing-key:maxChangedShare»: 5% } ]"),
    LoadingCase(
      "gate of evidence",
      settings: "gates: [ { id: a, looseningWithoutEvidence: «number-out-of-range:-1» } ]"),
    LoadingCase(
      "gate of a negative count",
      settings: "gates: [ { id: a, newlyUnreplayable: «number-out-of-range:-1» } ]"),
    LoadingCase(
      "gate of an unknown field",
      settings:
        "gates: [ { id: a, maxNewlyAutomatic: { count: 0, where: 'resource.«unknown-field:enviroment» == \"a\"' } } ]"
    ),
    LoadingCase("accepted by an unknown team", settings: "acceptedBy: [ «unknown-name:securty» ]"),
    LoadingCase("accepted by a member", settings: "acceptedBy: [ «unknown-name:alice» ]"),
  ]

  static let directory: [LoadingCase] = [
    LoadingCase(
      "more people",
      directory:
        "teams: [ { id: ops, members: [] } ]\nmembers: [ { id: ci, kind: workload, owner: ops, until: 2027-01-01 } ]"
    ),
    LoadingCase("empty file", directory: ""),
    LoadingCase(
      "member of a team that is not listed",
      directory: "teams: [ { id: ops, members: [ «unknown-name:alise» ] } ]"),
    LoadingCase(
      "team in a team", directory: "teams: [ { id: ops, members: [ «unknown-name:security» ] } ]"),
    LoadingCase(
      "alias in a team", directory: "teams: [ { id: ops, members: [ «unknown-name:asmith» ] } ]"),
    LoadingCase(
      "owner that is not listed",
      directory: "members: [ { id: ci, kind: workload, owner: «unknown-name:opps» } ]"),
    LoadingCase("unknown kind", directory: "members: [ { id: ci, kind: «unknown-value:robot» } ]"),
    LoadingCase("team without members", directory: "teams: [ { «missing-key:id»: ops } ]"),
    LoadingCase(
      "team twice",
      directory: "teams: [ { id: ops, members: [] }, { id: «duplicate-id:Ops», members: [] } ]"),
    LoadingCase(
      "member with the id of a team",
      directory: "teams: [ { id: ops, members: [] } ]\nmembers: [ { id: «duplicate-id:ops» } ]"),
    LoadingCase(
      "alias that is a member",
      directory: "members: [ { id: dan }, { id: dora, aliases: [ «duplicate-id:Dan» ] } ]"),
    LoadingCase(
      "alias that is a team",
      directory:
        "teams: [ { id: ops, members: [] } ]\nmembers: [ { id: dora, aliases: [ «duplicate-id:ops» ] } ]"
    ),
    LoadingCase(
      "alias of two",
      directory:
        "members: [ { id: dan, aliases: [ d ] }, { id: dora, aliases: [ «duplicate-id:D» ] } ]"),
    LoadingCase(
      "alias of itself", directory: "members: [ { id: dan, aliases: [ «duplicate-id:dan» ] } ]"),
    LoadingCase(
      "alias that is no id", directory: "members: [ { id: dan, aliases: [ «not-an-id:'d d'» ] } ]"),
    LoadingCase(
      "leaves on no day", directory: "members: [ { id: dan, until: «not-an-instant:soon» } ]"),
    LoadingCase(
      "names are not looked up in a broken directory",
      [
        "directory/more.yaml": "teams: [«yaml-syntax:»",
        "rules/more.yaml": rule(
          "id: a", "title: b", "when: 'true'", "effect: approve", "owner: ops"),
      ]),
  ]
}
