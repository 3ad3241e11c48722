import CEL

extension TermMaker {
  /// What makes an expression of a type out of others.
  static let productions: [(result: DeclaredType, templates: [Template])] =
    (logic + comparisons + macros + numbers + texts + times + collections + forAllTypes)
    .map { (Template.type($0.0), $0.1.map(Template.init)) }

  /// What is an expression of a type by itself.
  static let leaves: [(result: DeclaredType, templates: [Template])] = fields.map {
    (Template.type($0.0), $0.1.map(Template.init))
  }

  private static let fields: [(String, [String])] = [
    ("bool", ["flag", "subject.verified", "context.emergency", "subject['verified']"]),
    ("int", ["i", "j", "subject.n", "resource.size", "context.limits.n", "request.size"]),
    ("uint", ["u", "resource.count"]),
    ("double", ["d", "context.score"]),
    (
      "string",
      [
        "s", "t", "subject.id", "resource.environment", "action.name", "resource.owner",
        "context.ticket", "context['ticket']", "subject.tags.team", "number", "stamp", "lasting",
        "request.id", ".s",
      ]
    ),
    ("bytes", ["raw"]),
    ("time", ["at", "subject.seen"]),
    ("span", ["span", "context.within"]),
    ("[int]", ["ints", "subject.levels", "[1, 2, 3]"]),
    ("[string]", ["names", "subject.groups", "['prod', 'staging']", "team(s)", "team('a')"]),
    ("{string:int}", ["table", "subject.counts", "{'a': 1, 'b': 2}"]),
    ("{any:any}", ["odd", "dyn(table)", "{1: 'a', true: 2u, 'k': 1.5}"]),
    ("[any]", ["things", "[1, 1u, 1.0, '1']", "[null, true]"]),
    ("any", ["any", "dyn(null)", "subject", "resource.unknown", "context.any", "odd.a"]),
    ("?int", ["maybe", "subject.?n", "resource.?size", "subject[?'n']", "context.?limits.n"]),
    ("?string", ["resource.?environment", "context.?ticket", "subject.?tags.team"]),
    (
      "type",
      [
        "int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type",
        "google.protobuf.Timestamp", "google.protobuf.Duration", "optional_type",
      ]
    ),
  ]

  private static let logic: [(String, [String])] = [
    (
      "bool",
      [
        "<bool> && <bool>", "<bool> && <bool> && <bool>", "<bool> || <bool>",
        "<bool> || <bool> || <bool>", "!<bool>", "<bool> == <bool>", "<bool> < <bool>",
        "<bool> && <bool> && <bool> && <bool>", "!(<bool> && <bool>)", "!(<bool> || <bool>)",
        "resource.environment in ['prod', 'a'] && subject.n >= <int> && <string> in subject.groups",
        "action.name == <string> && resource.environment == <string> && <bool>",
        "context.emergency || subject.n < <int> || <string> in subject.groups",
        "has(subject.n) && subject.n > <int>", "!has(context.ticket) || context.ticket != <string>",
        "!(subject.id in <[string]>) && <bool>", "has(subject.groups) ? <bool> : <bool>",
        "has(subject.id)", "has(resource.unknown)", "has(context.limits.n)",
        "has(subject.?tags.team)",
        "has(<{string:int}>.a)", "has(dyn(<{string:int}>).b)", "has(odd.a)", "has(any.f)",
        "bool(<string>)", "bool(<bool>)", "<?int>.hasValue()", "<?string>.hasValue()",
      ]
    )
  ]

  private static let comparisons: [(String, [String])] = [
    (
      "bool",
      ["int", "uint", "double", "string", "bytes", "time", "span"].flatMap { type in
        ["==", "!=", "<", "<=", ">", ">="].map { "<\(type)> \($0) <\(type)>" }
      }
    ),
    (
      "bool",
      [
        "<int> < <double>", "<uint> >= <int>", "<double> > <uint>", "<int> <= <uint>",
        "dyn(<int>) == <double>", "<uint> == dyn(<int>)", "dyn(<double>) != <uint>",
        "<any> == <any>", "<any> != <any>", "<any> < <any>", "<any> >= <any>", "<any> == <int>",
        "<[int]> == <[int]>", "<[any]> == <[any]>", "<{string:int}> == <{string:int}>",
        "<{any:any}> == <{any:any}>", "<{any:any}> != dyn(<{string:int}>)", "<?int> == <?int>",
        "<int> in <[int]>", "<string> in <[string]>", "<string> in <{string:int}>",
        "<double> in dyn(<[int]>)", "<any> in <[any]>", "<any> in <{any:any}>", "<any> in <any>",
        "type(<any>) == type(<any>)", "dyn(<type>) == <type>", "<int> in [0, 1, 2]",
        "<string> in ['a', 'b', 'prod', 'sixteen letters!', 'sixteen letters?']",
        "<any> in [1, 'a', 2.0, null, true]",
      ]
    ),
  ]

  private static let macros: [(String, [String])] = [
    (
      "bool",
      [
        "<[int]>.all($int, ~<bool>)", "<[int]>.exists($int, ~<bool>)",
        "<[int]>.exists_one($int, ~<bool>)", "<[string]>.exists($string, ~<bool>)",
        "<[string]>.all($string, ~<bool>)", "<[any]>.exists($any, ~<bool>)",
        "<[any]>.all($any, ~<bool>)", "<{string:int}>.all($string, ~<bool>)",
        "<{string:int}>.exists($string, ~<bool>)", "<{any:any}>.exists_one($any, ~<bool>)",
        "<[int]>.all($int, $int, ~<bool>)", "<[string]>.exists($int, $string, ~<bool>)",
        "<{string:int}>.all($string, $int, ~<bool>)",
        "<{string:int}>.exists($string, $int, ~<bool>)",
        "<{any:any}>.existsOne($any, $any, ~<bool>)", "<[int]>.existsOne($int, $int, ~<bool>)",
        "<any>.exists($any, ~<bool>)",
      ]
    ),
    (
      "[T]",
      [
        "<[int]>.map($int, ~<T>)", "<[T]>.filter($T, ~<bool>)", "<[int]>.map($int, ~<bool>, <T>)",
        "<{string:int}>.map($string, ~<T>)", "<[int]>.transformList($int, $int, ~<T>)",
        "<{string:int}>.transformList($string, $int, ~<T>)",
        "<[string]>.transformList($int, $string, ~<bool>, <T>)",
      ]
    ),
    (
      "{K:V}",
      [
        "<{K:int}>.transformMap($K, $int, ~<V>)", "<{K:V}>.transformMap($K, $V, ~<bool>, <V>)",
        "<[int]>.transformMapEntry($int, $int, ~{<K>: <V>})",
        "<{string:int}>.transformMapEntry($string, $int, ~<bool>, {<K>: <V>})",
      ]
    ),
    ("{int:V}", ["<[string]>.transformMap($int, $string, ~<V>)"]),
    ("[string]", ["<{string:int}>.filter($string, ~<bool>)"]),
    (
      "[any]",
      [
        "<{any:any}>.map($any, ~<any>)", "<{any:any}>.filter($any, ~<bool>)", "odd.map(k, k)",
        "odd.transformList(k, v, dyn([k, v]))", "<any>.map($any, ~<any>)",
      ]
    ),
  ]

  private static let numbers: [(String, [String])] = [
    (
      "int",
      [
        "<int> + <int>", "<int> - <int>", "<int> * <int>", "<int> / <int>", "<int> % <int>",
        "-<int>", "size(<string>)", "<string>.size()", "size(<[int]>)", "<{string:int}>.size()",
        "size(<bytes>)", "int(<uint>)", "int(<double>)", "int(<string>)", "int(number)",
        "int(<time>)", "int(<int>)", "math.abs(<int>)", "math.sign(<int>)",
        "math.greatest(<int>, <int>)", "math.least(<int>, <int>, <int>)", "math.least(<[int]>)",
        "math.bitAnd(<int>, <int>)", "math.bitOr(<int>, <int>)", "math.bitXor(<int>, <int>)",
        "math.bitNot(<int>)", "math.bitShiftLeft(<int>, <int>)", "math.bitShiftRight(<int>, <int>)",
        "<string>.indexOf(<string>)", "<string>.indexOf(<string>, <int>)",
        "<string>.lastIndexOf(<string>)", "<string>.lastIndexOf(<string>, <int>)",
      ]
    ),
    (
      "uint",
      [
        "<uint> + <uint>", "<uint> - <uint>", "<uint> * <uint>", "<uint> / <uint>",
        "<uint> % <uint>", "uint(<int>)", "uint(<double>)", "uint(number)", "uint(<uint>)",
        "math.abs(<uint>)", "math.sign(<uint>)", "math.greatest(<uint>, <uint>)",
        "math.bitAnd(<uint>, <uint>)", "math.bitNot(<uint>)", "math.bitShiftLeft(<uint>, <int>)",
        "math.bitShiftRight(<uint>, <int>)",
      ]
    ),
    (
      "double",
      [
        "<double> + <double>", "<double> - <double>", "<double> * <double>", "<double> / <double>",
        "-<double>", "double(<int>)", "double(<uint>)", "double(number)", "double(<string>)",
        "math.ceil(<double>)", "math.floor(<double>)", "math.round(<double>)",
        "math.trunc(<double>)", "math.abs(<double>)", "math.sign(<double>)", "math.sqrt(<double>)",
        "math.sqrt(<int>)", "math.greatest(<double>, <double>)", "math.least(<double>, <double>)",
      ]
    ),
    ("bool", ["math.isNaN(<double>)", "math.isInf(<double>)", "math.isFinite(<double>)"]),
    ("any", ["math.greatest(<int>, <double>)", "math.least(<any>, <any>, <uint>)"]),
  ]

  private static let texts: [(String, [String])] = [
    (
      "bool",
      [
        "<string>.contains(<string>)", "<string>.startsWith(<string>)",
        "<string>.endsWith(<string>)", "<string>.matches('^[a-p]+$')",
        "matches(<string>, 'a.c|d*')",
        "<string>.matches('\\\\d+')", "<string>.matches(r'^\\d?a')", "<string>.matches(pattern)",
      ]
    ),
    (
      "string",
      [
        "<string> + <string>", "string(<int>)", "string(<uint>)", "string(<double>)",
        "string(<bool>)", "string(<bytes>)", "string(<time>)", "string(<span>)", "string(<string>)",
        "<string>.charAt(<int>)", "<string>.substring(<int>)", "<string>.substring(<int>, <int>)",
        "<string>.lowerAscii()", "<string>.upperAscii()", "<string>.trim()", "<string>.reverse()",
        "<string>.replace(<string>, <string>)", "<string>.replace(<string>, <string>, <int>)",
        "<[string]>.join()", "<[string]>.join(<string>)", "strings.quote(<string>)",
        "base64.encode(<bytes>)", "'%s|%%|%s'.format([<any>, <any>])", "'%s'.format([<any>])",
        "'%d %x'.format([<int>, <uint>])", "'%.2f %e'.format([<double>, <double>])",
        "'%f %.0f'.format([<double>, <double>])", "'%b %o %X'.format([<int>, <int>, <string>])",
        "'%x %b'.format([<bytes>, <bool>])", "'%d'.format([<any>])", "<string>.format(<[any]>)",
      ]
    ),
    (
      "bytes",
      ["<bytes> + <bytes>", "bytes(<string>)", "bytes(<bytes>)", "base64.decode(<string>)"]
    ),
    ("[string]", ["<string>.split(<string>)", "<string>.split(<string>, <int>)"]),
  ]

  private static let times: [(String, [String])] = [
    (
      "time",
      [
        "<time> + <span>", "<span> + <time>", "<time> - <span>", "timestamp(stamp)",
        "timestamp(<int>)", "timestamp(<time>)", "timestamp('2026-03-01T10:00:00Z')",
        "timestamp('2000-02-29T23:59:59.25-03:30')",
      ]
    ),
    (
      "span",
      [
        "<span> + <span>", "<span> - <span>", "<time> - <time>", "duration(lasting)",
        "duration(<span>)", "duration('1h30m')", "duration('-1.5s')",
      ]
    ),
    (
      "int",
      [
        "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear",
        "getHours", "getMinutes", "getSeconds", "getMilliseconds",
      ].flatMap { ["<time>.\($0)()", "<time>.\($0)('+05:30')", "<time>.\($0)(zone)"] }
        + ["getHours", "getMinutes", "getSeconds", "getMilliseconds"].map { "<span>.\($0)()" }
    ),
  ]

  private static let collections: [(String, [String])] = [
    (
      "[T]",
      [
        "[]", "[<T>]", "[<T>, <T>]", "[<T>, <T>, <T>]", "[<T>, ?<?T>]", "<[T]> + <[T]>",
        "[<?T>, <?T>].unwrapOpt()", "optional.unwrap([<?T>])",
      ]
    ),
    (
      "{K:V}",
      ["{}", "{<K>: <V>}", "{<K>: <V>, <K>: <V>}", "{<K>: <V>, ?<K>: <?V>}"]
    ),
    ("{any:any}", ["{<int>: <any>, <uint>: <any>}", "{<any>: <any>, <string>: <any>}"]),
    (
      "?T",
      [
        "optional.of(<T>)", "optional.none()", "optional.ofNonZeroValue(<T>)", "<[T]>[?<int>]",
        "{<string>: <T>}[?<string>]", "{<string>: <T>}.?a", "<?T>.or(<?T>)",
        "<?int>.optMap($int, ~<T>)", "<?string>.optFlatMap($string, ~<?T>)",
        "optional.of(<[T]>)[<int>]", "optional.of({'a': <T>}).a",
      ]
    ),
    (
      "any",
      ["int", "uint", "double", "string", "bool", "bytes", "time", "span", "[int]", "?int", "type"]
        .map { "dyn(<\($0)>)" } + ["{string:int}", "[any]", "{any:any}"].map { "dyn(<\($0)>)" }
        + ["odd[<any>]", "things[<int>]", "subject[<string>]", "dyn(odd[?<any>])", "<any>.a"]
    ),
    ("type", ["type(<any>)", "type(<type>)", "type(<int>)", "type(<{string:int}>)"]),
  ]

  private static let forAllTypes: [(String, [String])] = [
    (
      "T",
      [
        "<bool> ? <T> : <T>", "<[T]>[<int>]", "{<string>: <T>}[<string>]", "{'a': <T>}.a",
        "cel.bind($int, <int>, ~<T>)", "cel.bind($T, <T>, ~<T>)", "<?T>.orValue(<T>)",
        "<?T>.value()",
      ]
    )
  ]
}
