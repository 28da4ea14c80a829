package org.tune4j.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.tune4j.space.ParameterSpace;

/**
 * What a searcher keeps of the spaces before its own: where each trial was proposed, and all that
 * is known of trials that its space lacks. A next space may have them again. Not thread-safe.
 */
final class OtherSpaces {
  /** Where a trial was proposed: its config is that of the point there. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Origin(ParameterSpace space, double[] point) {}

  /** One that ended, when so many of the searcher's history had. */
  private record Ended(Observation trial, int after) {}

  private final Map<Integer, Origin> origins = new HashMap<>();
  private final List<Ended> ended = new ArrayList<>();
  private final TreeMap<Integer, Observation> running = new TreeMap<>();

  /** A trial of a space before. */
  void add(int number, Origin origin) {
    origins.put(number, origin);
  }

  /**
   * The space lacks that one.
   *
   * @param after how many of the searcher's history have ended
   */
  void keep(Observation trial, int after) {
    if (trial.state() == Observation.State.RUNNING) {
      running.put(trial.number(), trial);
    } else {
      ended.add(new Ended(trial, after));
    }
  }

  /** How many trials the space lacks. */
  int lacking() {
    return ended.size() + running.size();
  }

  /** A running trial has a result; nothing happens when the space has it. */
  void report(int number, int[] levels, Score score, int iteration) {
    running.computeIfPresent(number, (n, known) -> known.reported(levels, score, iteration));
  }

  /** A trial ended; nothing happens when the space has it. */
  void end(int number, Observation.State state, Score score, int after) {
    Observation known = running.remove(number);
    if (known != null) {
      ended.add(new Ended(known.ended(state, score), after));
    }
  }

  /** A trial was not made after all. */
  void forget(int number) {
    origins.remove(number);
    running.remove(number);
  }

  /** All trials of a history and those that its space lacks, in the order in which they ended. */
  void with(History history, ParameterSpace space, BiConsumer<Observation, Origin> to) {
    List<Observation> here = history.ended();
    int told = 0;
    for (Ended elsewhere : ended) {
      here.subList(told, elsewhere.after()).forEach(known -> tell(known, space, to));
      told = elsewhere.after();
      tell(elsewhere.trial(), space, to);
    }
    here.subList(told, here.size()).forEach(known -> tell(known, space, to));
    history.running().forEach(known -> tell(known, space, to));
    running.values().forEach(known -> tell(known, space, to));
  }

  private void tell(Observation known, ParameterSpace space, BiConsumer<Observation, Origin> to) {
    Origin origin = origins.get(known.number());
    to.accept(known, origin == null ? new Origin(space, known.point()) : origin);
  }
}
