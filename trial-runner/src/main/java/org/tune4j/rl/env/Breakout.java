package org.tune4j.rl.env;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Breakout on 10 × 10 cells, by the rules of MinAtar (Young and Tian, "MinAtar: an Atari-inspired
 * testbed for thorough and reproducible reinforcement learning experiments", 2019).
 *
 * <p>A paddle of one cell moves along the bottom row. A ball moves one cell diagonally in each
 * step, is reflected by walls, bricks and the paddle, and ends the episode where it reaches the
 * bottom beside the paddle. Each brick that it breaks earns 1; new ones come when all three rows
 * are gone and the ball is back at the bottom. A brick that the ball meets in the step right after
 * it broke one stays, and the ball flies through it. With a small probability the action before is
 * done instead of the chosen one.
 *
 * <p>The observation is an image of four channels, each cell 0 or 1: paddle, ball, where the ball
 * was, bricks. Actions are none (0), left (1) and right (2); where there are six, the others do
 * nothing.
 */
public final class Breakout extends BuiltInEnvironment {
  private static final int SIZE = 10;
  private static final int CHANNELS = 4;
  private static final int BOTTOM = SIZE - 1;
  private static final int FIRST_BRICKS = 1;
  private static final int LAST_BRICKS = 3;
  private static final int LEFT = 1;
  private static final int RIGHT = 2;

  private final double sticky;
  private final boolean[] bricks = new boolean[SIZE * SIZE];
  private int paddle;
  private int row;
  private int column;
  private int down;
  private int right;
  private int lastRow;
  private int lastColumn;
  private int lastAction;
  private boolean struck;
  private RandomGenerator random = new SavedRandom(1, "before the first reset", 0);

  /**
   * @param actions 3, or 6 of which three do nothing
   * @param sticky the probability that the action before is repeated; MinAtar has 0.1
   */
  public Breakout(int actions, double sticky, int stepLimit) {
    super(new Spec(images(), new Discrete(actions), stepLimit, NO_THRESHOLD));
    this.sticky = sticky;
  }

  private static Box images() {
    float[] high = new float[SIZE * SIZE * CHANNELS];
    Arrays.fill(high, 1);
    return new Box(List.of(SIZE, SIZE, CHANNELS), new float[high.length], high);
  }

  @Override
  public float[] reset(RandomGenerator random) {
    this.random = random;
    build();
    paddle = SIZE / 2 - 1;
    boolean fromTheLeft = random.nextBoolean();
    row = LAST_BRICKS;
    column = fromTheLeft ? 0 : SIZE - 1;
    down = 1;
    right = fromTheLeft ? 1 : -1;
    lastRow = row;
    lastColumn = column;
    lastAction = 0;
    struck = false;
    return observation();
  }

  @Override
  public Step step(float[] action) {
    if (random.nextDouble() >= sticky) {
      lastAction = (int) action[0];
    }
    if (lastAction == LEFT) {
      paddle = Math.max(0, paddle - 1);
    } else if (lastAction == RIGHT) {
      paddle = Math.min(SIZE - 1, paddle + 1);
    }
    lastRow = row;
    lastColumn = column;
    return fly();
  }

  /** Moves the ball by one cell, to where walls, bricks and the paddle let it. */
  private Step fly() {
    int toColumn = column + right;
    if (toColumn < 0 || toColumn >= SIZE) {
      right = -right;
      toColumn = column;
    }
    int toRow = row + down;
    double reward = 0;
    boolean lost = false;
    boolean meets = toRow >= 0 && bricks[toRow * SIZE + toColumn];
    if (toRow < 0) {
      down = 1;
      toRow = 0;
    } else if (meets && !struck) {
      bricks[toRow * SIZE + toColumn] = false;
      reward = 1;
      down = -down;
      toRow = row;
    } else if (toRow == BOTTOM) {
      if (cleared()) {
        build();
      }
      lost = !bounced(toColumn);
      toRow = lost ? BOTTOM : row;
    }
    struck = meets;
    row = toRow;
    column = toColumn;
    return new Step(observation(), reward, lost, false);
  }

  /**
   * Reflects the ball if the paddle is there. Over the paddle it hits the top and goes on sideways;
   * coming from beside, it hits the near edge and goes back.
   */
  private boolean bounced(int toColumn) {
    if (column != paddle && toColumn != paddle) {
      return false;
    }
    if (column != paddle) {
      right = -right;
    }
    down = -1;
    return true;
  }

  private boolean cleared() {
    for (boolean brick : bricks) {
      if (brick) {
        return false;
      }
    }
    return true;
  }

  private void build() {
    Arrays.fill(bricks, false);
    Arrays.fill(bricks, FIRST_BRICKS * SIZE, (LAST_BRICKS + 1) * SIZE, true);
  }

  @Override
  public void save(StateWriter out) {
    int[] left = new int[bricks.length];
    Arrays.setAll(left, i -> bricks[i] ? 1 : 0);
    out.put("bricks", left);
    out.put(
        "breakout", new int[] {paddle, row, column, down, right, lastRow, lastColumn, lastAction});
    out.put("struck", struck);
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    this.random = random;
    int[] left = in.getInts("bricks");
    for (int i = 0; i < bricks.length; i++) {
      bricks[i] = left[i] == 1;
    }
    int[] state = in.getInts("breakout");
    paddle = state[0];
    row = state[1];
    column = state[2];
    down = state[3];
    right = state[4];
    lastRow = state[5];
    lastColumn = state[6];
    lastAction = state[7];
    struck = in.getBoolean("struck");
  }

  private float[] observation() {
    float[] image = new float[SIZE * SIZE * CHANNELS];
    image[(BOTTOM * SIZE + paddle) * CHANNELS] = 1;
    image[(row * SIZE + column) * CHANNELS + 1] = 1;
    image[(lastRow * SIZE + lastColumn) * CHANNELS + 2] = 1;
    for (int i = 0; i < bricks.length; i++) {
      image[i * CHANNELS + 3] = bricks[i] ? 1 : 0;
    }
    return image;
  }
}
