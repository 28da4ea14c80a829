package org.tune4j.tuner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TextsTest {
  @Test
  void durations() {
    assertThat(
            DoubleStream.of(0, 0.424, 9.94, 9.96, 59.4, 59.6, 3599, 3600, 86_399, 90_000)
                .mapToObj(Texts::duration))
        .containsExactly(
            "0.00 s",
            "0.42 s",
            "9.9 s",
            "10 s",
            "59 s",
            "1 min 0 s",
            "59 min 59 s",
            "1 h 0 min",
            "23 h 59 min",
            "1 d 1 h");
  }

  @Test
  void counts() {
    assertThat(LongStream.of(0, 99_999, 123_456, 12_345_678).mapToObj(Texts::count))
        .containsExactly("0", "99,999", "123k", "12.3M");
  }

  @Test
  void numbers() {
    assertThat(DoubleStream.of(0, 1, 183.25123, -0.001, 1.5e-7, 1e5, 1e12).mapToObj(Texts::number))
        .containsExactly("0", "1", "183.25", "-0.001", "1.5E-7", "100000", "1E+12");
    assertThat(Texts.number(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void values() {
    assertThat(Texts.value(List.of(64L, 0.5, "a"))).isEqualTo("[64, 0.5, a]");
    assertThat(Texts.value(Map.of("k", 1L))).isEqualTo("{k: 1}");
    assertThat(Texts.value(null)).isEqualTo("null");
  }

  @Test
  void aCutTextIsOneLineWithoutEscapeCodes() {
    assertThat(Texts.cut("abcdef", 4)).isEqualTo("abc…");
    assertThat(Texts.cut("ab\ncd", 4)).isEqualTo("ab");
    assertThat(Texts.cut("\u001b[31mred", 10)).isEqualTo(" [31mred");
    assertThat(Texts.cut("abc", 0)).isEmpty();
  }
}
