package org.tune4j.rl.state;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads what a {@link StateWriter} wrote: the same names in the same order. Anything else is an
 * {@link IllegalStateException} that says what was expected and what is there. Not thread-safe.
 */
public final class StateReader implements AutoCloseable {
  private static final int CHUNK = 1 << 13;

  private final String file;
  private final DataInputStream in;

  public StateReader(Path file) throws IOException {
    this(file.toString(), new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  /** Reads what {@link StateWriter#bytes} gave. */
  public static StateReader of(byte[] bytes) {
    try {
      return new StateReader("message", new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StateReader(String name, InputStream stream) throws IOException {
    file = name;
    in = new DataInputStream(stream);
    try {
      int mark = in.readInt();
      int version = in.readInt();
      if (mark != StateWriter.MARK || version != StateWriter.VERSION) {
        throw new IllegalStateException(
            "checkpoint: "
                + file
                + ": is not of version "
                + StateWriter.VERSION
                + (mark == StateWriter.MARK ? " (" + version + ")" : ", or no checkpoint at all"));
      }
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  public long getLong(String name) {
    return read(name, 'J', in::readLong);
  }

  public int getInt(String name) {
    return Math.toIntExact(getLong(name));
  }

  public double getDouble(String name) {
    return read(name, 'D', in::readDouble);
  }

  public boolean getBoolean(String name) {
    return getLong(name) != 0;
  }

  public String getString(String name) {
    return read(name, 'S', in::readUTF);
  }

  public float[] getFloats(String name) {
    return read(
        name,
        'f',
        () -> {
          float[] values = new float[in.readInt()];
          byte[] bytes = new byte[CHUNK * Float.BYTES];
          for (int from = 0; from < values.length; from += CHUNK) {
            int length = Math.min(CHUNK, values.length - from);
            in.readFully(bytes, 0, length * Float.BYTES);
            ByteBuffer.wrap(bytes).asFloatBuffer().get(values, from, length);
          }
          return values;
        });
  }

  /** Reads into the beginning of an array that is at least as long as what was written. */
  public void getFloats(String name, float[] into) {
    float[] values = getFloats(name);
    if (values.length > into.length) {
      throw mismatch(name, "has " + values.length + " values, not " + into.length);
    }
    System.arraycopy(values, 0, into, 0, values.length);
  }

  public byte[] getBytes(String name) {
    return read(
        name,
        'b',
        () -> {
          byte[] values = new byte[in.readInt()];
          in.readFully(values);
          return values;
        });
  }

  public double[] getDoubles(String name) {
    return read(
        name,
        'd',
        () -> {
          double[] values = new double[in.readInt()];
          for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
          }
          return values;
        });
  }

  public int[] getInts(String name) {
    return read(
        name,
        'i',
        () -> {
          int[] values = new int[in.readInt()];
          Arrays.setAll(values, i -> readInt());
          return values;
        });
  }

  /** Checks that a saved number is what this object was made for. */
  public void expect(String name, long value) {
    long saved = getLong(name);
    if (saved != value) {
      throw mismatch(name, "was saved as " + saved + ", but here it is " + value);
    }
  }

  /** Checks that a saved text is what this object was made for. */
  public void expect(String name, String value) {
    String saved = getString(name);
    if (!saved.equals(value)) {
      throw mismatch(name, "was saved as " + saved + ", but here it is " + value);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int readInt() {
    try {
      return in.readInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T read(String name, char kind, Value<T> value) {
    try {
      String found = in.readUTF();
      char foundKind = (char) in.readByte();
      if (!found.equals(name) || foundKind != kind) {
        throw mismatch(name, "expected, but there is " + found);
      }
      return value.read();
    } catch (IOException e) {
      throw new IllegalStateException("checkpoint: " + file + ": " + name + ": cannot be read", e);
    }
  }

  private IllegalStateException mismatch(String name, String what) {
    return new IllegalStateException("checkpoint: " + file + ": " + name + ": " + what);
  }

  private interface Value<T> {
    T read() throws IOException;
  }
}
