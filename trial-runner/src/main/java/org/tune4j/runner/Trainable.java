package org.tune4j.runner;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trial runs. One object serves one attempt of one trial, and all calls come from one
 * thread: {@link #setup}, perhaps {@link #restore}, then {@link #step} and {@link #save} in turn,
 * and {@link #close} in any case.
 *
 * <p>Any exception ends the attempt; its message is stored with the trial.
 */
public interface Trainable extends AutoCloseable {

  /** Called once, first. */
  void setup(TrialContext context) throws Exception;

  /**
   * Trains a little and reports: numbers, texts, lists, and maps of them, which become metrics with
   * {@code /} in their names. The keys {@code timesteps_this_iter} or {@code timesteps_total},
   * {@code episodes_this_iter} or {@code episodes_total} and {@code done: true} have a meaning of
   * their own. A metric without a value is left out.
   */
  Map<String, ? extends @Nullable Object> step() throws Exception;

  /**
   * Writes everything that going on needs into an empty folder. Writing nothing means that nothing
   * can be saved.
   */
  default void save(Path folder) throws Exception {}

  /** Reads what {@link #save} wrote, in another object and maybe on another machine. */
  default void restore(Path folder) throws Exception {}

  @Override
  default void close() throws Exception {}
}
