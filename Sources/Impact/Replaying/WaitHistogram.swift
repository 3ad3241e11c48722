/// How long people took, in whole minutes: counts in at most 240 buckets, whatever the history.
///
/// Below 16 minutes a bucket is one minute. From there on each doubling has eight buckets, so that
/// the middle of a bucket is within a sixteenth of every wait in it.
struct WaitHistogram: Sendable, Hashable {
  private var counts: [Int: Int] = [:]
  private var total = 0

  /// Shorter waits have a bucket each.
  private static let exactMinutes: Int64 = 16
  private static let exactBits = 4
  /// Eight buckets a doubling.
  private static let bucketBits = 3

  /// - Parameter seconds: negative ones are not counted: nobody decides before a request is made.
  mutating func add(seconds: Int64) {
    guard let bucket = Self.bucket(ofSeconds: seconds) else { return }
    add(1, inBucket: bucket)
  }

  /// Counts many of one bucket.
  mutating func add(_ count: Int, inBucket bucket: Int) {
    guard count > 0 else { return }
    counts[bucket, default: 0] += count
    total += count
  }

  /// The bucket of a wait; nil for a negative one, which is not counted.
  static func bucket(ofSeconds seconds: Int64) -> Int? {
    seconds < 0 ? nil : bucket(ofMinutes: seconds / 60)
  }

  mutating func add(_ other: WaitHistogram) {
    counts.merge(other.counts, uniquingKeysWith: +)
    total += other.total
  }

  /// The middle of the bucket that holds the median, the lower of two; nil when nothing is counted.
  var medianMinutes: Int? {
    var seen = 0
    for (bucket, count) in counts.sorted(by: { $0.key < $1.key }) {
      seen += count
      if seen * 2 >= total { return Int(Self.middle(of: bucket)) }
    }
    return nil
  }

  private static func bucket(ofMinutes minutes: Int64) -> Int {
    guard minutes >= exactMinutes else { return Int(minutes) }
    let doubling = Int64.bitWidth - 1 - minutes.leadingZeroBitCount
    let place = Int(minutes >> (doubling - bucketBits)) & ((1 << bucketBits) - 1)
    return Int(exactMinutes) + (doubling - exactBits) << bucketBits + place
  }

  private static func middle(of bucket: Int) -> Int64 {
    guard bucket >= Int(exactMinutes) else { return Int64(bucket) }
    let index = bucket - Int(exactMinutes)
    let doubling = exactBits + index >> bucketBits
    let place = Int64(index & ((1 << bucketBits) - 1))
    let width = Int64(1) << (doubling - bucketBits)
    return (Int64(1) << doubling) + place * width + width / 2
  }
}
