package org.tune4j.rl.exploration;

import java.util.Arrays;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Copies of the first few observations that a policy acted on. */
final class Observations {
  private static final int MOST = 64;

  private float[][] rows = new float[0][];
  private int count;

  int count() {
    return count;
  }

  /** The observations; only the first {@link #count} count. */
  float[][] rows() {
    return rows;
  }

  void add(float[] observation) {
    if (count == MOST) {
      return;
    }
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, MOST);
    }
    if (rows[count] == null) {
      rows[count] = observation.clone();
    } else {
      System.arraycopy(observation, 0, rows[count], 0, observation.length);
    }
    count++;
  }

  void clear() {
    count = 0;
  }

  void save(StateWriter out) {
    out.put("seen", count);
    for (int i = 0; i < count; i++) {
      out.put("observation", rows[i]);
    }
  }

  void restore(StateReader in) {
    clear();
    int saved = in.getInt("seen");
    for (int i = 0; i < saved; i++) {
      add(in.getFloats("observation"));
    }
  }
}
