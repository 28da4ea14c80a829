package org.tune4j.rl.offline;

import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** What is wrong with recorded data, or with what a config says about it. */
final class InputProblem {
  private InputProblem() {}

  static InvalidInputException of(String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem("input: " + message, null, maybe));
  }
}
