package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tune4j.yaml.Problems;

/** What the pages on grids say is what the code takes. */
final class KubernetesPageTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void placesToJoinAreSuchPlaces() throws IOException {
    Problems problems = new Problems();
    List<String> places =
        matches(
            "kubernetes:[a-z][a-z0-9.-]*(:[0-9]+|/[a-z-]+)?",
            read("kubernetes.yaml") + read("kubernetes.md"));
    places.forEach(place -> JoinPlace.check("", place, problems));

    assertThat(places).isNotEmpty();
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void theManifestNamesThePortAndTheSecretOfMembers() throws IOException {
    assertThat(matches("ort: (\\d+)", read("kubernetes.yaml")))
        .hasSize(4)
        .containsOnly("ort: " + GridSettings.PORT);
    assertThat(matches("- name: TUNE_[A-Z]*", read("kubernetes.yaml")))
        .hasSize(2)
        .containsOnly("- name: " + Secret.VARIABLE);
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  private static String read(String file) throws IOException {
    return Files.readString(DOCS.resolve(file));
  }
}
