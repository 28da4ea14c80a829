package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/** What every environment must keep to. */
public abstract class EnvironmentContract {
  private static final int STEPS = 300;

  @TempDir Path folder;

  /** A new environment. */
  protected abstract Environment create();

  @Test
  void everyObservationIsInItsSpace() {
    for (float[] observation : observations(create(), 1)) {
      assertThat(observation).hasSize(create().observationSpace().size());
      assertThat(create().observationSpace().contains(observation, 0)).isTrue();
    }
  }

  @Test
  void theSameRandomnessGivesTheSameEpisodes() {
    List<float[]> first = observations(create(), 1);
    assertThat(observations(create(), 1)).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void episodesDoNotRememberEarlierOnes() {
    Environment used = create();
    observations(used, 7);
    assertThat(observations(used, 1))
        .usingRecursiveComparison()
        .isEqualTo(observations(create(), 1));
  }

  @Test
  void observationsAreNotChangedLater() {
    Environment environment = create();
    RandomGenerator random = new SavedRandom(1, "test", 0);
    float[] action = new float[environment.actionSpace().size()];
    float[] observation = environment.reset(random);
    float[] copy = observation.clone();
    environment.actionSpace().sample(random, action, 0);
    float[] next = environment.step(action).observation();
    assertThat(observation).containsExactly(copy);
    assertThat(next).isNotSameAs(observation);
  }

  @Test
  void oneCannotBothEndAndBeCutOff() {
    Environment environment = create();
    RandomGenerator random = new SavedRandom(3, "test", 0);
    environment.reset(random);
    for (int i = 0; i < STEPS; i++) {
      Step step = environment.step(sampled(environment, random));
      assertThat(step.terminated() && step.truncated()).isFalse();
      assertThat(step.reward()).isFinite();
      if (step.terminated() || step.truncated()) {
        environment.reset(random);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void aSavedEpisodeGoesOn(int steps) throws IOException {
    Environment made = create();
    assumeTrue(made instanceof SaveableEnvironment, "it can be saved");
    SaveableEnvironment first = (SaveableEnvironment) made;
    SavedRandom random = new SavedRandom(1, "test", 0);
    RandomGenerator actions = new SavedRandom(2, "test", 0);
    first.reset(random);
    walk(first, random, actions, steps);
    Path file = folder.resolve("state.bin");
    try (StateWriter out = new StateWriter(file)) {
      first.save(out);
      random.save(out, "random");
    }
    SaveableEnvironment second = (SaveableEnvironment) create();
    SavedRandom restored = new SavedRandom(9, "test", 0);
    try (StateReader in = new StateReader(file)) {
      second.restore(in, restored);
      restored.restore(in, "random");
    }
    RandomGenerator same = new SavedRandom(3, "test", 0);
    assertThat(walk(second, restored, new SavedRandom(3, "test", 0), 50))
        .usingRecursiveComparison()
        .isEqualTo(walk(first, random, same, 50));
  }

  @Test
  void aTaskIsTakenUpAtTheNextReset() {
    assumeTrue(create() instanceof TaskEnvironment, "it has tasks");
    List<Object> tasks =
        ((TaskEnvironment) create()).sampleTasks(20, new SavedRandom(4, "tasks", 0));
    assertThat(tasks).hasSize(20).doesNotContainNull();
    for (Object task : tasks) {
      TaskEnvironment changed = (TaskEnvironment) create();
      Environment plain = create();
      SavedRandom random = new SavedRandom(1, "test", 0);
      SavedRandom same = new SavedRandom(1, "test", 0);
      float[] action = new float[plain.actionSpace().size()];
      plain.actionSpace().sample(new SavedRandom(2, "test", 0), action, 0);
      changed.reset(random);
      plain.reset(same);
      changed.setTask(task);
      assertThat(changed.step(action)).usingRecursiveComparison().isEqualTo(plain.step(action));
      assertThat(Config.of(Map.of("task", changed.task())))
          .isEqualTo(Config.of(Map.of("task", task)));
      changed.reset(random);
      assertThat(Config.of(Map.of("task", changed.task())))
          .isEqualTo(Config.of(Map.of("task", task)));
    }
  }

  /** Steps, and resets where an episode ended. */
  private static List<Object> walk(
      Environment environment, RandomGenerator random, RandomGenerator actions, int steps) {
    List<Object> seen = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      Step step = environment.step(sampled(environment, actions));
      seen.add(step);
      if (step.terminated() || step.truncated()) {
        seen.add(environment.reset(random));
      }
    }
    return seen;
  }

  private static float[] sampled(Environment environment, RandomGenerator random) {
    float[] action = new float[environment.actionSpace().size()];
    environment.actionSpace().sample(random, action, 0);
    return action;
  }

  private static List<float[]> observations(Environment environment, long seed) {
    RandomGenerator random = new SavedRandom(seed, "test", 0);
    RandomGenerator actions = new SavedRandom(5, "actions", 0);
    List<float[]> seen = new ArrayList<>();
    seen.add(environment.reset(random));
    for (int i = 0; i < STEPS; i++) {
      Step step = environment.step(sampled(environment, actions));
      seen.add(step.observation());
      if (step.terminated() || step.truncated()) {
        seen.add(environment.reset(random));
      }
    }
    return seen;
  }
}
