package org.tune4j.rl.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Dict;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.MultiDiscrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.space.Tuple;

class EncoderTest {
  @Test
  void everyNumberOfAMultiDiscreteBecomesOneHot() {
    assertThat(encoded(new MultiDiscrete(2, 3), 1, 2)).containsExactly(0, 1, 0, 0, 1);
  }

  @Test
  void partsStandOneAfterTheOtherAndCanBeFoundAgain() {
    Space image = new Box(List.of(1, 2, 1), new float[2], new float[] {9, 9});
    Space space =
        new Dict(Map.of("pixels", image, "all", Tuple.of(new Discrete(3), Box.symmetric(5))));
    assertThat(encoded(space, 2, -4, 7, 8)).containsExactly(0, 0, 1, -4, 7, 8);

    Encoder encoder = new Encoder(space);
    assertThat(encoder.parts().keySet())
        .containsExactlyInAnyOrder("all", "all.0", "all.1", "pixels");
    assertThat(encoder.part("all"))
        .isEqualTo(new Encoder.Part(((Dict) space).parts().get("all"), 0, 4, List.of(4)));
    assertThat(encoder.part("all.1").offset()).isEqualTo(3);
    assertThat(encoder.part("pixels")).isEqualTo(new Encoder.Part(image, 4, 2, List.of(1, 2, 1)));
    assertThat(encoder.shape()).containsExactly(6);
    assertThatThrownBy(() -> encoder.part("pixel")).hasMessageContaining("Maybe one of");
  }

  @Test
  void anImageKeepsItsShape() {
    Encoder encoder = new Encoder(new Box(List.of(2, 1, 2), new float[4], new float[4]));
    assertThat(encoder.shape()).containsExactly(2, 1, 2);
    assertThat(encoder.parts()).isEmpty();
  }

  @Test
  void anObservationThatIsNoneDoesNotReachANeighboursNumbers() {
    assertThatThrownBy(() -> encoded(new MultiDiscrete(2, 3), 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("element 0 must be a whole number from 0 to 1 (2.0)");
    assertThatThrownBy(() -> encoded(new Discrete(2), Float.NaN)).hasMessageContaining("(NaN)");
  }

  private static float[] encoded(Space space, float... point) {
    Encoder encoder = new Encoder(space);
    float[] into = new float[encoder.size()];
    java.util.Arrays.fill(into, 7);
    encoder.encode(point, into);
    return into;
  }
}
