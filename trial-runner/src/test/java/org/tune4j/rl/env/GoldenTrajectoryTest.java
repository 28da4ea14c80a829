package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/**
 * Fixed actions from a fixed start lead where the published equations say. The trajectories were
 * computed by golden/trajectories.py, which has the equations once more and in which one can read
 * them: explicit Euler for CartPole; clipped torque, and cost of the state before, for Pendulum;
 * Runge-Kutta for Acrobot; energy pumping up to the goal for both mountain cars.
 */
class GoldenTrajectoryTest {
  private static final Path FILES = Path.of("src", "test", "resources", "golden");

  /** Observations are single-precision, of numbers up to 28. */
  private static final double TOLERANCE = 1e-6;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CartPole-v1              | CartPole-v1              | cartpole     |",
        "CartPole-Mass            | CartPole-Mass            | cartpole     | "
            + "{\"task\":{\"masscart\":1.7,\"masspole\":0.06}}",
        "MountainCar-v0           | MountainCar-v0           | mountain_car |",
        "MountainCarContinuous-v0 | MountainCarContinuous-v0 | mountain_car |",
        "Pendulum-v0              | Pendulum-v0              | pendulum     |",
        "Pendulum-v0-fast         | Pendulum-v0              | pendulum     |",
        "Pendulum-v1              | Pendulum-v1              | pendulum     |",
        "Pendulum-fast            | Pendulum-v1              | pendulum     |",
        "Pendulum-Mass            | Pendulum-Mass            | pendulum     | {\"task\":1.6}",
        "Acrobot-v1               | Acrobot-v1               | acrobot      |",
        "Acrobot-random           | Acrobot-v1               | acrobot      |",
      })
  void theEquationsHold(String file, String name, String key, @Nullable String task)
      throws IOException {
    List<double[]> lines =
        Files.readAllLines(FILES.resolve(file + ".csv")).stream()
            .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toList();
    SaveableEnvironment environment = at(name, key, lines.getFirst(), task);
    for (int i = 1; i < lines.size(); i++) {
      double[] expected = lines.get(i);
      Step step = environment.step(new float[] {(float) expected[0]});
      assertThat(step.reward()).as("reward %d", i).isCloseTo(expected[1], within(TOLERANCE));
      assertThat(step.terminated()).as("end %d", i).isEqualTo(expected[2] == 1);
      for (int j = 0; j < step.observation().length; j++) {
        assertThat((double) step.observation()[j])
            .as("step %d, element %d", i, j)
            .isCloseTo(expected[3 + j], within(TOLERANCE));
      }
    }
  }

  private SaveableEnvironment at(String name, String key, double[] state, @Nullable String task)
      throws IOException {
    Path file = folder.resolve("state.bin");
    try (StateWriter out = new StateWriter(file)) {
      if (task != null) {
        out.put("present_task", task);
        out.put("next_task", task);
      }
      out.put(key, state);
    }
    SaveableEnvironment environment =
        (SaveableEnvironment) Environments.create(name, Config.empty());
    try (StateReader in = new StateReader(file)) {
      environment.restore(in, new SavedRandom(1, "test", 0));
    }
    return environment;
  }
}
