package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/schedulers/asha.md names every key. */
class AshaPageTest {
  @Test
  void thePageNamesEveryKey() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "schedulers", "asha.md"));
    assertThat(Asha.KIND.settings().keys().keySet())
        .contains("grace_period", "metric")
        .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    assertThat(Asha.KIND.aliases()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }
}
