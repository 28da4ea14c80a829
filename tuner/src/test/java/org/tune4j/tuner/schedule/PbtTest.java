package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.space.SearchSpace;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;

class PbtTest {
  private static final Map<String, Object> EVERY_2 = Map.of("perturbation_interval", 2);

  private static Map<String, Object> every2(String key, Object value) {
    Map<String, Object> settings = new HashMap<>(EVERY_2);
    settings.put(key, value);
    return settings;
  }

  @Test
  void oneOfTheWorstGoesOnFromOneOfTheBestWithAConfigNearTheirs() {
    Populations all = new Populations(8, EVERY_2);
    all.allReport(1);
    assertThat(Populations.reason(all.report(1, 2, 1)))
        .isEqualTo("pbt: score 1 at training_iteration 2 is rank 7 of 8, among the worst 2");
    all.pause(1);
    Choice.Resume resume = all.resume();
    assertThat(resume.reason()).startsWith("pbt: goes on from trial ").contains(" with lr 0.");
    assertThat(resume.change().donor()).isIn("s_00006", "s_00007");
    double donors =
        all.trials[resume.change().donor().equals("s_00006") ? 6 : 7].config().getDouble("lr");
    assertThat(resume.change().config().getDouble("lr")).isBetween(0.0, 1.0).isNotEqualTo(donors);
  }

  /** Who went on from there would train beyond what ended it. */
  @Test
  void nobodyGoesOnFromATrialThatIsAboutToEnd() {
    Populations all = new Populations(4, EVERY_2);
    all.allReport(1);
    all.scheduler.onStopping(all.trials[3]);
    assertThat(all.report(0, 2, 0)).isEqualTo(Verdict.GO_ON);
    all.report(3, 2, 3); // it was lost before it could end
    assertThat(all.report(0, 4, 0)).isInstanceOf(Verdict.Pause.class);
  }

  /** It would begin anew each time. */
  @Test
  void oneThatSavesNothingPausesOnce() {
    Populations all = new Populations(4, EVERY_2);
    all.allReportOnly(1);
    assertThat(all.report(1, 2, 1, true)).isInstanceOf(Verdict.Pause.class);
    all.scheduler.onPaused(all.trials[1]);
    all.resume();
    assertThat(all.report(1, 4, 1, true)).isEqualTo(Verdict.GO_ON);
    all.save(1);
    assertThat(all.report(1, 6, 1, true)).as("it does").isInstanceOf(Verdict.Pause.class);
  }

  @Test
  void roundsAreOfThoseThatSave() {
    Populations all = new Populations(2, every2("synch", true));
    for (int number = 0; number < 2; number++) {
      assertThat(all.report(number, 2, number)).isInstanceOf(Verdict.Pause.class);
      all.scheduler.onPaused(all.trials[number]);
    }
    all.resume();
    all.resume();
    all.save(1);
    assertThat(all.report(0, 4, 0)).isEqualTo(Verdict.GO_ON);
    assertThat(all.report(1, 4, 1)).isInstanceOf(Verdict.Pause.class);
    all.pause(1);
    assertThat(all.resume().trialId()).isEqualTo(all.trials[1].id());
  }

  /** With fewer slots than trials it may go on last, when all others have paused again. */
  @Test
  void aRoundBeginsWhenTheLastThatSavesNothingGoesOn() {
    Populations all = new Populations(3, every2("synch", true));
    for (int number = 0; number < 3; number++) {
      assertThat(all.report(number, 2, number)).isInstanceOf(Verdict.Pause.class);
      if (number < 2) {
        all.save(number);
      }
      all.scheduler.onPaused(all.trials[number]);
    }
    for (int number = 0; number < 2; number++) {
      assertThat(all.resume().trialId()).isEqualTo(all.trials[number].id());
      assertThat(all.report(number, 4, number)).isInstanceOf(Verdict.Pause.class);
      all.pause(number);
    }
    assertThat(all.resume().trialId()).as("goes on last").isEqualTo(all.trials[2].id());
    assertThat(all.scheduler.choose(false)).isInstanceOf(Choice.Resume.class);
  }

  /** Its member went before it could save. */
  @Test
  void oneThatWasLostPausesAgain() {
    Populations all = new Populations(4, EVERY_2);
    all.allReportOnly(1);
    assertThat(all.report(1, 2, 1, true)).isInstanceOf(Verdict.Pause.class);
    all.scheduler.onLost(all.trials[1]);
    all.scheduler.onPaused(all.trials[1]);
    all.resume();
    assertThat(all.report(1, 4, 1, true)).isInstanceOf(Verdict.Pause.class);
  }

  @Test
  void theOthersGoOn() {
    Populations all = new Populations(8, EVERY_2);
    all.allReport(1);
    for (int number = 2; number < 8; number++) {
      assertThat(all.report(number, 2, number)).isEqualTo(Verdict.GO_ON);
    }
  }

  @Test
  void nobodyGoesOnFromATrialWithoutACheckpoint() {
    Populations all = new Populations(8, EVERY_2);
    all.allReportOnly(1);
    assertThat(all.report(0, 2, 0)).isEqualTo(Verdict.GO_ON);
    all.save(6);
    assertThat(all.report(0, 4, 0)).isInstanceOf(Verdict.Pause.class);
    all.pause(0);
    assertThat(all.resume().change().donor()).isEqualTo("s_00006");
  }

  @Test
  void whoWasToExploitGoesOnByItselfWhenNobodyIsLeft() {
    Populations all = new Populations(2, EVERY_2);
    all.allReport(1);
    assertThat(all.report(0, 2, 0)).isInstanceOf(Verdict.Pause.class);
    all.pause(0);
    all.end(1);
    assertThat(all.resume().change()).isNull();
  }

  @Test
  void theDonorIsWhoIsBestWhenTheTrialGoesOn() {
    Populations all = new Populations(4, EVERY_2);
    all.allReport(1);
    all.report(0, 2, 0);
    all.pause(0);
    all.report(1, 2, 100);
    assertThat(all.resume().change().donor()).isEqualTo("s_00001");
  }

  @Test
  void whoHasBecomeOneOfTheBestDoesNotExploit() {
    Populations all = new Populations(2, EVERY_2);
    all.allReport(1);
    all.report(0, 2, 0);
    all.pause(0);
    all.report(1, 2, -5);
    assertThat(all.resume().change()).isNull();
  }

  @Test
  void oneTrialWithAScoreIsNoPopulation() {
    Populations all = new Populations(8, EVERY_2);
    assertThat(all.report(0, 2, 0)).isEqualTo(Verdict.GO_ON);
  }

  @Test
  void thoseThatHaveEndedDoNotCount() {
    Populations all = new Populations(3, EVERY_2);
    all.allReport(1);
    all.end(0);
    assertThat(Populations.reason(all.report(1, 2, 1))).contains("rank 2 of 2, among the worst 1");
  }

  @Test
  void quantilesAreRoundedUpButNeverOverlap() {
    Population quarter = new Population(0.25);
    assertThat(List.of(0, 1, 2, 3, 4, 5, 8, 20).stream().map(quarter::quantile))
        .containsExactly(0, 0, 1, 1, 1, 2, 2, 5);
    assertThat(new Population(0.1).quantile(30)).as("0.1 * 30 is above 3").isEqualTo(3);
    assertThat(new Population(0.5).quantile(5)).isEqualTo(2);
    assertThat(new Population(0).quantile(100)).isZero();
  }

  @Test
  void lessIsBetterWhenItIs() {
    Populations all = new Populations(4, every2("mode", "min"));
    all.allReport(1);
    assertThat(all.report(0, 2, 0)).isEqualTo(Verdict.GO_ON);
    assertThat(Populations.reason(all.report(3, 2, 3))).contains("score 3", "rank 4 of 4");
  }

  /** Who is out of bounds is no donor, however good. */
  @Test
  void thoseThatKeepToTheirBoundsComeFirst() {
    TrialScheduler scheduler =
        Pbt.KIND
            .factory()
            .make(
                new SchedulerKind.Setup(
                    Config.of(EVERY_2),
                    Told.BOUNDED,
                    Populations.space("config: {lr: {uniform: [0, 1]}}"),
                    1,
                    4));
    List<Trial> trials = List.of(Told.trial(0), Told.trial(1), Told.trial(2), Told.trial(3));
    trials.forEach(scheduler::onAdded);
    double[] costs = {0.5, 1, 3, 2};
    for (Trial trial : trials) { // the less loss, the further out
      Map<String, Double> metrics =
          Map.of("loss", 9.0 - trial.number(), "cost", costs[trial.number()]);
      scheduler.onResult(trial, Told.result(trial, 1, metrics), false);
      scheduler.onSaved(trial);
    }
    Trial worst = trials.get(2);
    Verdict verdict =
        scheduler.onResult(worst, Told.result(worst, 2, Map.of("loss", 1.0, "cost", 3.0)), false);
    assertThat(Populations.reason(verdict))
        .isEqualTo(
            "pbt: loss 1, out of bounds, at training_iteration 2 is rank 4 of 4, among the worst"
                + " 1");
    scheduler.onPaused(worst);
    Choice.Resume resume = (Choice.Resume) scheduler.choose(false);
    assertThat(resume.change().donor()).isEqualTo(trials.get(1).id());
  }

  @Test
  void nothingIsJudgedBeforeTheBurnInPeriod() {
    Populations all = new Populations(4, every2("burn_in_period", 5));
    all.allReport(1);
    assertThat(all.report(0, 4, 0)).isEqualTo(Verdict.GO_ON);
    assertThat(all.report(0, 5, 0)).as("between intervals").isEqualTo(Verdict.GO_ON);
    assertThat(all.report(0, 6, 0)).isInstanceOf(Verdict.Pause.class);
  }

  /** Or the checkpoint of a donor would always be some iterations old. */
  @Test
  void trialsAreJudgedAtTheIterationsAtWhichCheckpointsAreTaken() {
    Map<String, Object> settings = Map.of("perturbation_interval", 5, "burn_in_period", 7);
    Populations all = new Populations(2, settings);
    assertThat(all.scheduler.savesEvery()).isEqualTo(5);
    List<Integer> judged = new ArrayList<>();
    for (int iteration = 1; iteration <= 20; iteration++) {
      all.report(1, iteration, 1);
      if (iteration % 5 == 0) {
        all.save(1);
      }
      if (iteration != 15 && all.report(0, iteration, 0) instanceof Verdict.Pause) {
        judged.add(iteration);
        all.pause(0);
        assertThat(all.resume().change().donor()).isEqualTo("s_00001");
      }
    }
    assertThat(judged).as("it reports nothing at 15").containsExactly(10, 16, 20);
  }

  @Test
  void anIterationThatIsReportedAgainIsNotJudgedAgain() {
    Populations all = new Populations(4, EVERY_2);
    all.allReport(1);
    assertThat(all.report(2, 2, 2)).isEqualTo(Verdict.GO_ON);
    all.report(2, 3, 2);
    assertThat(all.report(2, 2, -100)).isEqualTo(Verdict.GO_ON);
    assertThat(all.report(2, 3, -100)).isEqualTo(Verdict.GO_ON);
    assertThat(all.report(2, 4, -100)).isInstanceOf(Verdict.Pause.class);
  }

  @Test
  void aPauseHoldsThoughTheTrialFailedBeforeIt() {
    Populations all = new Populations(4, EVERY_2);
    all.allReport(1);
    String reason = Populations.reason(all.report(0, 2, 0));
    assertThat(all.report(0, 1, 100)).isEqualTo(Verdict.GO_ON);
    assertThat(Populations.reason(all.report(0, 2, 100))).isEqualTo(reason);
  }

  /** A trial that goes on from an older or younger one has an interval before it is judged. */
  @Test
  void itsClockIsThatOfTheCheckpointThatItGoesOnFrom() {
    Populations all = new Populations(2, Map.of("perturbation_interval", 4));
    all.report(1, 6, 1);
    all.save(1);
    all.report(0, 10, 0);
    all.pause(0);
    assertThat(all.resume().change().donor()).isEqualTo("s_00001");
    assertThat(all.report(0, 7, 0)).isEqualTo(Verdict.GO_ON);
    assertThat(all.report(0, 9, 0)).isEqualTo(Verdict.GO_ON);
    assertThat(all.report(0, 10, 0)).as("6 + 4").isInstanceOf(Verdict.Pause.class);
  }

  @Test
  void aTrialMakesRoomForOthersAtItsInterval() {
    Populations all = new Populations(3, EVERY_2);
    all.report(2, 1, 2, true);
    assertThat(Populations.reason(all.report(2, 2, 2, true)))
        .isEqualTo("pbt: makes room for others at training_iteration 2");
    assertThat(all.report(1, 2, 2, false)).isEqualTo(Verdict.GO_ON);
  }

  @Test
  void newTrialsComeFirstAndThenWhoHasTrainedLeast() {
    Populations all = new Populations(3, EVERY_2);
    for (int number = 0; number < 3; number++) {
      all.report(number, 6 - 2 * number, 2, true);
      all.pause(number);
    }
    assertThat(all.scheduler.choose(true)).isEqualTo(Choice.NEW_TRIAL);
    assertThat(all.resume().trialId()).isEqualTo("s_00002");
    assertThat(all.resume().trialId()).isEqualTo("s_00001");
    assertThat(all.resume().trialId()).isEqualTo("s_00000");
    assertThat(all.scheduler.choose(false)).isEqualTo(Choice.NOTHING);
  }

  @Test
  void theLastTrialPausesForNobody() {
    Populations all = new Populations(2, EVERY_2);
    all.end(0);
    assertThat(all.report(1, 2, 2, true)).isEqualTo(Verdict.GO_ON);
  }

  @Test
  void theLastTrialOfRoundsPausesForNobody() {
    Populations all = new Populations(2, every2("synch", true));
    all.end(0);
    assertThat(all.report(1, 2, 2)).isEqualTo(Verdict.GO_ON);
    assertThat(all.report(1, 4, 2)).isEqualTo(Verdict.GO_ON);
  }

  /** Their own room is still there: nobody need pause for them. */
  @Test
  void nobodyMakesRoomForThoseThatHaveJustPausedToExploit() {
    Populations all = new Populations(4, EVERY_2);
    all.allReport(1);
    all.report(0, 2, 0);
    all.pause(0);
    assertThat(all.report(3, 2, 3, true)).isEqualTo(Verdict.GO_ON);
    int iteration = 2;
    Verdict verdict = Verdict.GO_ON;
    while (verdict == Verdict.GO_ON) {
      iteration += 2;
      verdict = all.report(3, iteration, 3, true);
    }
    assertThat(iteration).as("but when somebody took it, they wait no longer").isLessThan(12);
  }

  @Test
  void inARoundAllWaitForEachOtherAndThenTheWorstExploit() {
    Populations all = new Populations(4, every2("synch", true));
    for (int number = 3; number >= 0; number--) {
      assertThat(all.scheduler.choose(false)).isEqualTo(Choice.NOTHING);
      assertThat(Populations.reason(all.report(number, 2, number)))
          .isEqualTo("pbt: waits for the others at training_iteration 2");
      all.pause(number);
    }
    Choice.Resume first = all.resume();
    assertThat(first.trialId()).isEqualTo("s_00000");
    assertThat(first.change().donor()).isEqualTo("s_00003");
    Set<String> others = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      Choice.Resume resume = all.resume();
      assertThat(resume.change()).isNull();
      others.add(resume.trialId());
    }
    assertThat(others).containsExactlyInAnyOrder("s_00001", "s_00002", "s_00003");
  }

  @Test
  void aRoundDoesNotWaitForThoseThatHaveEnded() {
    Populations all = new Populations(3, every2("synch", true));
    all.report(1, 2, 1);
    all.report(2, 2, 2);
    all.pause(1);
    all.pause(2);
    assertThat(all.scheduler.choose(false)).isEqualTo(Choice.NOTHING);
    all.end(0);
    assertThat(all.resume().change().donor()).isEqualTo("s_00002");
  }

  @Test
  void aRoundBeginsWhenThereAreFewerTrialsThanWereExpected() {
    SearchSpace space = Populations.space("config: {lr: {uniform: [0, 1]}}");
    TrialScheduler scheduler =
        Pbt.KIND.factory().make(Populations.setup(5, space, every2("synch", true)));
    Populations all = new Populations(2, EVERY_2);
    for (int number = 0; number < 2; number++) {
      scheduler.onAdded(all.trials[number]);
      scheduler.onResult(
          all.trials[number], Populations.result(all.trials[number], 2, number), false);
      scheduler.onSaved(all.trials[number]);
      scheduler.onPaused(all.trials[number]);
    }
    assertThat(scheduler.choose(true)).isEqualTo(Choice.NEW_TRIAL);
    assertThat(scheduler.choose(false)).isEqualTo(Choice.NOTHING);
    scheduler.onStalled();
    assertThat(scheduler.choose(false)).isInstanceOf(Choice.Resume.class);
  }

  @Test
  void checkpointsAreTakenAtEachInterval() {
    assertThat(new Populations(2, EVERY_2).scheduler.savesEvery()).isEqualTo(2);
    Map<String, Object> seconds = Map.of("time_attr", "time_total_s");
    assertThat(new Populations(2, seconds).scheduler.savesEvery()).isEqualTo(1);
  }

  @Test
  void itsPlanSaysWhatWillHappen() {
    assertThat(new Populations(8, EVERY_2).scheduler.plan())
        .containsExactly(
            "pbt: a population of 8; every 2 of training_iteration, each of the worst 2 goes on"
                + " from one of the best 2",
            "pbt: explores lr: 0.0 to 1.0");
    assertThat(new Populations(1, EVERY_2).scheduler.plan().getFirst()).contains("no population");
  }

  private static String refusal(SearchSpace space, Map<String, Object> settings) {
    try {
      Pbt.KIND.factory().make(Populations.setup(8, space, settings));
      return "nothing";
    } catch (InvalidInputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void mistakesAreRefused() {
    SearchSpace space =
        Populations.space("config: {lr: 0.1, model: {size: {choice: [1, 2]}, act: relu}}");
    assertThat(refusal(space, mutations(Map.of("lrr", List.of(1)))))
        .isEqualTo("hyperparam_mutations.lrr: the config has no such key\n  Maybe use lr.");
    assertThat(refusal(space, mutations(Map.of("model", Map.of("sise", List.of(1))))))
        .isEqualTo(
            "hyperparam_mutations.model.sise: the config has no such key\n  Maybe use model.size.");
    assertThat(refusal(space, mutations(Map.of("lr", Map.of("uniform", List.of(2, 1))))))
        .startsWith("hyperparam_mutations.lr: ");
    assertThat(refusal(space, mutations(Map.of("lr", Map.of("sample_from", "1")))))
        .startsWith("hyperparam_mutations.lr: sample_from is nothing that a trial could explore");
    assertThat(refusal(space, mutations(Map.of("lr", 0.1))))
        .startsWith("hyperparam_mutations.lr: must be a list of values or a domain");
    assertThat(refusal(space, mutations(Map.of("lr", List.of()))))
        .startsWith("hyperparam_mutations.lr: must be a list of values or a domain");
    SearchSpace tied =
        Populations.space("config: {'lr, size': {choice: [[0.1, 1], [0.2, 2]]}, x: 1}");
    assertThat(refusal(tied, mutations(Map.of("lr", List.of(1)))))
        .isEqualTo(
            "hyperparam_mutations.lr: varies together with size, and may have no other value\n"
                + "  Maybe leave it out.");
    assertThat(refusal(tied, mutations(Map.of("x", List.of(1, 2))))).isEqualTo("nothing");
    Map<String, Object> twice =
        Map.of("model.size", List.of(1), "model", Map.of("size", List.of(2)));
    assertThat(refusal(space, mutations(twice)))
        .startsWith("hyperparam_mutations.model.size: is there twice");
    assertThat(refusal(space, mutations(Map.of()))).contains("there is nothing to explore");
    assertThat(refusal(Populations.space("config: {lr: 0.1}"), Map.of()))
        .contains("there is nothing to explore");
    assertThat(refusal(space, Map.of("time_attr", "timesteps_total")))
        .startsWith("perturbation_interval: must be given when time_attr is timesteps_total");
    assertThat(refusal(space, Map.of("perturbation_factors", List.of())))
        .startsWith("perturbation_factors: must have a number");
    assertThat(refusal(space, mutations(Map.of("model.size", List.of(1, 2))))).isEqualTo("nothing");
  }

  private static Map<String, Object> mutations(Map<String, Object> mutations) {
    return Map.of("hyperparam_mutations", mutations);
  }

  /** New trials come first: there would always be one, and none that has paused would go on. */
  @Test
  void aPopulationWithoutEndIsRefused() {
    SearchSpace space = Populations.space("config: {lr: {uniform: [0, 1]}}");
    for (SchedulerKind kind : List.of(Pbt.KIND, Pb2.KIND)) {
      assertThatThrownBy(() -> kind.factory().make(Populations.setup(-1, space, Map.of())))
          .hasMessage(
              kind.name()
                  + ": needs a population: num_samples must say how many trials there are\n"
                  + "  Maybe use num_samples: 8.");
    }
  }

  @Test
  void aSearcherBesideItIsRefused() {
    SchedulerKind.Setup walk =
        Populations.setup(8, Populations.space("config: {lr: {uniform: [0, 1]}}"), Map.of());
    SchedulerKind.Setup search =
        new SchedulerKind.Setup(
            walk.settings(), walk.objectives(), walk.space(), walk.seed(), walk.samples(), true);
    assertThatThrownBy(() -> Pbt.KIND.factory().make(search))
        .hasMessageStartingWith("pbt: needs configs that are drawn by chance or from a grid");
  }
}
