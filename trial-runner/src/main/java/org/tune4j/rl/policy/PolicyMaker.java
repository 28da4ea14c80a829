package org.tune4j.rl.policy;

import org.tune4j.rl.preprocess.Preprocessor;
import org.tune4j.rl.space.Space;

/** Makes the policies of one trial, all of the same shape. Thread-safe. */
public interface PolicyMaker {
  /**
   * A policy without parameters.
   *
   * @param observations what its rows look like
   * @param actions what its actions are, after normalisation
   */
  Policy make(Preprocessor observations, Space actions);
}
