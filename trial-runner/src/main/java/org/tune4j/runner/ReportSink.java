package org.tune4j.runner;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link TrialFunction} reports to. For the function's own thread. */
public interface ReportSink {

  /**
   * Reports one result and waits until the trial was told to go on. When it was told to stop, this
   * does not return but throws {@link TrialStoppedException}, which the function should let pass.
   *
   * @param values as {@link Trainable#step} returns them
   */
  void report(Map<String, ? extends @Nullable Object> values);

  /**
   * Reports one result with the state that belongs to it.
   *
   * @param folder holds what going on needs, should the trial be saved after this result; must stay
   *     as it is until this returns. A report without a folder cannot be saved
   */
  void report(Map<String, ? extends @Nullable Object> values, Path folder);

  /** What the folder of an earlier report held, when the trial goes on; {@code null} otherwise. */
  @Nullable Path restored();
}
