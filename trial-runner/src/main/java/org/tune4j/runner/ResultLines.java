package org.tune4j.runner;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells results from other output: a line that is a JSON object is a result, all else passes
 * through as it is. Holds one line at most, and that only while it may be a result. Not
 * thread-safe.
 */
final class ResultLines implements OutputPump.Target {

  /** Takes the results; may wait, and so makes the process wait. */
  @FunctionalInterface
  interface Results {
    void accept(Map<String, @Nullable Object> result) throws InterruptedException;
  }

  /** Takes all else. */
  @FunctionalInterface
  interface Plain {
    void write(byte[] bytes, int offset, int length);
  }

  private enum Line {
    /** Nothing yet but white space. */
    BLANK,
    /** Began like an object. */
    OBJECT,
    /** Something else. */
    PLAIN
  }

  private final Results results;
  private final Plain plain;
  private final Held held = new Held();
  private Line line = Line.BLANK;

  ResultLines(Results results, Plain plain) {
    this.results = results;
    this.plain = plain;
  }

  @Override
  public void accept(byte[] bytes, int length) throws InterruptedException {
    int from = 0;
    while (from < length) {
      int end = from;
      while (end < length && bytes[end] != '\n') {
        end++;
      }
      boolean whole = end < length;
      part(bytes, from, whole ? end + 1 : end);
      if (whole) {
        endOfLine();
      }
      from = whole ? end + 1 : end;
    }
  }

  /** The last line may have no end. */
  @Override
  public void end() throws InterruptedException {
    endOfLine();
  }

  private void part(byte[] bytes, int from, int to) {
    for (int i = from; i < to && line == Line.BLANK; i++) {
      if (!isBlank(bytes[i])) {
        line = bytes[i] == '{' ? Line.OBJECT : Line.PLAIN;
      }
    }
    if (line == Line.PLAIN || held.size() + to - from > StepJson.MAX_LENGTH) {
      line = Line.PLAIN;
      release();
      plain.write(bytes, from, to - from);
    } else {
      held.write(bytes, from, to - from);
    }
  }

  private void endOfLine() throws InterruptedException {
    Map<String, @Nullable Object> result =
        line == Line.OBJECT ? StepJson.read(held.bytes(), held.size()) : null;
    if (result == null) {
      release();
    } else {
      held.clear();
      results.accept(result);
    }
    line = Line.BLANK;
  }

  private void release() {
    if (held.size() > 0) {
      plain.write(held.bytes(), 0, held.size());
      held.clear();
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** Shows its bytes without a copy, and does not stay large after one long line. */
  private static final class Held extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }

    void clear() {
      reset();
      if (buf.length > 1 << 16) {
        buf = new byte[64];
      }
    }
  }
}
