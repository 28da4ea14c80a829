package org.tune4j.rl.algorithm;

import java.util.Map;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** When a target network follows, and how often it has. Not thread-safe. */
public final class TargetUpdates {
  private final long frequency;
  private long made;
  private long last;

  /**
   * None yet.
   *
   * @param frequency environment steps from one to the next; 0: whenever it is asked
   */
  public TargetUpdates(long frequency) {
    this.frequency = frequency;
  }

  /** Whether one is due after so many environment steps. */
  public boolean due(long step) {
    return step - last >= frequency;
  }

  /** One was made after so many environment steps. */
  public void count(long step) {
    made++;
    last = step;
  }

  /** Adds the counters to the result's {@code info}. */
  public void report(Map<String, Object> info) {
    info.put("num_target_updates", made);
    info.put("last_target_update_ts", last);
  }

  public void save(StateWriter out) {
    out.put("target_updates", made);
    out.put("last_target_update", last);
  }

  public void restore(StateReader in) {
    made = in.getLong("target_updates");
    last = in.getLong("last_target_update");
  }
}
