package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Domination;
import org.tune4j.search.Score;

/**
 * A rung of several objectives or with bounds: the best are those that the fewest fronts lie before
 * (Deb et al., "NSGA-II", 2002), and within a front those that have the most room around them, so
 * that what goes on is spread along it. The fronts are kept up to date with each measurement (Li et
 * al., "Efficient non-domination level update approach for steady-state evolutionary multiobjective
 * optimization", 2014).
 *
 * <p>Counting takes time in proportion to how many are compared. Where nobody waits these are 4096
 * at most: beyond, every second is forgotten, which leaves the share that goes on as it is.
 */
final class ParetoRung implements Rung {
  static final int MOST = 4096;

  private Cut cut;
  private final Map<Integer, Score> scores = new TreeMap<>();
  private final List<List<Integer>> fronts = new ArrayList<>();
  private final Map<Integer, Integer> frontOf = new HashMap<>();
  private final TreeMap<Integer, String> held = new TreeMap<>();
  private int counted;

  /** All, the best first; {@code null} when that is to be found out. */
  private @Nullable List<Integer> order;

  ParetoRung(Cut cut) {
    this.cut = cut;
  }

  @Override
  public void expect(int expected) {
    cut = cut.expecting(expected);
  }

  @Override
  public int add(Score score) {
    if (scores.size() >= MOST && cut.least() > 0) {
      thin();
    }
    int entry = counted++;
    insert(entry, score);
    return entry;
  }

  private void insert(int entry, Score score) {
    scores.put(entry, score);
    order = null;
    int front = 0;
    while (front < fronts.size() && isDominated(score, fronts.get(front))) {
      front++;
    }
    List<Integer> moving = List.of(entry);
    while (!moving.isEmpty()) {
      if (front == fronts.size()) {
        fronts.add(new ArrayList<>());
      }
      moving = join(front++, moving);
    }
  }

  private boolean isDominated(Score score, List<Integer> by) {
    return by.stream().anyMatch(other -> Domination.compare(score(other), score) < 0);
  }

  /** Puts some into a front; those that they dominate there must leave it for the next. */
  private List<Integer> join(int front, List<Integer> some) {
    List<Integer> leaving = new ArrayList<>();
    List<Integer> staying = new ArrayList<>(some);
    for (Integer member : fronts.get(front)) {
      (isDominated(score(member), some) ? leaving : staying).add(member);
    }
    fronts.set(front, staying);
    some.forEach(entry -> frontOf.put(entry, front));
    return leaving;
  }

  private void thin() {
    Map<Integer, Score> all = new TreeMap<>(scores);
    scores.clear();
    fronts.clear();
    frontOf.clear();
    boolean keep = false;
    for (Map.Entry<Integer, Score> entry : all.entrySet()) {
      if (keep) {
        insert(entry.getKey(), entry.getValue());
      }
      keep = !keep;
    }
  }

  private Score score(int entry) {
    Score score = scores.get(entry);
    return score == null ? Judge.WORST : score;
  }

  @Override
  public int size() {
    return scores.size();
  }

  @Override
  public int quota() {
    return cut.quota(scores.size());
  }

  @Override
  public boolean isAmongBest(int entry) {
    Integer front = frontOf.get(entry);
    int room = quota();
    for (int f = 0; front != null && f < front; f++) {
      room -= fronts.get(f).size();
    }
    if (front == null || room <= 0) {
      return false;
    }
    Score own = score(entry);
    List<Integer> members = Crowding.sorted(fronts.get(front), this::score);
    return members.stream()
        .limit(room)
        .anyMatch(m -> m == entry || java.util.Arrays.equals(score(m).values(), own.values()));
  }

  @Override
  public void hold(int entry, String trialId) {
    held.put(entry, trialId);
  }

  @Override
  public void release(int entry) {
    held.remove(entry);
  }

  @Override
  public @Nullable Held promotable() {
    return held.isEmpty() ? null : first(order().subList(0, quota()));
  }

  @Override
  public @Nullable Held worst() {
    return held.isEmpty() ? null : first(order().reversed());
  }

  /** Known when all have come: until then many may come that are worse still. */
  @Override
  public @Nullable Held hopeless() {
    return held.isEmpty() || scores.size() != cut.expected()
        ? null
        : first(order().subList(quota(), scores.size()));
  }

  private @Nullable Held first(List<Integer> entries) {
    for (int entry : entries) {
      String trialId = held.get(entry);
      if (trialId != null) {
        return new Held(entry, trialId);
      }
    }
    return null;
  }

  private List<Integer> order() {
    if (order == null) {
      List<Integer> all = new ArrayList<>(scores.size());
      fronts.forEach(front -> all.addAll(Crowding.sorted(front, this::score)));
      order = all;
    }
    return order;
  }
}
