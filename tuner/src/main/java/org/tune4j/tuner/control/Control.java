package org.tune4j.tuner.control;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.SweepStatus;
import org.tune4j.yaml.InvalidInputException;

/**
 * What a server can be asked. Thread-safe.
 *
 * <p>A {@code user} is who asks, as that person's machine says: good for telling people apart, and
 * no more, as all share one secret.
 */
public interface Control {

  /**
   * Begins the sweeps of some files: all of them, or none.
   *
   * @param seed where all their randomness comes from; {@code null} for what the files say
   * @return the names that they are recorded by, in the order of the files
   * @throws InvalidInputException with the problems of all files
   */
  List<String> submit(List<SweepText> files, String user, @Nullable Long seed);

  /**
   * Interrupts a sweep: its trials save their state, and it can be resumed. Returns at once.
   * Without effect on a sweep that does not run.
   *
   * @return what it was: {@link SweepStatus#RUNNING} when it is interrupted now
   * @throws InvalidInputException when there is no such sweep, with the nearest name that there is
   */
  SweepStatus stop(String sweep, String user);

  /**
   * Goes on with a sweep that was interrupted or has failed. Returns once it is placed beside those
   * that run.
   *
   * @param numSamples its new number of samples; {@code null} to keep it
   * @return whether it goes on; false when all its trials have ended, and there are to be no more
   * @throws InvalidInputException when there is no such sweep, it runs, or cannot grow like that
   */
  boolean resume(String sweep, @Nullable Integer numSamples, String user);

  /** How the grid and its sweeps stand, at most a second ago. */
  GridView status();

  /**
   * A part of what trials have printed.
   *
   * @throws InvalidInputException when there is no such sweep or trial
   */
  LogPage logs(LogQuery query);
}
