package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;
import org.tune4j.trial.TrialStatus;

/** What every searcher promises. Extend it, say how to make one, and the tests run. */
public abstract class SearcherContract {
  private static final int MOST = 60;

  /** A new searcher, always over the same space. */
  protected abstract Searcher create(long seed);

  /** Whether what it is told changes what it proposes. */
  protected abstract boolean learns();

  @Test
  void theSameCallsGiveTheSameSuggestions() {
    assertThat(run(create(42), true)).isEqualTo(run(create(42), true));
    assertThat(run(create(42), false)).isEqualTo(run(create(42), false));
  }

  @Test
  void anotherSeedGivesOthersUnlessThereIsNoChance() {
    List<Suggestion> one = run(create(1), true);
    boolean chance = false;
    for (long seed = 2; seed < 5; seed++) {
      chance |= !run(create(seed), true).equals(one);
    }
    assertThat(chance).isEqualTo(dependsOnSeed());
  }

  /** Whether chance has a part in it. */
  protected boolean dependsOnSeed() {
    return true;
  }

  @Test
  void theSeedMayBeAnyNumber() {
    for (long seed : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(run(create(seed), true)).isNotEmpty();
    }
  }

  @Test
  void aSearcherThatDoesNotLearnIsNotMovedByResults() {
    if (!learns()) {
      assertThat(run(create(42), true)).isEqualTo(run(create(42), false));
    }
  }

  @Test
  void aTrialThatCouldNotBeMadeIsProposedAgain() {
    Searcher asksTwice = create(42);
    List<Suggestion> all = new ArrayList<>();
    while (all.size() < MOST
        && asksTwice.suggest(all.size()) instanceof Suggestion.Propose propose) {
      assertThat(asksTwice.suggest(all.size())).isEqualTo(propose);
      tell(asksTwice, all.size(), propose.variant());
      all.add(propose);
    }
    assertThat(all).isEqualTo(run(create(42), true));
  }

  @Test
  void whatIsExhaustedStaysExhausted() {
    Searcher searcher = create(42);
    int number = 0;
    while (number < MOST && searcher.suggest(number) instanceof Suggestion.Propose) {
      number++;
    }
    if (searcher.suggest(number) instanceof Suggestion.Exhausted) {
      for (int i = 0; i < 5; i++) {
        assertThat(searcher.suggest(number + i)).isEqualTo(new Suggestion.Exhausted());
      }
    }
  }

  @Test
  void theTotalIsTrue() {
    Searcher searcher = create(42);
    if (searcher.total().isPresent() && searcher.total().getAsLong() <= MOST) {
      assertThat(run(searcher, true)).hasSize((int) searcher.total().getAsLong());
    } else {
      assertThat(run(searcher, true)).hasSize(MOST);
    }
  }

  @Test
  void everyVariantHasAConfig() {
    assertThat(run(create(42), true))
        .allSatisfy(
            s ->
                assertThat(s)
                    .isInstanceOfSatisfying(
                        Suggestion.Propose.class,
                        p -> assertThat(p.variant().has("config")).isTrue()));
  }

  /** All that it proposes, up to some number, when each trial ends before the next begins. */
  private static List<Suggestion> run(Searcher searcher, boolean tell) {
    List<Suggestion> suggestions = new ArrayList<>();
    while (suggestions.size() < MOST) {
      int number = suggestions.size();
      Suggestion suggestion = searcher.suggest(number);
      if (!(suggestion instanceof Suggestion.Propose propose)) {
        return suggestions;
      }
      suggestions.add(suggestion);
      if (tell) {
        tell(searcher, number, propose.variant());
      }
    }
    return suggestions;
  }

  private static void tell(Searcher searcher, int number, Config variant) {
    Instant at = Instant.ofEpochSecond(number);
    Trial trial =
        Trial.proposed(
                "s",
                number,
                "T",
                variant.getConfig("config"),
                number + 1,
                PlacementGroup.ONE_CPU,
                at)
            .started(Placement.on("m", Resources.ONE_CPU), at);
    for (int i = 1; i <= 3; i++) {
      double value = Seeds.random(9, "objective", number * 10L + i).nextDouble();
      TreeMap<String, Double> metrics = new TreeMap<>();
      metrics.put("objective", value);
      trial = trial.withBest(new TrialState.Best(value, i));
      searcher.onResult(trial, new Result(trial.id(), 1, i, i, 0, i, metrics, null, i == 3));
    }
    TrialStatus end = number % 7 == 3 ? TrialStatus.ERROR : TrialStatus.TERMINATED;
    searcher.onEnded(trial.ended(end, "done", null, at));
  }
}
