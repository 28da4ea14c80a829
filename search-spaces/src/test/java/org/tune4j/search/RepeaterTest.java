package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

final class RepeaterTest {
  private static final ParameterSpace SPACE =
      ParameterSpace.of(Spaces.of("config: {a: {uniform: [0, 1]}, b: {choice: [u, v]}}"));

  @Nested
  final class OfAnAlgorithm extends SearcherContract {
    @Override
    protected Searcher create(long seed) {
      return new Repeater(Runs.searcher("tpe", SPACE, 17, 1, seed), 3, 50);
    }

    @Override
    protected boolean learns() {
      return true;
    }
  }

  @Nested
  final class WithoutEnd extends SearcherContract {
    @Override
    protected Searcher create(long seed) {
      return new Repeater(Runs.searcher("bohb", SPACE, -1, 1, seed), 2, -1);
    }

    @Override
    protected boolean learns() {
      return true;
    }
  }

  @Nested
  final class Limited extends SearcherContract {
    @Override
    protected Searcher create(long seed) {
      return new ConcurrencyLimiter(
          new Repeater(Runs.searcher("cmaes", SPACE, 17, 1, seed), 3, 50), 1, 3);
    }

    @Override
    protected boolean learns() {
      return true;
    }
  }

  /** Remembers the history that it was shown; suggests one number after the other. */
  private static final class Probe implements Algorithm {
    private History shown = new History();

    @Override
    public double[] suggest(int number, int retry, History history) {
      shown = history;
      return new double[] {number / 100.0, 0};
    }

    @Override
    public int[] levels() {
      return new int[] {2, 4};
    }
  }

  private final Probe probe = new Probe();
  private final List<Trial> trials = new ArrayList<>();

  private Repeater repeater(int times, int samples) {
    return new Repeater(
        new AlgorithmSearcher(
            SPACE, probe, Objectives.of(Runs.LOSS), Repeater.configs(samples, times), 1, List.of()),
        times,
        samples);
  }

  private Config propose(Searcher searcher) {
    int number = trials.size();
    Config variant = ((Suggestion.Propose) searcher.suggest(number)).variant();
    trials.add(Runs.started(number, variant));
    return variant;
  }

  private void report(Searcher searcher, int number, int iteration, double value) {
    trials.set(number, Runs.report(searcher, trials.get(number), iteration, value));
  }

  private void end(Searcher searcher, int number, TrialStatus status) {
    searcher.onEnded(
        trials.get(number).ended(status, "over", null, trials.get(number).createdAt()));
  }

  @Test
  void theAlgorithmSeesTheMeanOfEachConfigOnce() {
    Repeater searcher = repeater(3, 9);
    Config first = propose(searcher);
    assertThat(propose(searcher)).isEqualTo(first);
    assertThat(propose(searcher)).isEqualTo(first);
    assertThat(propose(searcher)).isNotEqualTo(first);
    assertThat(probe.shown.running()).extracting(Observation::number).containsExactly(0, 1);
    for (int number : new int[] {2, 0, 1}) {
      assertThat(probe.shown.ended()).isEmpty();
      report(searcher, number, 1, 3 * (number + 1));
      end(searcher, number, TrialStatus.TERMINATED);
    }
    assertThat(probe.shown.counting()).hasSize(1);
    assertThat(probe.shown.counting().get(0).number()).isZero();
    assertThat(probe.shown.counting().get(0).value()).isEqualTo(6);
    assertThat(probe.shown.running()).extracting(Observation::number).containsExactly(1);
  }

  @Test
  void failedTrialsAreLeftOutOfTheMeanUnlessAllFail() {
    Repeater searcher = repeater(2, 4);
    for (int number = 0; number < 4; number++) {
      propose(searcher);
    }
    report(searcher, 0, 1, 5);
    report(searcher, 1, 1, 7);
    end(searcher, 0, TrialStatus.ERROR);
    end(searcher, 1, TrialStatus.TERMINATED);
    end(searcher, 2, TrialStatus.ERROR);
    end(searcher, 3, TrialStatus.ERROR);
    assertThat(probe.shown.ended())
        .extracting(Observation::state)
        .containsExactly(Observation.State.DONE, Observation.State.FAILED);
    assertThat(probe.shown.ended().get(0).value()).isEqualTo(7);
    assertThat(probe.shown.ended().get(1).value()).isNaN();
  }

  @Test
  void aLevelHasTheMeanOfTheValuesThereOnceAllAreThere() {
    Repeater searcher = repeater(2, 2);
    propose(searcher);
    report(searcher, 0, 2, 10);
    report(searcher, 0, 3, 1); // beyond the level: no part of its mean
    propose(searcher);
    assertThat(levels()).containsExactly(Double.NaN, Double.NaN);
    report(searcher, 1, 1, 20);
    assertThat(levels()).containsExactly(Double.NaN, Double.NaN);
    report(searcher, 1, 2, 20);
    assertThat(levels()).containsExactly(15, Double.NaN);
    report(searcher, 0, 4, 1);
    end(searcher, 0, TrialStatus.TERMINATED);
    assertThat(levels()).containsExactly(15, Double.NaN);
    end(searcher, 1, TrialStatus.ERROR); // who failed is waited for no longer
    assertThat(probe.shown.ended().get(0).levels()).containsExactly(15, 1);
  }

  private double[] levels() {
    return probe.shown.running().iterator().next().levels();
  }

  @Test
  void samplesCountTrialsAndMayGrow() {
    Repeater searcher = repeater(3, 4);
    assertThat(searcher.total()).hasValue(4);
    for (int number = 0; number < 4; number++) {
      propose(searcher);
    }
    assertThat(searcher.suggest(4)).isEqualTo(new Suggestion.Exhausted());
    searcher.grow(8);
    assertThat(propose(searcher).getConfig("config")).isEqualTo(trials.get(3).config());
    propose(searcher);
    propose(searcher);
    propose(searcher);
    assertThat(searcher.suggest(8)).isEqualTo(new Suggestion.Exhausted());
    assertThat(Repeater.configs(-1, 3)).isEqualTo(-1);
    assertThat(Repeater.configs(Integer.MAX_VALUE, 3)).isEqualTo(715_827_883);
    assertThatThrownBy(() -> new Repeater(Runs.searcher("tpe", SPACE, 4, 1, 1), 0, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
