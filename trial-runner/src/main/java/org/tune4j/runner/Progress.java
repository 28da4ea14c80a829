package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tune4j.space.Config;
import org.tune4j.trial.Result;
import org.tune4j.yaml.Json;

/**
 * The counters of a trial that go on across restarts.
 *
 * @param iteration steps so far
 * @param timesteps what the trainable counts as timesteps
 * @param episodes episodes so far
 * @param timeS seconds inside setup and step
 */
record Progress(int iteration, long timesteps, long episodes, double timeS) {
  static final Progress START = new Progress(0, 0, 0, 0);

  private static final String FILE = "session.json";

  /** After that result. */
  static Progress of(Result result) {
    return new Progress(
        result.trainingIteration(),
        result.timestepsTotal(),
        result.episodesTotal(),
        result.timeTotalS());
  }

  /** With time that was spent, but no step. */
  Progress spent(double seconds) {
    return new Progress(iteration, timesteps, episodes, timeS + seconds);
  }

  /** Writes the counters beside what the trainable saved. */
  void write(Path checkpoint) throws IOException {
    String json =
        Json.write(
            Map.of(
                "training_iteration",
                iteration,
                "timesteps_total",
                timesteps,
                "episodes_total",
                episodes,
                "time_total_s",
                timeS));
    Files.writeString(checkpoint.resolve(FILE), json + "\n");
  }

  /** Reads what {@link #write} wrote. */
  static Progress read(Path checkpoint) throws IOException {
    Config saved = Config.parse(Files.readString(checkpoint.resolve(FILE)));
    return new Progress(
        Math.toIntExact(saved.getLong("training_iteration")),
        saved.getLong("timesteps_total"),
        saved.getLong("episodes_total"),
        saved.getDouble("time_total_s"));
  }

  /** Where the trainable's own files lie in a checkpoint. */
  static Path trainableFolder(Path checkpoint) {
    return checkpoint.resolve("trainable");
  }
}
