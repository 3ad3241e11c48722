import PolicyCore

/// What is wrong as YAML, as JSON or as a file.
extension LoadingCases {
  static let yaml: [LoadingCase] = [
    LoadingCase("anchor on a value", rule: "effect: «yaml-anchor:&e approve»"),
    LoadingCase("anchor on a list", rules: "rules: «yaml-anchor:&a [»]"),
    LoadingCase("anchor on a key", rule: "«yaml-anchor:&k effect»: approve"),
    LoadingCase(
      "alias", rule: "effect: «yaml-anchor:&e approve»\ntriggers: [ «yaml-alias:*e» ]"),
    LoadingCase("asterisk in quotes", rule: "effect: approve\ntriggers: [ '*e', '&e' ]"),
    LoadingCase("tag on a condition", rules: document(when: "«yaml-tag:!resource.id»")),
    LoadingCase("tag in brackets", rules: document(when: "!(a) &«yaml-syntax:&» b")),
    LoadingCase("standard tag", rule: "effect: «yaml-tag:!!str approve»"),
    LoadingCase("standard tag on quoted text", rule: "effect: «yaml-tag:!!str 'approve'»"),
    LoadingCase("the tag that says nothing", rule: "effect: «yaml-tag:! approve»"),
    LoadingCase("tag on a list", rules: "rules: «yaml-tag:!!seq [»]"),
    LoadingCase("tag on a mapping", settings: "floors: «yaml-tag:!!map {»}"),
    LoadingCase("quoted exclamation mark", rules: document(when: "'!(resource.id == \"a\")'")),
    LoadingCase(
      "merge key",
      rule: "effect: approve\nlimits: { «yaml-merge-key:<<»: { duration: 8h }, duration: 8h }"
    ),
    LoadingCase("two documents", rules: "rules: []\n«yaml-several-documents:---»\nrules: []\n"),
    LoadingCase(
      "two documents, the first empty", rules: "---\nrules: []\n...\n«yaml-several-documents:---»\n"
    ),
    LoadingCase("document markers", rules: "---\nrules: []\n...\n"),
    LoadingCase("directive", rules: "«yaml-directive:%YAML 1.1\n---»\nrules: []\n"),
    LoadingCase("list as a key", rule: "effect: approve\n? «yaml-key-not-text:[ a ]»\n: b"),
    LoadingCase("mapping as a key", settings: "«yaml-key-not-text:{ a: b }»: c"),
    LoadingCase("nothing as a key", settings: "?«yaml-key-not-text:»\n: c"),
    LoadingCase("key twice", settings: "default: deny\n«duplicate-key:default»: deny"),
    LoadingCase(
      "key twice, once in quotes", settings: "default: deny\n«duplicate-key:\"default\"»: deny"),
    LoadingCase(
      "key three times",
      settings: "history: []\n«duplicate-key:history»: []\n«duplicate-key:history»: []"),
    LoadingCase("unclosed bracket", rules: "rules: [ a\n«yaml-syntax:»"),
    LoadingCase("colon in a plain text", rule: "effect: approve\nreason: a«yaml-syntax::» b: c"),
    LoadingCase("tab as indentation", rules: "rules:\n«yaml-syntax:\t»- id: a\n"),
    LoadingCase("undefined alias", rules: "rules: «yaml-alias:*nowhere»\n"),
    LoadingCase("control character", rules: "rules: [] # «yaml-syntax:\u{1}»\n"),
    LoadingCase("a value after the end", rules: "rules: []\n«yaml-syntax:]»\n"),
    LoadingCase("no UTF-8 is refused elsewhere", rules: "rules: [] # é ü 漢 😀\n"),
    LoadingCase("byte order mark", rules: "\u{FEFF}rules: «wrong-type:no»\n"),
    LoadingCase(
      "line breaks of Windows",
      rules: "# é\r\nrules:\r\n  - «unknown-key:idd»: a\r\n"
        + "    id: a\r\n    title: b\r\n    when: 'true'\r\n    effect: approve\r\n"),
    LoadingCase("line breaks of old", rules: "# é\rrules: «wrong-type:no»\r"),
    LoadingCase(
      "lists in lists",
      rules: "rules: " + String(repeating: "[", count: 63) + "«nesting-too-deep:[»"
        + String(repeating: "]", count: 64)),
    LoadingCase("an empty file", rules: "«missing-key:»"),
    LoadingCase("only a comment", rules: "«missing-key:»# nothing yet\n"),
    LoadingCase("no rules", rules: "rules: []\n"),
    LoadingCase("a list instead of a mapping", rules: "«wrong-type:[]»\n"),
    LoadingCase("tests that are no list", ["tests/a.yaml": "tests: «wrong-type:{}»\n"]),
    LoadingCase("tests with anything in them", ["tests/a.yaml": "tests: [ { whatever: 1 } ]\n"]),
    LoadingCase(
      "tests with a key twice", ["tests/a.yaml": "tests: []\n«duplicate-key:tests»: []\n"]),
    LoadingCase("tests with another key", ["tests/a.yaml": "tests: []\n«unknown-key:test»: []\n"]),
  ]

  private static func document(when condition: String) -> String {
    "rules:\n  - id: a\n    title: b\n    effect: approve\n    when: \(condition)\n"
  }

  static let json: [LoadingCase] = [
    LoadingCase("empty", schema: "«json-syntax:»"),
    LoadingCase("YAML", schema: "«json-syntax:t»ype: object\n"),
    LoadingCase("comment", schema: "{ «json-syntax:#» a\n}"),
    LoadingCase("single quotes", schema: "{ «json-syntax:'»type': \"object\" }"),
    LoadingCase("name without quotes", schema: "{ «json-syntax:t»ype: 1 }"),
    LoadingCase("comma at the end", schema: "{ \"type\": \"object\", «json-syntax:}»"),
    LoadingCase(
      "comma at the end of a list", schema: "{ \"type\": [ \"object\", «json-syntax:]» }"),
    LoadingCase("comma missing", schema: "{ \"type\": \"object\" «json-syntax:\"»title\": \"\" }"),
    LoadingCase("colon missing", schema: "{ \"type\" «json-syntax:\"»object\" }"),
    LoadingCase("value missing", schema: "{ \"type\": «json-syntax:}»"),
    LoadingCase("text without end", schema: "{ \"type\": \"object«json-syntax:»"),
    LoadingCase("line break in a text", schema: "{ \"type\": \"«json-syntax:\n»object\" }"),
    LoadingCase("escape of another language", schema: "{ \"title\": \"«json-syntax:\\»x41\" }"),
    LoadingCase("half a surrogate pair", schema: "{ \"title\": \"«json-syntax:\\»ud83d\" }"),
    LoadingCase("the second half alone", schema: "{ \"title\": \"«json-syntax:\\»ude00\" }"),
    LoadingCase("two first halves", schema: "{ \"title\": \"«json-syntax:\\»ud83d\\ud83d\" }"),
    LoadingCase("signed escape", schema: "{ \"title\": \"«json-syntax:\\»u+123\" }"),
    LoadingCase("a surrogate pair", schema: "{ \"title\": \"\\ud83d\\ude00\" }"),
    LoadingCase("number with a leading zero", schema: "{ \"default\": «json-syntax:0»1 }"),
    LoadingCase("number with a plus", schema: "{ \"default\": «json-syntax:+»1 }"),
    LoadingCase("not a number", schema: "{ \"default\": «json-syntax:N»aN }"),
    LoadingCase("Python's word", schema: "{ \"deprecated\": «json-syntax:T»rue }"),
    LoadingCase("more after the end", schema: "{} «json-syntax:{»}"),
    LoadingCase("byte order mark", schema: "\u{FEFF}{ «json-syntax:é» }"),
    LoadingCase("name twice", schema: "{ \"title\": \"\", «duplicate-key:\"title\"»: \"\" }"),
    LoadingCase(
      "name twice, once escaped",
      schema: "{ \"title\": \"\", «duplicate-key:\"t\\u0069tle\"»: \"\" }"),
    LoadingCase(
      "too deep",
      schema: String(repeating: "{\"items\":", count: 64) + "«nesting-too-deep:{»}"
        + String(repeating: "}", count: 64)),
    LoadingCase(
      "just deep enough",
      schema: "{\"properties\":{\"context\":{\"properties\":{\"a\":"
        + String(repeating: "{\"items\":", count: 59) + "{}" + String(repeating: "}", count: 63)),
    LoadingCase("whitespace", schema: " \r\n\t{ } \n"),
  ]

  static let files: [LoadingCase] = [
    LoadingCase(
      "rules in .yml", ["rules/deny.yml": "rules: []\n"],
      wholeFiles: ["rules/deny.yml file-not-loaded"]),
    LoadingCase(
      "rules in .YAML", ["rules/deny.YAML": ""], wholeFiles: ["rules/deny.YAML file-not-loaded"]),
    LoadingCase(
      "rules in .json", ["rules/deny.json": "{}"], wholeFiles: ["rules/deny.json file-not-loaded"]),
    LoadingCase(
      "rules in a backup", ["rules/a.yaml~": ""], wholeFiles: ["rules/a.yaml~ file-not-loaded"]),
    LoadingCase(
      "dot-file", ["rules/.deny.yaml": ""], wholeFiles: ["rules/.deny.yaml file-not-loaded"]),
    LoadingCase(
      "folder with a dot", ["rules/.old/a.yaml": ""],
      wholeFiles: ["rules/.old/a.yaml file-not-loaded"]),
    LoadingCase(
      "folder in another case", ["Rules/deny.yaml": ""],
      wholeFiles: ["Rules/deny.yaml file-not-loaded"]),
    LoadingCase(
      "readme in another case", ["rules/readme.md": ""],
      wholeFiles: ["rules/readme.md file-not-loaded"]),
    LoadingCase(
      "Git LFS pointer",
      ["rules/a.yaml": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"],
      wholeFiles: ["rules/a.yaml file-not-loaded"]),
    LoadingCase(
      "another schema", ["schema/decision.schema.json": "{}"],
      wholeFiles: ["schema/decision.schema.json file-not-loaded"]),
    LoadingCase(
      "YAML as a fixture", ["tests/fixtures/a.yaml": ""],
      wholeFiles: ["tests/fixtures/a.yaml file-not-loaded"]),
    LoadingCase(
      "JSON beside tests", ["tests/a.json": "{}"], wholeFiles: ["tests/a.json file-not-loaded"]),
    LoadingCase(
      "history as CSV", ["history/a.csv": ""], wholeFiles: ["history/a.csv file-not-loaded"]),
    LoadingCase(
      "directory as text", ["directory/teams.txt": ""],
      wholeFiles: ["directory/teams.txt file-not-loaded"]),
    LoadingCase(
      "exceptions in .yml", ["exceptions/a.yml": "exceptions: []\n"],
      wholeFiles: ["exceptions/a.yml file-not-loaded"]),
    LoadingCase("no exceptions", ["exceptions/a.yaml": "exceptions: []\n"]),
    LoadingCase(
      "notes and data",
      [
        "rules/README.md": "# rules", "rules/deep/.gitkeep": "", "exceptions/.gitkeep": "",
        "history/2026.ndjson": "{}", "history/a/b.ndjson.gz": "", "history/c.ndjson.zst": "",
        "tests/fixtures/a.json": "{}", "README.md": "", "docs/a.yml": "a: &a b", ".gitignore": "",
        "rules/deep/more.yaml": "rules: []\n",
      ]),
    LoadingCase(
      "symbolic link", [:], irregular: [.init(path: "rules/deny.yaml", kind: "a symbolic link")],
      wholeFiles: ["rules/deny.yaml irregular-file"]),
    LoadingCase(
      "files named like folders",
      [
        "rules": "rules: []\n", "directory": "", "exceptions": "", "schema": "{}", "tests": "",
        "history": "", "rules2": "",
      ],
      wholeFiles: [
        "rules irregular-file", "directory irregular-file", "exceptions irregular-file",
        "schema irregular-file", "tests irregular-file", "history irregular-file",
      ]),
    LoadingCase(
      "a file named like a folder in another case", ["Rules": ""],
      wholeFiles: ["Rules irregular-file"]),
    LoadingCase(
      "one path in two cases", ["rules/a.yaml": "rules: []\n", "rules/A.yaml": "rules: []\n"],
      wholeFiles: ["rules/a.yaml colliding-paths"]),
    LoadingCase(
      "one folder in two cases",
      [
        "rules/a/a.yaml": "rules: []\n", "rules/A/a.yaml": "rules: []\n",
        "rules/A/b.yaml": "rules: []\n", "rules/a/b.yaml": "rules: []\n",
      ], wholeFiles: ["rules/a colliding-paths"]),
    LoadingCase(
      "two folders in two cases",
      ["rules/x/.gitkeep": "", "rules/X/.gitkeep": ""],
      irregular: [.init(path: "Rules", kind: "a folder")],
      wholeFiles: ["Rules file-not-loaded", "rules/x colliding-paths"]),
    LoadingCase(
      "a folder in another case", [:], irregular: [.init(path: "Rules", kind: "a folder")],
      wholeFiles: ["Rules file-not-loaded"]),
    LoadingCase(
      "settings in another case", [:],
      irregular: [.init(path: "Precedent.yaml", kind: "a file")],
      wholeFiles: ["Precedent.yaml file-not-loaded", "precedent.yaml colliding-paths"]),
    LoadingCase(
      "path that leaves the folder", ["rules/../a.yaml": "rules: []\n"],
      wholeFiles: ["rules/../a.yaml path-outside-policy", "rules/../a.yaml file-not-loaded"]),
  ]
}
