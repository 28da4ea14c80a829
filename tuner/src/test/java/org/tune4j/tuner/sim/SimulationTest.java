package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.place.Offer;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.schedule.Verdict;
import org.tune4j.tuner.sim.SimulationResult.SweepEnd;

class SimulationTest {
  private static final Offer ONE_CPU = Offer.of(Resources.ONE_CPU);

  @Test
  void aSweepTakesAsLongAsItsIterationsOnItsSlots() {
    SimulationResult result =
        new Simulation(List.of(Sims.fifo("a", 10, 7)), MemberPlan.steady(2, new Resources(2, 0)))
            .run();

    assertThat(result.isFinished()).isTrue();
    assertThat(result.makespanS()).isEqualTo(21); // 4 + 4 + 2 trials of 7 s
    SweepEnd sweep = result.sweeps().getFirst();
    assertThat(sweep.iterations()).isEqualTo(70);
    assertThat(sweep.iterationSeconds()).isCloseTo(70, within(1e-9));
    assertThat(sweep.terminated()).isEqualTo(10);
    assertThat(sweep.best().number()).isZero();
    assertThat(sweep.trials()).hasSize(10);
    assertThat(sweep.trials().getFirst().iterations()).isEqualTo(7);
    assertThat(sweep.trials().getFirst().trial().reason()).contains("training_iteration 7 >= 7");
    assertThat(result.members())
        .extracting(SimulationResult.MemberUse::member)
        .containsExactly("m0", "m1");
    assertThat(result.idleCpuShare()).isCloseTo(14 / 84.0, within(1e-9));
    assertThat(result.members().stream().mapToDouble(SimulationResult.MemberUse::idleCpuS).sum())
        .isCloseTo(14, within(1e-9));
    SimulationResult.Timeline timeline = result.timeline();
    assertThat(timeline.bins().getFirst().busyCpus()).isCloseTo(4, within(1e-9));
    assertThat(timeline.bins().getLast().busyCpus()).isCloseTo(2, within(1e-9));
    assertThat(timeline.bins().size() * timeline.secondsPerBin()).isBetween(21.0, 21.1);
  }

  @Test
  void whatTakesTimeBesideTheIterationsCounts() {
    SimulationResult result =
        new Simulation(List.of(Sims.fifo("a", 2, 3)), MemberPlan.steady(1, Resources.ONE_CPU))
            .costs(new Costs(10, 100, 0.5, 0))
            .run();

    assertThat(result.makespanS()).isCloseTo(2 * (10 + 3 + 0.5), within(1e-6));
  }

  @Test
  void whatRanOnAMemberThatDiesIsLostAndRunAgain() {
    List<MemberPlan.Change> script = new ArrayList<>();
    script.add(new MemberPlan.Change(0, "a", new MemberPlan.Joins(ONE_CPU)));
    script.add(new MemberPlan.Change(2.5, "a", new MemberPlan.Dies()));
    script.add(new MemberPlan.Change(100, "b", new MemberPlan.Joins(ONE_CPU)));
    SimulationResult result =
        new Simulation(List.of(Sims.fifo("a", 1, 5)), new MemberPlan(script))
            .costs(new Costs(0, 0, 0, 20))
            .run();

    SweepEnd sweep = result.sweeps().getFirst();
    assertThat(result.isFinished()).isTrue();
    assertThat(sweep.iterations()).isEqualTo(7); // two of them twice
    assertThat(sweep.lost()).isEqualTo(1);
    assertThat(sweep.attempts()).isEqualTo(2);
    assertThat(result.makespanS()).isEqualTo(105);
    assertThat(result.members().getFirst().cpuS()).isEqualTo(2.5);
  }

  @Test
  void aMemberThatSlowsDownTakesLonger() {
    MemberPlan plan =
        MemberPlan.steady(1, Resources.ONE_CPU)
            .and(new MemberPlan(List.of(new MemberPlan.Change(3, "m0", new MemberPlan.Slows(4)))));
    assertThat(new Simulation(List.of(Sims.fifo("a", 1, 5)), plan).run().makespanS())
        .isBetween(3 + 8.0, 3 + 9.0);
  }

  @Test
  void severalSweepsShareTheGridInTurn() {
    SimulationResult result =
        new Simulation(
                List.of(Sims.fifo("a", 10, 1), Sims.fifo("b", 10, 1)),
                MemberPlan.steady(1, new Resources(2, 0)))
            .run();
    assertThat(result.sweeps()).extracting(SweepEnd::endedS).containsExactly(10.0, 10.0);
  }

  @Test
  void aSweepThatAsksForTooMuchFailsWithTheReason() {
    SimulationResult result =
        new Simulation(List.of(Sims.fifo("a", 1, 1)), MemberPlan.steady(3, new Resources(0.5, 0)))
            .run();
    SweepEnd sweep = result.sweeps().getFirst();
    assertThat(sweep.errors()).isEqualTo(1);
    assertThat(sweep.trials().getFirst().trial().status()).isEqualTo(TrialStatus.ERROR);
    assertThat(sweep.trials().getFirst().trial().error()).contains("at most 0.5 are there");
  }

  @Test
  void withoutMembersItSaysWhatItWaitsFor() {
    MemberPlan plan =
        MemberPlan.steady(1, Resources.ONE_CPU)
            .and(
                new MemberPlan(List.of(new MemberPlan.Change(2.5, "m0", new MemberPlan.Leaves()))));
    SimulationResult result = new Simulation(List.of(Sims.fifo("a", 1, 5)), plan).run();
    assertThat(result.isFinished()).isFalse();
    assertThat(result.sweeps().getFirst().reason()).contains("waits for 1 CPU");
  }

  @Test
  void aDriverThatCrashesIsReplacedAndNothingIsLost() {
    for (boolean deciding : new boolean[] {false, true}) {
      List<DriverPlan.Crash> crashes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        crashes.add(new DriverPlan.Crash(0.3 + i * 0.97, 0.1 * i, deciding));
      }
      SimulationResult result =
          new Simulation(List.of(Sims.fifo("a", 10, 7)), MemberPlan.steady(2, new Resources(2, 0)))
              .driver(new DriverPlan(crashes, List.of()))
              .run();
      assertThat(result.isFinished()).isTrue();
      assertThat(result.sweeps().getFirst().terminated()).isEqualTo(10);
      assertThat(result.sweeps().getFirst().iterations()).isEqualTo(70);
    }
  }

  @Test
  void anInterruptedSweepGoesOnFromItsCheckpoints() {
    SimulationResult result =
        new Simulation(List.of(Sims.fifo("a", 10, 7)), MemberPlan.steady(1, new Resources(2, 0)))
            .driver(
                new DriverPlan(List.of(), List.of(new DriverPlan.Interruption(10.5, 0, 5, 100, 0))))
            .run();
    assertThat(result.isFinished()).isTrue();
    assertThat(result.makespanS()).isBetween(135.0, 136.5);
    assertThat(result.sweeps().getFirst().iterations()).isEqualTo(70);
    assertThat(result.sweeps().getFirst().attempts()).isEqualTo(12);
  }

  @Test
  void theSameSimulationGivesTheSameResult() {
    assertThat(faulty().run()).isEqualTo(faulty().run());
  }

  private static Simulation faulty() {
    MemberPlan plan =
        MemberPlan.drawn(
            List.of(ONE_CPU, ONE_CPU, ONE_CPU), new MemberPlan.Faults(20, 10, 0.5, 15, 3, 500), 7);
    return new Simulation(List.of(Sims.fifo("a", 20, 9)), plan).shuffled(3);
  }

  /** As a real one: what its scheduler needs is in what the sweep says, or is not there. */
  @Test
  void trialsSaveWhereTheSweepSaysAndNowhereElse() {
    TrialScheduler needsOften =
        new TrialScheduler() {
          @Override
          public Verdict onResult(Trial trial, Result result, boolean othersWait) {
            return Verdict.GO_ON;
          }

          @Override
          public int savesEvery() {
            return 3;
          }
        };
    SimulatedSweep fifo = Sims.fifo("a", 1, 20);
    SimulatedSweep sweep =
        new SimulatedSweep(
            fifo.rules(),
            fifo.searcher(),
            () -> needsOften,
            new SimulatedSweep.Saving(7, false),
            fifo.curves());
    List<Integer> saved = new ArrayList<>();
    new Simulation(List.of(sweep), MemberPlan.steady(1, Resources.ONE_CPU))
        .observer(
            new Observer() {
              @Override
              public void deciding(String name, SweepEvent.Recorded recorded) {
                if (recorded.event() instanceof SweepEvent.Saved event) {
                  saved.add(event.checkpoint().trainingIteration());
                }
              }
            })
        .run();
    assertThat(saved).containsExactly(7, 14);
  }

  /** Else replays that are compared would prove nothing. */
  @Test
  void aSchedulerThatIsAnotherWhenItIsMadeAgainIsFoundOut() {
    AtomicInteger made = new AtomicInteger();
    SimulatedSweep fifo = Sims.fifo("a", 2, 5);
    SimulatedSweep sweep =
        new SimulatedSweep(
            fifo.rules(),
            fifo.searcher(),
            () -> stoppingAt(3 + made.getAndIncrement()),
            SimulatedSweep.Saving.AT_END,
            fifo.curves());
    Simulation simulation =
        new Simulation(List.of(sweep), MemberPlan.steady(1, Resources.ONE_CPU))
            .replayed(seq -> false);
    assertThatThrownBy(simulation::run)
        .isInstanceOf(BrokenInvariantException.class)
        .hasMessageContaining("read again, the log gives");
  }

  private static TrialScheduler stoppingAt(int iteration) {
    return (trial, result, othersWait) ->
        result.trainingIteration() >= iteration ? new Verdict.Stop("enough") : Verdict.GO_ON;
  }
}
