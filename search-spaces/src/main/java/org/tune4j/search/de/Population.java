package org.tune4j.search.de;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The members, in their slots, and an archive of those that were replaced. */
final class Population {
  /**
   * A member.
   *
   * @param place in the unit cube; never NaN
   * @param value less is better; infinite for one that failed
   * @param isFeasible whether it breaks no bound, as far as is known
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  record Member(double[] place, double value, boolean isFeasible) {}

  /** How many of the best may lead. */
  private static final double LEADERS = 0.2;

  private final int size;
  private final List<Member> members = new ArrayList<>();
  private final List<Member> archive = new ArrayList<>();
  private List<Member> sorted = List.of();
  private int replaced;

  Population(int size) {
    this.size = size;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return members.size() == size;
  }

  void add(Member member) {
    members.add(member);
    sorted = List.of();
  }

  Member get(int slot) {
    return members.get(slot);
  }

  /** Puts a member that is not worse into a slot. */
  void replace(int slot, Member member) {
    Member old = members.set(slot, member);
    if (archive.size() < size) {
      archive.add(old);
    } else {
      archive.set(replaced % size, old); // the oldest
    }
    replaced++;
    sorted = List.of();
  }

  /** One of the best few. */
  Member leader(double unit) {
    if (sorted.isEmpty()) {
      sorted = new ArrayList<>(members);
      sorted.sort(Comparator.comparingDouble(Member::value));
    }
    int leaders = Math.max(2, (int) Math.rint(LEADERS * size));
    return sorted.get((int) (unit * Math.min(leaders, size)));
  }

  /** One of all, the archive included. */
  Member any(double unit) {
    int index = (int) (unit * (members.size() + archive.size()));
    return index < members.size() ? members.get(index) : archive.get(index - members.size());
  }
}
