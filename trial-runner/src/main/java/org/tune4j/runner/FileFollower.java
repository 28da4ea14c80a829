package org.tune4j.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A file that grows, as a stream that ends when nobody writes any more. For one thread. */
final class FileFollower extends InputStream {
  private static final long PAUSE_MS = 50;

  private final Path file;
  private final BooleanSupplier writerIsAlive;
  private @Nullable InputStream in;

  /**
   * A file that need not be there yet.
   *
   * @param writerIsAlive whether more may come
   */
  FileFollower(Path file, BooleanSupplier writerIsAlive) {
    this.file = file;
    this.writerIsAlive = writerIsAlive;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      boolean alive = writerIsAlive.getAsBoolean(); // asked first: then nothing is missed
      int count = readNow(bytes, offset, length);
      if (count > 0) {
        return count;
      }
      if (!alive) {
        close();
        return -1;
      }
      pause();
    }
  }

  private int readNow(byte[] bytes, int offset, int length) throws IOException {
    if (in == null && Files.exists(file)) {
      in = Files.newInputStream(file);
    }
    return in == null ? -1 : in.read(bytes, offset, length);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException();
    }
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
  }
}
