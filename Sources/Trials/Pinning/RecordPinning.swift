import CEL
package import PolicyCore

/// Turns a record of a history into a case of the tests.
package struct RecordPinning: Sendable {
  private let reader: RecordReader
  private let decider: Decider

  /// Under one policy version.
  package init(policy: Policy) {
    reader = RecordReader(schema: policy.schema)
    decider = Decider(policy: policy)
  }

  /// Why a record is not pinned.
  package enum Problem: Error, Sendable {
    /// It does not fit the schema, as it stands or with other values.
    case invalid(InvalidRequest)
    /// A field that should be replaced is not there.
    case noField(FieldPath)
    /// A new value is no JSON, where something else than a text is replaced.
    case notJSON(FieldPath)
  }

  /// The record with values replaced, and decided at the instant of its outcome.
  /// - Parameters:
  ///   - document: as it stands in the history.
  ///   - changes: fields with their new values; the id of a person is replaced wherever it stands.
  ///   - isAnonymous: whether people's ids are replaced too, each of them only where the decision
  ///     stays the same.
  /// - Complexity: one decision for each person at most.
  package func pin(
    _ document: JSONObject, replacing changes: [FieldChange], isAnonymous: Bool
  ) throws(Problem) -> PinnedRecord {
    let original = try record(document)
    var replaced = document
    for change in changes { replaced = try replacing(change, in: replaced) }
    var pinned = try decided(replaced, before: original)
    if isAnonymous { pinned = anonymized(pinned, before: original) }
    return pinned
  }

  private func record(_ document: JSONObject) throws(Problem) -> Record {
    do throws(InvalidRequest) {
      return try reader.record(document)
    } catch {
      throw .invalid(error)
    }
  }

  private func decided(
    _ document: JSONObject, before original: Record
  ) throws(Problem) -> PinnedRecord {
    let record = try record(document)
    let old = Digest.sha256(of: original.request.document)
    let new = Digest.sha256(of: record.request.document)
    // An approval of this very request stays one when its values are replaced.
    let approvals = record.approvals.map { approval in
      var approval = approval
      if approval.requestSHA256 == old { approval.requestSHA256 = new }
      return approval
    }
    return PinnedRecord(
      id: record.request.id, document: document, approvals: approvals, at: record.decidedAt,
      decision: decider.decide(record.request, approvals: approvals, at: record.decidedAt),
      unreplaced: decider.decide(
        original.request, approvals: original.approvals, at: original.decidedAt),
      outcome: original.outcome)
  }

  // MARK: - Replacing

  private func replacing(
    _ change: FieldChange, in document: JSONObject
  ) throws(Problem) -> JSONObject {
    guard let old = document.value(at: change.path) else { throw .noField(change.path) }
    if change.path.isPerson, let old = old.string, let new = change.value?.string {
      return document.replacingText(old, with: new)
    }
    return change.applied(to: document)
  }

  private func anonymized(_ pinned: PinnedRecord, before original: Record) -> PinnedRecord {
    var pinned = pinned
    var number = 1
    for id in pinned.people {
      var pseudonym = "person-\(number)"
      while decider.policy.directory.member(ID(pseudonym)) != nil
        || pinned.document.mentions(pseudonym)
      {
        number += 1
        pseudonym = "person-\(number)"
      }
      let document = pinned.document.replacingText(id, with: pseudonym)
      do throws(Problem) {
        var other = try decided(document, before: original)
        guard other.decision.expectation == pinned.decision.expectation else {
          pinned.kept.append(id)
          continue
        }
        other.kept = pinned.kept
        other.pseudonyms = pinned.pseudonyms + [(id, pseudonym)]
        pinned = other
        number += 1
      } catch {
        pinned.kept.append(id)
      }
    }
    return pinned
  }
}

extension FieldPath {
  /// Whether it holds the id of somebody.
  fileprivate var isPerson: Bool {
    guard let first = names.first, ["subject", "requester"].contains(first) else { return false }
    return names.count == 1 || (names.count == 2 && names[1] == "id")
  }
}
