package org.tune4j.rl.algorithm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tune4j.rl.env.Environment;
import org.tune4j.rl.env.Environments;
import org.tune4j.rl.env.Step;
import org.tune4j.rl.offline.TrajectoryWriter;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.space.Config;

/** Recorded data to learn from. */
public final class Recordings {
  private Recordings() {}

  /**
   * CartPole-v0 by a rule that holds the pole for 200 steps, in some of the episodes by chance.
   *
   * @param folder what was there before is deleted
   * @param clumsy every so many-th episode is by chance; 0: none
   * @return the folder
   */
  public static Path cartPole(Path folder, int episodes, int clumsy) {
    deleteAll(folder);
    SavedRandom random = new SavedRandom(7, "recording", 0);
    Environment cartPole = Environments.create("CartPole-v0", Config.empty());
    var output = new TrajectoryWriter.Output(folder, "rule", 1 << 17);
    try (var writer = new TrajectoryWriter(output, 0, null, 1)) {
      for (int i = 0; i < episodes; i++) {
        boolean byChance = clumsy > 0 && i % clumsy == clumsy - 1;
        writer.write(List.of(episode(cartPole, i, byChance, random)));
      }
    }
    cartPole.close();
    return folder;
  }

  private static Trajectory episode(
      Environment cartPole, int number, boolean byChance, SavedRandom random) {
    Trajectory trajectory = new Trajectory(0, number, 0);
    float[] observation = cartPole.reset(random);
    while (true) {
      float action = byChance ? random.nextInt(2) : rule(observation);
      Step step = cartPole.step(new float[] {action});
      trajectory.add(observation, new float[] {action}, new float[0], 0, step.reward());
      observation = step.observation();
      boolean over = step.terminated() || trajectory.length() == cartPole.stepLimit();
      if (over) {
        trajectory.close(observation, step.terminated(), true);
        return trajectory;
      }
    }
  }

  /** Pushes to where the pole falls, and leans it towards the middle. */
  private static float rule(float[] state) {
    return state[2] + 0.3f * state[3] + 0.03f * state[0] + 0.06f * state[1] > 0 ? 1 : 0;
  }

  private static void deleteAll(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
