package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

class ResourceChangingTest {
  private final Map<Integer, Trial> trials = new HashMap<>();
  private TrialScheduler scheduler = make(4, Map.of());

  private static TrialScheduler make(int samples, Map<String, Object> settings) {
    return ResourceChanging.KIND.factory().make(Told.setup(settings, Told.LOSS, samples));
  }

  private static List<SweepEvent.Members> members(int count, double cpu, double gpu) {
    return List.of(new SweepEvent.Members(count, new Resources(cpu, gpu)));
  }

  private void add(int count) {
    for (int number = 0; number < count; number++) {
      trials.put(number, Told.trial(number));
      scheduler.onAdded(trials.get(number));
    }
  }

  private Verdict report(int number, int iteration) {
    Trial trial = trials.get(number);
    return scheduler.onResult(
        trial, Told.result(trial, iteration, Map.of("loss", 1.0 + number)), false);
  }

  private void end(int number) {
    scheduler.onEnded(Told.ended(trials.get(number), TrialStatus.TERMINATED));
  }

  private void offer(List<SweepEvent.Members> members) {
    scheduler.onOffered(members, 0);
  }

  /** Pauses and goes on as it is told. */
  private Trial resized(int number, int iteration) {
    assertThat(report(number, iteration)).isInstanceOf(Verdict.Pause.class);
    scheduler.onSaved(trials.get(number));
    scheduler.onPaused(trials.get(number));
    Choice.Resume resume = (Choice.Resume) scheduler.choose(true);
    assertThat(resume.trialId()).isEqualTo(trials.get(number).id());
    assertThat(resume.change().donor()).isEqualTo(resume.trialId());
    Trial changed =
        trials.get(number).changed(resume.change().config(), resume.change().resources());
    trials.put(number, changed);
    scheduler.onResumed(changed);
    return changed;
  }

  private static PlacementGroup cpus(double cpus) {
    return PlacementGroup.of(new Resources(cpus, 0));
  }

  @Test
  void thoseThatAreLeftShareTheRoomOfThoseThatEnded() {
    offer(members(1, 4, 0));
    add(4);
    assertThat(report(0, 1)).isEqualTo(Verdict.GO_ON);
    end(3);
    offer(members(1, 4, 0));
    assertThat(report(0, 2)).as("three cannot all have 2 of 4").isEqualTo(Verdict.GO_ON);
    end(2);
    assertThat(report(0, 3)).as("others may have its room now").isEqualTo(Verdict.GO_ON);
    offer(members(1, 4, 0));
    assertThat(report(0, 3))
        .isEqualTo(new Verdict.Pause("resource_changing: is to go on with 2 CPU instead of 1 CPU"));
    assertThat(resized(0, 3).resources()).isEqualTo(cpus(2));
    assertThat(report(0, 4)).isEqualTo(Verdict.GO_ON);
    end(1);
    offer(members(1, 4, 0));
    assertThat(resized(0, 5).resources()).isEqualTo(cpus(4));
  }

  @Test
  void oneGivesBackWhatMoreTrialsNeed() {
    scheduler = make(1, Map.of());
    scheduler.onOffered(members(1, 4, 0), 0);
    add(1);
    assertThat(resized(0, 1).resources()).isEqualTo(cpus(4));
    scheduler.onTotal(2);
    assertThat(resized(0, 2).resources()).isEqualTo(cpus(2));
    scheduler.onTotal(10);
    assertThat(resized(0, 3).resources()).isEqualTo(cpus(1));
  }

  @Test
  void oneThatWaitsAsksForLessWhenMembersGo() {
    scheduler = make(1, Map.of());
    scheduler.onOffered(members(2, 8, 0), 0);
    add(1);
    Trial large = resized(0, 1);
    assertThat(large.resources()).as("one bundle lies on one member").isEqualTo(cpus(8));
    scheduler.onOffered(members(1, 2, 0), 0);
    assertThat(scheduler.request(large)).isEqualTo(cpus(2));
    scheduler.onOffered(List.of(), 0);
    assertThat(scheduler.request(large)).as("never less than it asked for").isEqualTo(cpus(1));
  }

  @Test
  void nothingChangesWhileNobodyKnowsHowManyTrialsComeOrWhatMembersHave() {
    add(1);
    assertThat(report(0, 1)).isEqualTo(Verdict.GO_ON);
    scheduler = make(-1, Map.of());
    scheduler.onOffered(members(1, 4, 0), 0);
    add(1);
    assertThat(report(0, 1)).isEqualTo(Verdict.GO_ON);
    scheduler.onOffered(members(1, 4, 0), 2);
    assertThat(resized(0, 2).resources()).as("two at a time").isEqualTo(cpus(2));
  }

  @Test
  void stepsReserveAndBundlesAreTheUsers() {
    scheduler =
        make(
            1,
            Map.of(
                "increase_by",
                Map.of("cpu", 2L, "gpu", 1L),
                "increase_by_times",
                3L,
                "reserve_resources",
                Map.of("gpu", 2L)));
    add(1);
    assertThat(scheduler.reserve()).isEqualTo(new Resources(0, 2));
    scheduler.onOffered(members(1, 64, 8), 0);
    assertThat(scheduler.request(trials.get(0))).isEqualTo(PlacementGroup.of(new Resources(7, 3)));
    scheduler.onOffered(members(1, 64, 2), 0);
    assertThat(scheduler.request(trials.get(0))).isEqualTo(PlacementGroup.of(new Resources(5, 2)));
    scheduler = make(1, Map.of("add_bundles", true));
    add(1);
    scheduler.onOffered(members(3, 1, 0), 0);
    assertThat(scheduler.request(trials.get(0)).bundles())
        .containsExactly(Resources.ONE_CPU, Resources.ONE_CPU, Resources.ONE_CPU);
  }

  @Test
  void aPartOfAGpuStaysAPart() {
    Trial trial =
        Trial.proposed(
            "s",
            0,
            "nothing",
            Config.empty(),
            1,
            PlacementGroup.of(new Resources(1, 0.5)),
            java.time.Instant.EPOCH);
    scheduler = make(1, Map.of());
    scheduler.onAdded(trial);
    scheduler.onOffered(members(1, 4, 2), 0);
    assertThat(scheduler.request(trial)).isEqualTo(PlacementGroup.of(new Resources(4, 0.5)));
  }

  /** The other scheduler pauses for reasons of its own, and hears of no other pauses. */
  @Test
  void anotherSchedulerDecidesTheRest() {
    scheduler =
        make(
            2,
            Map.of("scheduler", Map.of("type", "hyperband", "max_t", 9L, "reduction_factor", 9L)));
    add(2);
    assertThat(report(0, 1)).isInstanceOf(Verdict.Pause.class);
    scheduler.onPaused(trials.get(0));
    scheduler.onOffered(members(1, 4, 0), 0);
    scheduler.onEnded(Told.ended(trials.get(1), TrialStatus.ERROR));
    scheduler.onOffered(members(1, 4, 0), 0);
    Choice.Resume resume = (Choice.Resume) scheduler.choose(false);
    assertThat(resume.reason()).startsWith("hyperband: ").endsWith(", with 4 CPU");
    assertThat(resume.change())
        .isEqualTo(new Choice.Change(Config.empty(), cpus(4), trials.get(0).id()));
  }

  @Test
  void stepsThatAreVeryManyAreCounted() {
    Map<String, Object> step = Map.of("increase_by", Map.of("custom_resources", Map.of("t", 1L)));
    scheduler = make(1, step);
    add(1);
    Resources much = new Resources(4, 0, 0, new java.util.TreeMap<>(Map.of("t", 3e9)));
    offer(List.of(new SweepEvent.Members(1, much)));
    assertThat(scheduler.request(trials.get(0)).bundles().getFirst().custom())
        .containsExactly(Map.entry("t", (double) Integer.MAX_VALUE));
  }

  @Test
  void oneThatSavesNothingChangesOnce() {
    pauseWithoutSaving(false);
    assertThat(report(0, 1)).as("it would begin anew again").isEqualTo(Verdict.GO_ON);
    pauseWithoutSaving(true);
    assertThat(report(0, 1)).as("its member went").isInstanceOf(Verdict.Pause.class);
  }

  private void pauseWithoutSaving(boolean isLost) {
    scheduler = make(1, Map.of());
    scheduler.onOffered(members(1, 4, 0), 0);
    add(1);
    assertThat(report(0, 1)).isInstanceOf(Verdict.Pause.class);
    if (isLost) {
      scheduler.onLost(trials.get(0));
    }
    scheduler.onPaused(trials.get(0));
    scheduler.onResumed(trials.get(0));
  }

  /** The first would grow before it is known what the others ask for. */
  @Test
  void nothingChangesWhereEachTrialDrawsWhatItAsksFor() {
    for (String resources : List.of("{cpu: {choice: [1, 2]}}", "{cpu: {sample_from: '1 + 0'}}")) {
      scheduler =
          ResourceChanging.KIND
              .factory()
              .make(
                  new SchedulerKind.Setup(
                      Config.empty(),
                      Told.LOSS,
                      Populations.spaceOf("run: nothing, resources_per_trial: " + resources),
                      1,
                      1));
      add(1);
      offer(members(1, 8, 0));
      assertThat(scheduler.request(trials.get(0))).isEqualTo(PlacementGroup.ONE_CPU);
    }
  }

  /** Its share would be another one's room. */
  @Test
  void nothingChangesWhileTrialsAskForDifferentAmounts() {
    scheduler = make(2, Map.of());
    scheduler.onOffered(members(1, 4, 0), 0);
    add(1);
    Trial large =
        Trial.proposed("s", 1, "nothing", Config.empty(), 1, cpus(3), java.time.Instant.EPOCH);
    assertThat(scheduler.request(trials.get(0))).isEqualTo(cpus(2));
    scheduler.onAdded(large);
    assertThat(scheduler.request(trials.get(0))).isEqualTo(cpus(1));
    assertThat(scheduler.request(large)).isEqualTo(cpus(3));
    end(0);
    assertThat(scheduler.request(large)).as("in steps of 3").isEqualTo(cpus(3));
  }

  /** A population lets trials pause for those that have no room: these have had it. */
  @Test
  void theOtherSchedulerIsNotToldThatThoseWaitWhichChange() {
    scheduler =
        make(
            2,
            Map.of(
                "scheduler",
                Map.of(
                    "type",
                    "median_stopping",
                    "hard_stop",
                    false,
                    "min_time_slice",
                    1L,
                    "min_samples_required",
                    9L)));
    add(2);
    scheduler.onOffered(members(1, 4, 0), 0);
    assertThat(resized(0, 1).resources()).isEqualTo(cpus(2));
    Trial other = trials.get(1).changed(Config.empty(), cpus(2));
    for (int age = 1; age < 9; age++) {
      assertThat(scheduler.onResult(other, Told.result(other, age, Map.of("loss", 1.0)), true))
          .isEqualTo(Verdict.GO_ON);
    }
    assertThat(report(0, 2)).isEqualTo(Verdict.GO_ON);
    assertThat(scheduler.onResult(other, Told.result(other, 9, Map.of("loss", 1.0)), true))
        .as("others wait indeed")
        .isInstanceOf(Verdict.Pause.class);
  }

  /** What patience makes of a stop would keep the trial from changing. */
  @Test
  void patienceAroundItIsRefused() {
    Map<String, Object> settings = Map.of("patience", 3L, "scheduler", "resource_changing");
    assertThatThrownBy(() -> Patience.KIND.factory().make(Told.setup(settings, Told.LOSS, 4)))
        .hasMessageContaining("scheduler: patience cannot stand around resource_changing");
    assertThatThrownBy(() -> make(1, Map.of("scheduler", "resource_changing")))
        .hasMessageContaining("scheduler: resource_changing cannot stand around itself");
  }

  @Test
  void whatCannotGrowIsRefused() {
    assertThatThrownBy(() -> make(1, Map.of("increase_by", Map.of("gpu", 0.5))))
        .hasMessageContaining("increase_by: must be more than nothing, and whole GPUs (0.5 GPU)");
    assertThatThrownBy(() -> make(1, Map.of("increase_by", Map.of())))
        .hasMessageContaining("increase_by: must be more than nothing");
    assertThatThrownBy(() -> make(1, Map.of("reserve_resources", Map.of("memory", "two"))))
        .hasMessageContaining("reserve_resources: ");
  }
}
