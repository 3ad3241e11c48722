/// Entries of two lists, each with the one that it became.
struct Pairing<Element> {
  private(set) var pairs: [(old: Element, new: Element)] = []
  private(set) var onlyOld: [Element]
  private(set) var onlyNew: [Element]

  /// Pairs what is alike, in the order of the lists.
  init(_ old: [Element], _ new: [Element], where isAlike: (Element, Element) -> Bool) {
    (onlyOld, onlyNew) = (old, new)
    pairRest(where: isAlike)
  }

  /// Pairs more of what is left.
  mutating func pairRest(where isAlike: (Element, Element) -> Bool) {
    onlyOld = onlyOld.filter { old in
      guard let index = onlyNew.firstIndex(where: { isAlike(old, $0) }) else { return true }
      pairs.append((old, onlyNew.remove(at: index)))
      return false
    }
  }
}
