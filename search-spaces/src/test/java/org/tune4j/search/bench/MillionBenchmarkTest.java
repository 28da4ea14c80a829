package org.tune4j.search.bench;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class MillionBenchmarkTest {
  @Test
  void itWorks() {
    MillionBenchmark.cases(500)
        .forEach(
            (name, searcher) ->
                assertThatCode(() -> MillionBenchmark.ask(searcher.get(), 500, true, null))
                    .as(name)
                    .doesNotThrowAnyException());
  }
}
