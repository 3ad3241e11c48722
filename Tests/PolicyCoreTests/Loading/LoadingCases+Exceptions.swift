/// Exceptions and break-glass.
extension LoadingCases {
  static let exceptions: [LoadingCase] = [
    exception("an exception", [:]),
    exception("an exception that approves", ["effect": "approve", "conditions": nil]),
    exception(
      "an exception that denies",
      ["effect": "deny\n    liftable: false", "conditions": nil]),
    exception(
      "an exception that reviews", ["effect": "review\n    review: \(review)", "conditions": nil]),
    exception(
      "conditions on an exception that approves",
      [
        "effect": "approve", "conditions": nil,
        "«key-does-not-belong:conditions»": "[ { that: 'true', because: b } ]",
      ]),
    exception("an exception without conditions", ["conditions": nil], missing: "id"),
    exception("an exception that lifts nothing", ["lifts": "«empty-list:[]»"]),
    exception("an exception that lifts a word", ["lifts": "«wrong-type:staging-readers»"]),
    exception(
      "an exception that lifts an unknown rule", ["lifts": "[ «unknown-name:staging-reader» ]"]),
    exception(
      "a lifted rule in another case",
      ["lifts": "[ staging-readers, «unknown-name:Staging-Readers» ]"]
    ),
    exception("a lifted rule that is no id", ["lifts": "[ «not-an-id:'a b'» ]"]),
    exception("an exception without lifts", ["lifts": nil], missing: "id"),
    exception("an exception without a condition", ["when": nil], missing: "id"),
    exception("an exception without an owner", ["owner": nil], missing: "id"),
    exception("an exception without approval", ["approvedBy": nil], missing: "id"),
    exception("an exception without a reason", ["reason": nil], missing: "id"),
    exception("an exception with a blank reason", ["reason": "«empty-list:' '»"]),
    exception("an exception without a ticket", ["ticket": nil], missing: "id"),
    exception("an exception with a blank ticket", ["ticket": "«empty-list:''»"]),
    exception("an exception without a start", ["from": nil], missing: "id"),
    exception("an exception without an end", ["until": nil], missing: "id"),
    exception("an exception that ends before", ["until": "«ends-before-start:2026-07-01»"]),
    exception("an exception of no day", ["from": "«not-an-instant:soon»"]),
    exception("an exception of an unknown team", ["owner": "«unknown-name:data»"]),
    exception("an exception of a person", ["owner": "«unknown-name:alice»"]),
    exception("an exception approved by nobody known", ["approvedBy": "«unknown-name:ciso»"]),
    exception("an exception approved by a team", ["approvedBy": "«unknown-name:security»"]),
    exception("an exception approved by an alias", ["approvedBy": "«unknown-name:asmith»"]),
    exception("an exception with a window as rules have it", ["«unknown-key:since»": "2026-07-01"]),
    exception(
      "an exception that is recertified",
      [
        "«key-does-not-belong:recertify»": "{ every: 30d }",
        "«key-does-not-belong:certified»": "{ on: 2026-07-01, by: alice }",
      ]),
    exception(
      "an exception over an unknown field", ["when": "resource.«unknown-field:ownr» == \"\""]),
    exception("an exception with triggers", ["«unknown-key:triggers»": "[ leaver ]"]),
    LoadingCase("a file without exceptions", ["exceptions/a.yaml": "«missing-key:»"]),
    LoadingCase(
      "rules among exceptions", ["exceptions/a.yaml": "exceptions: []\n«unknown-key:rules»: []\n"]),
    LoadingCase(
      "an exception of another file",
      [
        "exceptions/a.yaml": text(exceptionKeys),
        "exceptions/b.yaml":
          text(exceptionKeys.merging(["id": "«duplicate-id:ex-1»"]) { $1 }),
      ]),
    LoadingCase(
      "lifted rules are not looked up where a file cannot be read",
      [
        "rules/broken.yaml": "rules: [«yaml-syntax:»",
        "exceptions/a.yaml": text(exceptionKeys.merging(["lifts": "[ elsewhere ]"]) { $1 }),
      ]),
    LoadingCase(
      "a lifted rule that could not be read",
      [
        "rules/broken.yaml": rule(
          "id: broken", "title: b", "when: 'true'", "effect: «unknown-value:a»"),
        "exceptions/a.yaml": text(exceptionKeys.merging(["lifts": "[ broken ]"]) { $1 }),
      ]),
  ]

  static let standing: [LoadingCase] = [
    exception("break-glass with an end", ["breakGlass": breakGlass]),
    exception("standing break-glass", standingKeys),
    exception(
      "standing break-glass that was certified",
      standingKeys.merging(["certified": "{ on: 2026-06-01, by: alice }"]) { $1 }),
    exception(
      "standing break-glass with a start", standingKeys.merging(["from": "2026-07-01"]) { $1 }),
    exception(
      "break-glass without an end", ["until": nil, "breakGlass": breakGlass], missing: "id"),
    exception(
      "break-glass with an end and recertification",
      ["breakGlass": breakGlass, "«key-does-not-belong:recertify»": "{ every: 30d }"]),
    exception(
      "break-glass certified, and not to be recertified",
      ["breakGlass": breakGlass, "«key-does-not-belong:certified»": "{ on: 2026-07-01, by: a }"]),
    exception("break-glass for nobody", ["breakGlass": glass(who: "«empty-list:[]»")]),
    exception("break-glass for a word", ["breakGlass": glass(who: "«wrong-type:security»")]),
    exception(
      "break-glass for an unknown team",
      ["breakGlass": glass(who: "[ { team: «unknown-name:oncall» } ]")]),
    exception(
      "break-glass with a flag of an unknown field",
      ["breakGlass": glass(flag: "context.«unknown-field:emergancy»")]),
    exception(
      "break-glass with a flag that is text",
      ["breakGlass": glass(flag: "«cel-type:context.ticket»")]),
    exception("break-glass nobody hears of", ["breakGlass": glass(notify: "«empty-list:[]»")]),
    exception("break-glass told to a person", ["breakGlass": glass(notify: "[ security, bob ]")]),
    exception(
      "break-glass told to a selector",
      ["breakGlass": glass(notify: "[ { attribute: resource.owner } ]")]),
    exception(
      "break-glass told to somebody unknown",
      ["breakGlass": glass(notify: "[ «unknown-name:ciso» ]")]),
    exception(
      "break-glass looked at some day",
      ["breakGlass": glass(reviewWithin: "«not-a-duration:soon»")]),
    exception(
      "break-glass that is a flag", ["breakGlass": "«wrong-type:true»"]),
    exception(
      "break-glass nobody looks at",
      ["breakGlass": "{ «missing-key:who»: [ { team: security } ], flag: 'true', notify: [ bob ] }"]
    ),
    exception(
      "break-glass without a flag",
      [
        "breakGlass":
          "{ «missing-key:who»: [ { team: security } ], notify: [ bob ], reviewWithin: 1d }"
      ]),
    exception(
      "break-glass with another key",
      [
        "breakGlass":
          "{ who: [ { team: security } ], flag: 'true', notify: [ bob ], reviewWithin: 1d, «unknown-key:max»: 1h }"
      ]),
  ]

  static let floors: [LoadingCase] = [
    exception("an exception of thirty days", ["until": "2026-07-31"]),
    exception(
      "an exception of thirty days and a second",
      [
        "until": "«beyond-floor:2026-07-31T00:00:01Z»"
      ]),
    exception(
      "an exception beyond a floor of one's own", ["until": "«beyond-floor:2026-07-15»"],
      settings: "floors: { exceptionMaxDuration: 7d }"),
    exception(
      "an exception within a floor of one's own", ["until": "2026-09-01"],
      settings: "floors: { exceptionMaxDuration: 90d }"),
    exception(
      "break-glass longer than the floor",
      ["breakGlass": breakGlass, "limits": "«beyond-floor:{ duration: 4h1s }»"]),
    exception(
      "break-glass as long as the floor", ["breakGlass": breakGlass, "limits": "{ duration: 4h }"]),
    exception(
      "break-glass without a limit",
      ["breakGlass": breakGlass, "limits": "«beyond-floor:{ none: because }»"]),
    exception("an exception without a limit", ["limits": "{ none: because }"]),
    exception(
      "an exception longer than break-glass may be", ["limits": "{ duration: 12h }"]),
    exception(
      "break-glass looked at too rarely",
      standingKeys.merging(["recertify": "«beyond-floor:{ every: 366d }»"]) { $1 }),
    exception(
      "break-glass looked at each year",
      standingKeys.merging(["recertify": "{ every: 365d }"]) { $1 }
    ),
    exception(
      "break-glass that has an end, beyond the floor",
      ["breakGlass": breakGlass, "until": "«beyond-floor:2026-08-15»"]),
  ]

  // MARK: - Parts

  private static let breakGlass = glass()

  private static func glass(
    who: String = "[ { team: security } ]", flag: String = "context.emergency",
    notify: String = "[ security ]", reviewWithin: String = "2d"
  ) -> String {
    "{ who: \(who), flag: \(flag), notify: \(notify), reviewWithin: \(reviewWithin) }"
  }

  private static let standingKeys: [String: String?] = [
    "from": nil, "until": nil, "breakGlass": breakGlass, "recertify": "{ every: 30d }",
  ]

  private static let exceptionKeys: [String: String?] = [
    "id": "ex-1", "title": "For a while.", "lifts": "[ staging-readers ]",
    "when": "resource.id == \"a\"", "effect": "constrain",
    "conditions": "[ { that: 'true', because: b } ]", "owner": "team-data", "approvedBy": "alice",
    "reason": "It cannot wait.", "ticket": "RISK-1", "from": "2026-07-01", "until": "2026-07-15",
  ]

  /// A sound exception with some keys changed, or without them.
  private static func exception(
    _ name: String, _ changes: [String: String?], missing firstKey: String? = nil,
    settings: String = ""
  ) -> LoadingCase {
    let keys = exceptionKeys.merging(changes) { $1 }
    return LoadingCase(
      name,
      [
        "exceptions/more.yaml": text(keys, firstKeyLacksAnother: firstKey != nil),
        "precedent.yaml": "name: acme\n\(settings)\n",
      ])
  }

  /// The id first: missing keys are shown there.
  private static func text(
    _ keys: [String: String?], firstKeyLacksAnother: Bool = false
  ) -> String {
    let id = firstKeyLacksAnother ? "«missing-key:id»" : "id"
    let rest = keys.filter { $0.key != "id" }.sorted { $0.key < $1.key }
      .compactMap { key, value in value.map { "    \(key): \($0)\n" } }
    return "exceptions:\n  - \(id): \((keys["id"] ?? nil) ?? "")\n" + rest.joined()
  }
}
