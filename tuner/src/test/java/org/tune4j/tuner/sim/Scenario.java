package org.tune4j.tuner.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.AlgorithmSearcher;
import org.tune4j.search.ConcurrencyLimiter;
import org.tune4j.search.Searcher;
import org.tune4j.search.VariantSearcher;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.SearchSpace;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.engine.SweepRules;
import org.tune4j.tuner.place.Offer;
import org.tune4j.tuner.stop.Plateau;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.tuner.stop.StopRules;
import org.tune4j.tuner.stop.Stopper;
import org.tune4j.tuner.stop.SweepPlateau;
import org.tune4j.tuner.stop.SweepStopRule;

/** A random simulation: sweeps, members with faults, a driver that crashes. All from one number. */
final class Scenario {
  private static final List<String> ALGORITHMS =
      List.of("random_search", "sobol", "evolution", "tpe", "bohb", "dehb", "nsga2", "cmaes");

  private static final int TRIALS = 20;
  private static final int MANY_TRIALS = 60;
  private static final long GIB = 1L << 30;
  private static final SortedMap<String, Double> NOTHING_ELSE = Collections.emptySortedMap();
  private static final SortedMap<String, Double> LICENCE =
      Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("licence", 1.0)));
  private static final List<Resources> TWO_CPUS = List.of(Resources.ONE_CPU, Resources.ONE_CPU);

  /** Far more happens in none of them. */
  private static final long MOST_HAPPENINGS = 300_000;

  private final long seed;
  private final Dice dice;
  private final List<Drawn> sweeps = new ArrayList<>();
  private final Simulation simulation;
  private final String members;

  /** A sweep that was drawn. */
  record Drawn(
      SimulatedSweep sweep,
      DrawnSchedulers.Drawn scheduler,
      String searcher,
      int samples,
      int trials,
      int oldest) {
    @Override
    public String toString() {
      SweepRules rules = sweep.rules();
      return "%s: %s, %s of %d, to %d, max_concurrent %d, max_failures %d, budget %s, priority %d, %s"
          .formatted(
              rules.name(),
              scheduler,
              searcher,
              trials,
              oldest,
              rules.maxConcurrent(),
              rules.maxFailures(),
              rules.timeBudget(),
              sweep.priority(),
              sweep.saving());
    }
  }

  Scenario(long seed) {
    this.seed = seed;
    this.dice = Dice.of(seed, "scenario");
    int count = dice.chance(0.7) ? 1 : dice.from(2, 3);
    for (int i = 0; i < count; i++) {
      sweeps.add(sweep("s" + i));
    }
    MemberPlan plan = members();
    members = plan.changes().size() + " changes of members";
    simulation =
        new Simulation(sweeps.stream().map(Drawn::sweep).toList(), plan)
            .costs(costs())
            .driver(driver(count))
            .limit(MOST_HAPPENINGS)
            .shuffled(dice.chance(0.5) ? dice.seed() : 0)
            .replayed(Set.of((long) dice.from(1, 50), (long) dice.from(51, 400))::contains);
  }

  @Override
  public String toString() {
    return "scenario " + seed + ": " + sweeps + ", " + members;
  }

  List<Drawn> sweeps() {
    return sweeps;
  }

  SimulationResult run(Observer observer) {
    return simulation.observer(observer).run();
  }

  // ---- sweeps ----

  private Drawn sweep(String name) {
    SearchSpace space = DrawnSpaces.any(dice);
    int cells = space.cells().intValueExact();
    int most = dice.chance(0.05) ? MANY_TRIALS : TRIALS; // with many, several rungs promote at once
    int samples = dice.chance(0.05) ? 1 : dice.from(1, Math.max(1, most / cells));
    int oldest = dice.any(1, 3, 9, dice.from(1, 12), dice.from(5, 30));
    long sweepSeed = dice.seed();
    Objectives objectives = objectives();
    String algorithm = dice.chance(0.15) ? dice.anyOf(ALGORITHMS) : "";
    boolean searches = !algorithm.isEmpty();
    int trials = searches ? samples : samples * cells;
    DrawnSchedulers.Drawn scheduler =
        DrawnSchedulers.any(dice, oldest, objectives, space, sweepSeed, trials, searches);
    Supplier<Searcher> searcher = searcher(algorithm, space, samples, sweepSeed, objectives);
    boolean endsByItself = dice.chance(0.3);
    int needed = scheduler.make().get().savesEvery();
    int frequency = dice.chance(0.8) ? needed : dice.any(0, dice.from(1, 5));
    SimulatedSweep sweep =
        new SimulatedSweep(
            rules(name, sweepSeed, objectives, endsByItself ? 0 : oldest),
            searcher,
            scheduler.make(),
            new SimulatedSweep.Saving(frequency, dice.chance(0.5)),
            new DrawnCurves(dice, endsByItself ? oldest : 0),
            dice.chance(0.7) ? 0 : dice.from(-2, 3));
    return new Drawn(sweep, scheduler, algorithm, samples, trials, oldest);
  }

  private Objectives objectives() {
    Objective.Mode mode = dice.any(Objective.Mode.MIN, Objective.Mode.MAX);
    Objective loss = new Objective("loss", mode);
    List<Objective> all =
        dice.chance(0.9) ? List.of(loss) : List.of(loss, new Objective("cost", Objective.Mode.MIN));
    SortedMap<String, Bounds> bounds = new TreeMap<>();
    if (all.size() == 1 && dice.chance(0.15)) { // a searcher of one objective takes no more
      bounds.put("cost", new Bounds(null, dice.between(0.1, 0.9)));
    }
    return new Objectives(all, bounds);
  }

  /** Mostly the iteration at which trials end; now and then rules that end the sweep. */
  private StopRules stop(Objectives objectives, int stopAt) {
    List<Stopper> rules = new ArrayList<>();
    if (stopAt > 0) {
      rules.add(new StopRule.AtLeast("training_iteration", stopAt));
    }
    if (dice.chance(0.1)) {
      rules.add(new Plateau("loss", dice.between(0.001, 0.1), dice.from(2, 4), 2, null, null));
    }
    if (dice.chance(0.05)) {
      rules.add(
          new SweepPlateau(
              objectives.first(), dice.between(0.0001, 0.01), dice.from(2, 5), dice.from(0, 5)));
    }
    if (dice.chance(0.05)) {
      rules.add(
          new SweepStopRule.Target(
              new StopRule.AtMost("cost", dice.between(0, 1)), dice.from(1, 4)));
    }
    if (dice.chance(0.1)) {
      rules.add(
          new SweepStopRule.Budget(
              dice.any(SweepStopRule.Budget.Of.values()), dice.between(1, 200)));
    }
    return StopRules.of(rules);
  }

  private SweepRules rules(String name, long sweepSeed, Objectives objectives, int stopAt) {
    return new SweepRules(
        name,
        sweepSeed,
        objectives,
        stop(objectives, stopAt),
        dice.chance(0.6) ? 0 : dice.from(1, 4),
        dice.any(0, 0, 1, 3, -1),
        dice.chance(0.9) ? null : Duration.ofMillis(dice.from(1, 60_000)),
        dice.from(1, 3),
        dice.chance(0.8) ? 0 : dice.from(1, 50_000),
        request());
  }

  private Function<Config, PlacementGroup> request() {
    List<PlacementGroup> some =
        List.of(
            PlacementGroup.ONE_CPU,
            PlacementGroup.of(new Resources(0.5, 0)),
            PlacementGroup.of(new Resources(2, 0)),
            PlacementGroup.of(new Resources(1, 0.5)),
            PlacementGroup.of(new Resources(1, 1)),
            PlacementGroup.of(new Resources(1, 0, 6 * GIB, NOTHING_ELSE)),
            PlacementGroup.of(new Resources(1, 0, 0, LICENCE)),
            PlacementGroup.of(new Resources(0.5, 0, GIB, LICENCE)),
            new PlacementGroup(TWO_CPUS, Strategy.SPREAD),
            new PlacementGroup(TWO_CPUS, Strategy.PACK),
            new PlacementGroup(TWO_CPUS, Strategy.STRICT_SPREAD),
            new PlacementGroup(TWO_CPUS, Strategy.STRICT_PACK));
    if (dice.chance(0.6)) {
      return variant -> PlacementGroup.ONE_CPU;
    }
    if (dice.chance(0.6)) {
      PlacementGroup one = dice.anyOf(some);
      return variant -> one;
    }
    return variant -> some.get(Math.floorMod(variant.hashCode(), some.size()));
  }

  private Supplier<Searcher> searcher(
      String algorithm, SearchSpace space, int samples, long sweepSeed, Objectives objectives) {
    if (algorithm.isEmpty()) {
      boolean constant = dice.chance(0.2);
      return () -> new VariantSearcher(space, samples, sweepSeed, constant, List.of());
    }
    AlgorithmKind kind = AlgorithmKinds.all().get(algorithm);
    ParameterSpace parameters = ParameterSpace.of(space);
    int most = dice.chance(0.5) ? 0 : dice.from(1, 4);
    int several = objectives.list().size();
    boolean learns = several == 1 || kind.several();
    return () -> {
      AlgorithmKind.Setup setup =
          new AlgorithmKind.Setup(
              parameters, sweepSeed, Config.empty(), samples, most, learns ? several : 1);
      AlgorithmSearcher searcher =
          new AlgorithmSearcher(
              parameters,
              kind.factory().make(setup),
              learns ? objectives : Objectives.of(objectives.first()),
              samples,
              sweepSeed,
              List.of());
      return most == 0 ? searcher : new ConcurrencyLimiter(searcher, most, 1);
    };
  }

  // ---- the grid ----

  private MemberPlan members() {
    int count = dice.any(1, 2, dice.from(1, 6), dice.from(3, 12));
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int gpus = dice.chance(0.3) ? dice.from(1, 2) : 0;
      offers.add(
          Offer.of(
              new Resources(
                  dice.any(1, 2, 4),
                  gpus,
                  dice.from(0, 12) * GIB,
                  dice.chance(0.3) ? LICENCE : NOTHING_ELSE)));
    }
    // two members that hold whatever a trial may ask for, so that no sweep waits for ever
    offers.add(Offer.of(new Resources(2, 1, 6 * GIB, LICENCE)));
    offers.add(Offer.of(new Resources(2, 1, 6 * GIB, LICENCE)));
    double always = Double.POSITIVE_INFINITY;
    boolean faulty = dice.chance(0.5);
    MemberPlan.Faults faults =
        new MemberPlan.Faults(
            faulty ? dice.between(3, 60) : always,
            dice.between(0.1, 20),
            dice.between(0, 1),
            dice.chance(0.6) ? always : dice.between(3, 60),
            dice.between(1, 8),
            60);
    return MemberPlan.drawn(offers, faults, dice.seed());
  }

  private Costs costs() {
    return dice.chance(0.5)
        ? Costs.NONE
        : new Costs(dice.between(0, 2), dice.between(0, 2), dice.between(0, 1), dice.between(0, 5));
  }

  private DriverPlan driver(int count) {
    List<DriverPlan.Crash> crashes = new ArrayList<>();
    if (dice.chance(0.5)) {
      for (int i = dice.from(1, 5); i > 0; i--) {
        crashes.add(
            new DriverPlan.Crash(
                dice.between(0, 60), dice.any(0.0, dice.between(0, 10)), dice.chance(0.5)));
      }
    }
    crashes.sort(Comparator.comparingDouble(DriverPlan.Crash::atS));
    List<DriverPlan.Interruption> interruptions = new ArrayList<>();
    if (dice.chance(0.2)) {
      int which = dice.from(0, count - 1);
      int more = dice.chance(0.5) ? 0 : sweeps.get(which).samples() + dice.from(0, 5);
      interruptions.add(
          new DriverPlan.Interruption(
              dice.between(0, 40), which, dice.between(0, 5), dice.between(0, 9), more));
    }
    return new DriverPlan(crashes, interruptions);
  }
}
