package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Folders for the attempts on one member. One that was given back serves again, because making a
 * folder costs more than a short trial does. Thread-safe.
 */
final class WorkFolders {
  private final Path root;
  private final Deque<Path> free = new ArrayDeque<>(); // guarded by itself
  private int made; // guarded by free

  WorkFolders(Path root) {
    this.root = root;
  }

  /** Where the trainable may write. */
  static Path work(Path folder) {
    return folder.resolve("work");
  }

  /** Where the session lets the trainable save. */
  static Path checkpoint(Path folder) {
    return folder.resolve("checkpoint");
  }

  /** A folder of one's own with an empty {@link #work} in it. */
  Path take() throws IOException {
    Path folder;
    synchronized (free) {
      Path used = free.poll();
      if (used != null) {
        return used;
      }
      folder = root.resolve("slot-%03d".formatted(made++));
    }
    Folders.delete(folder); // of a process that was killed
    Files.createDirectories(work(folder));
    return folder;
  }

  /**
   * Empties a folder.
   *
   * @param again whether it may serve again; not when a thread that was left behind may still write
   */
  void giveBack(@Nullable Path folder, boolean again) throws IOException {
    if (folder == null) {
      return;
    }
    if (!again) {
      Folders.delete(folder);
      return;
    }
    Folders.delete(checkpoint(folder));
    if (!Files.isDirectory(work(folder), LinkOption.NOFOLLOW_LINKS) // a link is to another's folder
        || !Folders.isEmpty(work(folder))) {
      Folders.delete(folder);
      Files.createDirectories(work(folder));
    }
    synchronized (free) {
      free.push(folder);
    }
  }

  /** Deletes what is not in use. */
  void close() throws IOException {
    synchronized (free) {
      for (Path folder = free.poll(); folder != null; folder = free.poll()) {
        Folders.delete(folder);
      }
    }
  }
}
