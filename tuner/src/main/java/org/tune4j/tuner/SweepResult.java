package org.tune4j.tuner;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Trial;

/**
 * What came of a sweep.
 *
 * @param name the name that it is recorded by
 * @param finished whether all its trials have ended; otherwise it can be resumed
 * @param reason why it ended
 * @param terminated how many trials ended well
 * @param errors how many trials ended by a failure
 * @param unfinished how many trials have begun and can go on
 * @param best the trial with the best value of the objective; {@code null} when there is none
 * @param front with several objectives: the trials that ended well, keep to all bounds and are
 *     beaten by no other such trial, by number
 * @param metrics what its objectives, bounds and stop rules name
 * @param folder where the files of its trials are
 */
public record SweepResult(
    String name,
    boolean finished,
    String reason,
    int terminated,
    int errors,
    int unfinished,
    @Nullable Trial best,
    List<Trial> front,
    Set<String> metrics,
    Path folder) {

  public SweepResult {
    front = List.copyOf(front);
    metrics = Collections.unmodifiableSet(new TreeSet<>(metrics));
  }
}
