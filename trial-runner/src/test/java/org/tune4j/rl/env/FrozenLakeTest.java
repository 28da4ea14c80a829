package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.space.Config;

class FrozenLakeTest {
  private static final float LEFT = 0;
  private static final float DOWN = 1;
  private static final float RIGHT = 2;
  private static final float UP = 3;

  private final SavedRandom random = new SavedRandom(1, "test", 0);

  @Test
  void wallsStopAndHolesEnd() {
    Environment lake = lake(Map.of("is_slippery", false));
    assertThat(lake.reset(random)).containsExactly(0);
    assertThat(at(lake, LEFT)).isEqualTo(0);
    assertThat(at(lake, UP)).isEqualTo(0);
    assertThat(at(lake, RIGHT)).isEqualTo(1);
    Step hole = lake.step(new float[] {DOWN});
    assertThat(hole.observation()).containsExactly(5);
    assertThat(hole.terminated()).isTrue();
    assertThat(hole.reward()).isZero();
  }

  @Test
  void theGoalEarnsOne() {
    Environment lake = lake(Map.of("is_slippery", false));
    lake.reset(random);
    for (float action : new float[] {DOWN, DOWN, RIGHT, RIGHT, DOWN}) {
      assertThat(lake.step(new float[] {action}).reward()).isZero();
    }
    Step goal = lake.step(new float[] {RIGHT});
    assertThat(goal.observation()).containsExactly(15);
    assertThat(goal.reward()).isEqualTo(1);
    assertThat(goal.terminated()).isTrue();
  }

  @Test
  void iceTurnsAThirdOfTheStepsToEachSide() {
    Environment lake = lake(Map.of());
    int[] led = new int[16];
    for (int i = 0; i < 30_000; i++) {
      lake.reset(random);
      led[at(lake, RIGHT)]++;
    }
    assertThat(led[1]).as("right").isCloseTo(10_000, within(300));
    assertThat(led[4]).as("down").isCloseTo(10_000, within(300));
    assertThat(led[0]).as("up, into the wall").isCloseTo(10_000, within(300));
  }

  /** The best policy of the slippery 4 × 4 lake, by value iteration; it reaches about 0.74. */
  @Test
  void theBestPolicyReachesTheKnownMean() {
    float[] best = {0, 3, 3, 3, 0, 0, 0, 0, 3, 1, 0, 0, 0, 2, 1, 0};
    Environment lake = lake(Map.of());
    double earned = 0;
    for (int episode = 0; episode < 10_000; episode++) {
      int cell = (int) lake.reset(random)[0];
      for (int i = 0; i < lake.stepLimit(); i++) {
        Step step = lake.step(new float[] {best[cell]});
        earned += step.reward();
        cell = (int) step.observation()[0];
        if (step.terminated()) {
          break;
        }
      }
    }
    assertThat(earned / 10_000).isCloseTo(0.74, within(0.02));
  }

  @Test
  void anOwnMapIsTaken() {
    Environment lake =
        lake(Map.of("desc", Collections.nCopies(8, "SFFFFFFG"), "is_slippery", false));
    assertThat(lake.observationSpace()).hasToString("Discrete(64)");
    assertThat(lake.rewardThreshold()).isNaN();
    boolean[] starts = new boolean[64];
    for (int i = 0; i < 200; i++) {
      starts[(int) lake.reset(random)[0]] = true;
    }
    assertThat(starts[56]).as("any start is possible").isTrue();
    assertThatThrownBy(() -> lake(Map.of("desc", List.of("SF", "G"))))
        .hasMessageContaining("all rows must be equally long");
    assertThatThrownBy(() -> lake(Map.of("desc", List.of("FG"))))
        .hasMessageContaining("with at least one S");
  }

  @Test
  void everyLevelCanBeDoneWithinTheLimitAndIsFartherThanTheLast() {
    int before = 0;
    for (List<String> level : LakeTasks.LEVELS) {
      int steps = shortest(level);
      assertThat(steps).isGreaterThan(before).isLessThanOrEqualTo(LakeTasks.STEP_LIMIT);
      before = steps;
    }
  }

  @Test
  void aLevelEarnsTenTimesWhatTheOneBeforeDid() {
    TaskEnvironment lake =
        (TaskEnvironment) Environments.create("FrozenLake-Curriculum", Config.empty());
    assertThat(lake.task()).isEqualTo(1L);
    lake.setTask(2);
    assertThat(lake.task()).isEqualTo(2L);
    lake.reset(random);
    Step step = lake.step(new float[] {DOWN});
    for (float action : new float[] {DOWN, RIGHT, RIGHT, RIGHT, RIGHT}) {
      step = lake.step(new float[] {action});
    }
    assertThat(step.reward()).isEqualTo(10);
    assertThatThrownBy(() -> lake.setTask(6)).hasMessageContaining("level from 1 to 5 (6)");
    assertThatThrownBy(() -> lake.setTask("hard")).hasMessageContaining("(hard)");
  }

  /** Steps to the goal, by letting the reached cells grow. */
  private static int shortest(List<String> map) {
    int columns = map.getFirst().length();
    String cells = String.join("", map);
    boolean[] reached = new boolean[cells.length()];
    reached[cells.indexOf('S')] = true;
    int steps = 0;
    while (!reached[cells.indexOf('G')]) {
      boolean[] next = reached.clone();
      for (int i = 0; i < reached.length; i++) {
        boolean neighbour =
            (i % columns > 0 && reached[i - 1])
                || (i % columns < columns - 1 && reached[i + 1])
                || (i >= columns && reached[i - columns])
                || (i + columns < reached.length && reached[i + columns]);
        next[i] |= neighbour && cells.charAt(i) != 'H';
      }
      reached = next;
      steps++;
      assertThat(steps).as("the goal can be reached").isLessThan(100);
    }
    return steps;
  }

  private static Environment lake(Map<String, Object> config) {
    return Environments.create("FrozenLake-v1", Config.of(config));
  }

  private static int at(Environment lake, float action) {
    return (int) lake.step(new float[] {action}).observation()[0];
  }
}
