package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResultLinesTest {
  private final List<Map<String, ?>> results = new ArrayList<>();
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private final ResultLines lines = new ResultLines(results::add, plain::write);

  @Test
  void objectsAreResultsWhereverTheStreamIsCut() throws InterruptedException {
    byte[] text =
        """
        start
          {"a": 1}
        {"b": {"c": [1, 2]}, "d": "{\\n}"}
        {"broken": }
        {"two": 1} {"objects": 2}
        [1, 2]

        {"ä": "ö"}
        end\
        """
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      results.clear();
      plain.reset();
      ResultLines cut = new ResultLines(results::add, plain::write);
      for (int from = 0; from < text.length; ) {
        int count = Math.min(text.length - from, 1 + random.nextInt(20));
        byte[] part = java.util.Arrays.copyOfRange(text, from, from + count);
        cut.accept(part, count);
        from += count;
      }
      cut.end();
      assertThat(results)
          .containsExactly(
              Map.of("a", 1L),
              Map.of("b", Map.of("c", List.of(1L, 2L)), "d", "{\n}"),
              Map.of("ä", "ö"));
      assertThat(plain.toString(StandardCharsets.UTF_8))
          .isEqualTo("start\n{\"broken\": }\n{\"two\": 1} {\"objects\": 2}\n[1, 2]\n\nend");
    }
  }

  @Test
  void numbersAreAsPythonWritesThem() throws InterruptedException {
    accept("{\"a\": NaN, \"b\": Infinity, \"c\": -Infinity, \"d\": 1e-7, \"e\": 1.0}\n");
    assertThat(results)
        .containsExactly(
            Map.of(
                "a", Double.NaN,
                "b", Double.POSITIVE_INFINITY,
                "c", Double.NEGATIVE_INFINITY,
                "d", 1e-7,
                "e", 1.0));
  }

  @Test
  void aLineWithoutEndIsNotHeld() throws InterruptedException {
    String megabyte = "x".repeat(1 << 20);
    accept("{");
    for (int i = 0; i < 10; i++) {
      accept(megabyte);
    }
    assertThat(plain.size()).isEqualTo(1 + (10 << 20));
    accept("\n{\"a\": 1}\n");
    assertThat(results).hasSize(1);
  }

  @Test
  void whatIsNestedTooDeepIsNoResult() throws InterruptedException {
    accept("{\"a\": ".repeat(5000) + "1" + "}".repeat(5000) + "\n");
    assertThat(results).isEmpty();
  }

  private void accept(String text) throws InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    lines.accept(bytes, bytes.length);
  }
}
