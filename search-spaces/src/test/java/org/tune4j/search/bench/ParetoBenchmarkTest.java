package org.tune4j.search.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.analysis.Hypervolume;

class ParetoBenchmarkTest {
  @Test
  void itRuns() throws IOException {
    ParetoBenchmark.main(new String[] {"nsga2", "zdt1,dtlz2", "1"});
  }

  @ParameterizedTest
  @ValueSource(strings = {"zdt1", "zdt2", "zdt3", "dtlz2"})
  @Tag("slow")
  void nsga2FindsMoreThanThePeerOnEachFunction(String name) throws IOException {
    ParetoProblem problem = ParetoProblem.ALL.get(name);
    for (double[] reference : problem.references()) {
      double[] ours = new double[10];
      for (int seed = 0; seed < ours.length; seed++) {
        List<double[]> values = ParetoBenchmark.values(problem, "nsga2", seed);
        ours[seed] = Hypervolume.of(values, reference);
      }
      Arrays.sort(ours);
      ParetoBenchmark.peer(problem, reference, 1_000)
          .forEach(
              (sampler, theirs) ->
                  assertThat(ours[4]).as(sampler).isGreaterThan(ParetoBenchmark.median(theirs)));
    }
  }
}
