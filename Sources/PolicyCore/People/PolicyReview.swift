import Diagnostics

/// A review of a policy with what it belongs to.
package struct PolicyReview: Sendable {
  /// Says what `id` names.
  package let subject: Mention.Subject
  /// Of the rule or exception; `default` for what applies where no rule matches.
  package let id: ID
  let review: Review
  let location: SourceLocation
}

extension Policy {
  /// The reviews that ask whomever a request names.
  package var reviewsByRequest: [PolicyReview] {
    reviews.filter { entry in
      let requirements = entry.review.stages.flatMap(\.requirements).flatMap(\.from)
      return (requirements + entry.review.escalations.flatMap(\.to)).contains { selector in
        switch selector {
        case .attribute, .each: true
        case .team, .user: false
        }
      }
    }
  }

  /// How many requirements ask just these.
  package func requirementCount(asking selectors: [Selector]) -> Int {
    reviews.flatMap { $0.review.stages.flatMap(\.requirements) }.count { $0.from == selectors }
  }

  /// Every review: of rules, of what applies otherwise, of exceptions, and of the default.
  var reviews: [PolicyReview] {
    let ofRules = rules.flatMap { rule in
      rule.consequence.reviews.map {
        PolicyReview(subject: .rule, id: rule.id, review: $0, location: rule.location)
      }
    }
    let ofExceptions = exceptions.flatMap { exception in
      exception.consequence.reviews.map {
        PolicyReview(
          subject: .exception, id: exception.id, review: $0, location: exception.location)
      }
    }
    guard case .review(let review) = settings.defaultOutcome else { return ofRules + ofExceptions }
    let ofDefault = PolicyReview(
      subject: .settings, id: "default", review: review,
      location: .file(FolderRules.settingsPath))
    return ofRules + ofExceptions + [ofDefault]
  }
}

extension Consequence {
  /// The clauses of a constraint.
  var clauses: [Clause] {
    guard case .constrain(let clauses, _) = self else { return [] }
    return clauses
  }
}
