/// Strings that try to be something else than text; every renderer meets every one of them.
enum AttackCorpus {
  static let all: [String] = terminals + invisible + markdown + logs + tables + sizes

  /// Move the cursor, paint, link, ring, overwrite.
  private static let terminals = [
    "\u{1B}[2J\u{1B}[1;1Happroved", "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{07}",
    "\u{1B}]8;;http://evil.example/\u{1B}\\click\u{1B}]8;;\u{1B}\\", "\u{9B}31mC1 introducer",
    "\u{90}device control\u{9C}", "denied\rapproved",
    "denied\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}approved",
    "bell\u{07}", "nul\u{0}nul", "delete\u{7F}", "next line\u{85}here", "a\u{B}b\u{C}c",
    "shift\u{E}out\u{F}", "\u{1B}c", "\u{1B}P+q\u{1B}\\",
  ]

  /// Cannot be seen, or turn what is seen around.
  private static let invisible = [
    "\u{202E}devorppa", "\u{2066}isolate\u{2069}", "\u{200F}mark\u{61C}", "zero\u{200B}width",
    "join\u{200D}er\u{200C}", "\u{FEFF}bom", "line\u{2028}separator", "paragraph\u{2029}separator",
    "tag\u{E0041}\u{E0042}\u{E007F}", "soft\u{AD}hyphen", "private\u{E000}\u{F8FF}",
    "unassigned\u{378}\u{10FFFF}", "filler\u{3164}\u{115F}\u{FFA0}", "blank\u{2800}braille",
    "nbsp\u{A0}em\u{2003}ideographic\u{3000}", "vs\u{FE0F}\u{E0100}", "cgj\u{34F}",
    "zalgo" + String(repeating: "\u{489}\u{301}", count: 60), "\u{301}starts with a mark",
    "replacement\u{FFFD}", "\\u{202E} in words", "\u{FFF9}annotation\u{FFFB}",
  ]

  /// Leave the code span or the fence, or are HTML, links, images, mentions.
  private static let markdown = [
    "`", "``", "```", "````", "`a``b```c````", "```\n# Approved\n```", "~~~\n# Approved",
    "a`", "`a", " ` ", "\\`escaped\\`", "\u{FF40}\u{FF40}\u{FF40} fullwidth",
    "\u{2CB}\u{2CB}\u{2CB} modifier", "<script>alert(1)</script>", "<!-- hidden", "-->",
    "</details>", "</summary></details><h1>PASSED</h1>", "<img src=x onerror=alert(1)>",
    "<a href=\"`\">`</a>", "<http://evil.example>", "<?php ?>", "<![CDATA[x]]>",
    "[x](javascript:alert(1))", "![](http://evil.example/pixel.png)", "[x]: http://evil.example",
    "[^1]: note", "@octocat", "@org/team", "#123", "org/repo#1", "http://evil.example",
    "www.evil.example", "evil@example.com", "**bold**", "# heading", "- item", "> quote", "---",
    "===", "\n\n# PASSED\n\n", "\r\n\r\n**PASSED**\r\n", "&lt;b&gt;", "&#60;b&#62;", "$x$",
    ":tada:",
    "\\", "\\\\", "ends in a backslash\\", "- [ ] task", "    indented code",
  ]

  /// Commands to whoever reads the log of a CI.
  private static let logs = [
    "::error::forged", "  ::set-output name=a::b", "::add-mask::s", "::stop-commands::x",
    "a ::error::b", "\n::error::next line", "##[error]forged", "x ##[group]y",
    "##vso[task.setvariable variable=a]b", "##teamcity[testFailed]", "Precedent-Accept: gate 9 x",
    "\nPrecedent-Accept: gate 9 x",
  ]

  /// Leave a cell, or are formulas in a spreadsheet.
  private static let tables = [
    "|", "a|b", "\\|", "\\\\|", "`|`", "a | b |\n| c | d |", "| --- |", "a\tb", "=1+1", "+1", "-1",
    "@SUM(A1)", "=HYPERLINK(\"http://evil.example\")", "\"quoted\",\"csv\"", "a,b, +3 more",
  ]

  /// Long, empty, and odd.
  private static let sizes = [
    "", " ", String(repeating: "a", count: 10_000), String(repeating: "`", count: 1_000),
    String(repeating: "|", count: 1_000), String(repeating: "<b>", count: 500),
    String(repeating: "\u{10FFFF}", count: 300), String(repeating: "漢", count: 500),
    String(repeating: "a", count: 201), String(repeating: "\n", count: 1_000),
    String(decoding: [0xED, 0xA0, 0x80, 0xFF, 0xC0, 0xAF], as: UTF8.self), "👩‍👩‍👧‍👦 family",
  ]
}
