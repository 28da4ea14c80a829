package org.tune4j.rl.offline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line from any line on, and knows where it is. Not thread-safe. */
final class LineFile implements AutoCloseable {
  private final Path file;
  private final InputStream in;
  private long offset;
  private long line;

  /**
   * @param offset where a line begins, in bytes
   * @param line how many lines come before it
   */
  LineFile(Path file, long offset, long line) {
    this.file = file;
    this.offset = offset;
    this.line = line;
    try {
      in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      in.skipNBytes(offset);
    } catch (IOException e) {
      throw new UncheckedIOException("input: " + file + ": cannot be read: " + e, e);
    }
  }

  /**
   * A line.
   *
   * @param text without its end
   * @param number from 1
   * @param ended whether there was an end of the line: without, somebody may still write it
   */
  record Line(String text, long number, boolean ended) {}

  /** The next line; {@code null} at the end of the file. */
  @Nullable Line next() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      int read = in.read();
      while (read >= 0 && read != '\n') {
        bytes.write(read);
        read = in.read();
      }
      if (read < 0 && bytes.size() == 0) {
        return null;
      }
      offset += bytes.size() + (read < 0 ? 0 : 1);
      line++;
      return new Line(bytes.toString(UTF_8), line, read >= 0);
    } catch (IOException e) {
      throw new UncheckedIOException("input: " + file + ": cannot be read: " + e, e);
    }
  }

  Path file() {
    return file;
  }

  /** Where the next line begins, in bytes. */
  long offset() {
    return offset;
  }

  /** How many lines come before the next one. */
  long line() {
    return line;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
