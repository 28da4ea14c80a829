package org.tune4j.search.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RatesTest {
  @Test
  void areThoseOfTheTutorial() {
    Rates rates = new Rates(10, 10);
    assertThat(rates.muEff).isCloseTo(3.1672992814107026, within(1e-12));
    assertThat(rates.c1).isCloseTo(0.015283824524751714, within(1e-15));
    assertThat(rates.cMu).isCloseTo(0.02015428276120838, within(1e-15));
    assertThat(rates.cSigma).isCloseTo(0.2844285879463675, within(1e-14));
    assertThat(rates.dSigma).isCloseTo(1.2844285879463675, within(1e-14));
    assertThat(rates.cPath).isCloseTo(0.29499038303562225, within(1e-14));
    assertThat(sums(rates)).containsExactly(new double[] {1, -1.7583412769304299}, within(1e-12));
    assertThat(sums(new Rates(2, 6)))
        .containsExactly(new double[] {1, -2.207323654840602}, within(1e-12));
    assertThat(Rates.usualLambda(10)).isEqualTo(10);
    assertThat(Rates.usualLambda(2)).isEqualTo(6);
    assertThat(Rates.usualLambda(0)).isEqualTo(4);
  }

  private static double[] sums(Rates rates) {
    double positive = Arrays.stream(rates.positiveWeights()).sum();
    return new double[] {positive, Arrays.stream(rates.weights()).sum() - positive};
  }
}
