package org.tune4j.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What the tests of processes look up. */
final class Processes {
  private Processes() {}

  /** Waits for a text that a process writes into a file. */
  static String textIn(Path file) throws InterruptedException, IOException {
    await("a text in " + file, () -> Files.isRegularFile(file) && file.toFile().length() > 0);
    return Files.readString(file).strip();
  }

  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie(pid);
  }

  static void awaitDeath(long pid) throws InterruptedException {
    await("the death of process " + pid, () -> !isAlive(pid));
  }

  static void await(String what, BooleanSupplier there) throws InterruptedException {
    for (int i = 0; i < 4000; i++) {
      if (there.getAsBoolean()) {
        return;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("waited in vain for " + what);
  }

  /** How many files this process has open. */
  static int openFiles() {
    String[] open = Path.of("/proc/self/fd").toFile().list();
    return open == null ? 0 : open.length;
  }

  /** The children of this process, zombies among them. */
  static List<ProcessHandle> children() {
    return ProcessHandle.current().children().toList();
  }

  /** The entries of a folder. */
  static List<Path> list(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException e) {
      return false;
    }
  }
}
