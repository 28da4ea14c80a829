package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/** What an algorithm is shown of trials that run, or did not run to their end. */
class EarlyStoppedTest implements Algorithm {
  private History shown = new History();
  private final AlgorithmSearcher searcher =
      new AlgorithmSearcher(
          ParameterSpace.of(Spaces.of("config: {a: {uniform: [0, 1]}}")),
          this,
          Objectives.of(Runs.LOSS),
          -1,
          1,
          List.of());

  @Override
  public double[] suggest(int number, int retry, History history) {
    shown = history;
    return new double[] {number / 100.0};
  }

  @Override
  public int[] levels() {
    return new int[] {1, 3, 9};
  }

  private Trial started(int number) {
    Suggestion.Propose propose = (Suggestion.Propose) searcher.suggest(number);
    return Runs.started(number, propose.variant());
  }

  private void end(Trial trial, TrialStatus status) {
    searcher.onEnded(trial.ended(status, "not good enough", null, trial.createdAt()));
  }

  @Test
  void aTrialThatWasStoppedCountsWithTheBestThatItReached() {
    Trial trial = started(0);
    trial = Runs.report(searcher, trial, 1, 5);
    trial = Runs.report(searcher, trial, 2, 3);
    trial = Runs.report(searcher, trial, 3, 4);
    end(trial, TrialStatus.TERMINATED);
    Observation ended = shown.counting().get(0);
    assertThat(ended.value()).isEqualTo(3);
    assertThat(ended.iteration()).isEqualTo(3);
    assertThat(ended.levels()).containsExactly(5, 3, Double.NaN);
    assertThat(shown.best()).isSameAs(ended);
  }

  @Test
  void aTrialThatRunsIsNeitherCountedNorTheBestWhateverItReached() {
    Trial runs = Runs.report(searcher, started(0), 3, -100);
    Trial ends = Runs.report(searcher, started(1), 1, 2);
    end(ends, TrialStatus.TERMINATED);
    assertThat(shown.counting()).extracting(Observation::number).containsExactly(1);
    assertThat(Objects.requireNonNull(shown.best()).number()).isEqualTo(1);
    assertThat(shown.running())
        .singleElement()
        .satisfies(
            running -> {
              assertThat(running.counts()).isFalse();
              assertThat(running.levels()).containsExactly(-100, -100, Double.NaN);
            });
    end(runs, TrialStatus.TERMINATED);
    assertThat(Objects.requireNonNull(shown.best()).number()).isZero();
  }

  @Test
  void aTrialThatFailsLaterKeepsItsLevelsAndCountsNotOtherwise() {
    Trial trial = Runs.report(searcher, started(0), 4, 1);
    end(trial, TrialStatus.ERROR);
    assertThat(shown.counting()).isEmpty();
    assertThat(shown.best()).isNull();
    assertThat(shown.ended().get(0).levels()).containsExactly(1, 1, Double.NaN);
  }
}
