package org.tune4j.tuner.chaos;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Seeds;

/**
 * Locks the GPU that it was given, by a file for each machine and id: the lock goes with its
 * process, so whoever finds it taken holds a GPU that somebody else still uses, and says so in a
 * file.
 */
public final class ChaosTrainable implements Trainable {
  private TrialContext context;
  private @Nullable FileChannel gpu;
  private int iteration;

  @Override
  public void setup(TrialContext trial) throws IOException {
    context = trial;
    Path folder = Path.of(trial.config().getString("folder"));
    for (String id : trial.gpus()) {
      Path file = folder.resolve("gpu-" + System.getProperty("chaos.machine") + "-" + id);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      gpu = channel;
      if (!lock(channel)) {
        Files.writeString(
            folder.resolve("violations"),
            trial.trialId() + " " + trial.attempt() + " " + file.getFileName() + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    }
    Files.writeString(
        folder.resolve("gpus-used"),
        trial.gpus() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public Map<String, ?> step() throws Exception {
    Thread.sleep(context.config().getLong("sleep_ms", 0));
    iteration++;
    RandomGenerator random = Seeds.random(context.seed(), "chaos", iteration);
    return Map.of(
        "score", random.nextDouble(), "done", iteration >= context.config().getLong("iterations"));
  }

  @Override
  public void save(Path folder) throws IOException {
    Files.writeString(folder.resolve("iteration"), String.valueOf(iteration));
  }

  @Override
  public void restore(Path folder) throws IOException {
    iteration = Integer.parseInt(Files.readString(folder.resolve("iteration")));
  }

  @Override
  public void close() throws IOException {
    FileChannel channel = gpu;
    if (channel != null) {
      channel.close();
    }
  }
}
