package org.tune4j.search.auto;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Algorithm;
import org.tune4j.search.History;

/**
 * Algorithms that take turns by the trials' numbers. Each learns from all trials, so that what one
 * has found, another can go on from, and a problem that is not for one of them costs its turns
 * only.
 *
 * @param members by name
 * @param phases whose turn it is; the last has no end
 * @param note what it does, and why
 */
record Turns(Map<String, Algorithm> members, List<Phase> phases, String note) implements Algorithm {
  @Override
  public double @Nullable [] suggest(int number, int retry, History history) {
    int phase = 0;
    while (phase < phases.size() - 1 && number >= phases.get(phase).until()) {
      phase++;
    }
    List<String> turns = phases.get(phase).turns();
    Algorithm member = Objects.requireNonNull(members.get(turns.get(number % turns.size())));
    return member.suggest(number, retry, history);
  }
}
