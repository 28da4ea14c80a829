package org.tune4j.rl.env;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * A walk over a lake with holes, after OpenAI Gym. Actions are left (0), down (1), right (2) and up
 * (3); a wall stops. On slippery ice a third of the steps each goes where it should and to both
 * sides. The observation is row × columns + column; reaching the goal earns the reward, and the
 * goal and holes end the episode.
 */
public final class FrozenLake extends BuiltInEnvironment {
  static final List<String> SMALL = List.of("SFFF", "FHFH", "FFFH", "HFFG");
  static final List<String> LARGE =
      List.of(
          "SFFFFFFF",
          "FFFFFFFF",
          "FFFHFFFF",
          "FFFFFHFF",
          "FFFHFFFF",
          "FHHFFFHF",
          "FHFFHFHF",
          "FFFHFFFG");

  private final int columns;
  private final boolean slippery;
  private String cells;
  private double goalReward = 1;
  private RandomGenerator random = new SavedRandom(1, "before the first reset", 0);
  private int at;

  /**
   * @param map rows of equal length made of S (start), F (frozen), H (hole) and G (goal)
   * @param threshold see {@link #rewardThreshold()}
   * @throws IllegalArgumentException when the map is none
   */
  public FrozenLake(List<String> map, boolean slippery, int stepLimit, double threshold) {
    super(
        new Spec(
            new Discrete(Math.max(1, String.join("", map).length())),
            new Discrete(4),
            stepLimit,
            threshold));
    columns = map.isEmpty() ? 0 : map.getFirst().length();
    this.slippery = slippery;
    cells = cells(map);
  }

  /** Exchanges the map for one of the same size. */
  void map(List<String> map, double goalReward) {
    cells = cells(map);
    this.goalReward = goalReward;
  }

  private String cells(List<String> map) {
    String joined = String.join("", map);
    if (!joined.matches("[SFHG]+") || joined.indexOf('S') < 0) {
      throw new IllegalArgumentException(
          "env_config.desc: must be made of S, F, H and G, with at least one S (" + map + ")");
    }
    for (String row : map) {
      if (row.length() != columns) {
        throw new IllegalArgumentException(
            "env_config.desc: all rows must be equally long (" + map + ")");
      }
    }
    return joined;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    this.random = random;
    int starts = (int) cells.chars().filter(cell -> cell == 'S').count();
    at = cells.indexOf('S');
    for (int skipped = starts == 1 ? 0 : random.nextInt(starts); skipped > 0; skipped--) {
      at = cells.indexOf('S', at + 1);
    }
    return new float[] {at};
  }

  @Override
  public Step step(float[] action) {
    int turn = slippery ? random.nextInt(3) - 1 : 0;
    move(Math.floorMod((int) action[0] + turn, 4));
    char cell = cells.charAt(at);
    boolean goal = cell == 'G';
    return new Step(new float[] {at}, goal ? goalReward : 0, goal || cell == 'H', false);
  }

  private void move(int direction) {
    int column = at % columns;
    switch (direction) {
      case 0 -> at -= column > 0 ? 1 : 0;
      case 1 -> at += at + columns < cells.length() ? columns : 0;
      case 2 -> at += column < columns - 1 ? 1 : 0;
      default -> at -= at >= columns ? columns : 0;
    }
  }

  @Override
  public void save(StateWriter out) {
    out.put("frozen_lake", at);
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    at = in.getInt("frozen_lake");
    this.random = random;
  }
}
