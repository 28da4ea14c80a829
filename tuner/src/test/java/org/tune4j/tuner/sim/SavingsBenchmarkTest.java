package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.tuner.sim.SavingsBenchmark.Run;
import org.tune4j.tuner.sim.SavingsBenchmark.Savings;

class SavingsBenchmarkTest {
  private static final double SLOWEST = 6;

  @ParameterizedTest
  @ValueSource(strings = {"asha", "asha promotion", "hyperband"})
  @Tag("slow")
  void aFifthOfTheIterationsIsEnough(String way) {
    List<Run> fifo = SavingsBenchmark.fifo(SLOWEST, 3, 243);
    Savings savings = SavingsBenchmark.savings(SavingsBenchmark.WAYS.get(way), SLOWEST, 243, fifo);
    assertThat(savings.share()).isLessThan(SavingsBenchmark.BUDGET);
    assertThat(savings.until()).as(savings.toString()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(savings.mostUntil()).isLessThanOrEqualTo(SavingsBenchmark.BUDGET);
  }

  @Test
  void bohbSpendsLessThanAFifthToo() {
    List<Run> fifo = SavingsBenchmark.fifo(SLOWEST, 1, 81);
    Savings savings =
        SavingsBenchmark.savings(SavingsBenchmark.WAYS.get("bohb"), SLOWEST, 81, fifo);
    assertThat(savings.share()).isLessThan(SavingsBenchmark.BUDGET);
  }
}
