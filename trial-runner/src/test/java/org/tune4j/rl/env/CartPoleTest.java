package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

class CartPoleTest extends EnvironmentContract {
  /**
   * Computed from the equations in Python, in double precision, from the start and actions below.
   */
  private static final double[][] GOLDEN = {
    {0.029600000, 0.174977135, 0.010800000, -0.249511129},
    {0.033099543, 0.369943203, 0.005809777, -0.538768036},
    {0.040498407, 0.174740060, -0.004965583, -0.244260199},
    {0.043993208, 0.369932583, -0.009850787, -0.538505248},
    {0.051391860, 0.174950494, -0.020620892, -0.248942391},
    {0.054890869, -0.019870993, -0.025599740, 0.037165597},
    {0.054493450, 0.175608530, -0.024856428, -0.263483113},
    {0.058005620, 0.371076293, -0.030126090, -0.563901224},
    {0.065427146, 0.566607710, -0.041404115, -0.865920995},
    {0.076759300, 0.372072984, -0.058722535, -0.586538320},
  };

  private static final int[] ACTIONS = {1, 1, 0, 1, 0, 0, 1, 1, 1, 0};

  @Override
  protected Environment create() {
    return new CartPole(200);
  }

  @Test
  void movesAsTheEquationsSay() throws IOException {
    CartPole cartPole = at(0.03, -0.02, 0.01, 0.04);
    for (int i = 0; i < ACTIONS.length; i++) {
      Step step = cartPole.step(new float[] {ACTIONS[i]});
      for (int j = 0; j < 4; j++) {
        assertThat((double) step.observation()[j])
            .as("step %d, element %d", i, j)
            .isCloseTo(GOLDEN[i][j], within(1e-7));
      }
      assertThat(step.reward()).isEqualTo(1);
      assertThat(step.terminated()).isFalse();
    }
  }

  @Test
  void endsWhereTheCartLeavesTheTrack() throws IOException {
    assertThat(at(2.39, 0.6, 0, 0).step(new float[] {1}).terminated()).isTrue();
    assertThat(at(2.39, 0.4, 0, 0).step(new float[] {1}).terminated()).isFalse();
    assertThat(at(-2.39, -0.6, 0, 0).step(new float[] {1}).terminated()).isTrue();
  }

  @Test
  void endsWhereThePoleLeansTooFar() throws IOException {
    double limit = Math.toRadians(12);
    assertThat(at(0, 0, limit - 0.01, 0.6).step(new float[] {1}).terminated()).isTrue();
    assertThat(at(0, 0, limit - 0.01, 0.4).step(new float[] {1}).terminated()).isFalse();
    assertThat(at(0, 0, limit - 0.01, 0.6).step(new float[] {1}).reward()).isEqualTo(1);
  }

  @Test
  void beginsNearTheMiddle() {
    SavedRandom random = new SavedRandom(1, "test", 0);
    double greatest = 0;
    for (int i = 0; i < 1000; i++) {
      for (float element : new CartPole(200).reset(random)) {
        greatest = Math.max(greatest, Math.abs(element));
      }
    }
    assertThat(greatest).isBetween(0.0495, 0.05);
  }

  @Test
  void otherRandomnessBeginsElsewhere() {
    assertThat(new CartPole(200).reset(new SavedRandom(1, "test", 0)))
        .isNotEqualTo(new CartPole(200).reset(new SavedRandom(2, "test", 0)));
  }

  @Test
  void theVersionsDifferInTheirLimit() {
    assertThat(Environments.create("CartPole-v0", org.tune4j.space.Config.empty()).stepLimit())
        .isEqualTo(200);
    assertThat(Environments.create("CartPole-v1", org.tune4j.space.Config.empty()).stepLimit())
        .isEqualTo(500);
  }

  private CartPole at(double... state) throws IOException {
    Path file = folder.resolve("state.bin");
    try (StateWriter out = new StateWriter(file)) {
      out.put("cartpole", state);
    }
    CartPole cartPole = new CartPole(200);
    try (StateReader in = new StateReader(file)) {
      cartPole.restore(in, new SavedRandom(1, "test", 0));
    }
    return cartPole;
  }
}
