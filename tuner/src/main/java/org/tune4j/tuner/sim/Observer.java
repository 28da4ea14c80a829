package org.tune4j.tuner.sim;

import java.util.List;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.engine.Command;

/** Looks on while a simulation runs. */
public interface Observer {
  /** One that does nothing. */
  Observer NONE = new Observer() {};

  /** The engine of a sweep is about to decide. */
  default void deciding(String sweep, SweepEvent.Recorded event) {}

  /** The engine of a sweep has decided; nothing of it is done yet. */
  default void decided(String sweep, SweepEvent.Recorded event, List<Command> commands) {}
}
