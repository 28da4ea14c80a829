package org.tune4j.rl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class CustomDistributionTest {
  private static final String NAME = CustomDistributionTest.class.getName();

  @Test
  void aClassIsMadeFromTheSpaceAndItsConfig() {
    Distribution made =
        Distribution.custom(NAME + "$Own", new Discrete(4), Config.parse("{\"extra\":3}"));
    assertThat(made.parameters()).isEqualTo(7);
  }

  @Test
  void whatCannotBeMadeIsSaidToTheUser() {
    assertMessage("org.nowhere.Beta", "model.custom_action_dist: org.nowhere.Beta: there is no");
    assertMessage(NAME, NAME + ": must implement org.tune4j.rl.distribution.Distribution");
    assertMessage(Categorical.class.getName(), "a public constructor (Space, Config)");
    assertMessage(NAME + "$Own", "its constructor failed: ", "discrete only");
  }

  private static void assertMessage(String name, String... texts) {
    assertThatThrownBy(() -> Distribution.custom(name, Box.symmetric(1), Config.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(texts);
  }

  /** A user's own: a categorical with outputs that mean nothing. */
  public static final class Own implements Distribution {
    private final Categorical categorical;
    private final int extra;

    public Own(Space actions, Config config) {
      if (!(actions instanceof Discrete discrete)) {
        throw new IllegalArgumentException("discrete only");
      }
      categorical = new Categorical(discrete.n());
      extra = (int) config.getDouble("extra", 0);
    }

    @Override
    public int parameters() {
      return categorical.parameters() + extra;
    }

    @Override
    public int actionSize() {
      return 1;
    }

    @Override
    public void mode(float[] parameters, float[] action) {
      categorical.mode(parameters, action);
    }

    @Override
    public void sample(float[] parameters, RandomGenerator random, float[] action) {
      categorical.sample(parameters, random, action);
    }

    @Override
    public void uniform(float[] parameters, RandomGenerator random, float[] action) {
      categorical.uniform(parameters, random, action);
    }

    @Override
    public double logProbability(float[] parameters, float[] action) {
      return categorical.logProbability(parameters, action);
    }

    @Override
    public double entropy(float[] parameters) {
      return categorical.entropy(parameters);
    }

    @Override
    public double divergence(float[] old, float[] parameters) {
      return categorical.divergence(old, parameters);
    }

    @Override
    public void addLogProbabilityGradient(
        float[] parameters, float[] action, double scale, float[] gradient) {
      categorical.addLogProbabilityGradient(parameters, action, scale, gradient);
    }

    @Override
    public void addEntropyGradient(float[] parameters, double scale, float[] gradient) {
      categorical.addEntropyGradient(parameters, scale, gradient);
    }

    @Override
    public void addDivergenceGradient(
        float[] old, float[] parameters, double scale, float[] gradient) {
      categorical.addDivergenceGradient(old, parameters, scale, gradient);
    }
  }
}
