package org.tune4j.rl.state;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Writes named values to a file, in order. The file begins with a mark and a version; each value
 * carries its name and kind, so that a {@link StateReader} notices when it reads something else.
 * Not thread-safe.
 */
public final class StateWriter implements AutoCloseable {
  static final int MARK = 0x74346A73; // "t4js"
  static final int VERSION = 2;
  private static final int CHUNK = 1 << 13;

  private final DataOutputStream out;

  public StateWriter(Path file) throws IOException {
    this(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  /** Writes to a stream, which {@link #close} closes. */
  public StateWriter(OutputStream stream) throws IOException {
    out = new DataOutputStream(stream);
    out.writeInt(MARK);
    out.writeInt(VERSION);
  }

  public void put(String name, long value) {
    write(name, 'J', () -> out.writeLong(value));
  }

  public void put(String name, double value) {
    write(name, 'D', () -> out.writeDouble(value));
  }

  public void put(String name, boolean value) {
    put(name, value ? 1L : 0L);
  }

  public void put(String name, String value) {
    write(name, 'S', () -> out.writeUTF(value));
  }

  public void put(String name, float[] values) {
    put(name, values, values.length);
  }

  /** Writes the first {@code count} values. */
  public void put(String name, float[] values, int count) {
    write(
        name,
        'f',
        () -> {
          out.writeInt(count);
          ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
          for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            bytes.asFloatBuffer().put(values, from, length);
            out.write(bytes.array(), 0, length * Float.BYTES);
          }
        });
  }

  public void put(String name, double[] values) {
    put(name, values, values.length);
  }

  /** Writes the first {@code count} values. */
  public void put(String name, double[] values, int count) {
    write(
        name,
        'd',
        () -> {
          out.writeInt(count);
          for (int i = 0; i < count; i++) {
            out.writeDouble(values[i]);
          }
        });
  }

  public void put(String name, int[] values) {
    write(
        name,
        'i',
        () -> {
          out.writeInt(values.length);
          for (int value : values) {
            out.writeInt(value);
          }
        });
  }

  public void put(String name, byte[] values) {
    write(
        name,
        'b',
        () -> {
          out.writeInt(values.length);
          out.write(values);
        });
  }

  /** What somebody writes, as bytes. */
  public static byte[] bytes(Consumer<StateWriter> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (StateWriter writer = new StateWriter(bytes)) {
      content.accept(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void write(String name, char kind, Action action) {
    try {
      out.writeUTF(name);
      out.writeByte(kind);
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Action {
    void run() throws IOException;
  }
}
