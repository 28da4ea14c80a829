package org.tune4j.tuner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.schedule.TrialScheduler;

/** What a sweep deletes when its checkpoints take more than they may. */
class CheckpointQuotaTest {
  private static final long MB = 1 << 20;

  @Test
  void whatIsNeitherBestNorNewestOfAnEndedTrialGoesFirstThenTheWorstThenWhatIsOlder() {
    Bench bench = new Bench(3, rules -> rules.checkpointQuota(6 * MB).checkpointsToKeep(10));
    Trial good = train(bench, 9, 8, 7);
    bench.end(good, Outcome.FINISHED, null);
    Trial bad = train(bench, 1, 3, 2);
    bench.end(bad, Outcome.FINISHED, null);
    assertThat(discarded(bench)).isEmpty();
    Trial live = train(bench, 1, 2, 3, 4, 5, 6);
    assertThat(discarded(bench))
        .containsExactly(
            "1:1", "0:2", // neither best nor newest
            "1:3", "1:2", "0:3", // the worst of the others, but for the best of all
            "2:1"); // what is older
    for (int i = 7; i <= 12; i++) {
      bench.report(live, i, i);
      bench.save(live, i, i * MB);
    }
    assertThat(kept(bench)).as("the newest, though it takes more").containsExactly("2:12");
    assertThat(warnings(bench))
        .hasSize(1)
        .allSatisfy(text -> assertThat(text).contains("7340032 bytes", "quota_mb"));
  }

  @Test
  void theBestOfTheEndedTrialsOutlivesWhatIsOlderOfTheOthers() {
    Bench bench = new Bench(2, rules -> rules.checkpointQuota(3 * MB));
    bench.end(train(bench, 50), Outcome.FINISHED, null);
    train(bench, 1, 2, 3, 4);
    assertThat(kept(bench)).containsExactlyInAnyOrder("0:1", "1:3", "1:4");
  }

  @Test
  void aTrialThatEndsMakesRoom() {
    Bench bench = new Bench(2, rules -> rules.checkpointQuota(MB));
    Trial first = train(bench, 1);
    Trial second = train(bench, 2);
    assertThat(kept(bench)).as("both go on").hasSize(2);
    bench.end(second, Outcome.FINISHED, null);
    assertThat(kept(bench)).as("the newest of the one that goes on").containsExactly("0:1");
    bench.end(first, Outcome.FINISHED, null);
    assertThat(kept(bench)).containsExactly("0:1");
  }

  @Test
  void withoutAQuotaNothingGoesAndNothingIsRemembered() {
    Bench bench = new Bench(200, rules -> rules);
    for (int i = 0; i < 200; i++) {
      bench.end(train(bench, i), Outcome.FINISHED, null);
    }
    assertThat(discarded(bench)).isEmpty();
  }

  @Test
  void aTrialThatLostACheckpointToTheQuotaGoesOnFromItsNewest() {
    Bench bench = new Bench(1, rules -> rules.checkpointQuota(MB));
    Trial trial = train(bench, 5, 4, 3);
    bench.end(trial, Outcome.LOST, "gone");
    bench.placeNext();
    assertThat(bench.lastStart().from().trainingIteration()).isEqualTo(3);
    assertThat(kept(bench)).containsExactly("0:3");
  }

  @Test
  void aDamagedOneCountsNoMore() {
    Bench bench = new Bench(1, rules -> rules.checkpointQuota(2 * MB));
    Trial trial = train(bench, 1, 2);
    Checkpoint newest = new Checkpoint(trial.id(), 1, 2, MB, "0".repeat(64));
    bench.event(new SweepEvent.Damaged(trial.id(), 1, newest, "its checksum is wrong"));
    Trial again = bench.placeNext();
    assertThat(bench.lastStart().from().trainingIteration()).isEqualTo(1);
    bench.report(again, 2, 2);
    bench.save(again, 2, MB);
    assertThat(kept(bench)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverHappensTheQuotaHoldsOrOnlyNewestOnesAreLeft(long seed) {
    RandomGenerator random = Seeds.random(seed, "quota", 0);
    Bench bench = new Bench(60, rules -> rules.checkpointQuota(8 * MB).maxFailures(-1));
    List<Trial> running = new ArrayList<>();
    Map<String, Integer> at = new HashMap<>();
    while (!bench.engine.isOver()) {
      if (running.size() < 3 && (bench.engine.isHungry() || bench.engine.nextToPlace() != null)) {
        bench.slotFree();
        if (bench.engine.nextToPlace() == null) {
          continue;
        }
        running.add(bench.placeNext());
        continue;
      }
      if (running.isEmpty()) {
        break;
      }
      Trial trial = running.get(random.nextInt(running.size()));
      double dice = random.nextDouble();
      if (dice < 0.8) {
        int iteration = at.merge(trial.id() + "#" + trial.attempts(), 1, Integer::sum);
        bench.report(trial, iteration, random.nextInt(9));
        bench.save(trial, iteration, random.nextLong(3 * MB));
      } else {
        running.remove(trial);
        bench.end(
            trial,
            dice < 0.9 ? Outcome.FINISHED : dice < 0.95 ? Outcome.LOST : Outcome.FAILED,
            "so");
      }
      assertQuota(bench, seed);
    }
    SweepEngine again =
        new SweepEngine(
            new Bench.Rules().checkpointQuota(8 * MB).maxFailures(-1).build(),
            new Bench.Counting(60),
            TrialScheduler.FIFO);
    List<Command> commands = new ArrayList<>();
    bench.events.forEach(event -> commands.addAll(again.handle(event)));
    assertThat(commands).as("replay, seed " + seed).isEqualTo(bench.commands());
  }

  private static void assertQuota(Bench bench, long seed) {
    Map<String, Checkpoint> kept = keptCheckpoints(bench);
    long total = kept.values().stream().mapToLong(c -> Math.max(4096, c.bytes())).sum();
    if (total > 8 * MB) {
      Map<String, Integer> perTrial = new HashMap<>();
      kept.values().forEach(c -> perTrial.merge(c.trialId(), 1, Integer::sum));
      assertThat(perTrial.values()).as("seed " + seed).containsOnly(1);
      assertThat(perTrial.keySet())
          .as("seed " + seed)
          .allSatisfy(id -> assertThat(bench.engine.liveTrial(id)).isNotNull());
    }
  }

  /** Trains the next trial: an iteration for each score, with a checkpoint of 1 MiB. */
  private static Trial train(Bench bench, double... scores) {
    Trial trial = bench.placeNext();
    IntStream.rangeClosed(1, scores.length)
        .forEach(
            i -> {
              bench.report(trial, i, scores[i - 1]);
              bench.save(trial, i, MB);
            });
    return trial;
  }

  private static List<String> discarded(Bench bench) {
    return bench.commands().stream()
        .filter(c -> c instanceof Command.Discard)
        .map(c -> name(((Command.Discard) c).checkpoint()))
        .toList();
  }

  private static List<String> warnings(Bench bench) {
    return bench.commands().stream()
        .filter(c -> c instanceof Command.Warn)
        .map(c -> ((Command.Warn) c).text())
        .toList();
  }

  private static List<String> kept(Bench bench) {
    return keptCheckpoints(bench).values().stream().map(CheckpointQuotaTest::name).toList();
  }

  /** What was saved and not discarded, as the disk has it. */
  private static Map<String, Checkpoint> keptCheckpoints(Bench bench) {
    Map<String, Checkpoint> kept = new HashMap<>();
    bench.events.forEach(
        event -> {
          if (event.event() instanceof SweepEvent.Saved saved) {
            kept.put(saved.checkpoint().id(), saved.checkpoint());
          }
        });
    bench.commands().stream()
        .filter(c -> c instanceof Command.Discard)
        .forEach(c -> kept.remove(((Command.Discard) c).checkpoint().id()));
    return kept;
  }

  private static String name(Checkpoint checkpoint) {
    String id = checkpoint.trialId();
    return Integer.parseInt(id.substring(id.lastIndexOf('_') + 1))
        + ":"
        + checkpoint.trainingIteration();
  }
}
