package org.tune4j.rl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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

  @Test
  void nestedSpacesAreTheirPartsOneAfterTheOther() {
    Dict dict =
        new Dict(
            Map.of("b", new MultiDiscrete(2, 3), "a", Tuple.of(Box.symmetric(1), new Discrete(4))));
    assertThat(dict.size()).isEqualTo(4);
    assertThat(dict.contains(new float[] {9, -0.5f, 3, 1, 2}, 1)).isTrue();
    assertThat(dict.contains(new float[] {9, -0.5f, 3, 2, 2}, 1)).isFalse();
    assertThat(dict.contains(new float[] {9, -0.5f, 4, 1, 2}, 1)).isFalse();
    assertThat(dict.contains(new float[] {9, -1.5f, 3, 1, 2}, 1)).isFalse();
    float[] point = new float[5];
    var random = Seeds.random(2);
    for (int i = 0; i < 1000; i++) {
      dict.sample(random, point, 1);
      assertThat(dict.contains(point, 1)).isTrue();
    }
    assertThat(dict).hasToString("Dict(a: Tuple(Box[1], Discrete(4)), b: MultiDiscrete(2, 3))");
  }

  @Test
  void nestedSpacesAreEqualByValueWhateverTheOrderOfTheirNames() {
    Map<String, Space> forwards = new LinkedHashMap<>();
    forwards.put("x", new Discrete(2));
    forwards.put("y", new MultiDiscrete(2, 2));
    SortedMap<String, Space> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.putAll(forwards);
    assertThat(new Dict(forwards))
        .isEqualTo(new Dict(backwards))
        .hasSameHashCodeAs(new Dict(backwards));
    assertThat(new Dict(backwards).parts().firstKey()).isEqualTo("x");
    assertThat(Tuple.of(new MultiDiscrete(2))).isEqualTo(Tuple.of(new MultiDiscrete(2)));
    assertThat(new MultiDiscrete(2)).isNotEqualTo(new MultiDiscrete(3));
  }

  @Test
  void spacesOfNothingAreRefused() {
    assertThatThrownBy(() -> new MultiDiscrete()).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new MultiDiscrete(2, 0)).hasMessageContaining("(0) at element 1");
    assertThatThrownBy(() -> Tuple.of()).hasMessageContaining("at least one part");
    assertThatThrownBy(() -> new Dict(Map.of())).hasMessageContaining("at least one part");
  }
}
