package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.engine.SweepRules;
import org.tune4j.tuner.place.Offer;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.tuner.schedule.SchedulerKinds;
import org.tune4j.tuner.schedule.TrialScheduler;

/** Sweeps whose trials grow, beside others. */
class GrowingTrialsTest {
  private static TrialScheduler growing(int trials, Config settings) {
    SchedulerKind kind = SchedulerKinds.all().get("resource_changing");
    return kind.factory()
        .make(
            new SchedulerKind.Setup(
                settings,
                Sims.rules("x", 1).objectives(),
                DrawnSpaces.any(Dice.of(1, "any")),
                1,
                trials));
  }

  private static SimulatedSweep growing(String name, int trials, int iterations) {
    return growing(name, trials, iterations, Config.empty());
  }

  private static SimulatedSweep growing(String name, int trials, int iterations, Config settings) {
    SimulatedSweep fifo = Sims.fifo(name, trials, iterations);
    return new SimulatedSweep(
        fifo.rules(),
        fifo.searcher(),
        () -> growing(trials, settings),
        fifo.saving(),
        fifo.curves());
  }

  /** What each start of a sweep's trials got. */
  private static List<Resources> starts(Simulation simulation, String name) {
    List<Resources> got = new ArrayList<>();
    SimulationResult result =
        simulation
            .observer(
                new Observer() {
                  @Override
                  public void decided(
                      String sweep, SweepEvent.Recorded event, List<Command> commands) {
                    for (Command command : commands) {
                      if (command instanceof Command.Start start && sweep.equals(name)) {
                        got.add(start.trial().placement().resources());
                      }
                    }
                  }
                })
            .run();
    assertThat(result.isFinished()).isTrue();
    return got;
  }

  private static Resources cpus(double cpus) {
    return new Resources(cpus, 0);
  }

  @Test
  void theLastTrialGetsAll() {
    SimulatedSweep sweep = growing("a", 3, 6);
    assertThat(starts(new Simulation(List.of(sweep), MemberPlan.steady(1, cpus(6))), "a"))
        .as("all end at once")
        .containsExactly(cpus(2), cpus(2), cpus(2));
    assertThat(starts(new Simulation(List.of(sweep), MemberPlan.steady(1, cpus(2))), "a"))
        .as("the third begins when one of the others has ended, and grows when both have")
        .containsExactly(cpus(1), cpus(1), cpus(1), cpus(2));
  }

  /** What others have given back is theirs, as long as they want it. */
  @Test
  void roomThatOthersWantIsNotGrownInto() {
    SimulatedSweep busy = Sims.fifo("b", 400, 7);
    SimulatedSweep small = growing("a", 1, 100);
    for (List<SimulatedSweep> sweeps : List.of(List.of(busy, small), List.of(small, busy))) {
      assertThat(starts(new Simulation(sweeps, MemberPlan.steady(1, cpus(8))), "a"))
          .containsExactly(cpus(1));
    }
  }

  @Test
  void itGrowsIntoWhatOthersHaveLeft() {
    SimulatedSweep short1 = Sims.fifo("b", 3, 10);
    SimulatedSweep small = growing("a", 1, 100);
    assertThat(starts(new Simulation(List.of(short1, small), MemberPlan.steady(1, cpus(4))), "a"))
        .containsExactly(cpus(1), cpus(4));
  }

  /** The small one would take what the large one needs. */
  @Test
  void trialsThatAskForDifferentAmountsDoNotGrow() {
    SweepRules one = Sims.rules("a", 100);
    Function<Config, PlacementGroup> request =
        variant -> PlacementGroup.of(cpus(variant.getDouble("config.x") == 0 ? 1 : 3));
    SweepRules rules =
        new SweepRules("a", 1, one.objectives(), one.stop(), 0, 0, null, 2, 0, request);
    SimulatedSweep plain = growing("a", 2, 100);
    SimulatedSweep sweep =
        new SimulatedSweep(
            rules, plain.searcher(), plain.scheduler(), plain.saving(), plain.curves());
    SimulationResult result = new Simulation(List.of(sweep), MemberPlan.steady(1, cpus(4))).run();
    assertThat(result.makespanS()).isLessThan(150);
  }

  /** What is kept back must not go from member to member with the trial. */
  @Test
  void aReserveLetsATrialGrowOnce() {
    Config reserve = Config.of(Map.of("reserve_resources", Map.of("cpu", 3L)));
    SimulatedSweep sweep = growing("a", 1, 40, reserve);
    for (List<Integer> cpus : List.of(List.of(8, 6), List.of(6, 8), List.of(8, 8))) {
      List<MemberPlan.Change> members = new ArrayList<>();
      for (int each : cpus) {
        Offer offer = Offer.of(cpus(each));
        members.add(new MemberPlan.Change(0, "m" + members.size(), new MemberPlan.Joins(offer)));
      }
      assertThat(starts(new Simulation(List.of(sweep), new MemberPlan(members)), "a"))
          .as("%s", cpus)
          .hasSizeLessThan(4)
          .last()
          .isEqualTo(cpus(cpus.contains(6) ? 6 : 8));
    }
  }
}
