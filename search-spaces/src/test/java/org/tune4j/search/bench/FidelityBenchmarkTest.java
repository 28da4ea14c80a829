package org.tune4j.search.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FidelityBenchmarkTest {
  private static double[] found(String problem, String kind, int runs) {
    FidelityProblem found =
        FidelityProblem.all().stream()
            .filter(p -> p.name().equals(problem))
            .findAny()
            .orElseThrow();
    return FidelityBenchmark.found(found, kind, runs * FidelityProblem.MAX_T, 0);
  }

  @Test
  void stoppingTrialsEarlyFindsMore() {
    double[] stopping = found("hartmann6", "random_search", 5);
    double[] whole = found("hartmann6", "random_search-whole", 5);
    assertThat(QualityBenchmark.median(stopping)).isLessThan(QualityBenchmark.median(whole));
    assertThat(QualityBenchmark.mannWhitney(stopping, whole)).isLessThan(0.01);
  }

  @Test
  @Tag("slow")
  void modelsByFidelityFindMoreThanChanceWithTheSameIterations() {
    for (String problem : List.of("rastrigin5_shifted_curves", "levy8_curves", "counting_ones")) {
      double[] random = found(problem, "random_search", 30);
      for (String kind : List.of("bohb", "dehb")) {
        double[] ours = found(problem, kind, 30);
        String as = kind + " on " + problem;
        assertThat(QualityBenchmark.median(ours))
            .as(as)
            .isLessThan(QualityBenchmark.median(random));
        assertThat(QualityBenchmark.mannWhitney(ours, random)).as(as).isLessThan(0.05);
      }
    }
  }
}
