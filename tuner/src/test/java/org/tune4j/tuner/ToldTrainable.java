package org.tune4j.tuner;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Seeds;

/**
 * Notes in a file each result that it was told of: the next step, or a checkpoint, comes only after
 * the driver has answered. What is in the file survives the death of this JVM.
 */
public final class ToldTrainable implements Trainable {
  private TrialContext context;
  private int iteration;
  private int reported;

  @Override
  public void setup(TrialContext trial) {
    context = trial;
  }

  @Override
  public Map<String, ?> step() throws Exception {
    noteTold();
    Thread.sleep(context.config().getLong("sleep_ms", 0));
    iteration++;
    reported = iteration;
    RandomGenerator random = Seeds.random(context.seed(), "told", iteration);
    return Map.of(
        "score",
        random.nextDouble(),
        "cost",
        random.nextDouble(),
        "done",
        iteration >= context.config().getLong("iterations"));
  }

  @Override
  public void save(Path folder) throws IOException {
    noteTold();
    Files.writeString(folder.resolve("iteration"), String.valueOf(iteration));
  }

  @Override
  public void restore(Path folder) throws IOException {
    iteration = Integer.parseInt(Files.readString(folder.resolve("iteration")));
  }

  private void noteTold() throws IOException {
    if (reported == 0) {
      return;
    }
    String line = context.trialId() + " " + context.attempt() + " " + reported + "\n";
    try (FileOutputStream out = new FileOutputStream(context.config().getString("told"), true)) {
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
    reported = 0;
  }
}
