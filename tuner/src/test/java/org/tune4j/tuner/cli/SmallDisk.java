package org.tune4j.tuner.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A small file system of its own, which fills up for real. Needs Linux and root. */
final class SmallDisk implements AutoCloseable {
  private final Path folder;

  /** Skips the test where nothing can be mounted. */
  SmallDisk(Path folder, int mib) throws Exception {
    this.folder = folder;
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + mib + "m", "tmpfs", folder.toString()),
        "skipped: a small tmpfs cannot be mounted here, which needs root");
  }

  /** Gives it another size. */
  void resize(int mib) throws Exception {
    if (!run("mount", "-o", "remount,size=" + mib + "m", folder.toString())) {
      throw new IOException("cannot be resized");
    }
  }

  @Override
  public void close() throws Exception {
    run("umount", "-l", folder.toString());
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }
}
