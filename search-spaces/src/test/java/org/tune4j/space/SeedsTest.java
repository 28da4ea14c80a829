package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tune4j.math.Chance;

final class SeedsTest {

  @Test
  void seedsAreNeverZeroAndExactInJson() {
    for (long seed : new long[] {0, 1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE}) {
      for (int number = -100; number < 10_000; number++) {
        assertThat(Seeds.derive(seed, "trial", number)).isBetween(1L, (1L << 53) - 1);
      }
    }
  }

  @Test
  void everyPurposeNumberAndParentGivesAnother() {
    Set<Long> seen = new HashSet<>();
    int asked = 0;
    for (long seed = 0; seed < 20; seed++) {
      for (String purpose : List.of("trial", "trail", "space:config.lr", "a", "b", "ab", "ba")) {
        for (int number = 0; number < 100; number++) {
          seen.add(Seeds.derive(seed, purpose, number));
          asked++;
        }
      }
    }
    assertThat(seen).hasSize(asked);
  }

  @Test
  void theValuesAreFrozen() {
    assertThat(Seeds.derive(42, "trial", 0)).isEqualTo(5572926551021087L);
    assertThat(Seeds.derive(42, "trial", 1)).isEqualTo(7804731316328574L);
    assertThat(Seeds.random(42, "trial", 0).nextLong())
        .isEqualTo(Seeds.random(5572926551021087L).nextLong());
  }

  @Test
  void neighbouringNumbersGiveUnrelatedStreams() {
    // The mean of 10,000 first draws of neighbours: 0.5 within four standard errors.
    double sum = 0;
    for (int number = 0; number < 10_000; number++) {
      sum += Chance.uniform(Seeds.random(1, "x", number));
    }
    assertThat(sum / 10_000).isBetween(0.5 - 4 * 0.0029, 0.5 + 4 * 0.0029);
  }

  @Test
  void aSeedIsForAPurpose() {
    assertThatThrownBy(() -> Seeds.derive(0, "", 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
