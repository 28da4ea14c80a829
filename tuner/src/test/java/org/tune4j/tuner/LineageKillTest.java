package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.CheckpointArchive;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.engine.SweepEngine;
import org.tune4j.tuner.report.LineageFilesCheck;
import org.tune4j.tuner.spec.SweepFile;

/**
 * Kills the whole JVM of a sweep of Population Based Training and resumes it: every exploit that is
 * recorded points to a checkpoint that is there, and each is recorded once.
 */
class LineageKillTest {
  private static final long SEED = 20261122;

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void theLineageSurvivesAFewKills() throws Exception {
    killAndCheck(8, 12, 2, "");
  }

  @Test
  @Tag("slow")
  @Timeout(900)
  void theLineageSurvivesKillsWithRoundsForAll() throws Exception {
    killAndCheck(8, 24, 5, ", synch: true");
  }

  private void killAndCheck(int trials, int iterations, int kills, String more) throws Exception {
    String message = "seed " + SEED + " in LineageKillTest";
    SweepProcesses processes = new SweepProcesses(folder, message);
    Path told = Files.createFile(folder.resolve("told.txt"));
    Path results = folder.resolve("results");
    Path file = Files.writeString(folder.resolve("s.yaml"), yaml(trials, iterations, told, more));
    RandomGenerator random = Seeds.random(SEED, "kills", trials);
    int perKill = Math.max(2, trials * iterations / (kills + 2));
    int hits = 0;
    for (int kill = 0; kill < kills; kill++) {
      Process child = processes.start(results, kill == 0 ? file.toString() : "resume");
      int lines = SweepProcesses.lines(told) + random.nextInt(1, perKill);
      processes.waitForLines(told, lines, child);
      Thread.sleep(random.nextInt(30));
      hits += child.isAlive() ? 1 : 0;
      child.destroyForcibly().waitFor();
    }
    Process last = processes.start(results, "resume");
    assertThat(last.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(last.exitValue()).as(message).isZero();
    assertThat(hits).as(message).isEqualTo(kills);
    try (ResultsDb db = ResultsDb.open(results)) {
      List<Exploit> exploits = new ArrayList<>();
      db.forEachExploit("s", exploits::add);
      assertThat(exploits).as(message).hasSizeGreaterThan(2);
      exploits.forEach(exploit -> assertPointsToACheckpoint(db, results, exploit));
      assertThat(exploits).as(message).isEqualTo(replayed(db));
      assertTrialsHaveTheConfigOfTheirLast(db, exploits);
      LineageFilesCheck.assertSame(results, exploits);
    }
  }

  private static String yaml(int trials, int iterations, Path told, String more) {
    return """
    s: {
      run: org.tune4j.tuner.ToldTrainable,
      metric: score,
      mode: max,
      seed: 5,
      num_samples: %d,
      scheduler: {type: pbt, time_attr: training_iteration, perturbation_interval: 3,
        hyperparam_mutations: {x: {uniform: [0, 1]}}%s},
      config: {iterations: %d, sleep_ms: 4, told: "%s", x: {uniform: [0, 1]}}
    }
    """
        .formatted(trials, more, iterations, told);
  }

  private static void assertPointsToACheckpoint(ResultsDb db, Path results, Exploit exploit) {
    Checkpoint found =
        db.checkpoints(exploit.donorId()).stream()
            .filter(checkpoint -> checkpoint.id().equals(exploit.checkpointId()))
            .findFirst()
            .orElse(null);
    assertThat(found).as("%s", exploit).isNotNull();
    Path file = new CheckpointStore(results).file("s", found);
    assertThat(file).exists();
    try {
      assertThat(CheckpointArchive.sha256(file)).isEqualTo(found.sha256());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What an engine that is handed the events says. */
  private static List<Exploit> replayed(ResultsDb db) {
    Sweep sweep = SweepFile.parse(db.sweep("s").yaml(), "s.yaml", TrainableRegistry.load()).get(0);
    SweepEngine engine = sweep.withSeed(db.sweep("s").seed()).engine("s", sweep.searcher());
    List<Exploit> exploits = new ArrayList<>();
    db.replay(
        "s",
        event -> {
          for (Command command : engine.handle(event)) {
            if (command instanceof Command.Exploited c) {
              exploits.add(c.exploit());
            } else if (command instanceof Command.Revoked c) {
              exploits.removeIf(
                  e -> e.trialId().equals(c.trialId()) && e.attempt() >= c.sinceAttempt());
            }
          }
        });
    return exploits;
  }

  private static void assertTrialsHaveTheConfigOfTheirLast(ResultsDb db, List<Exploit> exploits) {
    Map<String, Exploit> last = new LinkedHashMap<>();
    exploits.forEach(exploit -> last.put(exploit.trialId(), exploit));
    List<Trial> trials = new ArrayList<>();
    db.forEachTrial("s", trials::add);
    for (Trial trial : trials) {
      Exploit exploit = last.get(trial.id());
      if (exploit != null) {
        assertThat(trial.config()).isEqualTo(exploit.newConfig());
      }
    }
  }
}
