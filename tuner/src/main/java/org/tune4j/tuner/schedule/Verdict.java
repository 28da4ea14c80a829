package org.tune4j.tuner.schedule;

/** What a scheduler says of a result. */
public sealed interface Verdict {
  /** The trial goes on. */
  Verdict GO_ON = new GoOn();

  /** The trial goes on. */
  record GoOn() implements Verdict {}

  /**
   * The trial saves its state and gives back what it holds, until {@link TrialScheduler#choose}
   * resumes it or {@link TrialScheduler#unwanted} ends it.
   *
   * @param reason what it waits for, for people
   */
  record Pause(String reason) implements Verdict {}

  /**
   * The trial ends.
   *
   * @param reason which rule ended it, and the values that made it do so
   */
  record Stop(String reason) implements Verdict {}
}
