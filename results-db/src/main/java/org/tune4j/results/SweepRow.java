package org.tune4j.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;

/**
 * A recorded sweep.
 *
 * @param id its number in this database, from 1
 * @param name its unique name
 * @param relation what its wide relations begin with: {@code cartpole_dqn} of {@code
 *     cartpole_dqn_trials}
 * @param state what it has come to
 * @param yaml the sweep as a file
 * @param seed where all its randomness comes from
 * @param objectives what it optimises, and what metrics must keep to, if known
 * @param createdAt when it was submitted
 * @param appliedSeq the last event that the stored trials reflect
 * @param provenance what it ran on, a JSON object
 * @param submittedBy who asked for it, if known
 */
public record SweepRow(
    int id,
    String name,
    String relation,
    SweepState state,
    String yaml,
    long seed,
    @Nullable Objectives objectives,
    Instant createdAt,
    long appliedSeq,
    String provenance,
    @Nullable String submittedBy) {

  /** The first objective, if known. */
  public @Nullable Objective objective() {
    return objectives == null ? null : objectives.first();
  }

  /** The relation with one row per trial. */
  public String trialsRelation() {
    return relation + "_trials";
  }

  /** The relation with one row per result. */
  public String resultsRelation() {
    return relation + "_results";
  }

  /** The relation with the trials that no other beats; there for several objectives only. */
  public String paretoRelation() {
    return relation + "_pareto";
  }
}
