package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.space.Config;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.SweepRules;
import org.tune4j.tuner.schedule.Choice;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.tuner.schedule.SchedulerKinds;
import org.tune4j.tuner.schedule.TrialScheduler;

/** The check of promotions can fail: it refuses schedulers that break their rules a little. */
class PromotionCheckTest {
  private static final int TRIALS = 30;
  private static final SweepRules RULES = Sims.rules("s", 30);

  @ParameterizedTest
  @CsvSource({"asha, promotion", "asha, stopping", "hyperband,", "bohb,"})
  void theRealOnesKeepTheirRules(String kind, String variant) {
    assertThat(run(kind, variant, Map.of(), real -> real).isFinished()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "asha, promotion, 'is told to CONTINUE, not to PAUSE'",
    "asha, stopping, 'is told to CONTINUE, not to STOP'",
    "hyperband, , 'ends, but is among the best'",
    "bohb, , 'ends, but is among the best'"
  })
  void whoTakesTheWorstForTheBestIsRefused(String kind, String variant, String message) {
    refused(kind, variant, Map.of("mode", "max"), real -> real, message);
  }

  @ParameterizedTest
  @CsvSource({
    "asha, promotion, could be promoted",
    "asha, stopping, should not have been stopped",
    "hyperband, , 'ends, but is among the best'"
  })
  void whoLetsTooFewGoOnIsRefused(String kind, String variant, String message) {
    refused(kind, variant, Map.of("reduction_factor", 5L), real -> real, message);
  }

  @ParameterizedTest
  @CsvSource({"asha, promotion, could be promoted", "hyperband, , waits that may go on"})
  void whoPrefersNewTrialsIsRefused(String kind, String variant, String message) {
    refused(
        kind,
        variant,
        Map.of(),
        real -> choosing(real, (more, paused) -> more ? Choice.NEW_TRIAL : real.choose(false)),
        message);
  }

  @ParameterizedTest
  @CsvSource({"asha, promotion, is to be promoted", "hyperband, , is not full"})
  void whoResumesAnybodyIsRefused(String kind, String variant, String message) {
    UnaryOperator<TrialScheduler> wrong =
        real ->
            choosing(
                real,
                (more, paused) ->
                    paused.size() == 2
                        ? new Choice.Resume(paused.getLast(), kind + ": goes on", null)
                        : real.choose(more));
    refused(kind, variant, Map.of(), wrong, message);
  }

  @Test
  void whoExpectsTooFewIsRefused() {
    assertThatThrownBy(() -> run("asha", "promotion", Map.of(), TRIALS / 2, real -> real))
        .isInstanceOf(BrokenInvariantException.class)
        .hasMessageContaining("ends, but may yet be among the best");
  }

  @Test
  void whoExpectsTooManyIsRefused() {
    assertThatThrownBy(() -> run("asha", "promotion", Map.of(), 10 * TRIALS, real -> real))
        .isInstanceOf(BrokenInvariantException.class)
        .hasMessageContaining("waits, but for nothing");
  }

  /** One that chooses otherwise, also by who paused so far. */
  private static TrialScheduler choosing(
      TrialScheduler real, BiFunction<Boolean, List<String>, Choice> choose) {
    List<String> paused = new ArrayList<>();
    return (TrialScheduler)
        Proxy.newProxyInstance(
            TrialScheduler.class.getClassLoader(),
            new Class<?>[] {TrialScheduler.class},
            (proxy, method, args) -> {
              if (method.getName().equals("onPaused")) {
                paused.add(((Trial) args[0]).id());
              }
              return method.getName().equals("choose")
                  ? choose.apply((Boolean) args[0], paused)
                  : method.invoke(real, args);
            });
  }

  private static void refused(
      String kind,
      String variant,
      Map<String, Object> otherSettings,
      UnaryOperator<TrialScheduler> wrong,
      String message) {
    assertThatThrownBy(() -> run(kind, variant, otherSettings, wrong))
        .isInstanceOf(BrokenInvariantException.class)
        .hasMessageStartingWith("promotion order: ")
        .hasMessageContaining(message);
  }

  private static SimulationResult run(
      String name,
      String variant,
      Map<String, Object> otherSettings,
      UnaryOperator<TrialScheduler> wrong) {
    return run(name, variant, otherSettings, TRIALS, wrong);
  }

  /** Simulates what one scheduler does, and checks it by the settings of another. */
  private static SimulationResult run(
      String name,
      String variant,
      Map<String, Object> otherSettings,
      int otherTrials,
      UnaryOperator<TrialScheduler> wrong) {
    Map<String, Object> settings = new TreeMap<>(Map.of("max_t", 27L, "reduction_factor", 3L));
    if (variant != null) {
      settings.put("variant", variant);
    }
    SchedulerKind kind = SchedulerKinds.all().get(name);
    SchedulerKind.Setup asked = setup(settings, TRIALS);
    settings.putAll(otherSettings);
    SchedulerKind.Setup done = setup(settings, otherTrials);
    Supplier<TrialScheduler> make = () -> wrong.apply(kind.factory().make(done));
    SimulatedSweep sweep =
        new SimulatedSweep(
            RULES,
            () -> new Sims.Counting(TRIALS),
            make,
            SimulatedSweep.Saving.AT_END,
            PromotionCheckTest::mixed);
    Scenario.Drawn drawn =
        new Scenario.Drawn(
            sweep, new DrawnSchedulers.Drawn(kind, asked, make), "", TRIALS, TRIALS, 30);
    return new Simulation(List.of(sweep), MemberPlan.steady(1, new Resources(4, 0)))
        .observer(new PromotionCheck(List.of(drawn)))
        .limit(100_000)
        .run();
  }

  private static SchedulerKind.Setup setup(Map<String, Object> settings, int trials) {
    return new SchedulerKind.Setup(
        Config.of(settings), RULES.objectives(), DrawnSpaces.any(Dice.of(1, "any")), 1, trials);
  }

  /** Good and bad trials in turn. */
  private static Curves.Step mixed(Trial trial, int iteration, Curves.State state) {
    double quality = (trial.number() + 1) * 7 % 31 / 31.0;
    return Curves.Step.of(1, "loss", quality + 1.0 / iteration);
  }
}
