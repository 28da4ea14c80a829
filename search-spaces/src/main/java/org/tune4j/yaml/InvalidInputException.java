package org.tune4j.yaml;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a user wrote is wrong. The message lists every problem and is meant to be read by that user.
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // never serialized
  private final List<Problem> problems;

  public InvalidInputException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public InvalidInputException(Problem problem) {
    this(List.of(problem));
  }

  public List<Problem> problems() {
    return problems;
  }
}
