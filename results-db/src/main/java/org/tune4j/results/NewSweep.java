package org.tune4j.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;

/**
 * A sweep that is to be recorded.
 *
 * @param name the name its user gave it; the stored one may get a number
 * @param yaml the sweep as a file, whole enough to run it again
 * @param seed where all its randomness comes from
 * @param objectives what it optimises; {@code null} when that is not known
 * @param createdAt when it was submitted
 * @param provenance what it ran on: versions of tune4j, Java, the operating system and the ND4J
 *     back end, as one JSON object
 * @param submittedBy who asked for it; {@code null} when that was not said
 */
public record NewSweep(
    String name,
    String yaml,
    long seed,
    @Nullable Objectives objectives,
    Instant createdAt,
    String provenance,
    @Nullable String submittedBy) {

  /** A sweep of nobody in particular, with one objective. */
  public NewSweep(
      String name,
      String yaml,
      long seed,
      @Nullable Objective objective,
      Instant createdAt,
      String provenance) {
    this(
        name,
        yaml,
        seed,
        objective == null ? null : Objectives.of(objective),
        createdAt,
        provenance,
        null);
  }
}
