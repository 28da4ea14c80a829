package org.tune4j.results;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.SweepEvent.Recorded;

/**
 * The events that H2 has committed but not yet written to its file, in {@code tune.journal} beside
 * it. Appending a batch here costs one small write, while H2 would write each page that the batch
 * touched: those of the index by trial are as many as there are trials in the batch. What was
 * written here is with the operating system, so it survives {@code kill -9}; {@link Recovery} hands
 * it to H2.
 *
 * <p>One entry per batch: its length, its CRC-32, and what {@link JournalEntry} makes of it. An
 * entry that is cut off or damaged is one that was never acknowledged; it ends the journal. Not
 * thread-safe.
 */
final class Journal implements AutoCloseable {
  static final String NAME = H2.FILE + ".journal";
  private static final int HEADER = 8;

  private final Path file;
  private final JournalEntry.Encoder encoder = new JournalEntry.Encoder(HEADER);
  private final CRC32 crc = new CRC32();
  private @Nullable FileChannel channel;
  private long length;

  Journal(Path folder) {
    this.file = folder.resolve(NAME);
  }

  /** Whether a writer that was killed left something for H2. */
  static boolean isLeftIn(Path folder) {
    return folder.resolve(NAME).toFile().length() > 0;
  }

  /** Bytes since it was last cleared. */
  long length() {
    return length;
  }

  /** Appends a batch; when this returns, the operating system has it. */
  void add(String sweep, List<Recorded> events) throws IOException {
    ByteBuffer entry = encoder.encode(sweep, events);
    crc.reset();
    crc.update(entry.duplicate().position(HEADER));
    entry.putInt(0, entry.limit() - HEADER).putInt(4, (int) crc.getValue());
    FileChannel out = open();
    // At this place, not at the end: what a write that failed left behind must not lie in between.
    long at = length;
    while (entry.hasRemaining()) {
      at += out.write(entry, at);
    }
    length = at;
  }

  /** Forgets all of it: H2's file has it now. So it does no harm when that fails. */
  void clear() {
    try {
      if (length > 0 || (channel == null && Files.exists(file))) {
        open().truncate(0);
        length = 0;
      }
    } catch (IOException e) {
      // read again when the database is opened, and found to be known
    }
  }

  /** Hands on the entries, oldest first. */
  void each(OnEntry to) throws IOException, SQLException {
    if (!Files.exists(file)) {
      return;
    }
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(new BufferedInputStream(raw, 1 << 16))) {
      long left = Files.size(file);
      for (byte[] entry = next(in, left); entry != null; entry = next(in, left)) {
        left -= HEADER + entry.length;
        to.accept(JournalEntry.decode(entry));
      }
    }
  }

  /** What is done with an entry. */
  @FunctionalInterface
  interface OnEntry {
    void accept(JournalEntry entry) throws SQLException;
  }

  private byte @Nullable [] next(DataInputStream in, long left) throws IOException {
    try {
      int size = in.readInt();
      int sum = in.readInt();
      if (size <= 0 || size > left - HEADER) {
        return null;
      }
      byte[] entry = in.readNBytes(size);
      crc.reset();
      crc.update(entry);
      return (int) crc.getValue() == sum ? entry : null;
    } catch (EOFException e) {
      return null;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel = open;
    }
    return open;
  }

  /** Deletes it, unless it has something for H2. */
  @Override
  public void close() {
    try (FileChannel open = channel) {
      if (length == 0) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // as when it cannot be cleared
    }
  }
}
