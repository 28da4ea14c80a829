package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/** docs/sweep-file.md names every key of a sweep, and its examples work. */
class SweepFilePageTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

  private String page = "";

  @BeforeEach
  void readThePage() throws IOException {
    page = Files.readString(Path.of("..", "docs", "sweep-file.md")).replace("\r\n", "\n");
  }

  @Test
  void thePageNamesEveryKeyOfASweep() {
    SortedSet<String> keys = new TreeSet<>(SweepKeys.names());
    keys.addAll(SweepKeys.WITHOUT_MEANING.keySet());
    SweepKeys.SETTINGS.keys().forEach((name, key) -> inner(name, key.type(), keys));
    inner("resources_per_trial", new ValueType.MapOf(SweepKeys.RESOURCES), keys);
    keys.addAll(SweepKeys.RESOURCES.aliases().keySet());

    assertThat(keys).contains("num_samples", "checkpoint.frequency", "resources_per_trial.cpu");
    String ofTune = part("### Keys of Tune with another name here", "## Domains");
    assertThat(keys)
        .allSatisfy(
            key ->
                assertThat(page.contains("\n| `" + key + "` |") || ofTune.contains("`" + key + "`"))
                    .as(key)
                    .isTrue());
  }

  @Test
  void thePageNamesEveryKindThatAKeyTakes() {
    SweepKeys.KINDS.forEach(
        (key, kinds) ->
            assertThat(kinds.known())
                .as(key)
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(page).contains("`" + kind + "`")));
  }

  @Test
  void thePageNamesEveryTrainableAndTheKeysOfTheSyntheticOne() {
    assertThat(TRAINABLES.names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    assertThat(TRAINABLES.resolve("synthetic").schema().keys().keySet())
        .isNotEmpty()
        .allSatisfy(key -> assertThat(page).contains("\n| `" + key + "` |"));
  }

  @Test
  void everyExampleOfThePageIsASweepFile() {
    List<String> examples =
        EXAMPLE.matcher(page).results().map(example -> example.group(1)).toList();

    assertThat(examples).hasSizeGreaterThan(3);
    assertThat(examples)
        .allSatisfy(
            text ->
                assertThatCode(() -> SweepFile.parse(text, "docs/sweep-file.md", TRAINABLES))
                    .doesNotThrowAnyException());
  }

  private String part(String from, String to) {
    assertThat(page).contains("\n" + from + "\n").contains("\n" + to + "\n");
    return page.substring(page.indexOf(from), page.indexOf("\n" + to + "\n"));
  }

  /** The paths of the keys inside of a key that takes a map. */
  private static void inner(String path, ValueType type, SortedSet<String> into) {
    switch (type) {
      case ValueType.MapOf(ConfigSchema schema) ->
          schema.keys().keySet().forEach(key -> into.add(path + "." + key));
      case ValueType.AnyOf(List<ValueType> types) -> types.forEach(t -> inner(path, t, into));
      default -> {}
    }
  }
}
