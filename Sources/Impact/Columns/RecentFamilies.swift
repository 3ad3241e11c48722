/// Something for each of the families of a column that were met last.
///
/// As many walkers as read at once have families of their own, and each ends when it is full.
struct RecentFamilies<Element: Sendable>: Sendable {
  private var entries: [(family: Int, element: Element)] = []

  private static var greatestCount: Int { 16 }

  /// Takes out what is known of a family, so that it can be changed in its place.
  mutating func take(_ family: Int) -> Element? {
    guard let place = entries.firstIndex(where: { $0.family == family }) else { return nil }
    return entries.remove(at: place).element
  }

  /// Puts back what is known of a family; that of the one that was not met for longest is forgotten.
  mutating func put(_ element: Element, for family: Int) {
    entries.append((family, element))
    if entries.count > Self.greatestCount { entries.removeFirst() }
  }
}
