package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.tuner.sim.SavingsBenchmark.Run;
import org.tune4j.tuner.sim.SavingsBenchmark.Savings;

class SavingsBenchmarkTest {
  private static final int SEEDS = 3;
  private static final int TRIALS = 243;

  private static Savings savings(String way, double slowest) {
    List<Run> fifo = SavingsBenchmark.fifo(slowest, SEEDS, TRIALS);
    return SavingsBenchmark.savings(SavingsBenchmark.WAYS.get(way), slowest, TRIALS, fifo);
  }

  @ParameterizedTest
  @CsvSource({"asha, 6", "asha promotion, 6", "hyperband, 6", "bohb, 6", "asha, 24"})
  void aFifthOfTheIterationsIsEnough(String way, double slowest) {
    Savings savings = savings(way, slowest);
    assertThat(savings.until()).as(savings.toString()).hasSize(SEEDS);
    assertThat(savings.share()).isLessThan(SavingsBenchmark.BUDGET);
  }

  /** Else the others were right by the benchmark's making. */
  @Test
  @Tag("slow")
  void itIsNotEnoughForTrialsThatAllTrainToTheEnd() {
    assertThat(savings("tpe", 6).until()).hasSizeLessThan(SEEDS);
  }

  @Test
  @Tag("slow")
  void whatBohbLearnsIsWorthMoreThanChance() {
    for (double slowest : new double[] {6, 24}) {
      assertThat(savings("bohb", slowest).worse())
          .isLessThan(savings("bohb at random", slowest).worse() - 0.02);
    }
  }
}
