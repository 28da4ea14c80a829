package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.FunctionTrainable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.runner.TrialFunction;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.spec.SweepFile;

/** What a trainable says, however odd, is its own trial's business: the others go on. */
@Timeout(30)
class HostileTrialsTest {
  private static final String HALF_AN_EMOJI = "\ud83d";

  @TempDir Path results;

  @Test
  void aMessageThatIsNoUnicode() throws Exception {
    Trial odd =
        runBesideAnother(
            (context, report) -> {
              throw new IllegalStateException("boom " + HALF_AN_EMOJI);
            });
    assertThat(odd.status()).isEqualTo(TrialStatus.ERROR);
    assertThat(odd.reason()).contains("boom");
  }

  @Test
  void aMessageThatIsCutWithinACharacter() throws Exception {
    Trial odd =
        runBesideAnother(
            (context, report) -> {
              throw new IllegalStateException("x" + "\ud83d\ude00".repeat(5_000));
            });
    assertThat(odd.status()).isEqualTo(TrialStatus.ERROR);
  }

  @Test
  void aMetricAndAValueThatAreNoUnicode() throws Exception {
    Trial odd =
        runBesideAnother(
            (context, report) ->
                report.report(Map.of("m" + HALF_AN_EMOJI, 1.0, "note", "n" + HALF_AN_EMOJI)));
    assertThat(odd.status()).isEqualTo(TrialStatus.TERMINATED);
  }

  @Test
  void aMetricWithAnEndlessName() throws Exception {
    runBesideAnother((context, report) -> report.report(Map.of("m".repeat(60_000), 1.0)));
  }

  @Test
  void aValueThatIsAVeryLongText() throws Exception {
    Trial odd =
        runBesideAnother(
            (context, report) -> report.report(Map.of("note", "n".repeat(21_000_000))));
    assertThat(odd.status()).isEqualTo(TrialStatus.TERMINATED);
  }

  @Test
  void aVeryDeepValue() throws Exception {
    Object deep = 1;
    for (int i = 0; i < 1_200; i++) {
      deep = List.of(deep);
    }
    Object value = deep;
    runBesideAnother((context, report) -> report.report(Map.of("deep", value)));
  }

  @Test
  void moreMetricsThanATableHasColumns() throws Exception {
    Map<String, Double> many = new HashMap<>();
    for (int i = 0; i < 17_000; i++) {
      many.put("m" + i, (double) i);
    }
    runBesideAnother((context, report) -> report.report(many));
  }

  /** Runs it as a trial, and another one, slower, in another sweep; that one must end well. */
  private Trial runBesideAnother(TrialFunction odd) throws Exception {
    TrainableRegistry trainables = TrainableRegistry.load();
    trainables.register(FunctionTrainable.of("odd", odd));
    List<Sweep> sweeps =
        SweepFile.parse(
            """
            odd: {run: odd, seed: 1}
            good: {run: synthetic, seed: 1, config: {iterations: 5, seconds_per_iteration: 0.1}}
            """,
            "two.yaml",
            trainables);
    try (Tuner tuner = Tuner.open(results, new Resources(2, 0), trainables)) {
      tuner.run(sweeps);
    }
    assertThat(only("good").status()).isEqualTo(TrialStatus.TERMINATED);
    return only("odd");
  }

  private Trial only(String sweep) {
    List<Trial> trials = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.forEachTrial(sweep, trials::add);
    }
    assertThat(trials).hasSize(1);
    return trials.get(0);
  }
}
