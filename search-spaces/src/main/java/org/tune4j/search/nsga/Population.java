package org.tune4j.search.nsga;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tune4j.math.Chance;
import org.tune4j.search.Domination;

/**
 * The best so far: each that is new may drive out one. Those that were driven out last are
 * remembered, to tell in which direction things get worse.
 */
final class Population {
  private final int size;
  private final List<Member> members = new ArrayList<>();
  private final List<Member> driven = new ArrayList<>();
  private int[] ranks = new int[0];
  private double[] gains = new double[0];
  private int out;

  Population(int size) {
    this.size = size;
  }

  int count() {
    return members.size();
  }

  boolean isFull() {
    return members.size() == size;
  }

  Member get(int index) {
    return members.get(index);
  }

  /** Those that none dominates. */
  List<Member> front() {
    return IntStream.range(0, ranks.length)
        .filter(i -> ranks[i] == 0)
        .mapToObj(members::get)
        .toList();
  }

  /** One that ended well. */
  void add(Member member) {
    members.add(member);
    sort();
    if (members.size() > size) {
      forget(members.remove(worst()));
      sort();
    }
  }

  private void forget(Member member) {
    if (driven.size() < size) {
      driven.add(member);
    } else {
      driven.set(out % size, member); // the oldest
    }
    out++;
  }

  private int worst() {
    int worst = 0;
    for (int i = 1; i < members.size(); i++) {
      if (beats(worst, i)) {
        worst = i;
      }
    }
    return worst;
  }

  /** By front, then by what it adds to its front; of equals the one that came first. */
  private boolean beats(int first, int second) {
    if (ranks[first] != ranks[second]) {
      return ranks[first] < ranks[second];
    }
    return gains[first] == gains[second] ? first < second : gains[first] > gains[second];
  }

  private void sort() {
    ranks = Domination.ranks(members.stream().map(Member::score).toList());
    gains = new double[ranks.length];
    List<List<double[]>> fronts = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      while (fronts.size() <= ranks[i]) {
        fronts.add(new ArrayList<>());
      }
      fronts.get(ranks[i]).add(members.get(i).score().values());
    }
    List<double[]> extents = fronts.stream().map(Gain::extents).toList();
    for (int i = 0; i < ranks.length; i++) {
      double[] values = members.get(i).score().values();
      gains[i] = Gain.over(fronts.get(ranks[i]), values, extents.get(ranks[i]));
    }
  }

  /** The number of the better of two. */
  int tournament(RandomGenerator random) {
    int first = Chance.index(members.size(), random);
    int second = Chance.index(members.size(), random);
    return beats(first, second) ? first : second;
  }

  /** One that was driven out lately, or one of the members. */
  Member other(RandomGenerator random) {
    int index = Chance.index(members.size() + driven.size(), random);
    return index < members.size() ? members.get(index) : driven.get(index - members.size());
  }
}
