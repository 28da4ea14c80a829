package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in docs/schedulers name every key of every kind. */
class SchedulerPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "schedulers");

  /** The kinds that have no page of their own name. */
  private static final Map<String, String> PAGE =
      Map.of(
          "bohb", "hyperband",
          "median_stopping", "rules",
          "patience", "rules",
          "percentile", "rules",
          "threshold", "rules",
          "wilcoxon", "rules",
          "pb2", "pbt",
          "pbt_replay", "pbt",
          "resource_changing", "resources");

  static List<SchedulerKind> kinds() {
    return SchedulerKinds.all().values().stream()
        .filter(kind -> kind != SchedulerKinds.FIFO)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aPageNamesEveryKey(SchedulerKind kind) throws IOException {
    Path file = PAGES.resolve(PAGE.getOrDefault(kind.name(), kind.name()) + ".md");
    String page = Files.readString(file);
    assertThat(kind.settings().keys().keySet())
        .isNotEmpty()
        .allSatisfy(key -> assertThat(page).as(kind.name()).contains("`" + key + "`"));
    assertThat(kind.aliases()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }
}
