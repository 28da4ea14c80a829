package org.tune4j.tuner.cli;

/** The exit codes of every command. Scripts rely on them. */
final class ExitCode {
  /** All trials ended well; or the command had nothing to do with trials, and worked. */
  static final int OK = 0;

  /** Some trial ended in ERROR. */
  static final int TRIAL_FAILED = 1;

  /** The input or the usage is wrong; nothing was started. */
  static final int USAGE = 2;

  /** A defect of tune4j or a failure of the machine, such as a full disk. */
  static final int INTERNAL = 70;

  /** Interrupted; the state is saved, and the sweep can be resumed. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
