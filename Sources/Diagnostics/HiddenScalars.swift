extension Unicode.Scalar {
  /// Whether a reader cannot see it, or it changes how its neighbours are shown.
  ///
  /// By general category (Unicode Standard, section 4.5) and Default_Ignorable_Code_Point (UAX
  /// #44); a tab and a line break are hidden too: they are no part of one line. Of the blanks only
  /// the space itself is shown.
  package var isHidden: Bool {
    if value < 0x7F { return value < 0x20 }
    if properties.isDefaultIgnorableCodePoint || value == Self.blankBraille { return true }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return true
    default:
      return false
    }
  }

  /// A symbol, by its category, that shows nothing.
  private static let blankBraille: UInt32 = 0x2800
}
