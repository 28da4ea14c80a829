package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * An environment that can be saved in the middle of an episode, so that a restored trial goes on
 * exactly. Others begin a new episode after a restore.
 */
public interface SaveableEnvironment extends Environment {
  /** Writes what the rest of the episode depends on. */
  void save(StateWriter out);

  /**
   * Goes on in the episode that was saved.
   *
   * @param random the stream that the episode was begun with, in its saved position
   */
  void restore(StateReader in, RandomGenerator random);
}
