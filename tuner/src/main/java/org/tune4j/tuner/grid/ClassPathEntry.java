package org.tune4j.tuner.grid;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A jar or class folder, and a checksum that tells two of the same name apart. */
final class ClassPathEntry {
  private static final int FOLDER_NAMES = 3;

  /** Of larger files in a class folder only the length counts. */
  private static final int READ_WHOLE = 1 << 20;

  private static final String UNREADABLE = "-";

  // The end of a zip file (APPNOTE 4.3.16) and an entry of its central directory (4.3.12).
  private static final int END = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LONGEST_COMMENT = 65_535;
  private static final int LARGEST_DIRECTORY = 64 << 20;
  private static final int ENTRY = 46;
  private static final int ENTRY_SIGNATURE = 0x02014b50;

  private ClassPathEntry() {}

  /** {@code foo-1.0.jar}; of a folder its last names, as in {@code app/target/classes}. */
  static String name(Path path) {
    int names = path.getNameCount();
    if (names == 0) {
      return path.toString();
    }
    if (!Files.isDirectory(path)) {
      return path.getFileName().toString();
    }
    return path.subpath(Math.max(0, names - FOLDER_NAMES), names).toString().replace('\\', '/');
  }

  /** Does not depend on when and where it was built; {@code -} when it cannot be read. */
  static String checksum(Path path) {
    CRC32 crc = new CRC32();
    try {
      if (Files.isDirectory(path)) {
        addFolder(path, crc);
      } else {
        addJar(path, crc);
      }
    } catch (IOException | UncheckedIOException e) {
      return UNREADABLE;
    }
    return Long.toHexString(crc.getValue());
  }

  private static void addFolder(Path folder, CRC32 crc) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      crc.update(
          folder.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
      long size = Files.size(file);
      add(size, crc);
      if (size <= READ_WHOLE) {
        crc.update(Files.readAllBytes(file));
      }
    }
  }

  private static void add(long number, CRC32 crc) {
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }

  /** The names, sizes and checksums of its entries, from the directory at its end: fast. */
  private static void addJar(Path jar, CRC32 crc) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      ByteBuffer directory = directory(file);
      if (directory == null) {
        add(file.length(), crc); // none, or a huge one: better than nothing
        return;
      }
      while (directory.remaining() >= ENTRY
          && directory.getInt(directory.position()) == ENTRY_SIGNATURE) {
        addEntry(directory, crc);
      }
    }
  }

  private static void addEntry(ByteBuffer directory, CRC32 crc) {
    int at = directory.position();
    int name = Short.toUnsignedInt(directory.getShort(at + 28));
    int extra = Short.toUnsignedInt(directory.getShort(at + 30));
    int comment = Short.toUnsignedInt(directory.getShort(at + 32));
    int next = Math.min(at + ENTRY + name + extra + comment, directory.limit());
    crc.update(directory.slice(at + 16, Integer.BYTES)); // its CRC
    crc.update(directory.slice(at + 24, Integer.BYTES)); // its size
    crc.update(directory.slice(at + ENTRY, Math.min(name, next - at - ENTRY)));
    directory.position(next);
  }

  private static @Nullable ByteBuffer directory(RandomAccessFile file) throws IOException {
    long length = file.length();
    int tail = (int) Math.min(length, END + LONGEST_COMMENT);
    ByteBuffer end = read(file, length - tail, tail);
    for (int at = tail - END; at >= 0; at--) {
      if (end.getInt(at) == END_SIGNATURE) {
        long size = Integer.toUnsignedLong(end.getInt(at + 12));
        long offset = Integer.toUnsignedLong(end.getInt(at + 16));
        return size <= LARGEST_DIRECTORY && offset + size <= length
            ? read(file, offset, (int) size)
            : null;
      }
    }
    return null;
  }

  private static ByteBuffer read(RandomAccessFile file, long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(from);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
