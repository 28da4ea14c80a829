package org.tune4j.tuner.schedule;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Bench;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/** A population whose scheduler is told what happens, without an engine. */
final class Populations {
  final TrialScheduler scheduler;
  final Trial[] trials;

  /** One whose trials have the configs of a space. */
  Populations(SchedulerKind kind, int size, SearchSpace space, Map<String, Object> settings) {
    scheduler = kind.factory().make(setup(size, space, settings));
    trials = new Trial[size];
    for (int number = 0; number < size; number++) {
      trials[number] =
          Trial.proposed(
              "s",
              number,
              "nothing",
              space.variant(BigInteger.ZERO, 1, number).getConfig("config"),
              1,
              PlacementGroup.ONE_CPU,
              Bench.START);
      scheduler.onAdded(trials[number]);
    }
  }

  /** One whose trials are at a learning rate between 0 and 1. */
  Populations(int size, Map<String, Object> settings) {
    this(Pbt.KIND, size, space("config: {lr: {uniform: [0, 1]}}"), settings);
  }

  static SchedulerKind.Setup setup(int samples, SearchSpace space, Map<String, Object> settings) {
    return new SchedulerKind.Setup(
        Config.of(settings),
        Objectives.of(new Objective("score", Objective.Mode.MAX)),
        space,
        1,
        samples);
  }

  static SearchSpace space(String yaml, String... constraints) {
    return spaceOf("run: nothing, " + yaml, constraints);
  }

  /** One that says itself what runs. */
  static SearchSpace spaceOf(String yaml, String... constraints) {
    Problems problems = new Problems();
    Node.Mapping root = YamlReader.read("{" + yaml + "}", "space", problems);
    SearchSpace space = SearchSpace.parse(root, ConfigSchema.anything(), problems);
    for (String constraint : constraints) {
      Node list = YamlReader.read("c: [\"" + constraint + "\"]", "space", problems).get("c");
      space = space.constrained(list, problems);
    }
    problems.throwIfAny();
    return space;
  }

  Verdict report(int number, int iteration, double score) {
    return report(number, iteration, score, false);
  }

  Verdict report(int number, int iteration, double score, boolean othersWait) {
    return scheduler.onResult(trials[number], result(trials[number], iteration, score), othersWait);
  }

  static Result result(Trial trial, int iteration, double score) {
    return new Result(
        trial.id(),
        1,
        iteration,
        iteration,
        0,
        iteration,
        new TreeMap<>(Map.of("score", score)),
        null,
        false);
  }

  /** All report, 0 the worst, and save. */
  void allReport(int iteration) {
    for (int number = trials.length - 1; number >= 0; number--) {
      report(number, iteration, number);
      save(number);
    }
  }

  /** They save nothing. */
  void allReportOnly(int iteration) {
    for (int number = trials.length - 1; number >= 0; number--) {
      report(number, iteration, number);
    }
  }

  void save(int number) {
    scheduler.onSaved(trials[number]);
  }

  /** It saves its state and gives back its room. */
  void pause(int number) {
    save(number);
    scheduler.onPaused(trials[number]);
  }

  void end(int number) {
    scheduler.onEnded(trials[number]);
  }

  /** What is chosen when there are no new trials, done. */
  Choice.Resume resume() {
    Choice.Resume resume = (Choice.Resume) scheduler.choose(false);
    for (int number = 0; number < trials.length; number++) {
      if (trials[number].id().equals(resume.trialId())) {
        Choice.Change change = resume.change();
        if (change != null) {
          trials[number] = trials[number].changed(change.config(), change.resources());
        }
        scheduler.onResumed(trials[number]);
      }
    }
    return resume;
  }

  static String reason(Verdict verdict) {
    return ((Verdict.Pause) verdict).reason();
  }
}
