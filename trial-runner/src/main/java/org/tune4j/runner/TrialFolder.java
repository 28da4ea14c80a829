package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The folder of a trial that runs in a process: where what lies in it.
 *
 * @param root the trial's own folder, absolute
 */
record TrialFolder(Path root) {

  /** Makes what must be there before the process starts. */
  static TrialFolder create(Path root, Assignment trial, ProcessSpec spec) throws IOException {
    TrialFolder folder = new TrialFolder(root.toAbsolutePath());
    Files.createDirectories(folder.checkpoints());
    if (spec.resultsFile() != null) {
      Path results = folder.root.resolve(spec.resultsFile());
      Files.createDirectories(Objects.requireNonNull(results.getParent()));
    }
    Files.writeString(folder.config(), trial.config() + "\n");
    return folder;
  }

  Path config() {
    return root.resolve("config.json");
  }

  /** Where the command puts its checkpoints. */
  Path checkpoints() {
    return root.resolve("checkpoints");
  }

  Path stdout() {
    return root.resolve("stdout");
  }

  Path stderr() {
    return root.resolve("stderr");
  }

  /**
   * Takes a checkpoint out of the command's hands, so that it does not change any more.
   *
   * @param name its file or folder in {@link #checkpoints}, or a link to one
   * @param number counts the checkpoints of this attempt
   * @param stopped whether nobody wants it any more; asked now and then
   * @return a folder with files and folders alone, no links
   * @throws ProcessFailedException when there is none of that name, or no file in it
   */
  Path take(String name, long number, BooleanSupplier stopped)
      throws IOException, ProcessFailedException {
    Path from = inside(name);
    if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      throw new ProcessFailedException(
          """
          checkpoint: there is no %s in the folder %s
            Maybe it was taken before: each checkpoint needs a name of its own.\
          """
              .formatted(name, TrialEnvironment.CHECKPOINT_OUT));
    }
    Path to = root.resolve(".taken").resolve(String.valueOf(number));
    Files.createDirectories(to);
    new CheckpointTaking(checkpoints(), name, from, to, stopped).run();
    return to;
  }

  /** Moves all that is in one folder into another one. */
  static void moveContents(Path from, Path to) throws IOException {
    List<Path> contents;
    try (Stream<Path> inside = Files.list(from)) {
      contents = inside.toList();
    }
    for (Path path : contents) {
      Path target = to.resolve(String.valueOf(path.getFileName()));
      try {
        Files.move(path, target);
      } catch (FileSystemException e) { // a folder on another file system
        Folders.copy(path, target);
      }
    }
  }

  private Path inside(String name) throws ProcessFailedException {
    try {
      Path path = checkpoints().resolve(name).normalize();
      if (path.startsWith(checkpoints()) && !path.equals(checkpoints())) {
        return path;
      }
    } catch (InvalidPathException e) {
      // said below
    }
    throw new ProcessFailedException(
        """
        checkpoint: must be the name of a file or folder in the folder %s (%s)
          Maybe put a link to it there: what a link leads to is copied.\
        """
            .formatted(TrialEnvironment.CHECKPOINT_OUT, name));
  }
}
