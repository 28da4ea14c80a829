package org.tune4j.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A checkpoint folder as one file: a ZIP whose bytes depend on the names and contents of the files
 * alone. Links are left out.
 */
public final class CheckpointArchive {
  private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private CheckpointArchive() {}

  /**
   * What was packed.
   *
   * @param bytes the size of the file
   * @param sha256 its checksum, 64 hexadecimal digits
   */
  public record Packed(long bytes, String sha256) {}

  /** Writes all that is in a folder into a new file. */
  public static Packed pack(Path folder, Path file) throws IOException {
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest);
        ZipOutputStream zip = new ZipOutputStream(new java.io.BufferedOutputStream(out, 1 << 16))) {
      zip.setLevel(Deflater.BEST_SPEED); // parameters hardly compress
      for (Path path : contents(folder)) {
        add(zip, folder, path);
      }
    }
    return new Packed(Files.size(file), HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * Writes what a file holds into a folder, which is made when it is not there.
   *
   * @throws IOException also when an entry would lie outside the folder
   */
  public static void unpack(Path file, Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    Files.createDirectories(root);
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(new java.io.BufferedInputStream(in, 1 << 16))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        extract(zip, entry, root, file);
      }
    }
  }

  /** Deletes a folder with all that is in it, such as one to unpack into. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Where in an unpacked checkpoint that lies which the trainable saved. */
  public static Path trainableFolder(Path unpacked) {
    return Progress.trainableFolder(unpacked);
  }

  /** The checksum of a file, as {@link Packed#sha256} has it. */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(p -> !p.equals(folder))
          .filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS) || isFile(p))
          .sorted(java.util.Comparator.comparing(p -> name(folder, p)))
          .toList();
    }
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static String name(Path folder, Path path) {
    String name = folder.relativize(path).toString().replace('\\', '/');
    return isFile(path) ? name : name + "/";
  }

  private static void add(ZipOutputStream zip, Path folder, Path path) throws IOException {
    ZipEntry entry = new ZipEntry(name(folder, path));
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    if (!entry.isDirectory()) {
      Files.copy(path, zip);
    }
    zip.closeEntry();
  }

  private static void extract(ZipInputStream zip, ZipEntry entry, Path root, Path file)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException(
          "checkpoint " + file + ": entry outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else {
      Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
      Files.copy(zip, target);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
