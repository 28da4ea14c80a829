package org.tune4j.tuner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/**
 * The files, the results that count and the lineage, as a naive reader of the commands has them.
 */
final class LineageModel {
  private static final long MAX_ONE = 1 << 20;

  private final Bench bench;
  private final long quota;
  private final String what;

  private final Map<String, Checkpoint> files = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> damaged = new HashSet<>();
  private final Map<String, TreeMap<Integer, Double>> counting = new HashMap<>();
  private final Map<String, Command.Start> starts = new HashMap<>();
  private final Map<String, Command.Answer> answers = new HashMap<>();
  private final Map<Long, Exploit> lineage = new LinkedHashMap<>();
  private int seenEvents;
  private int seenCommands;

  LineageModel(Bench bench, long quota, String what) {
    this.bench = bench;
    this.quota = quota;
    this.what = what;
  }

  int lastIteration(Trial trial) {
    Command.Answer answer = answers.get(trial.id());
    Checkpoint from = start(trial);
    return answer != null && answer.attempt() == trial.attempts()
        ? answer.trainingIteration()
        : from == null ? 0 : from.trainingIteration();
  }

  boolean hasReported(Trial trial) {
    Command.Answer answer = answers.get(trial.id());
    return answer != null && answer.attempt() == trial.attempts();
  }

  /** Whether there is a checkpoint of its last result already. */
  boolean hasSaved(Trial trial) {
    return seen.contains(
        new Checkpoint(trial.id(), trial.attempts(), lastIteration(trial), 0, "").id());
  }

  boolean isPausing(Trial trial) {
    return hasReported(trial) && answers.get(trial.id()).decision() == Decision.PAUSE;
  }

  Checkpoint start(Trial trial) {
    return starts.get(trial.id()).from();
  }

  void damage(Checkpoint checkpoint) {
    damaged.add(checkpoint.id());
  }

  /** Takes in what is new. */
  void check() {
    for (; seenEvents < bench.events.size(); seenEvents++) {
      switch (bench.events.get(seenEvents).event()) {
        case SweepEvent.Saved saved -> {
          files.put(saved.checkpoint().id(), saved.checkpoint());
          seen.add(saved.checkpoint().id());
        }
        case SweepEvent.Reported reported -> {
          Result result = reported.result();
          counting
              .computeIfAbsent(result.trialId(), id -> new TreeMap<>())
              .put(result.trainingIteration(), result.value("score"));
        }
        default -> {}
      }
    }
    for (; seenCommands < bench.commands().size(); seenCommands++) {
      check(bench.commands().get(seenCommands));
    }
    bench.engine.liveTrials().keySet().forEach(this::checkBest);
  }

  private void check(Command command) {
    switch (command) {
      case Command.Discard c ->
          assertThat(files.remove(c.checkpoint().id())).as(what + ": " + c).isNotNull();
      case Command.Start c -> {
        starts.put(c.trial().id(), c);
        if (c.from() != null) {
          assertThat(files).as(what).containsKey(c.from().id());
          boolean own = c.from().trialId().equals(c.trial().id());
          assertThat(lineage.values().stream().anyMatch(e -> isOf(c, e)))
              .as(what + ": " + c)
              .isEqualTo(!own);
        }
      }
      case Command.Exploited c -> {
        assertThat(files).as(what).containsKey(c.exploit().checkpointId());
        assertThat(lineage.put(c.exploit().seq(), c.exploit())).isNull();
      }
      case Command.Revoked c ->
          lineage
              .values()
              .removeIf(e -> e.trialId().equals(c.trialId()) && e.attempt() >= c.sinceAttempt());
      case Command.Supersede c ->
          counting
              .getOrDefault(c.trialId(), new TreeMap<>())
              .tailMap(c.afterIteration(), false)
              .clear();
      case Command.Answer c -> answers.put(c.trialId(), c);
      default -> {}
    }
  }

  private static boolean isOf(Command.Start start, Exploit exploit) {
    return exploit.trialId().equals(start.trial().id())
        && exploit.checkpointId().equals(start.from().id())
        && exploit.newConfig().equals(start.trial().config());
  }

  /** The best value of a trial is one of its own that counts. */
  private void checkBest(Trial trial) {
    if (trial.status() == TrialStatus.RUNNING) {
      Double best =
          counting.getOrDefault(trial.id(), new TreeMap<>()).values().stream()
              .max(Double::compare)
              .orElse(null);
      assertThat(trial.bestValue()).as(what + ": " + trial).isEqualTo(best);
    }
  }

  /** Every exploit points to a checkpoint that is there. */
  void checkEnd() {
    assertThat(bench.engine.isOver()).as(what).isTrue();
    if (quota == 0) {
      List<String> gone =
          lineage.values().stream()
              .map(Exploit::checkpointId)
              .filter(id -> !files.containsKey(id) && !damaged.contains(id))
              .toList();
      assertThat(gone).as(what).isEmpty();
    } else {
      long total = files.values().stream().mapToLong(c -> Math.max(4096, c.bytes())).sum();
      assertThat(total).as(what).isLessThanOrEqualTo(Math.max(quota, MAX_ONE));
    }
  }

  /** How many exploits count. */
  int exploits() {
    return lineage.size();
  }
}
