package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TypedTest {
  @Test
  void theUsualResultsFolderNeedNotBeTyped() {
    assertThat(typed(Map.of(), "tune-results", "a-sweep")).isEqualTo("./tune resume a-sweep");
    assertThat(typed(Map.of("TUNE_RESULTS", "/data"), "/data", "a")).isEqualTo("./tune resume a");
  }

  @Test
  void anotherFolderIsNamed() {
    assertThat(typed(Map.of(), "/my data", "a"))
        .isEqualTo("./tune resume --results \"/my data\" a");
    assertThat(typed(Map.of("TUNE_RESULTS", "/data"), "tune-results", "a"))
        .isEqualTo("./tune resume --results tune-results a");
  }

  @Test
  void aQueryIsQuoted() {
    assertThat(typed(Map.of(), "tune-results", "select 1")).endsWith(" \"select 1\"");
  }

  private static String typed(Map<String, String> environment, String results, String argument) {
    return Typed.command("./tune", environment, "resume", Path.of(results), argument);
  }
}
