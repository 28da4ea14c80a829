package org.tune4j.rl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;

class SpaceTest {
  @Test
  void samplesAreInside() {
    Box box =
        new Box(
            List.of(2, 2),
            new float[] {0, -1, Float.NEGATIVE_INFINITY, 3},
            new float[] {1, 1, 0, 3});
    Discrete discrete = new Discrete(3);
    var random = Seeds.random(1);
    float[] point = new float[5];
    for (int i = 0; i < 1000; i++) {
      box.sample(random, point, 1);
      discrete.sample(random, point, 0);
      assertThat(box.contains(point, 1)).isTrue();
      assertThat(discrete.contains(point, 0)).isTrue();
    }
    assertThat(box.size()).isEqualTo(4);
  }

  @Test
  void pointsOutsideAreNoticed() {
    assertThat(new Discrete(2).contains(new float[] {2}, 0)).isFalse();
    assertThat(new Discrete(2).contains(new float[] {0.5f}, 0)).isFalse();
    assertThat(Box.symmetric(1, 2).contains(new float[] {1, 2.5f}, 0)).isFalse();
    assertThat(Box.symmetric(1).contains(new float[] {Float.NaN}, 0)).isFalse();
  }

  @Test
  void boxesAreEqualByValue() {
    assertThat(Box.symmetric(1, 2))
        .isEqualTo(Box.symmetric(1, 2))
        .hasSameHashCodeAs(Box.symmetric(1, 2));
    assertThat(Box.symmetric(1, 2)).isNotEqualTo(Box.symmetric(1, 3));
  }

  @Test
  void wrongBoundsAreRefused() {
    assertThatThrownBy(() -> new Box(List.of(1), new float[] {2}, new float[] {1}))
        .hasMessageContaining("low (2.0)");
    assertThatThrownBy(() -> new Box(List.of(2), new float[] {2}, new float[] {3}))
        .hasMessageContaining("2 elements");
    assertThatThrownBy(() -> new Discrete(0)).hasMessageContaining("at least 1");
  }
}
