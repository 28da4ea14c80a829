package org.tune4j.search.de;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The population of one level. Each trial competes for the slot that its number gives; each slot
 * keeps the best of its competitors. That is the selection of differential evolution, but whoever
 * comes first: so the population follows from who has been here, not from the order of arrival.
 */
final class Slots {
  /**
   * A member.
   *
   * @param number of its trial
   * @param place in the unit cube; never NaN
   * @param value less is better
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  record Member(int number, double[] place, double value) {
    /** Of equal ones the newer is better, so that the population does not stand still. */
    boolean isBefore(Member other) {
      return value < other.value || (value == other.value && number > other.number);
    }
  }

  private final @Nullable Member[] members;
  private List<Member> sorted = new ArrayList<>();

  Slots(int size) {
    this.members = new @Nullable Member[size];
  }

  /** A trial has come here. It may be told again. */
  void compete(Member member) {
    int slot = member.number % members.length;
    Member known = members[slot];
    if (known == null || member.isBefore(known)) {
      members[slot] = member;
      sorted = List.of();
    }
  }

  /** The members, from the best to the worst. */
  List<Member> sorted() {
    if (sorted.isEmpty()) {
      sorted = new ArrayList<>();
      Arrays.stream(members).filter(m -> m != null).forEach(sorted::add);
      sorted.sort(
          Comparator.comparingDouble(Member::value)
              .thenComparing(Comparator.comparingInt(Member::number).reversed()));
    }
    return sorted;
  }

  /** Whom the trial of a number will compete with; the next one where nobody is yet. */
  Member target(int number) {
    for (int i = 0; i < members.length; i++) {
      Member member = members[(int) (((long) number + i) % members.length)];
      if (member != null) {
        return member;
      }
    }
    throw new IllegalStateException("a population without members");
  }
}
