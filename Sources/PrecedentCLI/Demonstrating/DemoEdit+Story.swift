extension DemoEdit {
  /// Plausible, and wrong: what owners refused becomes automatic.
  static let bad = DemoEdit(
    subject: "Let analysts read production data faster",
    file: "rules/databases.yaml", old: readingProduction,
    new: #"""
            - that: resource.sensitivity in ["low", "medium", "high"]
              because: The data is more sensitive than a ticket can answer for.
            - that: has(context.deviceTrusted) && context.deviceTrusted
              because: Ask from a device that the device manager trusts.
            - that: has(context.justification) && size(context.justification) >= 10
              because: Say in a sentence what the data is needed for.
          otherwise:
            review:
              stages:
                - require:
                    - { count: 1, from: [ { attribute: resource.owner } ] }
      """#)

  /// What was meant: the same people still decide, and the data team can answer too.
  static let corrected = DemoEdit(
    subject: "Let the data team answer for owners who are slow",
    file: "rules/databases.yaml", old: readingProduction,
    new: #"""
            - that: resource.sensitivity in ["low", "medium"]
              because: The data is more sensitive than a ticket can answer for.
            - that: has(context.deviceTrusted) && context.deviceTrusted
              because: Ask from a device that the device manager trusts.
            - that: has(context.ticket) && context.ticket.matches("^(CHG|INC)-[0-9]+$")
              because: A change or incident ticket is needed, such as CHG-4711.
          otherwise:
            review:
              stages:
                - require:
                    - { count: 1, from: [ { attribute: resource.owner }, { team: team-data } ] }
      """#)

  /// The request that is decided in the end.
  static let decidedFixture = "tests/fixtures/engineer-reads-staging.json"

  /// The conditions of the rule `prod-db-read`.
  private static let readingProduction =
    #"""
          - that: resource.sensitivity in ["low", "medium"]
            because: The data is more sensitive than a ticket can answer for.
          - that: has(context.deviceTrusted) && context.deviceTrusted
            because: Ask from a device that the device manager trusts.
          - that: has(context.ticket) && context.ticket.matches("^(CHG|INC)-[0-9]+$")
            because: A change or incident ticket is needed, such as CHG-4711.
        otherwise:
          review:
            stages:
              - require:
                  - { count: 1, from: [ { attribute: resource.owner } ] }
    """#
}
