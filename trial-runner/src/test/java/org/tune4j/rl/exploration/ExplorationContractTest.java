package org.tune4j.rl.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Deterministic;
import org.tune4j.rl.distribution.DiagGaussian;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.policy.NetworkPolicy;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/** What holds for every exploration: it acts within the space, and goes on as if never saved. */
class ExplorationContractTest {
  private static final int ENVIRONMENTS = 2;
  private static final Box TORQUES = Box.symmetric(1, 0.5f);
  @TempDir Path folder;

  /** An exploration and a distribution that it acts on. */
  record Case(String config, Distribution distribution, Space actions) {
    @Override
    public String toString() {
      return config + " on " + actions;
    }
  }

  static Stream<Case> cases() {
    Distribution chosen = new Categorical(3);
    Distribution pushed = new Deterministic(TORQUES);
    Discrete three = new Discrete(3);
    return Stream.of(
        new Case("{type: EpsilonGreedy, epsilon_timesteps: 20}", chosen, three),
        new Case("{type: PerWorkerEpsilonGreedy}", chosen, three),
        new Case("{type: SoftQ, temperature: 0.5}", chosen, three),
        new Case("{type: StochasticSampling, random_timesteps: 5}", chosen, three),
        new Case("{type: StochasticSampling}", new DiagGaussian(TORQUES), TORQUES),
        new Case("{type: Random}", pushed, TORQUES),
        new Case("{type: GaussianNoise, random_timesteps: 5, stddev: 2}", pushed, TORQUES),
        new Case("{type: PerWorkerGaussianNoise, random_timesteps: 5}", pushed, TORQUES),
        new Case("{type: OrnsteinUhlenbeckNoise, random_timesteps: 5}", pushed, TORQUES),
        new Case("{type: PerWorkerOrnsteinUhlenbeckNoise, random_timesteps: 5}", pushed, TORQUES),
        new Case("{type: ParameterNoise, random_timesteps: 5}", chosen, three),
        new Case("{type: ParameterNoise, random_timesteps: 5}", pushed, TORQUES));
  }

  @Test
  void everyTypeIsHere() {
    TreeSet<String> tried = new TreeSet<>();
    cases().forEach(c -> tried.add(yaml(c.config()).getString("type")));
    assertThat(tried).isEqualTo(Exploration.types());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSavedExplorationGoesOnAsIfNothingHadHappened(Case c) throws IOException {
    Path file = folder.resolve("state");
    Run through = new Run(c);
    through.go(0, 7);
    Run saved = new Run(c);
    saved.go(0, 7);
    try (StateWriter out = new StateWriter(file)) {
      saved.exploration.save(out);
      saved.random.save(out, "random");
    }
    Run restored = new Run(c);
    try (StateReader in = new StateReader(file)) {
      restored.exploration.restore(in);
      restored.random.restore(in, "random");
    }
    assertThat(restored.go(7, 30)).isDeepEqualTo(through.go(7, 30));
    assertThat(restored.exploration.level(99)).isEqualTo(through.exploration.level(99));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void actionsStayWithinTheSpace(Case c) {
    if (c.distribution() instanceof DiagGaussian) {
      return; // what is beyond the bounds is cut off on its way to the environment
    }
    for (float[] action : new Run(c).go(0, 200)) {
      assertThat(c.actions().contains(action, 0)).as("%s", action).isTrue();
    }
  }

  private static Config yaml(String text) {
    return Config.parse(text.replaceAll("([a-zA-Z_]*[a-zA-Z_])", "\"$1\""));
  }

  /** A worker's life, with an observation of its own for each step. */
  private static final class Run {
    private final Exploration exploration;
    private final SavedRandom random = new SavedRandom(1, "actions", 0);
    private final Policy policy;
    private final float[] parameters;

    Run(Case c) {
      exploration =
          Exploration.of(
              yaml(c.config()), new Exploration.Context(c.actions(), ENVIRONMENTS, 1, 3));
      NetworkSpec spec =
          new NetworkSpec(
              2,
              List.of(
                  new NetworkSpec.Layer(
                      "out",
                      NetworkSpec.OBSERVATIONS,
                      c.distribution().parameters(),
                      Activation.TANH,
                      1)),
              List.of("out"));
      policy = new NetworkPolicy(spec, c.distribution());
      parameters = spec.initialParameters(7);
      policy.network().load(parameters);
      exploration.begin(0);
      exploration.begin(1);
    }

    /** Samplings of three steps each; an episode ends now and then. */
    float[][] go(int from, int to) {
      List<float[]> actions = new ArrayList<>();
      for (int sampling = from; sampling < to; sampling++) {
        Policy acting = exploration.acting(policy, parameters, random);
        for (int i = 0; i < 3; i++) {
          int step = 3 * sampling + i;
          float[][] observations = {{step % 5 - 2, 1}, {0.5f, step % 3}};
          acting.forward(observations, ENVIRONMENTS);
          for (int e = 0; e < ENVIRONMENTS; e++) {
            float[] action = new float[acting.distribution().actionSize()];
            float[] outputs = acting.outputs()[e];
            exploration.choose(acting.distribution(), outputs, step, e, random, action);
            actions.add(action);
            if ((step + e) % 11 == 10) {
              exploration.begin(e);
            }
          }
        }
      }
      return actions.toArray(float[][]::new);
    }
  }
}
