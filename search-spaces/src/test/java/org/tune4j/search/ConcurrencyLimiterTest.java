package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Trial;

final class ConcurrencyLimiterTest {
  private static final Suggestion NOT_YET = new Suggestion.NotYet(true);
  private static final ParameterSpace SPACE =
      ParameterSpace.of(Spaces.of("config: {a: {uniform: [0, 1]}, b: {choice: [u, v]}}"));

  @Nested
  final class OfAnAlgorithm extends SearcherContract {
    @Override
    protected Searcher create(long seed) {
      return new ConcurrencyLimiter(Runs.searcher("tpe", SPACE, 50, 1, seed), 2);
    }

    @Override
    protected boolean learns() {
      return true;
    }
  }

  @Nested
  final class OfTheWalk extends SearcherContract {
    @Override
    protected Searcher create(long seed) {
      return new ConcurrencyLimiter(new VariantSearcher(SPACE.space(), 20, seed), 100);
    }

    @Override
    protected boolean learns() {
      return false;
    }
  }

  private static Trial propose(Searcher searcher, int number) {
    return Runs.started(number, ((Suggestion.Propose) searcher.suggest(number)).variant());
  }

  @Test
  void nothingIsAskedWhileSoManyAreTried() {
    Searcher searcher = new ConcurrencyLimiter(Runs.searcher("tpe", SPACE, 4, 1, 1), 2);
    Trial first = propose(searcher, 0);
    Trial second = propose(searcher, 1);
    assertThat(searcher.suggest(2)).isEqualTo(NOT_YET);
    assertThat(searcher.suggest(2)).isEqualTo(NOT_YET);
    Runs.end(searcher, second, 1);
    Trial third = propose(searcher, 2);
    assertThat(searcher.suggest(3)).isEqualTo(NOT_YET);
    Runs.fail(searcher, first);
    Runs.end(searcher, third, 2);
    propose(searcher, 3);
    assertThat(searcher.suggest(4)).isEqualTo(new Suggestion.Exhausted());
    searcher.grow(6);
    propose(searcher, 4);
    assertThat(searcher.total()).hasValue(6);
  }

  @Test
  void theTrialsOfAConfigCountOnce() {
    Searcher searcher =
        new ConcurrencyLimiter(new Repeater(Runs.searcher("tpe", SPACE, -1, 1, 1), 3, -1), 1, 3);
    Trial first = propose(searcher, 0);
    Runs.end(searcher, first, 1);
    Trial second = propose(searcher, 1);
    Trial third = propose(searcher, 2);
    assertThat(searcher.suggest(3)).isEqualTo(NOT_YET);
    Runs.end(searcher, third, 1);
    assertThat(searcher.suggest(3)).isEqualTo(NOT_YET);
    Runs.end(searcher, second, 1);
    propose(searcher, 3);
  }

  @Test
  void aTrialThatCouldNotBeMadeDoesNotStandInItsOwnWay() {
    Searcher searcher = new ConcurrencyLimiter(Runs.searcher("tpe", SPACE, 4, 1, 1), 1);
    Trial first = propose(searcher, 0);
    assertThat(propose(searcher, 0)).isEqualTo(first);
    assertThat(searcher.suggest(1)).isEqualTo(NOT_YET);
    Runs.end(searcher, first, 1);
    propose(searcher, 1);
  }

  @Test
  void argumentsAreChecked() {
    Searcher searcher = Runs.searcher("tpe", SPACE, 4, 1, 1);
    assertThatThrownBy(() -> new ConcurrencyLimiter(searcher, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max_concurrent: must be from 1 (0, repeat 1)");
  }
}
