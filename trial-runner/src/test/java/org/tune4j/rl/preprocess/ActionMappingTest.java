package org.tune4j.rl.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Dict;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.MultiDiscrete;
import org.tune4j.rl.space.Tuple;

class ActionMappingTest {
  private static final Box TORQUE =
      new Box(List.of(2), new float[] {-2, 300}, new float[] {2, 500});
  private static final Box HALF_OPEN =
      new Box(List.of(2), new float[] {-2, 0}, new float[] {2, Float.POSITIVE_INFINITY});

  @Test
  void normalisedActionsReachBothBounds() {
    ActionMapping mapping = ActionMapping.of(TORQUE, true, false);
    assertThat(mapping.policySpace()).isEqualTo(Box.symmetric(1, 1));
    assertThat(mapped(mapping, -1, 1)).containsExactly(-2, 500);
    assertThat(mapped(mapping, 0, -0.5f)).containsExactly(0, 350);
    assertThat(mapped(mapping, 1.5f, -7)).as("clipped").containsExactly(2, 300);
  }

  @Test
  void clippingAloneLeavesWhatIsInside() {
    ActionMapping mapping = ActionMapping.of(TORQUE, false, true);
    assertThat(mapping.policySpace()).isEqualTo(TORQUE);
    assertThat(mapped(mapping, 1.5f, 250)).containsExactly(1.5f, 300);
    assertThat(mapped(ActionMapping.of(TORQUE, false, false), 3, 250)).containsExactly(3, 250);
  }

  @Test
  void aBoxWithoutAllBoundsIsNotNormalised() {
    ActionMapping mapping = ActionMapping.of(HALF_OPEN, true, false);
    assertThat(mapping.policySpace()).isEqualTo(HALF_OPEN);
    assertThat(mapped(mapping, -3, -3)).containsExactly(-3, -3);
    assertThat(mapped(ActionMapping.of(HALF_OPEN, true, true), -3, 1e9f)).containsExactly(-2, 1e9f);
  }

  @Test
  void indicesStayAsTheyAre() {
    ActionMapping mapping = ActionMapping.of(new Discrete(5), true, true);
    assertThat(mapping.policySpace()).isEqualTo(new Discrete(5));
    assertThat(mapped(mapping, 4)).containsExactly(4);
  }

  @Test
  void boxesInsideOfOtherSpacesAreMappedToo() {
    Dict space =
        new Dict(
            Map.of(
                "arm",
                Tuple.of(new MultiDiscrete(3, 4), TORQUE),
                "leg",
                HALF_OPEN,
                "mode",
                new Discrete(2)));
    ActionMapping mapping = ActionMapping.of(space, true, true);
    assertThat(mapping.policySpace())
        .isEqualTo(
            new Dict(
                Map.of(
                    "arm",
                    Tuple.of(new MultiDiscrete(3, 4), Box.symmetric(1, 1)),
                    "leg",
                    HALF_OPEN,
                    "mode",
                    new Discrete(2))));
    assertThat(mapped(mapping, 2, 3, 1, -1, -9, 5, 1)).containsExactly(2, 3, 2, 300, -2, 5, 1);
  }

  @Test
  void recordedActionsComeBack() {
    ActionMapping mapping = ActionMapping.of(TORQUE, true, false);
    float[] policy = new float[2];
    mapping.toPolicy(mapped(mapping, 0.25f, -0.75f), policy);
    assertThat(policy).containsExactly(0.25f, -0.75f);
  }

  @Test
  void anElementWithOneValueOnlyHasIt() {
    Box fixed = new Box(List.of(1), new float[] {3}, new float[] {3});
    ActionMapping mapping = ActionMapping.of(fixed, true, false);
    assertThat(mapped(mapping, 0.5f)).containsExactly(3);
    float[] policy = {9};
    mapping.toPolicy(new float[] {3}, policy);
    assertThat(policy).containsExactly(0);
  }

  private static float[] mapped(ActionMapping mapping, float... action) {
    float[] into = new float[action.length];
    mapping.toEnvironment(action, into);
    return into;
  }
}
