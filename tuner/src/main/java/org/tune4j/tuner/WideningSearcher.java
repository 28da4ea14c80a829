package org.tune4j.tuner;

import java.util.OptionalLong;
import java.util.function.Function;
import org.tune4j.search.Searcher;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/** The searcher of a sweep whose space may become another while its trials stay. */
final class WideningSearcher implements Searcher {
  private final Function<String, Sweep> reader;
  private Searcher searcher;

  /**
   * @param reader reads the sweep from a file, with the seed of this one
   */
  WideningSearcher(Sweep sweep, Function<String, Sweep> reader) {
    this.reader = reader;
    this.searcher = sweep.searcher();
  }

  @Override
  public void widen(String sweep) {
    searcher = reader.apply(sweep).searcher(searcher);
  }

  @Override
  public Suggestion suggest(int number) {
    return searcher.suggest(number);
  }

  @Override
  public void onResult(Trial trial, Result result) {
    searcher.onResult(trial, result);
  }

  @Override
  public void onEnded(Trial trial) {
    searcher.onEnded(trial);
  }

  @Override
  public void grow(int numSamples) {
    searcher.grow(numSamples);
  }

  @Override
  public String note() {
    return searcher.note();
  }

  @Override
  public OptionalLong total() {
    return searcher.total();
  }
}
