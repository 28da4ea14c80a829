package org.tune4j.tuner.control;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * Which output of trials is wanted.
 *
 * @param name a sweep, for all its trials, or the id of one trial
 * @param stream {@link #STDOUT} or {@link #STDERR}
 * @param from the byte to begin at, by trial id; 0 for those that are not named
 */
public record LogQuery(String name, String stream, SortedMap<String, Long> from) {
  public static final String STDOUT = "stdout";
  public static final String STDERR = "stderr";

  /**
   * Checks the stream, which names a file.
   *
   * @throws InvalidInputException when it is another than the two
   */
  public LogQuery {
    Objects.requireNonNull(name);
    if (!STDOUT.equals(stream) && !STDERR.equals(stream)) {
      throw new InvalidInputException(
          new Problem(
              "logs: there is no stream " + Problems.show(stream), null, "use stdout or stderr"));
    }
    from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
  }

  /** All of it from the beginning. */
  public static LogQuery of(String name, String stream) {
    return new LogQuery(name, stream, new TreeMap<>());
  }

  /** The same from where a page ended. */
  public LogQuery after(LogPage page) {
    SortedMap<String, Long> next = new TreeMap<>(from);
    page.pieces().forEach(piece -> next.put(piece.trial(), piece.next()));
    return new LogQuery(name, stream, next);
  }

  long from(String trial) {
    return Math.max(0, from.getOrDefault(trial, 0L));
  }
}
