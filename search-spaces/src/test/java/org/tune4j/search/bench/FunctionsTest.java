package org.tune4j.search.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;
import org.tune4j.yaml.Json;

class FunctionsTest {
  private static final Map<String, ToDoubleFunction<double[]>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("sphere", Functions::sphere),
          Map.entry("branin", Functions::branin),
          Map.entry("hartmann3", Functions::hartmann3),
          Map.entry("hartmann6", Functions::hartmann6),
          Map.entry("rosenbrock", Functions::rosenbrock),
          Map.entry("ackley", Functions::ackley),
          Map.entry("rastrigin", Functions::rastrigin),
          Map.entry("levy", Functions::levy),
          Map.entry("ackley_shifted", Functions::ackleyShifted),
          Map.entry("rastrigin_shifted", Functions::rastriginShifted));

  @Test
  void valuesEqualTheReferenceValues() throws IOException {
    int checked = 0;
    for (Map.Entry<String, ?> entry : reference().entrySet()) {
      for (Object value : (List<?>) entry.getValue()) {
        Map<?, ?> pair = (Map<?, ?>) value;
        double expected = ((Number) pair.get("f")).doubleValue();
        double tolerance = 1e-12 * Math.max(1, Math.abs(expected));
        assertThat(value(entry.getKey(), pair.get("x")))
            .as("%s at %s", entry.getKey(), pair.get("x"))
            .isCloseTo(expected, within(tolerance));
        checked++;
      }
    }
    assertThat(checked).isEqualTo(59);
  }

  private static double value(String function, Object x) {
    if (x instanceof Map<?, ?> map) {
      return Functions.svmMlp(Config.of(asConfig(map)));
    }
    double[] vector = ((List<?>) x).stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
    return FUNCTIONS.get(function).applyAsDouble(vector);
  }

  @SuppressWarnings("unchecked") // JSON has texts as keys
  private static Map<String, Object> asConfig(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  private static Map<String, ?> reference() throws IOException {
    try (InputStream in = FunctionsTest.class.getResourceAsStream("reference-values.json")) {
      return Json.readObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void nothingIsBelowTheMinimum() {
    BenchProblem.all()
        .values()
        .forEach(
            problem -> {
              var random = Seeds.random(1);
              for (int i = 0; i < 300; i++) {
                assertThat(problem.at(problem.space().random(random)))
                    .as(problem.name())
                    .isGreaterThanOrEqualTo(problem.minimum() - 1e-9);
              }
            });
  }
}
