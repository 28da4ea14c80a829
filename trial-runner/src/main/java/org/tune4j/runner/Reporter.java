package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;

/**
 * Where one attempt of a trial tells what happens to it. {@link #report} and {@link #saved} are
 * called by the trial's thread, never at the same time; {@link #output} may come from any thread;
 * {@link #ended} comes once, after all of them, maybe from another thread.
 *
 * <p>An exception of a reporter fails the attempt, so that what goes wrong each time (a driver
 * whose disk is full) comes to an end with {@code max_failures}.
 */
public interface Reporter {

  /**
   * Hands a result over and waits until it was recorded and decided on.
   *
   * @throws InterruptedException when the attempt is aborted meanwhile; must be thrown soon after
   *     the interrupt
   */
  Decision report(Result result) throws InterruptedException;

  /**
   * Hands a checkpoint over and waits until it was taken; the folder is deleted afterwards. The
   * result of that iteration was reported before.
   */
  void saved(int trainingIteration, Path folder) throws IOException, InterruptedException;

  /**
   * Hands over a piece of what the trial's process printed, in the order of its stream. Must return
   * soon: the process waits meanwhile.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  default void output(String stream, String text) {}

  /**
   * The attempt is over. Called exactly once, last but for {@link #gone}.
   *
   * @param stillHolds whether its thread or process was left behind and may still use its devices;
   *     then {@link #gone} says when it does so no more
   */
  void ended(SweepEvent.Outcome outcome, @Nullable String message, boolean stillHolds);

  /** What was left behind at the end is gone now. */
  default void gone() {}
}
