package org.tune4j.tuner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.trial.Checkpoint;

/** Where the driver keeps checkpoints: one file each, in the folder of its trial. */
public final class CheckpointStore {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);

  private final Path results;

  public CheckpointStore(Path results) {
    this.results = results;
  }

  /** The results folder. */
  Path results() {
    return results;
  }

  /** {@code results/sweep/00003/checkpoint_000010-1.zip}: trial number, iteration, attempt. */
  public Path file(String sweep, Checkpoint checkpoint) {
    String number = checkpoint.trialId().substring(checkpoint.trialId().lastIndexOf('_') + 1);
    return results
        .resolve(sweep)
        .resolve(number)
        .resolve(
            "checkpoint_%06d-%d.zip"
                .formatted(checkpoint.trainingIteration(), checkpoint.attempt()));
  }

  /**
   * Deletes what a driver that was killed left of a sweep: files that came whole or in part, but
   * never became a checkpoint.
   *
   * @param known the checkpoints of a trial
   */
  void deleteUnknown(String sweep, Function<String, List<Checkpoint>> known) {
    Path folder = results.resolve(sweep);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> trials =
        Files.newDirectoryStream(folder, path -> path.getFileName().toString().matches("\\d+"))) {
      for (Path trial : trials) {
        deleteUnknown(sweep, trial, known);
      }
    } catch (IOException | DirectoryIteratorException e) { // they only take room
      LOG.warn("sweep {}: what a driver left could not be deleted: {}", sweep, e.toString());
    }
  }

  private void deleteUnknown(String sweep, Path folder, Function<String, List<Checkpoint>> known)
      throws IOException {
    Set<Path> files = new HashSet<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, path -> isOurs(path.getFileName().toString()))) {
      found.forEach(files::add);
    }
    if (files.isEmpty()) {
      return;
    }
    String trialId = sweep + "_" + folder.getFileName();
    known.apply(trialId).forEach(checkpoint -> files.remove(file(sweep, checkpoint)));
    for (Path file : files) {
      LOG.info("deletes {}, which never became a checkpoint", file);
      Files.deleteIfExists(file);
    }
  }

  private static boolean isOurs(String name) {
    return name.matches("checkpoint_\\d{6,}-\\d+\\.zip(\\.part)?");
  }

  /** Deletes a checkpoint; one that is gone already is no problem. */
  void delete(String sweep, Checkpoint checkpoint) {
    try {
      Files.deleteIfExists(file(sweep, checkpoint));
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("checkpoint {} could not be deleted: {}", checkpoint.id(), e.toString());
    }
  }
}
