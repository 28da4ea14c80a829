package org.tune4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;

final class YamlWriterTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "yes",
          "1e-4",
          "~",
          "null",
          "a: b",
          "- a",
          "#",
          "é",
          "\uD83D\uDE00",
          "two\nlines",
          "\ttab",
          " pad ",
          "'",
          "\"",
          "\\",
          "*a",
          "&a",
          "<<",
          "!x",
          "%x",
          "@",
          "{}",
          "[",
          "\u0000",
          "\u0085",
          "\u2028",
          "0x10",
          "010",
          "-",
          "?",
          ":",
          "w".repeat(3000),
          "\r\n",
          "\uFEFF");

  @Test
  void whatIsWrittenIsReadBackEqual() {
    for (int seed = 0; seed < 2000; seed++) {
      Map<String, @Nullable Object> map = map(Seeds.random(1, "yaml", seed), 0);
      map.put("always", 1L);
      String text = YamlWriter.write(map);
      Problems problems = new Problems();
      Node.Mapping back = YamlReader.read(text, "written", problems);
      assertThat(problems.list()).as("seed %d: %s", seed, text).isEmpty();
      assertThat(plain(back)).as("seed %d: %s", seed, text).isEqualTo(map);
    }
  }

  @Test
  void itReadsWell() {
    Map<String, Object> sweep = new LinkedHashMap<>();
    sweep.put("run", "DQN");
    sweep.put("config", Map.of("lr", Map.of("loguniform", List.of(1e-5, 1e-2))));
    assertThat(YamlWriter.write(sweep))
        .isEqualTo(
            """
            run: "DQN"
            config:
              lr:
                loguniform:
                - 1.0E-5
                - 0.01
            """);
  }

  @Test
  void otherKindsOfValuesAreRefused() {
    assertThatThrownBy(() -> YamlWriter.write(Map.of("a", new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, @Nullable Object> map(RandomGenerator random, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String key = TEXTS.get(random.nextInt(TEXTS.size()));
      if (!key.isEmpty()) {
        map.put(key, value(random, depth + 1));
      }
    }
    return map;
  }

  private static @Nullable Object value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 4 ? 6 : 8)) {
      case 0 -> random.nextLong();
      case 1 -> Double.longBitsToDouble(random.nextLong() & 0xBFEFFFFFFFFFFFFFL);
      case 2 -> random.nextBoolean();
      case 3 -> null;
      case 4 -> random.nextGaussian();
      case 5 -> TEXTS.get(random.nextInt(TEXTS.size()));
      case 6 -> map(random, depth);
      default -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth + 1));
        }
        yield list;
      }
    };
  }

  private static @Nullable Object plain(Node node) {
    return switch (node) {
      case Node.Scalar s -> s.value();
      case Node.Sequence s -> {
        List<@Nullable Object> list = new ArrayList<>();
        s.items().forEach(item -> list.add(plain(item)));
        yield list;
      }
      case Node.Mapping m -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        m.entries().forEach((key, entry) -> map.put(key, plain(entry.value())));
        yield map;
      }
    };
  }
}
