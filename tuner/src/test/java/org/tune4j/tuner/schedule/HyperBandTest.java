package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.search.ConcurrencyLimiter;
import org.tune4j.search.Searcher;
import org.tune4j.space.Config;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Bench;
import org.tune4j.yaml.InvalidInputException;

class HyperBandTest {
  private static final Objectives SCORE = Objectives.of(new Objective("score", Objective.Mode.MAX));
  private static final Map<String, Object> SMALL = Map.of("max_t", 9L);

  // ---- whole sweeps ----

  /** Elsewhere the survivors of brackets 1 to 4 stop at 54. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40, 1000})
  void aBandTrainsAsManyTrialsAsFarAsThePaperSays(int slots) {
    SlotsOfTrials world = world(new Bench.Counting(143), Map.of(), slots);
    world.run();
    assertThat(world.ages(0, 81)).isEqualTo(Map.of(1, 54, 3, 18, 9, 6, 27, 2, 81, 1));
    assertThat(world.ages(81, 115)).isEqualTo(Map.of(3, 23, 9, 8, 27, 2, 81, 1));
    assertThat(world.ages(115, 130)).isEqualTo(Map.of(9, 10, 27, 4, 81, 1));
    assertThat(world.ages(130, 138)).isEqualTo(Map.of(27, 6, 81, 2));
    assertThat(world.ages(138, 143)).isEqualTo(Map.of(81, 5));
  }

  @Test
  void theBestOfABracketSurvives() {
    SlotsOfTrials world = world(new Bench.Counting(9), SMALL, 4);
    world.run();
    assertThat(world.age(8)).isEqualTo(9);
    assertThat(world.age(7)).isEqualTo(3);
    assertThat(world.age(6)).isEqualTo(3);
    assertThat(world.age(5)).isEqualTo(1);
    assertThat(world.bench.trial(5).reason())
        .isEqualTo("hyperband: score 5 at training_iteration 1 is not among the best 3 of 9");
    assertThat(world.bench.trial(8).reason())
        .isEqualTo("hyperband: training_iteration 9 >= max_t 9");
  }

  @Test
  void theBestGoOnFirst() {
    SlotsOfTrials world = world(new Bench.Counting(9), SMALL, 1);
    world.run();
    assertThat(world.starts.subList(9, world.starts.size()))
        .as("8 comes last, and need not pause at 1")
        .containsExactly(7, 6, 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 80, 100})
  void aBracketThatIsNeverFilledIsJudgedWithWhatItHas(int trials) {
    for (int slots : new int[] {1, 3, 1000}) {
      SlotsOfTrials world = world(new Bench.Counting(trials), Map.of(), slots);
      world.run();
      assertThat(world.ages(0, trials).get(81)).as("at max_t, %d slots", slots).isPositive();
    }
  }

  /** While older brackets run: it need not wait until all is idle. */
  @Test
  void theLastBracketIsJudgedAsSoonAsThereIsRoomAndTheSearcherHasNothing() {
    TrialScheduler scheduler = scheduler(SMALL, SCORE, 9 + 2);
    Bench bench = new Bench(new Bench.Counting(9 + 2), scheduler, rules -> rules);
    SlotsOfTrials world = new SlotsOfTrials(bench, 100);
    world.step(); // all at 1; those of the second bracket go to 3
    world.step();
    world.step();
    assertThat(world.age(8)).isEqualTo(3);
    assertThat(world.age(10)).isEqualTo(3);
    world.step();
    assertThat(world.age(8)).isEqualTo(4);
    assertThat(world.age(10)).isEqualTo(4);
    assertThat(world.bench.trial(9).reason()).contains("is not among the best 1 of 2");
  }

  /** A walk leaves out what its constraints forbid. */
  @Test
  void theLastBracketIsJudgedAsSoonAsTheSearcherHasLessThanWasExpected() {
    TrialScheduler scheduler = scheduler(SMALL, SCORE, 9 + 5);
    Bench bench = new Bench(new Bench.Counting(9 + 2), scheduler, rules -> rules);
    SlotsOfTrials world = new SlotsOfTrials(bench, 100);
    for (int step = 0; step < 4; step++) {
      world.step();
    }
    assertThat(world.bench.trial(9).reason()).contains("is not among the best 1 of 2");
  }

  /** Elsewhere all trials pause, and none ever goes on. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 30})
  void aSearcherThatWaitsForTrialsToEndIsNoDeadlock(int atATime) {
    for (int slots : new int[] {1, 4, 100}) {
      Searcher searcher = new ConcurrencyLimiter(new Bench.Counting(60), atATime);
      SlotsOfTrials world = world(searcher, Map.of(), slots);
      world.run();
      assertThat(world.ages(0, 60).get(81)).as("at max_t, %d slots", slots).isPositive();
    }
  }

  @Test
  void aSweepThatGrowsGoesOnInBracketsOfItsOwn() {
    SlotsOfTrials world = world(new Growing(5), SMALL, 3);
    world.run();
    world.bench.event(new SweepEvent.Grown(14));
    world.bench.event(new SweepEvent.DriverStarted("resumed"));
    world.run();
    assertThat(world.ages(5, 14).get(9)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void sweepsOfAnyShapeEndWithSurvivorsAtMaxT(long seed) {
    RandomGenerator random = Seeds.random(seed, "shape", 0);
    for (int round = 0; round < 10; round++) {
      int trials = 1 + random.nextInt(120);
      int slots = 1 + random.nextInt(30);
      long maxT = 1 + random.nextInt(60);
      Map<String, Object> settings =
          Map.of(
              "max_t", maxT,
              "grace_period", 1 + random.nextLong(maxT),
              "reduction_factor", 2 + random.nextLong(4));
      Searcher counting = new Bench.Counting(trials);
      Searcher searcher =
          random.nextBoolean() ? counting : new ConcurrencyLimiter(counting, 1 + slots);
      TrialScheduler scheduler = scheduler(settings, SCORE, random.nextBoolean() ? -1 : trials);
      SlotsOfTrials world =
          new SlotsOfTrials(new Bench(searcher, scheduler, rules -> rules), slots);
      world.endsEarly = random.nextBoolean() ? 0.02 : 0;
      world.fails = random.nextBoolean() ? 0.02 : 0;
      world.random = Seeds.random(seed, "faults", round);
      world.run();
      String as = "seed %d, round %d: %d trials, %s".formatted(seed, round, trials, settings);
      for (int number = 0; number < trials; number++) {
        assertThat(world.bench.trial(number).status().isFinal()).as(as).isTrue();
        assertThat(world.bench.trial(number).reason())
            .as(as)
            .matches("hyperband: .*|boom|the trainable was done");
        assertThat(world.age(number)).as(as).isLessThanOrEqualTo((int) maxT);
      }
      if (world.endsEarly + world.fails == 0) {
        assertThat(world.ages(0, trials).get((int) maxT)).as(as).isPositive();
      }
    }
  }

  // ---- one bracket, call by call: nine trials to 1, three to 3, one to 9 ----

  @Test
  void oneThatEndedLeavesItsPlaceToTheNextBest() {
    Rung rung = new Rung(SMALL);
    rung.tell(1, 1, 2, 3, 4, 5, 6, 7, 8);
    rung.end(8); // trials count from 0: with 7, it was among the best
    assertThat(rung.scheduler.choose(false)).isEqualTo(Choice.NOTHING);
    rung.tell(1, 0);
    assertThat(rung.resumeAll()).containsExactly(7, 6, 5);
  }

  @Test
  void whoseErrorComesBeforeTheLevelIsNotWaitedFor() {
    Rung rung = new Rung(SMALL);
    rung.tell(1, 0, 1, 2, 3, 4, 5, 6, 7);
    rung.end(8);
    assertThat(rung.resumeAll()).containsExactly(7, 6, 5);
    assertThat(rung.unwanted()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void theLastToArriveNeedNotPause() {
    Rung rung = new Rung(SMALL);
    rung.tell(1, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(rung.report(0, 1)).isInstanceOf(Verdict.Stop.class);
    Rung other = new Rung(SMALL);
    other.tell(1, 0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(other.report(8, 1)).isEqualTo(Verdict.GO_ON);
    assertThat(other.resumeAll()).containsExactly(7, 6);
  }

  @Test
  void aReportThatJumpsPastLevelsIsJudgedAtEach() {
    Rung rung = new Rung(SMALL);
    assertThat(rung.report(8, 4)).isInstanceOf(Verdict.Pause.class);
    rung.scheduler.onPaused(rung.trials.get(8));
    rung.tell(1, 7, 6, 5, 4, 3, 2, 1, 0);
    assertThat(rung.resumeAll()).as("8 is at the next level already").containsExactly(7, 6);
    rung.tell(3, 7, 6);
    assertThat(rung.resumeAll()).containsExactly(8);
  }

  @Test
  void noTrialPausesAtMaxT() {
    Rung rung = new Rung(SMALL);
    assertThat(rung.report(4, 20)).isInstanceOf(Verdict.Stop.class);
    rung.end(4);
    rung.tell(1, 8, 7, 6, 5, 3, 2, 1, 0);
    assertThat(rung.resumeAll()).containsExactly(8, 7, 6);
  }

  @Test
  void oneThatWasAtMaxTKeepsItsPlace() {
    Rung rung = new Rung(SMALL);
    assertThat(rung.report(8, 9)).isInstanceOf(Verdict.Stop.class);
    rung.end(8);
    rung.tell(1, 7, 6, 5, 4, 3, 2, 1, 0);
    assertThat(rung.resumeAll()).containsExactly(7, 6);
    rung.tell(3, 7, 6);
    assertThat(rung.resumeAll()).isEmpty();
    assertThat(rung.unwanted()).containsExactly(1, 2, 3, 4, 5, 7);
  }

  /** It failed while it saved its state, and goes on from an earlier checkpoint. */
  @Test
  void aPauseHoldsForWhoReportsAnIterationAgain() {
    Rung rung = new Rung(SMALL);
    rung.report(0, 3);
    assertThat(rung.report(0, 1)).isInstanceOf(Verdict.Pause.class);
    assertThat(rung.report(0, 3)).isInstanceOf(Verdict.Pause.class);
    rung.tell(1, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(rung.report(0, 1)).isInstanceOf(Verdict.Stop.class);
    assertThat(rung.unwanted()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void aPromotionHoldsForWhoReportsAnIterationAgain() {
    Rung rung = new Rung(SMALL);
    rung.tell(1, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    rung.resumeAll();
    assertThat(rung.report(8, 1)).isEqualTo(Verdict.GO_ON);
    assertThat(rung.report(8, 2)).isEqualTo(Verdict.GO_ON);
    assertThat(rung.report(8, 3)).isInstanceOf(Verdict.Pause.class);
  }

  @Test
  void oneThatLostItsLastIterationsComesToMaxTAgain() {
    Rung rung = new Rung(SMALL);
    rung.tell(1, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    rung.resumeAll();
    rung.tell(3, 6, 7, 8);
    rung.resumeAll();
    assertThat(rung.report(8, 9)).isInstanceOf(Verdict.Stop.class);
    assertThat(rung.report(8, 5)).isEqualTo(Verdict.GO_ON);
    assertThat(rung.report(8, 9)).isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void whoIsPromotedWhilePausingGoesOnWhenItHasPaused() {
    Rung rung = new Rung(SMALL);
    rung.report(8, 1);
    rung.tell(1, 7, 6, 5, 4, 3, 2, 1, 0);
    assertThat(rung.resumeAll()).containsExactly(7, 6);
    rung.scheduler.onPaused(rung.trials.get(8));
    assertThat(rung.resumeAll()).containsExactly(8);
  }

  @Test
  void whoIsUnwantedWhilePausingEndsWhenItHasPaused() {
    Rung rung = new Rung(SMALL);
    rung.report(0, 1);
    rung.tell(1, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(rung.unwanted()).containsExactly(1, 2, 3, 4, 5);
    rung.scheduler.onPaused(rung.trials.get(0));
    assertThat(rung.unwanted()).containsExactly(0);
    assertThat(rung.unwanted()).as("named once").isEmpty();
  }

  /**
   * It may go on when one has ended; a bracket for each trial that comes then would judge nothing.
   */
  @Test
  void aSearcherThatMayHaveMoreIsWaitedForUntilAllStandsStill() {
    Rung open = new Rung(Map.of("max_t", 27L)); // 27 trials to 1
    open.tell(1, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(open.scheduler.choose(false)).isEqualTo(Choice.NOTHING);
    open.scheduler.onStalled();
    assertThat(open.resumeAll()).containsExactly(8, 7, 6);
    assertThat(open.unwanted()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void lastTrialsMayGoOnUnjudged() {
    Rung rung = new Rung(Map.of("max_t", 1L, "stop_last_trials", false));
    assertThat(rung.report(0, 1)).isEqualTo(Verdict.GO_ON);
    assertThat(rung.report(0, 100)).isEqualTo(Verdict.GO_ON);
  }

  @Test
  void lessIsBetterWhenItSaysSo() {
    Rung rung = new Rung(Map.of("max_t", 9L, "mode", "min"));
    rung.tell(1, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(rung.resumeAll()).containsExactly(0, 1, 2);
  }

  @Test
  void ofEqualTrialsTheOlderGoOn() {
    Rung rung = new Rung(Map.of("max_t", 9L, "metric", "same"));
    rung.tell(1, 3, 5, 1, 8, 7, 0, 2, 4, 6);
    assertThat(rung.resumeAll()).containsExactly(0, 1, 2);
  }

  @Test
  void whoIsWithinBoundsIsBetter() {
    TreeMap<String, Bounds> bounds = new TreeMap<>(Map.of("score", new Bounds(null, 4.0)));
    Rung rung = new Rung(SMALL, new Objectives(SCORE.list(), bounds));
    rung.tell(1, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    assertThat(rung.resumeAll()).containsExactly(4, 3, 2);
    assertThat(rung.scheduler.unwanted().getLast().reason())
        .isEqualTo(
            "hyperband: score 8, out of bounds, at training_iteration 1 is not among the best 3"
                + " of 9");
  }

  /** As with all schedulers: its own metric is not what the sweep is after. */
  @Test
  void boundsDoNotCountForAMetricOfItsOwn() {
    TreeMap<String, Bounds> bounds = new TreeMap<>(Map.of("other", new Bounds(null, 4.0)));
    Rung rung =
        new Rung(
            Map.of("max_t", 9L, "metric", "score", "mode", "max"),
            new Objectives(SCORE.list(), bounds));
    rung.tell(1, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    assertThat(rung.resumeAll()).containsExactly(8, 7, 6);
  }

  @Test
  void aLevelBeyondMaxTIsRefused() {
    assertThatThrownBy(() -> scheduler(Map.of("grace_period", 100L, "max_t", 50L), SCORE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("grace_period: must not be more than max_t (100 > 50)");
  }

  @Test
  void tunesNamesAreKnown() {
    assertThat(SchedulerKinds.named("HyperBandScheduler")).isSameAs(HyperBand.KIND);
    assertThat(SchedulerKinds.named("hb_bohb")).isSameAs(HyperBand.BOHB);
    assertThat(SchedulerKinds.named("HyperBandForBOHB")).isSameAs(HyperBand.BOHB);
  }

  private static TrialScheduler scheduler(
      Map<String, Object> settings, Objectives objectives, int samples) {
    SearchSpace space = SlotsOfTrials.space();
    return HyperBand.KIND
        .factory()
        .make(new SchedulerKind.Setup(Config.of(settings), objectives, space, 1, samples));
  }

  private static TrialScheduler scheduler(Map<String, Object> settings, Objectives objectives) {
    return scheduler(settings, objectives, -1);
  }

  private static SlotsOfTrials world(Searcher searcher, Map<String, Object> settings, int slots) {
    return new SlotsOfTrials(
        new Bench(searcher, scheduler(settings, SCORE), rules -> rules), slots);
  }

  /** A searcher that has more trials later. */
  private static final class Growing implements Searcher {
    private int trials;

    Growing(int trials) {
      this.trials = trials;
    }

    @Override
    public Suggestion suggest(int number) {
      return new Bench.Counting(trials).suggest(number);
    }

    @Override
    public void grow(int numSamples) {
      trials = numSamples;
    }
  }

  /** A scheduler with the nine trials of its first bracket, whose scores are their numbers. */
  private static final class Rung {
    final TrialScheduler scheduler;
    final List<Trial> trials = new ArrayList<>();

    Rung(Map<String, Object> settings) {
      this(settings, SCORE);
    }

    Rung(Map<String, Object> settings, Objectives objectives) {
      scheduler = scheduler(settings, objectives);
      Bench bench = new Bench(9, rules -> rules);
      for (int number = 0; number < 9; number++) {
        trials.add(bench.placeNext());
        scheduler.onAdded(trials.get(number));
      }
    }

    Verdict report(int number, int iteration) {
      TreeMap<String, Double> metrics = new TreeMap<>(Map.of("score", (double) number, "same", 1.));
      Trial trial = trials.get(number);
      return scheduler.onResult(
          trial, new Result(trial.id(), 1, iteration, 0, 0, 0, metrics, null, false), true);
    }

    /** They do as they are told. */
    void tell(int iteration, int... numbers) {
      for (int number : numbers) {
        switch (report(number, iteration)) {
          case Verdict.Pause pause -> scheduler.onPaused(trials.get(number));
          case Verdict.Stop stop -> end(number);
          case Verdict.GoOn goOn -> {}
        }
      }
    }

    void end(int number) {
      scheduler.onEnded(trials.get(number));
    }

    /** Who goes on, in this order. */
    List<Integer> resumeAll() {
      List<Integer> numbers = new ArrayList<>();
      while (scheduler.choose(false) instanceof Choice.Resume resume) {
        Trial trial = trial(resume.trialId());
        numbers.add(trial.number());
        scheduler.onResumed(trial);
      }
      return numbers;
    }

    List<Integer> unwanted() {
      return scheduler.unwanted().stream().map(one -> trial(one.trialId()).number()).toList();
    }

    private Trial trial(String id) {
      return trials.stream().filter(trial -> trial.id().equals(id)).findFirst().orElseThrow();
    }
  }
}
