package org.tune4j.tuner.control;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.grid.Secret;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Where the server of a results folder takes calls; lies in the folder as {@code tune.control},
 * readable by its owner only.
 *
 * @param address what to call
 * @param secret what calls are signed with; random at each start
 * @param pid the server's process
 * @param machine where that runs
 */
record ControlFile(ControlAddress address, String secret, long pid, String machine) {
  static final String NAME = "tune.control";

  static ControlFile of(ControlAddress address, String secret) {
    return new ControlFile(address, secret, ProcessHandle.current().pid(), machineName());
  }

  /**
   * What the folder says; {@code null} when it says nothing that can be understood.
   *
   * @throws InvalidInputException when it is somebody else's
   */
  static @Nullable ControlFile read(Path folder) {
    Properties text = new Properties();
    try (Reader in = Files.newBufferedReader(folder.resolve(NAME))) {
      text.load(in);
      return new ControlFile(
          new ControlAddress(
              text.getProperty("host", "127.0.0.1"), Integer.parseInt(text.getProperty("port"))),
          text.getProperty("secret", ""),
          Long.parseLong(text.getProperty("pid", "0")),
          text.getProperty("machine", "?"));
    } catch (AccessDeniedException e) {
      throw new InvalidInputException(
          new Problem(
              "results: " + folder.resolve(NAME) + ": only its owner may call this server with it",
              null,
              "name the server with --server and its secret with --secret-file"));
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Written aside and moved, so that nobody reads half of it or before it is protected. */
  void write(Path folder) throws IOException {
    Properties text = new Properties();
    text.setProperty("host", address.host());
    text.setProperty("port", String.valueOf(address.port()));
    text.setProperty("secret", secret);
    text.setProperty("pid", String.valueOf(pid));
    text.setProperty("machine", machine);
    StringWriter out = new StringWriter();
    text.store(out, null);
    Path aside = Files.createTempFile(folder, NAME, ".tmp", ownerOnly(folder));
    Files.writeString(aside, out.toString());
    Files.move(aside, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes it, unless a later server has written its own. */
  void delete(Path folder) {
    try {
      if (equals(read(folder))) {
        Files.deleteIfExists(folder.resolve(NAME));
      }
    } catch (IOException e) {
      // A stale file does no harm: clients find that nobody answers.
    }
  }

  /** Whether the server that wrote this may still be alive. */
  boolean mayBeAlive() {
    return !isHere() || ProcessHandle.of(pid).isPresent();
  }

  /** Whether the server runs on this machine. */
  boolean isHere() {
    return machine.equals(machineName());
  }

  Secret asSecret() {
    return Secret.of(secret, NAME);
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String machineName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
