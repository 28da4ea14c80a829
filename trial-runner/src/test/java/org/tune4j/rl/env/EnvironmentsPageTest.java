package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Space;
import org.tune4j.space.Config;

/** The table in docs/environments.md is written from the registry by {@code -Dgolden=write}. */
class EnvironmentsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "environments.md");
  private static final String BEGIN = "<!-- environments -->\n";
  private static final String END = "<!-- /environments -->";

  @Test
  void thePageHasEveryEnvironment() throws IOException {
    String text = Files.readString(PAGE);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    assertThat(to).as("the page has its marks").isGreaterThanOrEqualTo(from);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, text.substring(0, from) + table() + text.substring(to));
    } else {
      assertThat(text.substring(from, to)).as("-Dgolden=write writes it").isEqualTo(table());
    }
  }

  private static String table() {
    return "| name | observation | actions | step limit | solved at |\n|---|---|---|---|---|\n"
        + Environments.names().stream()
            .filter(name -> !name.contains("."))
            .map(EnvironmentsPageTest::row)
            .collect(Collectors.joining());
  }

  private static String row(String name) {
    Environment environment = Environments.create(name, Config.empty());
    int limit = environment.stepLimit();
    double threshold = environment.rewardThreshold();
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            name,
            shown(environment.observationSpace()),
            shown(environment.actionSpace()),
            limit == Integer.MAX_VALUE ? "none" : String.valueOf(limit),
            Double.isNaN(threshold) ? "" : String.valueOf(threshold).replaceAll("\\.0$", ""));
  }

  /** With the bounds where all elements have the same ones. */
  private static String shown(Space space) {
    if (!(space instanceof Box box)) {
      return space.toString();
    }
    for (int i = 1; i < box.size(); i++) {
      if (box.low(i) != box.low(0) || box.high(i) != box.high(0)) {
        return box.toString();
      }
    }
    return box + " " + bound(box.low(0)) + " to " + bound(box.high(0));
  }

  private static String bound(float bound) {
    return Float.isInfinite(bound)
        ? (bound < 0 ? "-∞" : "∞")
        : String.valueOf(bound).replaceAll("\\.0$", "");
  }
}
