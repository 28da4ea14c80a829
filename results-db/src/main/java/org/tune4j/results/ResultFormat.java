package org.tune4j.results;

/** How an answer is written. */
public enum ResultFormat {
  /** Aligned columns for people; NULL is empty, numbers have six significant digits. */
  TABLE,
  /** RFC 4180 with a header; lines end with CR LF, NULL is empty, an empty text is {@code ""}. */
  CSV,
  /** An array of objects; numbers are numbers, moments ISO 8601 texts. */
  JSON;

  /** A sink that writes to {@code out} as rows come. */
  public RowSink to(Appendable out) {
    return switch (this) {
      case TABLE -> new TableFormat(out);
      case CSV -> new CsvFormat(out);
      case JSON -> new JsonFormat(out);
    };
  }
}
