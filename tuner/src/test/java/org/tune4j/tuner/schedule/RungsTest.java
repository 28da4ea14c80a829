package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RungsTest {

  /** The second and the third lose their top rung where it is found by logarithms. */
  @ParameterizedTest
  @CsvSource({
    "1, 100, 4, 1 4 16 64",
    "1, 1000, 10, 1 10 100 1000",
    "1, 243, 3, 1 3 9 27 81 243",
    "1, 81, 3, 1 3 9 27 81",
    "5, 100, 3, 5 15 45",
    "1, 1, 2, 1",
    "7, 13, 2, 7",
    "1, 1024, 2, 1 2 4 8 16 32 64 128 256 512 1024",
    "3, 9223372036854775807, 4611686018427387904, 3",
    "1, 9223372036854775807, 4611686018427387904, 1 4611686018427387904"
  })
  void levelsAreExact(long grace, long maxT, long factor, String levels) {
    List<Long> expected = Arrays.stream(levels.split(" ")).map(Long::valueOf).toList();
    assertThat(Rungs.of(grace, maxT, factor).levels()).isEqualTo(expected);
  }

  /** Of all powers of all small factors, none is lost and none is beyond. */
  @Test
  void noTopRungIsLost() {
    for (long factor = 2; factor <= 12; factor++) {
      long top = 1;
      for (int power = 0; power < 15; power++, top *= factor) {
        assertThat(Rungs.of(1, top, factor).count()).isEqualTo(power + 1);
        assertThat(Rungs.of(1, top, factor).level(power)).isEqualTo(top);
        assertThat(Rungs.of(1, top * factor - 1, factor).count()).isEqualTo(power + 1);
      }
    }
  }

  @Test
  void aBracketBeginsLater() {
    assertThat(Rungs.of(1, 81, 3).bracket(2).levels()).containsExactly(9L, 27L, 81L);
    assertThat(Rungs.of(1, 81, 3).bracket(2).maxT()).isEqualTo(81);
  }

  @Test
  void agesNeedNotBeWhole() {
    Rungs rungs = Rungs.of(1, 81, 3);
    assertThat(rungs.reached(0.99)).isZero();
    assertThat(rungs.reached(1)).isEqualTo(1);
    assertThat(rungs.reached(26.999)).isEqualTo(3);
    assertThat(rungs.reached(1e9)).isEqualTo(5);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> Rungs.of(0, 9, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rungs.of(1, 9, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rungs.of(10, 9, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
