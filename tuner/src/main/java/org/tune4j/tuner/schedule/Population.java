package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Trial;

/** The trials that have not ended, and how they rank. Not thread-safe. */
final class Population {
  private static final Comparator<Member> BEST_FIRST =
      Comparator.comparingDouble((Member member) -> member.score)
          .reversed()
          .thenComparingInt(Member::number);

  private final Map<String, Member> members = new LinkedHashMap<>();
  private final double fraction;

  /**
   * An empty one.
   *
   * @param fraction how many of all are among the best, and among the worst: from 0 to 0.5
   */
  Population(double fraction) {
    this.fraction = fraction;
  }

  void add(Trial trial) {
    members.put(trial.id(), new Member(trial));
  }

  @Nullable Member remove(Trial trial) {
    return members.remove(trial.id());
  }

  /** The trial as it stands now; {@code null} when it has ended. */
  @Nullable Member see(Trial trial) {
    Member member = members.get(trial.id());
    if (member != null) {
      member.trial = trial;
    }
    return member;
  }

  int size() {
    return members.size();
  }

  /** In the order in which they were proposed. */
  Collection<Member> all() {
    return members.values();
  }

  /** How many have a score. */
  int scored() {
    return (int) members.values().stream().filter(Member::hasScore).count();
  }

  /** How many are among the best, and how many among the worst, of so many. */
  int quantile(int scored) {
    return Math.min((int) Math.ceil(scored * fraction - 1e-9), scored / 2); // 0.1 * 30 is above 3
  }

  /** How many stand before it, and those with a score only: 1 for the best. */
  int rank(Member member) {
    int rank = 1;
    for (Member other : members.values()) {
      if (other.hasScore() && BEST_FIRST.compare(other, member) < 0) {
        rank++;
      }
    }
    return rank;
  }

  /** Whether it is among the worst. */
  boolean isWorst(Member member) {
    int scored = scored();
    return member.hasScore() && rank(member) > scored - quantile(scored);
  }

  /** Those among the best that it can go on from; empty when it is one of the best itself. */
  List<Member> donors(Member member) {
    List<Member> ranked = new ArrayList<>();
    for (Member other : members.values()) {
      if (other.hasScore()) {
        ranked.add(other);
      }
    }
    ranked.sort(BEST_FIRST);
    List<Member> best = ranked.subList(0, quantile(ranked.size()));
    if (best.contains(member)) {
      return List.of();
    }
    String trainable = member.trial.trainable(); // what another one has learnt is no use
    return best.stream()
        .filter(donor -> donor.isSaved && donor.trial.trainable().equals(trainable))
        .toList();
  }
}
