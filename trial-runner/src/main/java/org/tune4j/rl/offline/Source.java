package org.tune4j.rl.offline;

import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Gives out recorded trajectories without end. Not thread-safe. */
sealed interface Source extends AutoCloseable permits FileSource, ShuffledSource {
  /** The next one. */
  Recorded next();

  void save(StateWriter out);

  void restore(StateReader in);

  @Override
  void close();
}
