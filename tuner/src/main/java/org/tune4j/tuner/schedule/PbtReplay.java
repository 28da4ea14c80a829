package org.tune4j.tuner.schedule;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Trains one trial with the configs that a trial of a population had, each from its own iteration
 * on.
 */
final class PbtReplay implements TrialScheduler {
  /** Replays what a population found. */
  static final SchedulerKind KIND =
      new SchedulerKind(
          "pbt_replay",
          Set.of("PopulationBasedTrainingReplay"),
          false,
          ConfigSchema.of(
              List.of(
                  PbtSettings.key(
                      Policy.FILE, ValueType.Text.of(), "a file with a row of the policy a line"),
                  PbtSettings.key(
                      Policy.KEY,
                      new ValueType.ListOf(new ValueType.Any()),
                      "which config it has from which iteration on")),
              Map.of()),
          PbtReplay::make,
          Set.of(SchedulerKind.Kept.SPACE, SchedulerKind.Kept.SAMPLES));

  private final Policy policy;

  /** How many steps are done. */
  private int done;

  private @Nullable Trial trial;
  private int iteration;
  private @Nullable String pause;
  private boolean isPaused;

  PbtReplay(Policy policy) {
    this.policy = policy;
  }

  private static PbtReplay make(SchedulerKind.Setup setup) {
    boolean isOne = setup.samples() == 1 && setup.space().cells().equals(BigInteger.ONE);
    if (!isOne || setup.searches()) {
      throw new InvalidInputException(
          new Problem(
              "pbt_replay: replays one trial, so that num_samples must be 1, without grid_search"
                  + " and search_alg",
              null,
              "use num_samples: 1"));
    }
    Policy policy = Policy.of(setup.settings());
    policy.refuseUnlessFits(setup.space());
    return new PbtReplay(policy);
  }

  @Override
  public void onAdded(Trial added) {
    trial = added;
  }

  @Override
  public Verdict onResult(Trial reporter, Result result, boolean othersWait) {
    trial = reporter;
    if (pause != null) { // it failed before it could
      return result.trainingIteration() >= iteration ? new Verdict.Pause(pause) : Verdict.GO_ON;
    }
    int due = policy.due(result.trainingIteration());
    if (due <= done) {
      return Verdict.GO_ON;
    }
    iteration = result.trainingIteration();
    pause =
        "pbt_replay: the policy has another config from training_iteration %d on"
            .formatted(policy.steps().get(due - 1).iteration());
    return new Verdict.Pause(pause);
  }

  @Override
  public void onPaused(Trial one) {
    trial = one;
    isPaused = true;
  }

  @Override
  public Choice choose(boolean more) {
    if (isPaused && trial != null) {
      Config config = trial.config();
      for (Policy.Step step : policy.steps().subList(done, policy.due(iteration))) {
        config = config.overlaidBy(step.changes());
      }
      String reason = "pbt_replay: goes on with " + PbtWords.changes(trial.config(), config);
      return new Choice.Resume(
          trial.id(), reason, new Choice.Change(config, trial.resources(), trial.id()));
    }
    return more ? Choice.NEW_TRIAL : Choice.NOTHING;
  }

  @Override
  public void onResumed(Trial one) {
    trial = one;
    isPaused = false;
    pause = null;
    done = policy.due(iteration);
  }

  @Override
  public void onEnded(Trial one) {
    isPaused = false;
    trial = null;
  }

  @Override
  public List<String> plan() {
    return policy.steps().stream()
        .map(
            step ->
                "pbt_replay: from training_iteration %d on: %s"
                    .formatted(step.iteration(), PbtWords.changes(Config.empty(), step.changes())))
        .toList();
  }

  @Override
  public boolean pauses() {
    return true;
  }
}
