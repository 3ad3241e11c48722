package import PolicyCore

/// Requests as NDJSON, safe to show on a terminal.
package enum RequestLine {
  /// One line, with its end.
  package static func text(of request: JSONObject) -> String { JSONReport.line(.object(request)) }
}
