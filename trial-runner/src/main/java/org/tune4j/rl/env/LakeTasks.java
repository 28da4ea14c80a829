package org.tune4j.rl.env;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The levels 1 to 5 of a lake of 7 × 6 cells: the goal moves away from the start and holes come
 * between. The goal of a level earns ten times what that of the level before does, so that the mean
 * return tells the level that an agent is ready for.
 */
record LakeTasks(FrozenLake lake) implements Tasked.Kind {
  /** No episode of any level needs more steps. */
  static final int STEP_LIMIT = 18;

  static final List<List<String>> LEVELS =
      List.of(
          List.of("SFFFFFF", "FFGFFFF", "FFFFFFF", "FFFFFFF", "FFFFFFF", "FFFFFFF"),
          List.of("SFFFFFF", "FFHFFFF", "FFFFGFF", "FFFFFFF", "FFFFFFF", "FFFFFFF"),
          List.of("SFFFFFF", "FHFFFFF", "FFFHFFF", "FFFFFGF", "FFHFFFF", "FFFFFFF"),
          List.of("SFFHFFF", "FHFFFFF", "FFFHFHF", "FHFFFFF", "FFFHFGF", "FFFFFFF"),
          List.of("SFFHFFF", "FHFFFHF", "FFFHFFF", "FHFFFHF", "FFFHHFF", "FHFFFFG"));

  @Override
  public Object first() {
    return 1L;
  }

  @Override
  public Object sample(RandomGenerator random) {
    return 1L + random.nextInt(LEVELS.size());
  }

  @Override
  public double[] read(Object task) {
    if (task instanceof Number level
        && level.doubleValue() == level.intValue()
        && level.intValue() >= 1
        && level.intValue() <= LEVELS.size()) {
      return new double[] {level.intValue()};
    }
    throw new IllegalArgumentException(
        "task: must be a level from 1 to " + LEVELS.size() + " (" + task + ")");
  }

  @Override
  public void begin(double[] task) {
    int level = (int) task[0];
    lake.map(LEVELS.get(level - 1), Math.pow(10, level - 1));
  }
}
