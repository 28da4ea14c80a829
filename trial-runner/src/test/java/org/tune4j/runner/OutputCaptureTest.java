package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutputCaptureTest {
  @TempDir Path folder;
  private final List<String> pieces = new ArrayList<>();

  @Test
  void whatFitsIsKeptAsItIsAndHandedOverInPieces() throws IOException {
    OutputCapture capture = capture(1000);
    write(capture, "one\n");
    write(capture, "two\n");
    assertThat(pieces).isEmpty();
    capture.flush();
    write(capture, "three");
    capture.end();
    capture.end();
    write(capture, "late");
    capture.flush();
    assertThat(pieces).containsExactly("one\ntwo\n", "three");
    assertThat(kept()).isEqualTo("one\ntwo\nthree");
    assertThat(capture.tail(5)).isEqualTo("three");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "10", "99", "100"})
  void ofTooMuchBothEndsAreKept(int limit) throws IOException {
    OutputCapture capture = capture(limit);
    String text = "0123456789".repeat(10) + "x";
    for (char c : text.toCharArray()) {
      write(capture, String.valueOf(c));
    }
    capture.end();
    String said = String.join("", pieces);
    assertThat(said)
        .isEqualTo(
            text.substring(0, limit - limit / 2)
                + "\n[tune4j: %d bytes were left out here]\n".formatted(101 - limit)
                + text.substring(101 - limit / 2));
    assertThat(kept()).isEqualTo(said);
  }

  @Test
  void aCharacterIsNeverCutInHalf() throws IOException {
    OutputCapture capture = capture(10_000);
    String text = "aäß€𝄞".repeat(50);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      capture.write(new byte[] {b}, 0, 1);
      capture.flush();
    }
    capture.end();
    assertThat(String.join("", pieces)).isEqualTo(text);
  }

  @Test
  void theTailOfAnyStreamIsItsEnd() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      OutputTail tail = new OutputTail(100);
      StringBuilder all = new StringBuilder();
      while (all.length() < 400) {
        String part = "abcdefghij".repeat(30).substring(0, random.nextInt(300));
        tail.write(part.getBytes(StandardCharsets.US_ASCII), 0, part.length());
        all.append(part);
        int count = Math.min(100, all.length());
        assertThat(new String(tail.last(100), StandardCharsets.US_ASCII))
            .isEqualTo(all.substring(all.length() - count));
      }
    }
  }

  private OutputCapture capture(long limit) throws IOException {
    return new OutputCapture(
        "stdout", folder.resolve("stdout"), limit, (stream, text) -> pieces.add(text));
  }

  private String kept() throws IOException {
    return Files.readString(folder.resolve("stdout"));
  }

  private static void write(OutputCapture capture, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    capture.write(bytes, 0, bytes.length);
  }
}
