import CEL
import PolicyCore

/// What differs between two reviews: people, places, order, evidence, lengths.
struct ReviewDifference {
  private let context: MeaningContext
  private let terms: TermsDifference
  private let old: Review
  private let new: Review
  private(set) var parts: [MeaningPart] = []
  private(set) var forms: Set<MeaningChange.Form> = []

  init(_ context: MeaningContext, from old: Review, to new: Review) {
    self.context = context
    terms = TermsDifference(context: context)
    self.old = old
    self.new = new
    compareStages()
    let evidence = terms.clauses(.evidence, old.evidence, new.evidence)
    parts += evidence.parts
    forms = evidence.forms
    parts += terms.length(.expire, old.expire, new.expire)
    parts += terms.length(.approvalsValidFor, old.approvalsValidFor, new.approvalsValidFor)
    compareEscalations()
    if old.workloadsSuffice != new.workloadsSuffice {
      parts.append(
        MeaningPart(
          .workloadsSuffice, before: "\(old.workloadsSuffice)", after: "\(new.workloadsSuffice)",
          new.workloadsSuffice ? .loosens : .tightens))
    }
  }

  // MARK: - Requirements

  /// One requirement and the stage that it stands in.
  private struct Placed: Equatable {
    var stage: Int
    var requirement: Requirement

    var words: String { requirement.from.words }
  }

  private static func placed(_ review: Review) -> [Placed] {
    review.stages.enumerated().flatMap { stage, entry in
      entry.requirements.map { Placed(stage: stage, requirement: $0) }
    }
  }

  private mutating func compareStages() {
    var pairing = Pairing(Self.placed(old), Self.placed(new)) {
      $0.stage == $1.stage && $0.requirement.from == $1.requirement.from
    }
    pairing.pairRest { $0.requirement.from == $1.requirement.from }
    pairing.pairRest { $0.stage == $1.stage }
    pairing.pairRest { _, _ in true }
    for (old, new) in pairing.pairs { compare(old.requirement, new.requirement) }
    parts += pairing.onlyOld.map {
      MeaningPart(.requirement, about: $0.words, before: "\($0.requirement.count)", .loosens)
    }
    parts += pairing.onlyNew.map {
      MeaningPart(.requirement, about: $0.words, after: "\($0.requirement.count)", .tightens)
    }
    compareOrder(pairing.pairs)
  }

  private mutating func compare(_ old: Requirement, _ new: Requirement) {
    if old.from != new.from {
      parts.append(
        MeaningPart(
          .approvers, before: old.from.words, after: new.from.words,
          context.leaning(asking: new.from, insteadOf: old.from) + merging(old.from, new.from)))
    }
    if old.count != new.count {
      parts.append(
        MeaningPart(
          .count, about: new.from.words, before: "\(old.count)", after: "\(new.count)",
          .growing(from: new.count, to: old.count)))
    }
    if old.isReasonRequired != new.isReasonRequired {
      parts.append(
        MeaningPart(
          .reason, about: new.from.words, before: "\(old.isReasonRequired)",
          after: "\(new.isReasonRequired)", new.isReasonRequired ? .tightens : .loosens))
    }
  }

  /// What several reviews ask of the same people is asked once: one more or one less may be asked.
  private func merging(_ old: [Selector], _ new: [Selector]) -> Leaning {
    Leaning(
      loosens: context.after.requirementCount(asking: new) > 1 ? .unknown : .no,
      tightens: context.before.requirementCount(asking: old) > 1 ? .unknown : .no)
  }

  /// Requirements of different people that stood in another order, or in none.
  private mutating func compareOrder(_ pairs: [(old: Placed, new: Placed)]) {
    for (index, first) in pairs.enumerated() {
      for second in pairs[(index + 1)...] {
        compareOrder(first, second)
        compareOrder(second, first)
      }
    }
  }

  private mutating func compareOrder(
    _ first: (old: Placed, new: Placed), _ second: (old: Placed, new: Placed)
  ) {
    let before = first.old.stage < second.old.stage
    let after = first.new.stage < second.new.stage
    guard before != after else { return }
    let words = second.new.words
    parts.append(
      MeaningPart(
        .order, about: first.new.words, before: before ? words : nil, after: after ? words : nil,
        after ? .tightens : .loosens))
  }

  // MARK: - Escalations

  /// Who joins earlier, or joins at all, is one more who may approve.
  private mutating func compareEscalations() {
    var pairing = Pairing(old.escalations, new.escalations) { $0 == $1 }
    pairing.pairRest { $0.to == $1.to }
    for (old, new) in pairing.pairs where old != new {
      parts.append(
        MeaningPart(
          .escalation, about: new.to.words, before: old.after.text, after: new.after.text,
          .growing(from: new.after, to: old.after)))
    }
    parts += pairing.onlyOld.map {
      MeaningPart(.escalation, about: $0.to.words, before: $0.after.text, .tightens)
    }
    parts += pairing.onlyNew.map {
      MeaningPart(.escalation, about: $0.to.words, after: $0.after.text, .loosens)
    }
  }
}
