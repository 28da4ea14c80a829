package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;

/**
 * Finds out where the bundles of one group can lie, by trying: depth first, the most demanding
 * bundles first, equal bundles in one order only, and of members that look alike the first only.
 *
 * <p>It is exact, in what can be placed and in how few or many members that takes, as long as it
 * needs no more than {@value #BUDGET} tries to put a bundle on a member. Then it gives up: it
 * answers with the best that it has found, or that it found nothing.
 */
final class Placer {
  private static final int BUDGET = 200_000;

  private final Strategy strategy;
  private final int[] origin; // where the bundle at this index stands in the group
  private final Need[] needs;
  private final List<Candidate> candidates;

  // the search: what is tried now, and the best so far
  private final int[] on;
  private final boolean[] began; // whether it was the first on its member
  private final List<List<Integer>> devices;
  private final int[] held;
  private int used;
  private int least;
  private int most;
  private int tries;
  private @Nullable Answer best;

  /** Where one bundle lies: in which of the rooms, and on which devices there. */
  record Spot(int room, List<Integer> devices) {}

  /**
   * Where each bundle of the group lies.
   *
   * @param spots one for each bundle
   * @param members how many different rooms these are
   */
  record Answer(List<Spot> spots, int members) {}

  /** A room that takes part; those that look alike have one kind. */
  private record Candidate(int index, Room room, int kind, int holds) {}

  private Placer(PlacementGroup group, List<Room> rooms) {
    strategy = group.strategy();
    List<Need> asked = group.bundles().stream().map(Need::of).toList();
    origin = order(asked);
    needs = Arrays.stream(origin).mapToObj(asked::get).toArray(Need[]::new);
    candidates = candidates(rooms);
    on = new int[needs.length];
    began = new boolean[needs.length];
    devices = new ArrayList<>(needs.length);
    held = new int[candidates.size()];
  }

  /** Whether the bundles can lie there, all at once, as far as that can be found out. */
  static boolean fits(PlacementGroup group, List<Room> rooms) {
    if (group.bundles().size() > 1) {
      return place(group, rooms) != null;
    }
    Need need = Need.of(group.bundles().getFirst());
    return rooms.stream().anyMatch(room -> room.fits(need));
  }

  /**
   * Where the bundles can lie, all at once.
   *
   * @param rooms what is free; it stays as it is
   * @return {@code null} when they cannot, or when that is too hard to find out
   */
  static @Nullable Answer place(PlacementGroup group, List<Room> rooms) {
    return new Placer(group, rooms).place();
  }

  private @Nullable Answer place() {
    Map<Need, Integer> kinds = new LinkedHashMap<>();
    for (Need need : needs) {
      kinds.merge(need, 1, Integer::sum);
    }
    for (Map.Entry<Need, Integer> kind : kinds.entrySet()) {
      if (fewestMembers(kind.getKey(), kind.getValue()) > candidates.size()) {
        return null;
      }
    }
    return switch (strategy) {
      case STRICT_PACK -> search(1, 1);
      case STRICT_SPREAD -> search(needs.length, needs.length);
      case PACK -> pack(kinds);
      case SPREAD -> spread(kinds);
    };
  }

  private @Nullable Answer pack(Map<Need, Integer> kinds) {
    int fewest = 1;
    for (Map.Entry<Need, Integer> kind : kinds.entrySet()) {
      fewest = Math.max(fewest, fewestMembers(kind.getKey(), kind.getValue()));
    }
    Answer found = search(1, needs.length);
    while (found != null && found.members() > fewest) {
      Answer fewer = search(1, found.members() - 1);
      if (fewer == null) {
        return found;
      }
      found = fewer;
    }
    return found;
  }

  private @Nullable Answer spread(Map<Need, Integer> kinds) {
    long most = 0;
    for (Map.Entry<Need, Integer> kind : kinds.entrySet()) {
      long places = candidates.stream().filter(c -> c.room().fits(kind.getKey())).count();
      most += Math.min(kind.getValue(), places);
    }
    most = Math.min(most, candidates.size());
    Answer found = search(1, needs.length);
    while (found != null && found.members() < most) {
      Answer more = search(found.members() + 1, needs.length);
      if (more == null) {
        return found;
      }
      found = more;
    }
    return found;
  }

  /** How many members bundles of one kind need at least; more than there are when it is too few. */
  private int fewestMembers(Need need, int count) {
    long[] capacities =
        candidates.stream().mapToLong(c -> c.room().capacity(need, count)).sorted().toArray();
    long left = count;
    for (int i = capacities.length - 1; i >= 0; i--) {
      left -= capacities[i];
      if (left <= 0) {
        return capacities.length - i;
      }
    }
    return Integer.MAX_VALUE;
  }

  // ---- the search ----

  private @Nullable Answer search(int atLeast, int atMost) {
    least = atLeast;
    most = atMost;
    best = null;
    descend(0);
    return best;
  }

  private boolean descend(int bundle) {
    if (used + (needs.length - bundle) < least) {
      return false;
    }
    if (bundle == needs.length) {
      best = answer();
      return true;
    }
    boolean again = bundle > 0 && needs[bundle].equals(needs[bundle - 1]);
    int from = again ? on[bundle - 1] : 0;
    return switch (strategy) {
      case PACK, STRICT_PACK -> tryEach(bundle, from, true, true);
      case STRICT_SPREAD -> tryEach(bundle, from, true, false);
      case SPREAD -> again ? spreadOn(bundle, from) : spread(bundle, 0, 0);
    };
  }

  /**
   * Of equal bundles, first come those that begin a member, then those that go where others are.
   */
  private boolean spreadOn(int bundle, int from) {
    return began[bundle - 1] ? spread(bundle, from, 0) : tryEach(bundle, from, false, true);
  }

  private boolean spread(int bundle, int fromFresh, int fromBegun) {
    return tryEach(bundle, fromFresh, true, false) || tryEach(bundle, fromBegun, false, true);
  }

  private boolean tryEach(int bundle, int from, boolean fresh, boolean begun) {
    int lastKind = -1;
    for (int i = from; i < held.length; i++) {
      boolean isFresh = held[i] == 0;
      if (isFresh ? !fresh || used == most || candidates.get(i).kind() == lastKind : !begun) {
        continue;
      }
      lastKind = isFresh ? candidates.get(i).kind() : lastKind;
      if (++tries > BUDGET) {
        return false;
      }
      if (candidates.get(i).room().fits(needs[bundle]) && tryOn(bundle, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whole GPUs are all the same, but of parts it matters which device is broken for them. */
  private boolean tryOn(int bundle, int candidate) {
    Need need = needs[bundle];
    Room room = candidates.get(candidate).room();
    if (!need.isPartOfGpu()) {
      return tryOn(bundle, candidate, room.choose(need));
    }
    for (long free = need.gpu(); free <= Need.WHOLE; free++) {
      int device = deviceWith(room, free);
      if (device >= 0 && tryOn(bundle, candidate, List.of(device))) {
        return true;
      }
    }
    return false;
  }

  private static int deviceWith(Room room, long free) {
    for (int i = 0; i < room.deviceCount(); i++) {
      if (room.device(i) == free) {
        return i;
      }
    }
    return -1;
  }

  private boolean tryOn(int bundle, int candidate, List<Integer> chosen) {
    Room room = candidates.get(candidate).room();
    room.take(needs[bundle], chosen);
    began[bundle] = held[candidate]++ == 0;
    used += began[bundle] ? 1 : 0;
    on[bundle] = candidate;
    devices.add(chosen);
    boolean done = descend(bundle + 1);
    devices.removeLast();
    used -= --held[candidate] == 0 ? 1 : 0;
    room.give(needs[bundle], chosen);
    return done;
  }

  private Answer answer() {
    Spot[] spots = new Spot[needs.length];
    for (int i = 0; i < needs.length; i++) {
      spots[origin[i]] = new Spot(candidates.get(on[i]).index(), devices.get(i));
    }
    return new Answer(List.of(spots), used);
  }

  // ---- what is searched ----

  /** The most demanding bundles first, equal ones side by side. */
  private static int[] order(List<Need> needs) {
    Map<Need, Integer> kinds = new HashMap<>();
    needs.forEach(need -> kinds.putIfAbsent(need, kinds.size()));
    Comparator<Integer> byDemand =
        Comparator.<Integer>comparingLong(i -> -needs.get(i).gpu())
            .thenComparingLong(i -> -needs.get(i).cpu())
            .thenComparingLong(i -> -needs.get(i).memory())
            .thenComparingInt(i -> kinds.getOrDefault(needs.get(i), 0));
    return IntStream.range(0, needs.size())
        .boxed()
        .sorted(byDemand)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The rooms that any bundle fits in, those first that hold most of them. */
  private List<Candidate> candidates(List<Room> rooms) {
    Map<Object, Candidate> firsts = new HashMap<>();
    Map<Object, Integer> counts = new HashMap<>();
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < rooms.size(); i++) {
      Room room = rooms.get(i);
      Object look = room.look();
      // as many of a kind as there are bundles are enough
      if (counts.merge(look, 1, Integer::sum) <= needs.length) {
        int index = i;
        Candidate first =
            firsts.computeIfAbsent(
                look, key -> new Candidate(index, room, firsts.size(), holds(room)));
        if (first.holds() > 0) {
          found.add(new Candidate(i, room.copy(), first.kind(), first.holds()));
        }
      }
    }
    boolean noGpus = Arrays.stream(needs).allMatch(need -> need.gpu() == 0);
    found.sort(
        Comparator.comparingInt((Candidate c) -> -c.holds())
            .thenComparing(c -> noGpus && c.room().hasGpus())
            .thenComparingLong(c -> -c.room().cpu())
            .thenComparingInt(Candidate::kind)
            .thenComparingInt(Candidate::index));
    return found;
  }

  /** How many of the bundles a room holds when they are put there one after the other. */
  private int holds(Room free) {
    Room room = free.copy();
    int count = 0;
    for (Need need : needs) {
      if (room.fits(need)) {
        room.take(need, room.choose(need));
        count++;
      }
    }
    return count;
  }
}
