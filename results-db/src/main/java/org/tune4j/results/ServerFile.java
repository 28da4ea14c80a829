package org.tune4j.results;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the writer of a results folder answers readers; lies in the folder as {@code tune.server},
 * readable by its owner only.
 *
 * @param port on 127.0.0.1; 0 when the writer answers nobody
 * @param secret what a reader must name; random
 * @param pid the writer's process
 * @param host the writer's machine
 */
record ServerFile(int port, String secret, long pid, String host) {
  private static final String NAME = "tune.server";

  static ServerFile of(int port, String secret) {
    return new ServerFile(port, secret, ProcessHandle.current().pid(), hostName());
  }

  /** What the folder says; {@code null} when it says nothing that can be understood. */
  static @Nullable ServerFile read(Path folder) {
    Properties text = new Properties();
    try (Reader in = Files.newBufferedReader(folder.resolve(NAME))) {
      text.load(in);
      return new ServerFile(
          Integer.parseInt(text.getProperty("port", "0")),
          text.getProperty("secret", ""),
          Long.parseLong(text.getProperty("pid", "0")),
          text.getProperty("host", "?"));
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Written aside and moved, so that nobody reads half of it or before it is protected. */
  void write(Path folder) throws IOException {
    Properties text = new Properties();
    text.setProperty("port", String.valueOf(port));
    text.setProperty("secret", secret);
    text.setProperty("pid", String.valueOf(pid));
    text.setProperty("host", host);
    StringWriter out = new StringWriter();
    text.store(out, null);
    Path aside = Files.createTempFile(folder, NAME, ".tmp", ownerOnly(folder));
    try {
      Files.writeString(aside, out.toString());
      Files.move(aside, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside); // left when the disk is full
    }
  }

  static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(NAME));
    } catch (IOException e) {
      // A stale file does no harm: readers find that nobody answers.
    }
  }

  /** Whether the writer that wrote this may still be alive. */
  boolean mayBeAlive() {
    return !host.equals(hostName()) || ProcessHandle.of(pid).isPresent();
  }

  /** The writer, in words. */
  String describe() {
    return mayBeAlive()
        ? "process " + pid + (host.equals(hostName()) ? "" : " on " + host)
        : "another process";
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String hostName() {
    try {
      return java.net.InetAddress.getLocalHost().getHostName();
    } catch (java.net.UnknownHostException e) {
      return "localhost";
    }
  }
}
