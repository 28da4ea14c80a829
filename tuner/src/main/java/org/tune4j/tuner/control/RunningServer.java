package org.tune4j.tuner.control;

/** A driver that waits for sweeps. Thread-safe. */
public interface RunningServer extends Running {

  /** What it can be asked. */
  Control control();
}
