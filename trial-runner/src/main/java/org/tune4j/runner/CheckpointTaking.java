package org.tune4j.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Brings a checkpoint to where the command does not change it any more. What lies in the command's
 * checkpoint folder is the trial's and is moved, which costs nothing; what a link leads to may be
 * someone else's and is copied.
 *
 * @param checkpoints the command's checkpoint folder
 * @param name what the command calls the checkpoint
 * @param from where that is
 * @param to a folder that is there and empty
 * @param stopped whether nobody wants the checkpoint any more; asked now and then
 */
record CheckpointTaking(
    Path checkpoints, String name, Path from, Path to, BooleanSupplier stopped) {
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Does it.
   *
   * @throws ProcessFailedException when it is no checkpoint; nothing was taken then
   */
  void run() throws IOException, ProcessFailedException {
    try {
      if (!isOwn()) {
        copy();
      } else if (has(BasicFileAttributes::isSymbolicLink)) {
        copy(); // a link may lead elsewhere from another place
        Folders.delete(from);
      } else {
        move();
      }
    } catch (UncheckedIOException e) { // as streams of files have them
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private boolean isOwn() throws IOException {
    Path folder = Objects.requireNonNull(from.getParent()).toRealPath();
    Path trial = Objects.requireNonNull(checkpoints.getParent()).toRealPath();
    return !Files.isSymbolicLink(from)
        && folder.startsWith(trial.resolve(String.valueOf(checkpoints.getFileName())));
  }

  private boolean has(Predicate<BasicFileAttributes> kind) throws IOException {
    try (Stream<Path> found =
        Files.find(from, Integer.MAX_VALUE, (path, attributes) -> kind.test(attributes))) {
      return found.findAny().isPresent();
    }
  }

  private void move() throws IOException, ProcessFailedException {
    if (!has(BasicFileAttributes::isRegularFile)) {
      throw empty();
    }
    if (Files.isDirectory(from)) {
      Files.delete(to);
      Files.move(from, to);
    } else {
      Files.move(from, to.resolve(String.valueOf(from.getFileName())));
    }
  }

  private void copy() throws IOException, ProcessFailedException {
    Path target = Files.isDirectory(from) ? to : to.resolve(String.valueOf(from.getFileName()));
    boolean any = false;
    try (Stream<Path> paths = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        any |= copy(path, target.resolve(from.relativize(path).toString()));
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FileSystemLoopException loop) {
        throw circle(Path.of(loop.getFile()));
      }
      throw e;
    }
    if (!any) {
      throw empty();
    }
  }

  /** Returns whether it is a file; what is neither file nor folder is left out. */
  private boolean copy(Path path, Path target) throws IOException, ProcessFailedException {
    if (Files.isRegularFile(path)) {
      copyFile(path, target);
      return true;
    }
    if (Files.isDirectory(path)) {
      if (to.toRealPath().startsWith(path.toRealPath())) { // would copy what it has just copied
        throw circle(path);
      }
      Files.createDirectories(target);
    } else if (!Files.exists(path)) {
      throw missing(path);
    }
    return false;
  }

  private void copyFile(Path path, Path target) throws IOException {
    try (InputStream in = Files.newInputStream(path);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (stopped.getAsBoolean()) {
          throw new InterruptedIOException("the trial was told to stop");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  private ProcessFailedException empty() {
    return new ProcessFailedException(
        """
        checkpoint: %s: there is no file in it
          Maybe its name was printed before it was written.\
        """
            .formatted(name));
  }

  private ProcessFailedException circle(Path path) throws IOException {
    return new ProcessFailedException(
        """
        checkpoint: %s: leads to a folder that it lies in (%s)
          Maybe put the files themselves there, or links to files.\
        """
            .formatted(nameOf(path), path.toRealPath()));
  }

  private ProcessFailedException missing(Path path) throws IOException {
    if (!Files.isSymbolicLink(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return new ProcessFailedException(
        """
        checkpoint: %s: is a link to what is not there (%s)
          Maybe that was taken as a checkpoint before, or deleted too early.\
        """
            .formatted(nameOf(path), Files.readSymbolicLink(path)));
  }

  private String nameOf(Path path) {
    return Path.of(name).resolve(from.relativize(path).toString()).toString();
  }
}
