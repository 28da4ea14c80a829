package org.tune4j.tuner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.trial.Checkpoint;

/** Where the driver keeps checkpoints: one file each, in the folder of its trial. */
final class CheckpointStore {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);

  private final Path results;

  CheckpointStore(Path results) {
    this.results = results;
  }

  /** {@code results/sweep/00003/checkpoint_000010-1.zip}: trial number, iteration, attempt. */
  Path file(String sweep, Checkpoint checkpoint) {
    String number = checkpoint.trialId().substring(checkpoint.trialId().lastIndexOf('_') + 1);
    return results
        .resolve(sweep)
        .resolve(number)
        .resolve(
            "checkpoint_%06d-%d.zip"
                .formatted(checkpoint.trainingIteration(), checkpoint.attempt()));
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
