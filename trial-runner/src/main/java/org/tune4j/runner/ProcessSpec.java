package org.tune4j.runner;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a trial runs in a process of its own.
 *
 * @param command the program and its arguments, with templates as {@link CommandTemplate} has them;
 *     empty for a Java process that runs the trial's trainable
 * @param env variables beside those that every process of a trial has; they win
 * @param stopGraceS how long the process has to end once it was asked to, in seconds from 0; then
 *     it is killed
 * @param outputBytes the most that is kept of each of its output streams, in bytes from 0
 * @param heapMb the heap of a Java process, in MiB; 0 is what Java takes by itself
 * @param timeLimitS the longest that one attempt may take, in seconds; 0 is for ever
 * @param resultsFile where the command appends its results, relative to the trial's folder; {@code
 *     null} when it prints them
 * @param folder the working directory; {@code null} for that of the member
 */
public record ProcessSpec(
    List<String> command,
    Map<String, String> env,
    double stopGraceS,
    long outputBytes,
    int heapMb,
    double timeLimitS,
    @Nullable String resultsFile,
    @Nullable String folder) {

  /** A Java process with the usual limits. */
  public static final ProcessSpec DEFAULT =
      new ProcessSpec(List.of(), Map.of(), 10, 1 << 20, 0, 0, null, null);

  public ProcessSpec {
    command = List.copyOf(command);
    env = Map.copyOf(env);
    if (!(stopGraceS >= 0) || outputBytes < 0 || heapMb < 0 || !(timeLimitS >= 0)) {
      throw new IllegalArgumentException(
          "process: the limits must be from 0 (%s, %d, %d, %s)"
              .formatted(stopGraceS, outputBytes, heapMb, timeLimitS));
    }
  }

  /** This with another command. */
  public ProcessSpec withCommand(List<String> newCommand) {
    return new ProcessSpec(
        newCommand, env, stopGraceS, outputBytes, heapMb, timeLimitS, resultsFile, folder);
  }
}
