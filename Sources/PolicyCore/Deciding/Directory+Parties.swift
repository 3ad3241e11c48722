extension Directory {
  /// Everyone who is a party to a request: the subject, the requester, every actor, and who answers
  /// for those that are not human; as persons, whatever account the request names.
  package func parties(to request: Request) -> Set<ID> {
    Exclusions(request: request, directory: self).people
  }
}
