/// Requests to try for one place of a model: one that has the wanted regions, then such in which
/// fields that are read in ways nobody understands have other values of the same regions.
struct WitnessTrials {
  private let model: ConditionModel
  private let cube: Cube
  private let place: Cube
  /// The terms that are fields.
  private let fields: [Int]
  /// Those of them that are read by parts of which less is known.
  private let loose: [Int]
  private var values: [Int: Value] = [:]

  private static let greatestPairCount = 400

  /// - Parameter place: one region of each term, in the cube.
  init(_ model: ConditionModel, _ cube: Cube, _ place: Cube) {
    self.model = model
    self.cube = cube
    self.place = place
    fields = model.terms.indices.filter { model.terms[$0].path != nil }
    var loosePaths: Set<[String]> = []
    for term in model.terms {
      switch term.subject {
      case .field: break
      case .expression(let part), .part(let part):
        loosePaths.formUnion(model.conditions[part.side].fields(part.id))
      }
    }
    loose = fields.filter { model.terms[$0].path.map(loosePaths.contains) ?? false }
    for term in fields { values[term] = model.region(of: term, in: place)?.value }
  }

  /// Whether some request fits; the one with the wanted regions is tried first.
  func first(_ fits: ([RequestMaking.Field]) -> Bool) -> Bool {
    if fits(request(values)) { return true }
    let changes = loose.map { term in candidates(term, values).map { (term, $0) } }
    if changes.joined().contains(where: { fits(request(changed(values, $0))) }) { return true }
    var count = 0
    for (place, first) in changes.enumerated() {
      for change in first {
        let once = changed(values, change)
        for other in loose[(place + 1)...] {
          for value in candidates(other, once) {
            count += 1
            guard count <= Self.greatestPairCount else { return false }
            if fits(request(changed(once, (other, value)))) { return true }
          }
        }
      }
    }
    return false
  }

  private func changed(_ values: [Int: Value], _ change: (term: Int, value: Value)) -> [Int: Value]
  {
    var values = values
    values[change.term] = change.value
    return values
  }

  private func request(_ values: [Int: Value]) -> [RequestMaking.Field] {
    fields.compactMap { term in model.terms[term].path.map { ($0, values[term]) } }
  }

  // MARK: - Candidates

  /// Other values of the region that a field has.
  private func candidates(_ term: Int, _ values: [Int: Value]) -> [Value] {
    guard let current = values[term] else { return [] }
    let regions = cube.masks[term].bits.compactMap { model.terms[term].regions[$0].value }
    return regions + guesses(current, values).filter { isInRegion(term, $0) }
  }

  /// Whether a value is one that the atoms about a field alone do not tell from the present one.
  private func isInRegion(_ term: Int, _ value: Value) -> Bool {
    guard let path = model.terms[term].path, fitsSchema(term, value) else { return false }
    let region = place.masks[term].trailingZeroBitCount
    return model.atoms.allSatisfy { atom in
      guard atom.terms == [term], let part = atom.part else { return true }
      let bindings = model.requests[part.side].bindings([(path, value)])
      return model.conditions[part.side].outcome(of: part.id, bindings) == atom.table[region]
    }
  }

  private func fitsSchema(_ term: Int, _ value: Value) -> Bool {
    guard let declaration = model.terms[term].declaration else { return false }
    if declaration.finiteValues != nil { return false }
    switch value {
    case .string(let text):
      return declaration.facts.sizes?.contains(text.unicodeScalars.count) ?? true
    case .list(let elements):
      let known = declaration.element?.finiteValues
      return (declaration.facts.sizes?.contains(elements.count) ?? true)
        && elements.allSatisfy { element in known?.contains { $0.equals(element) } ?? true }
    case .int, .double:
      return Constant(value).map { NumberRegions([], declaration.facts).admits($0) } ?? false
    default: return true
    }
  }

  /// Values of the type of another one that may be what some part wants.
  private func guesses(_ value: Value, _ values: [Int: Value]) -> [Value] {
    let wanted = model.terms.indices.compactMap { term -> Value? in
      guard case .expression = model.terms[term].subject else { return nil }
      return model.region(of: term, in: place)?.value
    }
    let known = values.sorted { $0.key < $1.key }.map(\.value)
    let same = (wanted + known).filter { $0.type == value.type }
    return same + made(like: value, wanted, known)
  }

  private func made(like value: Value, _ wanted: [Value], _ known: [Value]) -> [Value] {
    switch value {
    case .string:
      let other = model.words.other
      return [.string(other), .string(other + "1")]
        + wanted.compactMap { size in
          size.smallCount.map { .string(String(repeating: "x", count: $0)) }
        }
    case .int(let int):
      let (next, overflow) = int.addingReportingOverflow(1)
      return overflow ? [] : [.int(next)]
    case .list(let elements):
      let texts = known.filter { $0.type == .string }.map { Value.list([$0]) }
      return texts + wanted.compactMap(\.smallCount).flatMap { longer(elements, $0) }
    case .timestamp: return instants(wanted, known)
    default: return []
    }
  }

  /// A list with so many elements: with new words, or with its first one again.
  private func longer(_ elements: [Value], _ count: Int) -> [Value] {
    let missing = max(0, count - elements.count)
    let fresh = (0..<missing).map { Value.string("\(model.words.other)\($0)") }
    let again = elements.first.map { Array(repeating: $0, count: missing) } ?? []
    return [.list(elements + fresh), .list(elements + again)]
  }

  /// Instants as far from others as some part wants, then the hours of one week.
  private func instants(_ wanted: [Value], _ known: [Value]) -> [Value] {
    var found: [Value] = []
    for case .timestamp(let instant) in known {
      for case .duration(let duration) in wanted {
        found += [instant.subtracting(duration), instant.adding(duration)].compactMap { $0 }
          .map { .timestamp($0) }
      }
    }
    let week = 0..<168
    return found
      + week.compactMap { hour in
        Timestamp(seconds: Self.monday + Int64(hour) * 3_600).map { .timestamp($0) }
      }
  }

  /// 2026-01-05T00:00:00Z.
  private static let monday: Int64 = 1_767_571_200
}

extension ConditionModel {
  /// The first region that a cube has of a term.
  func region(of term: Int, in cube: Cube) -> Region? {
    let regions = terms[term].regions
    let place = cube.masks[term].trailingZeroBitCount
    return regions.indices.contains(place) ? regions[place] : nil
  }
}

extension Value {
  /// A count of characters or elements that a request may well have.
  fileprivate var smallCount: Int? {
    guard case .int(let int) = self, (0...300).contains(int) else { return nil }
    return Int(int)
  }
}
