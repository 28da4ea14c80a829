package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.DenseModels;
import org.tune4j.rl.algorithm.ModelConfig;
import org.tune4j.space.Seeds;

class NoisyNetworkTest {
  private static final NetworkSpec SPEC =
      DenseModels.config(List.of(6), "tanh", List.of(), "relu", true)
          .actionValues(List.of(3), 2, new ModelConfig.Branches(List.of(5), true, 1));
  private static final Set<String> NOISY = Set.of("advantages_0", "advantages", "value_0", "value");
  private static final float[][] ROWS = {{0.3f, -0.7f, 1.1f}, {1, 2, -1}};

  private static final NoisySpec SHAPE = new NoisySpec(SPEC, NOISY, 0.5);

  private static NoisyNetwork network() {
    NoisyNetwork network = new NoisyNetwork(SHAPE);
    network.load(SHAPE.initialParameters(3));
    return network;
  }

  @Test
  void itBeginsAsThePaperSays() {
    float[] fresh = SHAPE.initialParameters(3);
    int trunk = (3 + 1) * 6;
    assertThat(fresh).hasSize(2 * SPEC.parameterCount() - trunk);
    for (int i = SPEC.parameterCount(); i < SPEC.parameterCount() + 2 * (6 + 1) * 5; i++) {
      assertThat(fresh[i]).isEqualTo((float) (0.5 / Math.sqrt(6)));
    }
    float[] means = Arrays.copyOfRange(fresh, trunk, trunk + 2 * (6 + 1) * 5);
    for (float mean : means) {
      assertThat(Math.abs(mean)).isLessThan(0.41f);
    }
    assertThat(Arrays.copyOf(fresh, trunk))
        .as("the trunk is as ever")
        .containsExactly(Arrays.copyOf(SPEC.initialParameters(3), trunk));
  }

  @Test
  void withoutNoiseItIsTheNetworkOfTheMeans() {
    NoisyNetwork noisy = network();
    DenseNetwork plain = new DenseNetwork(SPEC);
    plain.load(Arrays.copyOf(SHAPE.initialParameters(3), SPEC.parameterCount()));
    plain.forward(ROWS, 2);
    noisy.noise(Seeds.random(1));
    noisy.forward(ROWS, 2);
    assertThat(noisy.output(0)[0]).isNotEqualTo(plain.output(0)[0]);
    noisy.noise(null);
    noisy.forward(ROWS, 2);
    assertThat(noisy.output(0)).isDeepEqualTo(plain.output(0));
    assertThat(noisy.output(1)).isDeepEqualTo(plain.output(1));
  }

  @Test
  void theSameDrawGivesTheSameNoiseAndTheMeanOfManyIsTheValueWithout() {
    NetworkSpec line =
        new NetworkSpec(
            1,
            List.of(new NetworkSpec.Layer("q", "observations", 1, Activation.LINEAR, 1)),
            List.of("q"));
    NoisyNetwork network = new NoisyNetwork(new NoisySpec(line, Set.of("q"), 0.5));
    network.load(new float[] {2, 1, 0.5f, 0.25f});
    var random = Seeds.random(9);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 20_000; i++) {
      network.noise(random);
      network.forward(new float[][] {{3}}, 1);
      double moved = network.output(0)[0][0] - 7;
      sum += moved;
      squares += moved * moved;
    }
    // With f(x) = sgn(x)√|x|: E f² = √(2/π), and the factors of inputs and outputs are independent.
    double f2 = Math.sqrt(2 / Math.PI);
    double variance = 1.5 * 1.5 * f2 * f2 + 0.25 * 0.25 * f2;
    assertThat(sum / 20_000).isCloseTo(0, within(0.04));
    assertThat(squares / 20_000).isCloseTo(variance, within(0.08));
  }

  @Test
  void theGradientReachesMeansAndSigmas() {
    NoisyNetwork network = network();
    float[] parameters = SHAPE.initialParameters(3);
    network.noise(Seeds.random(2));
    network.forward(ROWS, 2);
    float[][][] heads = {{{1, -2}, {0.5f, 1}}, {{1.5f}, {-1}}};
    float[] gradient = new float[parameters.length];
    network.backward(heads, gradient);
    for (int i = 0; i < parameters.length; i++) {
      double slope =
          (loss(network, parameters, i, 1e-2f, heads) - loss(network, parameters, i, -1e-2f, heads))
              / 2e-2;
      assertThat((double) gradient[i]).as("parameter %d", i).isCloseTo(slope, within(3e-3));
    }
  }

  private static double loss(
      NoisyNetwork network, float[] parameters, int at, float step, float[][][] heads) {
    float[] moved = parameters.clone();
    moved[at] += step;
    network.load(moved);
    network.forward(ROWS, 2);
    double sum = 0;
    for (int head = 0; head < heads.length; head++) {
      for (int row = 0; row < 2; row++) {
        for (int o = 0; o < heads[head][row].length; o++) {
          sum += heads[head][row][o] * network.output(head)[row][o];
        }
      }
    }
    return sum;
  }

  @Test
  void aModelOfItGivesDl4jTheMeans() {
    NoisyNetwork network = network();
    Model model = Model.of(SHAPE, network, 3, new Adam(network.parameterCount(), 1e-8));
    assertThat(model.graph().params().toFloatVector())
        .containsExactly(Arrays.copyOf(model.parameters(), SPEC.parameterCount()));
    assertThat(model.twin().parameterCount()).isEqualTo(network.parameterCount());
  }
}
