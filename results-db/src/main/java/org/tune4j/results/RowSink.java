package org.tune4j.results;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answer of a query: the columns once, then each row, then the end.
 *
 * <p>A value is a {@code Long}, {@code Double}, {@code BigDecimal}, {@code Boolean}, {@code
 * Instant}, {@code String}, a {@code List} of them, or {@code null}.
 */
public interface RowSink {
  void columns(List<Column> columns) throws IOException;

  void row(List<@Nullable Object> values) throws IOException;

  /** There are no more rows. */
  void end() throws IOException;
}
