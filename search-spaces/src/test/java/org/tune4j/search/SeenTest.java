package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;

final class SeenTest {
  @Test
  void knowsWhatWasAddedAndNothingElse() {
    Seen seen = new Seen();
    Set<List<Double>> wanted = new HashSet<>();
    RandomGenerator random = Seeds.random(1);
    for (int i = 0; i < 20_000; i++) {
      double[] point = {random.nextInt(30), random.nextInt(40), random.nextInt(50), Double.NaN};
      List<Double> boxed = new ArrayList<>();
      for (double value : point) {
        boxed.add(value);
      }
      assertThat(seen.contains(point)).isEqualTo(wanted.contains(boxed));
      seen.add(point);
      wanted.add(boxed);
      assertThat(seen.contains(point)).isTrue();
    }
  }

  @Test
  void tellsInactiveFromZeroAndOneLengthFromAnother() {
    Seen seen = new Seen();
    seen.add(new double[] {0});
    assertThat(seen.contains(new double[] {Double.NaN})).isFalse();
    assertThat(seen.contains(new double[] {0, 0})).isFalse();
    assertThat(seen.contains(new double[] {})).isFalse();
    seen.add(new double[] {});
    assertThat(seen.contains(new double[] {})).isTrue();
  }
}
