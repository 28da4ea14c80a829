package org.tune4j.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.ProcessTrainable.OutputSink;

/**
 * Keeps what a process prints to one of its streams: in a file, and in pieces for a sink. When it
 * is more than allowed, the beginning is kept, then a line that says how much was left out, then
 * the end. Thread-safe.
 */
final class OutputCapture {
  /** How much of the end is kept when all is too much, at most. */
  static final int TAIL_BYTES = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(OutputCapture.class);
  private static final int PIECE_BYTES = 32 << 10;

  private final String stream;
  private final long tailBytes;
  private final long headBytes;
  private final OutputSink sink;
  private final OutputTail tail = new OutputTail(TAIL_BYTES);
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private @Nullable OutputStream file;
  private long written;
  private boolean ended;

  /**
   * A stream of which nothing has come yet.
   *
   * @param stream {@code stdout} or {@code stderr}
   * @param file where it is kept; must not be there yet
   * @param limit the most that is kept, in bytes, but for the line about what was left out
   */
  OutputCapture(String stream, Path file, long limit, OutputSink sink) throws IOException {
    this.stream = stream;
    this.tailBytes = Math.min(TAIL_BYTES, limit / 2);
    this.headBytes = limit - tailBytes;
    this.sink = sink;
    this.file = Files.newOutputStream(file);
  }

  /** Where a pump can send all of the stream to. */
  OutputPump.Target target() {
    return (bytes, length) -> write(bytes, 0, length);
  }

  synchronized void write(byte[] bytes, int offset, int length) {
    if (ended) {
      return;
    }
    int head = (int) Math.max(0, Math.min(length, headBytes - written));
    keep(bytes, offset, head);
    tail.write(bytes, offset, length);
    written += length;
    if (pending.size() >= PIECE_BYTES) {
      flush();
    }
  }

  /** Hands over what has come and is kept for certain; but not half of a character. */
  synchronized void flush() {
    byte[] bytes = pending.toByteArray();
    int whole = ended ? bytes.length : Utf8.wholeCharacters(bytes);
    if (whole == 0) {
      return;
    }
    pending.reset();
    pending.write(bytes, whole, bytes.length - whole);
    sink.accept(stream, new String(bytes, 0, whole, StandardCharsets.UTF_8));
  }

  /** Nothing more will come: the end follows. */
  synchronized void end() {
    if (ended) {
      return;
    }
    long rest = Math.max(0, written - headBytes);
    byte[] last = tail.last(Math.min(rest, tailBytes));
    if (rest > last.length) {
      byte[] note =
          "\n[tune4j: %,d bytes were left out here]\n"
              .formatted(rest - last.length)
              .getBytes(StandardCharsets.UTF_8);
      keep(note, 0, note.length);
    }
    keep(last, 0, last.length);
    ended = true;
    flush();
    closeFile();
  }

  /** The last of it as text, that many bytes at most. */
  synchronized String tail(int bytes) {
    return new String(tail.last(bytes), StandardCharsets.UTF_8);
  }

  private void keep(byte[] bytes, int offset, int length) {
    pending.write(bytes, offset, length);
    if (file == null || length == 0) {
      return;
    }
    try {
      file.write(bytes, offset, length);
    } catch (IOException e) { // a full disk must not stop the process
      LOG.warn("{}: could not be kept in a file: {}", stream, e.toString());
      closeFile();
    }
  }

  private void closeFile() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      LOG.warn("{}: {}", stream, e.toString());
    }
    file = null;
  }
}
