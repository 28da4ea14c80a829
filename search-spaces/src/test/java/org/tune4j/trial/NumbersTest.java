package org.tune4j.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class NumbersTest {
  @Test
  void numbersLookAsPeopleWriteThem() {
    assertThat(DoubleStream.of(0, -0.0, 150, 0.0005, 1e-5, 1.5e-7, 1e20, -2.5, 1e6, 1e-4).boxed())
        .extracting(Numbers::text)
        .containsExactly(
            "0", "0", "150", "0.0005", "1e-5", "1.5e-7", "1e20", "-2.5", "1000000", "0.0001");
    assertThat(Numbers.text(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    assertThat(Numbers.show(List.of(64L, 5e-4, "relu", true)))
        .isEqualTo("[64, 0.0005, relu, true]");
    assertThat(Numbers.show(null)).isEqualTo("null");
  }

  @Test
  void readBackTheyAreTheSame() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(Numbers.text(value))).isEqualTo(value);
      }
      double usual = random.nextGaussian() * Math.pow(10, random.nextInt(-8, 8));
      assertThat(Double.parseDouble(Numbers.text(usual))).isEqualTo(usual);
    }
  }
}
