package org.tune4j.rl.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplorationPageTest {
  @Test
  void thePageNamesEveryTypeAndItsKeys() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "exploration.md"));
    for (String type : Exploration.types()) {
      String name = "`" + type + "`";
      String row =
          page.lines()
              .filter(line -> line.startsWith("| ") && line.contains(name))
              .findFirst()
              .orElse("");
      assertThat(row).as("the row of %s", type).isNotEmpty();
      for (String key :
          type.startsWith("PerWorker") ? List.<String>of() : Explorations.keys(type)) {
        assertThat(row).as("%s", type).contains("`" + key + "`");
      }
    }
  }
}
