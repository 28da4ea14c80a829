package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.space.Config;

class PointEnvTest {
  private final SavedRandom random = new SavedRandom(1, "test", 0);

  @Test
  void garagesPointBeginsInTheMiddleAndIsClipped() {
    Environment point = create("PointEnv", Map.of("arena_size", 0.15));
    assertThat(point.reset(random)).containsExactly(0, 0, (float) Math.sqrt(2));
    Step step = point.step(new float[] {0.05f, -3});
    assertThat(step.observation()[0]).isCloseTo(0.05f, within(1e-6f));
    assertThat(step.observation()[1]).isCloseTo(-0.1f, within(1e-6f));
    assertThat(step.reward()).isCloseTo(-Math.hypot(0.95, 1.1), within(1e-6));
    assertThat(point.step(new float[] {0, -3}).observation()[1]).isCloseTo(-0.15f, within(1e-6f));
  }

  @Test
  void garagesPointEndsNearItsGoal() {
    Environment point = create("PointEnv", Map.of("goal", List.of(0.2, 0.2), "done_bonus", 5));
    point.reset(random);
    Step near = point.step(new float[] {0.09f, 0.09f});
    assertThat(near.terminated()).as("0.156 is not below 0.1414").isFalse();
    Step there = point.step(new float[] {0.02f, 0.02f});
    assertThat(there.terminated()).isTrue();
    assertThat(there.reward()).isCloseTo(5 - Math.hypot(0.09, 0.09), within(1e-6));
    Environment endless = create("PointEnv", Map.of("goal", List.of(0.1, 0.1), "never_done", true));
    endless.reset(random);
    assertThat(endless.step(new float[] {0.1f, 0.1f}).terminated()).isFalse();
  }

  @Test
  void theOtherFormsBeginAnywhereAndEndInASmallBox() {
    for (String form : List.of("rllab", "teaching")) {
      Environment point = create("PointEnv", Map.of("form", form));
      float[] start = point.reset(random);
      float scale = form.equals("rllab") ? 1 : 0.1f;
      Step step = point.step(new float[] {0.5f, 0.05f});
      assertThat(step.observation()[0]).isCloseTo(start[0] + scale * 0.5f, within(1e-6f));
      double distance = Math.hypot(step.observation()[0], step.observation()[1]);
      double price = form.equals("rllab") ? 0 : 0.02 * (0.25 + 0.0025);
      assertThat(step.reward()).isCloseTo(-distance - price, within(1e-6));
      assertThat(step.terminated()).isFalse();
    }
    Environment point = create("PointEnv", Map.of("form", "rllab"));
    float[] start = point.reset(random);
    assertThat(point.step(new float[] {-start[0], 0.009f - start[1]}).terminated()).isTrue();
  }

  @Test
  void aGoalIsATask() {
    TaskEnvironment point = (TaskEnvironment) create("PointEnv", Map.of());
    assertThat(point.task()).isEqualTo(Map.of("goal", List.of(1.0, 1.0)));
    point.setTask(Map.of("goal", List.of(-1, 0)));
    assertThat(point.reset(random)[2]).isEqualTo(1);
    assertThatThrownBy(() -> point.setTask(Map.of("goal", List.of(1))))
        .hasMessageContaining("task: goal: must be a list of two numbers ([1])");
    assertThatThrownBy(() -> point.setTask(Map.of())).hasMessageContaining("must be given");
  }

  @Test
  void goalsLieOnTheCircleOrOnItsUpperHalf() {
    for (boolean half : new boolean[] {false, true}) {
      Environment point = create("SparsePointEnv", Map.of("distance", 2, "semicircle", half));
      int below = 0;
      for (int i = 0; i < 200; i++) {
        float[] first = point.reset(random);
        assertThat(Math.hypot(first[2], first[3])).isCloseTo(2, within(1e-6));
        below += first[3] < 0 ? 1 : 0;
      }
      assertThat(below).isBetween(half ? 0 : 70, half ? 0 : 130);
    }
  }

  @Test
  void whatATaskLeavesOutIsAsInTheConfig() {
    TaskEnvironment fixed =
        (TaskEnvironment) create("SparsePointEnv", Map.of("goal", List.of(0, 2)));
    fixed.setTask(Map.of("goal_radius", 1));
    assertThat(fixed.reset(random)).containsExactly(0, 0, 0, 2);
    fixed.setTask(Map.of("goal", List.of(1, 0)));
    assertThat(fixed.reset(random)).containsExactly(0, 0, 1, 0);
    fixed.setTask(Map.of("goal_radius", 1));
    assertThat(fixed.reset(random)).containsExactly(0, 0, 0, 2);
    fixed.setTask(Map.of("distance", 3));
    float[] first = fixed.reset(random);
    assertThat(Math.hypot(first[2], first[3])).isCloseTo(3, within(1e-6));
  }

  @Test
  void tasksOfASemicircleLieOnIt() {
    TaskEnvironment half = (TaskEnvironment) create("SparsePointEnv", Map.of("semicircle", true));
    for (Object task : half.sampleTasks(50, random)) {
      half.setTask(task);
      assertThat(half.reset(random)[3]).isNotNegative();
    }
  }

  @Test
  void onlyTheGoalEarnsUnlessTheRewardIsDense() {
    for (boolean dense : new boolean[] {false, true}) {
      Environment point =
          create("SparsePointEnv", Map.of("goal", List.of(0.35, 0), "dense", dense));
      point.reset(random);
      Step first = point.step(new float[] {0, 0});
      assertThat(first.reward()).isCloseTo(dense ? -0.35 : 0, within(1e-9));
      Step second = point.step(new float[] {9, 0});
      assertThat(second.terminated()).isTrue();
      assertThat(second.reward()).isCloseTo(dense ? 0.75 : 1, within(1e-9));
    }
  }

  /** What makes it a case for a curriculum. */
  @Test
  void randomExplorationFindsLargeGoalsOnly() {
    assertThat(found(Map.of("goal_radius", 2.5))).isGreaterThan(0.2);
    assertThat(found(Map.of("goal_radius", 0.3))).isLessThan(0.002);
  }

  /** The share of episodes of a random agent that end at the goal. */
  private double found(Map<String, Object> task) {
    TaskEnvironment point = (TaskEnvironment) create("SparsePointEnv", Map.of());
    point.setTask(task);
    float[] action = new float[2];
    int found = 0;
    for (int episode = 0; episode < 2000; episode++) {
      point.reset(random);
      for (int i = 0; i < point.stepLimit(); i++) {
        point.actionSpace().sample(random, action, 0);
        if (point.step(action).terminated()) {
          found++;
          break;
        }
      }
    }
    return found / 2000.0;
  }

  private static Environment create(String name, Map<String, Object> config) {
    return Environments.create(name, Config.of(config));
  }
}
