package org.tune4j.rl.algorithm.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;
import org.tune4j.yaml.InvalidInputException;

class AtomsTest {
  private static final Atoms ATOMS = new Atoms(5, -2, 2);

  private static float[] project(Atoms atoms, double reward, double discount, float... next) {
    float[] into = new float[atoms.count()];
    atoms.project((float) reward, (float) discount, next, into);
    return into;
  }

  @Test
  void whatFallsOnAnAtomStaysWhole() {
    assertThat(project(ATOMS, 1, 1, 0.1f, 0.2f, 0.4f, 0.2f, 0.1f))
        .containsExactly(new float[] {0, 0.1f, 0.2f, 0.4f, 0.3f}, within(1e-6f));
    assertThat(project(ATOMS, -1, 0, 0.1f, 0.2f, 0.4f, 0.2f, 0.1f))
        .as("after a termination")
        .containsExactly(new float[] {0, 1, 0, 0, 0}, within(1e-6f));
  }

  @Test
  void whatFallsBetweenIsSharedByNearness() {
    assertThat(project(ATOMS, 0.25, 1, 0, 0, 1, 0, 0))
        .containsExactly(new float[] {0, 0, 0.75f, 0.25f, 0}, within(1e-6f));
    assertThat(project(ATOMS, 9, 1, 0, 0, 1, 0, 0))
        .as("beyond the last atom")
        .containsExactly(new float[] {0, 0, 0, 0, 1}, within(1e-6f));
  }

  /** The mean only where nothing falls outside. */
  @Test
  void massAndMeanArePreserved() {
    Atoms atoms = new Atoms(51, -10, 10);
    RandomGenerator random = Seeds.random(5);
    for (int i = 0; i < 200; i++) {
      float[] next = new float[51];
      float[] logits = new float[51];
      for (int j = 0; j < 51; j++) {
        logits[j] = (float) random.nextGaussian() * 3;
      }
      Atoms.softmax(logits, next);
      double reward = random.nextDouble() - 0.5;
      float[] moved = project(atoms, reward, 0.9, next);
      double mass = 0;
      for (float p : moved) {
        mass += p;
      }
      assertThat(mass).isCloseTo(1, within(1e-5));
      assertThat((double) atoms.mean(moved))
          .isCloseTo(reward + 0.9 * atoms.mean(next), within(1e-4));
    }
  }

  @Test
  void theSoftmaxOfLargeLogitsIsFinite() {
    float[] p = new float[3];
    double logSum = Atoms.softmax(new float[] {1000, 999, -1000}, p);
    assertThat(p[0] + p[1] + p[2]).isCloseTo(1, within(1e-6f));
    assertThat(logSum).isCloseTo(1000 + Math.log1p(Math.exp(-1)), within(1e-9));
  }

  @Test
  void theSupportMustHaveTwoEnds() {
    assertThatThrownBy(() -> new Atoms(51, 1, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("v_min: must be less than v_max (1.0, 1.0)");
  }
}
