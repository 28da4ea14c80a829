package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Seeds;
import org.tune4j.yaml.InvalidInputException;

/**
 * 10,000 damaged copies of the example sweeps: problems or a sweep, never another exception, never
 * a hang.
 */
class MutatedSweepFilesTest {
  private static final int FILES = 10_000;
  private static final long SEED = 41;
  private static final String[] TOKENS = {
    "grid_search",
    "choice",
    "uniform",
    "loguniform",
    "randint",
    "sample_from",
    "run",
    "config",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "- ",
    "null",
    "1e999",
    "-1",
    ".nan",
    "\t",
    "&a",
    "*a",
    "!!x ",
    "9999999999999999999999",
    "'",
    "\"",
    "\u0000",
    "\uD83D\uDE00",
    "<<",
    "num_samples",
    "stop"
  };

  @Test
  @Timeout(300)
  void everyDamagedFileIsAnswered() throws Exception {
    TrainableRegistry trainables = TrainableRegistry.load();
    List<String> originals = originals();
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      RandomGenerator random = Seeds.random(SEED, "mutation", i);
      String text = originals.get(random.nextInt(originals.size()));
      for (int n = random.nextInt(1, 6); n > 0; n--) {
        text = mutate(text, random);
      }
      try {
        SweepFile.parse(text, "mutated.yaml", trainables)
            .forEach(sweep -> assertThat(sweep.name()).isNotEmpty());
      } catch (InvalidInputException e) {
        refused++;
        assertThat(e.problems()).isNotEmpty();
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + SEED + ", file " + i + ":\n" + text, e);
      }
    }
    assertThat(refused).isBetween(FILES / 4, FILES - 1);
  }

  private static List<String> originals() throws IOException {
    List<String> texts = new ArrayList<>();
    try (var files = Files.newDirectoryStream(Path.of("..", "examples"), "*.yaml")) {
      for (Path file : files) {
        texts.add(Files.readString(file));
      }
    }
    texts.sort(null); // the order of a folder is no order
    return texts;
  }

  private static String mutate(String text, RandomGenerator random) {
    if (text.isEmpty()) {
      return TOKENS[random.nextInt(TOKENS.length)];
    }
    int at = random.nextInt(text.length());
    List<String> lines = new ArrayList<>(text.lines().toList());
    int line = random.nextInt(Math.max(1, lines.size()));
    return switch (random.nextInt(7)) {
      case 0 -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        yield new String(bytes, StandardCharsets.UTF_8);
      }
      case 1 -> {
        lines.remove(Math.min(line, lines.size() - 1));
        yield String.join("\n", lines);
      }
      case 2 -> {
        lines.add(random.nextInt(lines.size() + 1), lines.get(Math.min(line, lines.size() - 1)));
        yield String.join("\n", lines);
      }
      case 3 -> text.substring(0, at) + TOKENS[random.nextInt(TOKENS.length)] + text.substring(at);
      case 4 -> text.substring(0, at);
      case 5 -> text.substring(0, at) + " ".repeat(random.nextInt(1, 5)) + text.substring(at);
      default -> {
        int to = Math.min(text.length(), at + random.nextInt(1, 20));
        yield text.substring(0, at) + text.substring(to);
      }
    };
  }
}
