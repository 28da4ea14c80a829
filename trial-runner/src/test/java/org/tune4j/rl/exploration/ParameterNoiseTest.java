package org.tune4j.rl.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Deterministic;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.policy.NetworkPolicy;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Dict;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.space.Config;

class ParameterNoiseTest {
  private static final Discrete TWO = new Discrete(2);
  private static final float[][] OBSERVATION = {{1, -0.5f, 0.25f}};
  private final SavedRandom random = new SavedRandom(1, "actions", 0);

  @Test
  void theNoiseStaysUntilAnEpisodeBegins() {
    Exploration exploration = make(Map.of("type", "ParameterNoise"), TWO);
    Policy policy = policy(new Categorical(2));
    float[] parameters = parameters(2);
    exploration.begin(0);
    float[] first = outputs(exploration, policy, parameters);
    assertThat(first).isNotEqualTo(outputsOf(policy, parameters));
    assertThat(outputs(exploration, policy, parameters)).isEqualTo(first);
    exploration.begin(1);
    assertThat(outputs(exploration, policy, parameters)).as("another one").isEqualTo(first);
    exploration.begin(0);
    assertThat(outputs(exploration, policy, parameters)).isNotEqualTo(first);
  }

  @Test
  void thePolicyItselfIsLeftAlone() {
    Exploration exploration = make(Map.of("type", "ParameterNoise"), TWO);
    Policy policy = policy(new Categorical(2));
    float[] parameters = parameters(2);
    float[] before = outputsOf(policy, parameters);
    Policy acting = exploration.acting(policy, parameters, random);
    acting.forward(new float[][] {{9, 9, 9}}, 1);
    exploration.acting(policy, parameters, random);
    assertThat(policy.outputs()[0]).isEqualTo(before);
    assertThat(parameters).isEqualTo(parameters(2));
  }

  @Test
  void withoutNoiseItIsThePolicy() {
    Exploration exploration = make(Map.of("type", "ParameterNoise", "initial_stddev", 0.0), TWO);
    Policy policy = policy(new Categorical(2));
    assertThat(outputs(exploration, policy, parameters(2)))
        .isEqualTo(outputsOf(policy, parameters(2)));
  }

  /** A step up when too close and down when too far ends where both are as frequent. */
  @Test
  void theNoiseComesAsFarFromThePolicyAsTheOtherExploration() {
    Map<String, Object> sub = Map.of("type", "EpsilonGreedy", "epsilon_schedule", 0.2);
    double discrete =
        tooFar(
            make(Map.of("type", "ParameterNoise", "sub_exploration", sub), TWO),
            new Categorical(2),
            -Math.log(1 - 0.2 + 0.2 / 2));
    assertThat(discrete).isCloseTo(0.5, within(0.05));
    Box torque = Box.symmetric(100);
    Map<String, Object> noise =
        Map.of("type", "OrnsteinUhlenbeckNoise", "random_timesteps", 0, "final_scale", 1.0);
    double continuous =
        tooFar(
            make(Map.of("type", "ParameterNoise", "sub_exploration", noise), torque),
            new Deterministic(torque),
            0.2);
    assertThat(continuous).as("ou_sigma times the scale").isCloseTo(0.5, within(0.05));
  }

  /** How often the noisy policy is farther away than that, after many episodes. */
  private double tooFar(Exploration exploration, Distribution distribution, double target) {
    Policy policy = policy(distribution);
    float[] parameters = parameters(distribution.parameters());
    float[] clean = outputsOf(policy, parameters);
    double sum = 0;
    for (int episode = 0; episode < 4000; episode++) {
      exploration.begin(0);
      float[] noisy = outputs(exploration, policy, parameters);
      exploration.choose(distribution, noisy, 0, 0, random, new float[distribution.actionSize()]);
      sum += episode >= 2000 && distance(distribution, clean, noisy) > target ? 1 : 0;
    }
    return sum / 2000;
  }

  private static double distance(Distribution distribution, float[] clean, float[] noisy) {
    return distribution instanceof Deterministic
        ? Math.abs(clean[0] - noisy[0])
        : distribution.divergence(clean, noisy);
  }

  @Test
  void theOtherExplorationIsChosenByTheActions() {
    Exploration discrete = make(Map.of("type", "ParameterNoise", "random_timesteps", 10), TWO);
    assertThat(shareOfFirst(discrete, 11)).as("random").isCloseTo(0.5, within(0.02));
    assertThat(shareOfFirst(discrete, 12)).as("epsilon 0.01").isCloseTo(0.995, within(0.004));
  }

  private double shareOfFirst(Exploration exploration, long step) {
    float[] action = new float[1];
    int first = 0;
    for (int i = 0; i < 20_000; i++) {
      exploration.choose(new Categorical(2), new float[] {1, 0}, step, 0, random, action);
      first += action[0] == 0 ? 1 : 0;
    }
    return first / 20_000.0;
  }

  @Test
  void whatItCannotDoIsSaid() {
    Dict mixed = new Dict(Map.of("a", TWO, "b", Box.symmetric(1)));
    assertThatThrownBy(() -> make(Map.of("type", "ParameterNoise"), mixed))
        .hasMessageContaining("ParameterNoise: needs");
    assertThatThrownBy(
            () ->
                make(
                    Map.of("type", "ParameterNoise", "sub_exploration", Map.of("type", "SofdQ")),
                    TWO))
        .hasMessageContaining("exploration_config.sub_exploration.type: there is no exploration")
        .hasMessageContaining("SoftQ");
  }

  private float[] outputs(Exploration exploration, Policy policy, float[] parameters) {
    Policy acting = exploration.acting(policy, parameters, random);
    acting.forward(OBSERVATION, 1);
    return acting.outputs()[0].clone();
  }

  private static float[] outputsOf(Policy policy, float[] parameters) {
    policy.network().load(parameters);
    policy.forward(OBSERVATION, 1);
    return policy.outputs()[0].clone();
  }

  private static NetworkSpec spec(int outputs) {
    return new NetworkSpec(
        3,
        List.of(
            new NetworkSpec.Layer("out", NetworkSpec.OBSERVATIONS, outputs, Activation.TANH, 1)),
        List.of("out"));
  }

  private static Policy policy(Distribution distribution) {
    return new NetworkPolicy(spec(distribution.parameters()), distribution);
  }

  private static float[] parameters(int outputs) {
    return spec(outputs).initialParameters(5);
  }

  private static Exploration make(Map<String, Object> config, Space actions) {
    return Exploration.of(Config.of(config), new Exploration.Context(actions, 2, 0, 0));
  }
}
