package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trials that begin together: when all of a rung have reached its level or have ended, the best of
 * them go on to the next.
 */
final class Bracket {
  /** Counts brackets from 0 in the order in which they are filled. */
  final int number;

  private final List<Long> levels;
  private final long size;
  private final int factor;
  private final HyperBandWords words;

  private List<Contender> rung = new ArrayList<>();
  private int at;
  private int missing; // of the rung: have neither reached its level nor ended
  private boolean isClosed;
  private int passedFrom; // so many were in the rung before

  private @Nullable Step next;
  private boolean nextIsKnown;

  /**
   * A trial that goes on from a rung.
   *
   * @param at the rung's number, from 0
   * @param kept how many go on
   * @param of how many were in the rung
   */
  record Step(Contender one, int at, int kept, int of) {}

  Bracket(int number, List<Long> levels, long size, int factor, HyperBandWords words) {
    this.number = number;
    this.levels = levels;
    this.size = size;
    this.factor = factor;
    this.words = words;
  }

  /** Which of the plan's brackets it is: how many rungs it has, less one. */
  int index() {
    return levels.size() - 1;
  }

  long level(int of) {
    return levels.get(of);
  }

  int rungs() {
    return levels.size();
  }

  boolean isClosed() {
    return isClosed;
  }

  int missing() {
    return missing;
  }

  Contender add(String id, int trial) {
    Contender one = new Contender(id, trial, this, levels.size());
    rung.add(one);
    missing++;
    isClosed = rung.size() == size;
    nextIsKnown = false;
    return one;
  }

  /** Takes in a result at each level that it has passed. */
  void report(Contender one, double time, double score, double violation) {
    boolean wasMissing = one.reached <= at;
    while (one.reached < levels.size() && time >= levels.get(one.reached)) {
      one.reach(score, violation);
      nextIsKnown = false;
    }
    if (wasMissing && one.reached > at) {
      missing--;
    }
  }

  void end(Contender one) {
    one.hasEnded = true;
    nextIsKnown = false;
    if (one.dropped == null && one.reached <= at) {
      missing--;
    }
  }

  /** No more trials are added: it is judged with those that it has. */
  void close() {
    isClosed = true;
  }

  /**
   * Passes the best on, rung by rung, as far as all are there.
   *
   * @return those of whom something was decided; it may be that they have ended
   */
  List<Contender> judge() {
    List<Contender> judged = new ArrayList<>();
    while (isClosed && missing == 0 && at < levels.size() - 1) {
      judged.addAll(rung);
      passOn();
    }
    return judged;
  }

  private void passOn() {
    List<Contender> best = best(rung, at);
    for (int i = 0; i < best.size(); i++) {
      best.get(i).rank = i;
      best.get(i).rung = at + 1;
    }
    for (Contender one : rung) {
      if (one.rung == at && !one.hasEnded) {
        one.dropped = words.dropped(one, at, best.size(), rung.size());
      }
    }
    passedFrom = rung.size();
    rung = best;
    at++;
    missing = (int) best.stream().filter(one -> one.reached <= at).count();
  }

  /** How a trial of the rung came to be in it. */
  Step step(Contender one) {
    return new Step(one, at - 1, rung.size(), passedFrom);
  }

  /** One that ended and was not at the next rung already leaves its place to the next best. */
  private List<Contender> best(List<Contender> of, int rungNumber) {
    return of.stream()
        .filter(one -> one.canReach(rungNumber + 1))
        .sorted(Contender.bestAt(rungNumber))
        .limit(HyperBandPlan.kept(of.size(), factor))
        .toList();
  }

  /**
   * Who would go on first if it were closed now; {@code null} when nobody would: it is closed, or
   * some are not there yet.
   */
  @Nullable Step firstIfClosed() {
    if (isClosed || missing > 0) {
      return null;
    }
    if (!nextIsKnown) {
      next = findFirst();
      nextIsKnown = true;
    }
    return next;
  }

  private @Nullable Step findFirst() {
    List<Contender> those = rung;
    for (int i = 0; i < levels.size() - 1; i++) {
      List<Contender> best = best(those, i);
      for (Contender one : best) {
        if (one.reached <= i + 1) {
          return new Step(one, i, best.size(), those.size());
        }
      }
      those = best;
    }
    return null;
  }
}
