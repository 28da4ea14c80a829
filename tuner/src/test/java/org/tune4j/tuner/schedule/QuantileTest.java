package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.space.Seeds;

class QuantileTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.25, 0.29, 0.5, 0.7, 0.9, 1})
  void itIsThatOfTheSortedNumbers(double share) {
    var random = Seeds.random(7, "numbers", 0);
    Quantile quantile = new Quantile(share);
    double[] all = new double[0];
    for (int i = 0; i < 300; i++) {
      double next = Math.rint(random.nextGaussian() * 8) / 8; // with ties
      quantile.add(next);
      all = Arrays.copyOf(all, i + 1);
      all[i] = next;
      Arrays.sort(all);
      double rank = i * share;
      int low = (int) rank;
      double expected = all[low] + (rank - low) * (all[Math.min(low + 1, i)] - all[low]);
      assertThat(quantile.value()).isCloseTo(expected, within(1e-12));
      assertThat(quantile.size()).isEqualTo(i + 1);
    }
  }

  @Test
  void thereIsNoLineToWhatIsBeyondTheEnd() {
    Quantile quantile = new Quantile(0.5);
    quantile.add(1e30);
    assertThat(quantile.value(1e20)).isEqualTo(1e30);
    quantile.add(0.5);
    assertThat(quantile.value(1e20)).isEqualTo(0.5);
    assertThat(quantile.value()).isEqualTo(5e29);
    quantile.add(0.7);
    quantile.add(0.6);
    assertThat(quantile.value(1e20)).isCloseTo(0.65, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.3, 0.7})
  void thatOfEqualNumbersIsTheNumber(double share) {
    Quantile quantile = new Quantile(share);
    for (int i = 0; i < 50; i++) {
      quantile.add(0.1 + 0.2);
      assertThat(quantile.value()).isEqualTo(0.1 + 0.2);
    }
  }
}
