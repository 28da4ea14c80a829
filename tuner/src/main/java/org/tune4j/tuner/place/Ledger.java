package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;

/**
 * The ledger of who holds what. A holder gets all bundles of its group at once, or nothing. Whole
 * GPUs are held alone; parts of one GPU may have several holders. Not thread-safe.
 *
 * <p>One bundle without GPUs goes to the member with the most free CPUs, in the time of a look-up;
 * members with GPUs come last. One bundle with GPUs goes where the fewest GPUs stay free, or the
 * least of a part-used one; that looks at each member with GPUs and enough CPUs, once for each
 * change of the ledger. How several bundles are placed, and how far that is exact, {@link
 * PlacementGroup.Strategy} and {@link Placer} say.
 */
public final class Ledger {
  /** Members that are gone and may come back; the first that went are forgotten beyond this. */
  private static final int MOST_GONE = 10_000;

  /** Answers for groups that were asked about; all are forgotten beyond this. */
  private static final int MOST_ANSWERS = 1_000;

  private static final Comparator<Member> MOST_CPU_FIRST =
      Comparator.comparingLong((Member m) -> -m.free.cpu()).thenComparingLong(m -> m.order);

  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Offer> gone = new LinkedHashMap<>();
  private final Map<String, List<Share>> holds = new HashMap<>();

  /** Members that have not joined, and who holds something there, or did: thousands may join. */
  private final Map<String, Set<String>> awaited = new HashMap<>();

  private final NavigableSet<Member> withoutGpus = new TreeSet<>(MOST_CPU_FIRST);
  private final NavigableSet<Member> withGpus = new TreeSet<>(MOST_CPU_FIRST);
  private final Map<PlacementGroup, Boolean> feasible = new HashMap<>();
  private final Set<PlacementGroup> noRoomNow = new HashSet<>();
  private long joins;
  private int usable; // members with room for anything

  /** A member that is here. */
  private static final class Member {
    final String name;
    final Offer offer;
    final Room free;
    final long order;
    int slots;

    Member(String name, Offer offer, long order) {
      this.name = name;
      this.offer = offer;
      this.order = order;
      free = Room.of(offer);
    }
  }

  /** A bundle on a member that is here. */
  private record Part(Member member, Need need, List<Integer> devices) {}

  /**
   * A bundle that is held.
   *
   * @param part {@code null} while the member has not joined
   */
  private record Share(Placement.Slot slot, @Nullable Part part) {}

  /**
   * A member, for people to look at.
   *
   * @param free what nobody holds
   * @param freeGpus what nobody holds of each GPU, from 0 to 1, by its id
   * @param slots how many bundles lie there
   */
  public record MemberRoom(
      String member, Offer offer, Resources free, SortedMap<String, Double> freeGpus, int slots) {

    /** What is held. */
    public Resources used() {
      return offer.total().minus(free);
    }
  }

  // ---- members ----

  /**
   * A member offers its resources. What was said to be held there before it came, is.
   *
   * @throws IllegalStateException when it is here already
   */
  public void join(String member, Offer offer) {
    if (members.containsKey(member)) {
      throw new IllegalStateException("ledger: member " + member + " has joined already");
    }
    Member joined = new Member(member, offer, joins++);
    members.put(member, joined);
    add(joined);
    gone.remove(member);
    feasible.clear();
    noRoomNow.clear();
    for (String holder : Objects.requireNonNullElse(awaited.remove(member), Set.<String>of())) {
      claim(holds.getOrDefault(holder, List.of()), joined);
    }
  }

  private void claim(List<Share> hold, Member joined) {
    for (int i = 0; i < hold.size(); i++) {
      Placement.Slot slot = hold.get(i).slot;
      if (hold.get(i).part == null && slot.member().equals(joined.name)) {
        Part part = part(slot, joined);
        if (part != null) { // else it came with less: nobody can hold that
          take(part);
          hold.set(i, new Share(slot, part));
        }
      }
    }
  }

  /** A member is gone. Holders keep what they hold on others, until they release it. */
  public void leave(String member) {
    Member left = members.remove(member);
    if (left == null) {
      return;
    }
    remove(left);
    gone.put(member, left.offer);
    if (gone.size() > MOST_GONE) {
      gone.remove(gone.keySet().iterator().next());
    }
    holds.values().forEach(hold -> hold.removeIf(share -> share.slot.member().equals(member)));
  }

  private NavigableSet<Member> index(Member member) {
    return member.free.hasGpus() ? withGpus : withoutGpus;
  }

  // ---- holders ----

  /**
   * Whether a request could be met if nothing were held, by the members that are here and those
   * that were and may come back. One for nothing never is: there would be no end of such trials.
   */
  public boolean canEverHold(PlacementGroup group) {
    Boolean known = feasible.get(group);
    if (known == null) {
      known = !group.isNothing() && fits(group, everyOffer());
      if (feasible.size() >= MOST_ANSWERS) {
        feasible.clear();
      }
      feasible.put(group, known);
    }
    return known;
  }

  /** Whether a request could be met by members that hold nothing and offer that. */
  public static boolean fits(PlacementGroup group, Iterable<Offer> offers) {
    List<Room> rooms = new ArrayList<>();
    offers.forEach(offer -> rooms.add(Room.of(offer)));
    return Placer.fits(group, rooms);
  }

  private List<Offer> everyOffer() {
    List<Offer> offers = new ArrayList<>(gone.values());
    members.values().forEach(member -> offers.add(member.offer));
    return offers;
  }

  /**
   * Whether anything at all is free that a trial cannot run without; memory alone is not, as it is
   * hardly ever used up.
   */
  public boolean hasRoom() {
    return usable > 0;
  }

  /** {@link #take(String, PlacementGroup, Predicate)} from any member. */
  public @Nullable Placement take(String holder, PlacementGroup group) {
    return take(holder, group, member -> true);
  }

  /**
   * Takes all bundles of a group, or none.
   *
   * @param holder who will hold them; must hold nothing yet
   * @param eligible which members may be used
   * @return where the bundles lie; {@code null} when there is no room for them now, and then
   *     nothing is held
   * @throws IllegalStateException when the holder holds something already
   */
  public @Nullable Placement take(String holder, PlacementGroup group, Predicate<String> eligible) {
    if (holds.containsKey(holder)) {
      throw new IllegalStateException("ledger: " + holder + " holds something already");
    }
    if (noRoomNow.contains(group)) {
      return null;
    }
    Eligible asked = new Eligible(eligible);
    List<Part> parts =
        group.bundles().size() == 1
            ? takeOne(Need.of(group.bundles().getFirst()), asked)
            : takeSeveral(group, asked);
    if (parts == null) {
      if (!asked.refused) {
        remember(group);
      }
      return null;
    }
    List<Share> hold = shares(group, parts);
    holds.put(holder, hold);
    return new Placement(hold.stream().map(Share::slot).toList());
  }

  /** Remembers whether it mattered who was asked. */
  private static final class Eligible {
    private final Predicate<String> eligible;
    private boolean refused;

    Eligible(Predicate<String> eligible) {
      this.eligible = eligible;
    }

    boolean test(Member member) {
      boolean is = eligible.test(member.name);
      refused |= !is;
      return is;
    }
  }

  private void remember(PlacementGroup group) {
    if (noRoomNow.size() >= MOST_ANSWERS) {
      noRoomNow.clear();
    }
    noRoomNow.add(group);
  }

  private @Nullable List<Part> takeOne(Need need, Eligible eligible) {
    Member member =
        need.gpu() > 0 ? leastLeftOver(need, eligible) : mostCpu(withoutGpus, need, eligible);
    if (member == null && need.gpu() == 0) {
      member = mostCpu(withGpus, need, eligible);
    }
    if (member == null) {
      return null;
    }
    Part part = new Part(member, need, member.free.choose(need));
    take(part);
    return List.of(part);
  }

  private static @Nullable Member mostCpu(
      NavigableSet<Member> index, Need need, Eligible eligible) {
    for (Member member : index) {
      if (member.free.cpu() < need.cpu()) {
        return null;
      }
      if (member.free.fits(need) && eligible.test(member)) {
        return member;
      }
    }
    return null;
  }

  private @Nullable Member leastLeftOver(Need need, Eligible eligible) {
    Member best = null;
    long least = Long.MAX_VALUE;
    for (Member member : withGpus) {
      if (member.free.cpu() < need.cpu() || least == 0) {
        return best;
      }
      if (member.free.fits(need)) {
        long left =
            need.isPartOfGpu()
                ? member.free.leftOverOf(need.gpu())
                : member.free.wholeGpus() - need.wholeGpus();
        if (left < least && eligible.test(member)) {
          least = left;
          best = member;
        }
      }
    }
    return best;
  }

  private @Nullable List<Part> takeSeveral(PlacementGroup group, Eligible eligible) {
    List<Member> asked = members.values().stream().filter(eligible::test).toList();
    Placer.Answer answer = Placer.place(group, asked.stream().map(m -> m.free).toList());
    if (answer == null) {
      return null;
    }
    List<Part> parts = new ArrayList<>();
    for (Placer.Spot spot : answer.spots()) {
      Need need = Need.of(group.bundles().get(parts.size()));
      Part part = new Part(asked.get(spot.room()), need, spot.devices());
      take(part);
      parts.add(part);
    }
    return parts;
  }

  private static List<Share> shares(PlacementGroup group, List<Part> parts) {
    List<Share> shares = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      shares.add(new Share(slot(group.bundles().get(i), parts.get(i)), parts.get(i)));
    }
    return shares;
  }

  private static Placement.Slot slot(Resources bundle, Part part) {
    List<String> ids =
        part.devices.isEmpty()
            ? List.of()
            : part.devices.stream().map(part.member.offer.gpus()::get).toList();
    return new Placement.Slot(part.member.name, bundle, ids);
  }

  /**
   * Notes what a holder is known to hold, such as a trial that outlived its driver. What lies on a
   * member that is not here is kept for it until it joins. What the holder held before is
   * forgotten.
   *
   * @throws IllegalStateException when a member that is here has less free than that, and then the
   *     holder holds what it held before
   */
  public void hold(String holder, Placement placement) {
    List<Share> before = holds.remove(holder);
    give(before);
    stopAwaiting(holder, before);
    List<Share> hold = new ArrayList<>();
    for (Placement.Slot slot : placement.slots()) {
      Member member = members.get(slot.member());
      Part part = member == null ? null : part(slot, member);
      if (member != null && part == null) {
        give(hold);
        stopAwaiting(holder, hold);
        restore(holder, before);
        throw new IllegalStateException(
            "ledger: %s cannot hold %s%s on %s: %s is free"
                .formatted(
                    holder,
                    slot.resources(),
                    slot.gpus().isEmpty() ? "" : " (GPUs " + String.join(",", slot.gpus()) + ")",
                    member.name,
                    member.free.toResources()));
      }
      hold.add(new Share(slot, part));
      takeOrAwait(holder, hold.getLast());
    }
    holds.put(holder, hold);
  }

  private void restore(String holder, @Nullable List<Share> before) {
    if (before != null) {
      before.forEach(share -> takeOrAwait(holder, share));
      holds.put(holder, before);
    }
  }

  private void takeOrAwait(String holder, Share share) {
    if (share.part != null) {
      take(share.part);
    } else {
      awaited.computeIfAbsent(share.slot.member(), name -> new LinkedHashSet<>()).add(holder);
    }
  }

  /** The bundle there, with the devices of its ids; {@code null} when they are not free. */
  private static @Nullable Part part(Placement.Slot slot, Member member) {
    Need need = Need.of(slot.resources());
    if (slot.gpus().isEmpty()) { // as in the logs of before there were ids
      return member.free.fits(need) ? new Part(member, need, member.free.choose(need)) : null;
    }
    List<Integer> devices = slot.gpus().stream().map(member.offer.gpus()::indexOf).toList();
    return !devices.contains(-1) && member.free.fitsOn(need, devices)
        ? new Part(member, need, devices)
        : null;
  }

  /** Gives back what a holder holds, if anything. */
  public void release(String holder) {
    List<Share> hold = holds.remove(holder);
    give(hold);
    stopAwaiting(holder, hold);
  }

  private void stopAwaiting(String holder, @Nullable List<Share> hold) {
    if (hold != null && !awaited.isEmpty()) {
      for (Share share : hold) {
        Set<String> holders = awaited.get(share.slot.member());
        if (holders != null && holders.remove(holder) && holders.isEmpty()) {
          awaited.remove(share.slot.member());
        }
      }
    }
  }

  private void give(@Nullable List<Share> hold) {
    if (hold != null) {
      for (Share share : hold) {
        if (share.part != null) {
          give(share.part);
        }
      }
    }
  }

  private void take(Part part) {
    remove(part.member);
    part.member.free.take(part.need, part.devices);
    part.member.slots++;
    add(part.member);
  }

  private void give(Part part) {
    remove(part.member);
    part.member.free.give(part.need, part.devices);
    part.member.slots--;
    add(part.member);
    noRoomNow.clear();
  }

  /** A member changes only while no index has it. */
  private void add(Member member) {
    index(member).add(member);
    usable += member.free.isUsable() ? 1 : 0;
  }

  private void remove(Member member) {
    index(member).remove(member);
    usable -= member.free.isUsable() ? 1 : 0;
  }

  // ---- for people ----

  /** What keeps a request waiting, in one line: {@code waits for 1 GPU: 0 of 2 are free}. */
  public String explain(PlacementGroup group) {
    SortedMap<String, Room> free = new TreeMap<>();
    SortedMap<String, Room> whole = new TreeMap<>();
    for (Member member : members.values()) {
      free.put(member.name, member.free);
      whole.put(member.name, Room.of(member.offer));
    }
    SortedMap<String, Room> ever = new TreeMap<>(whole);
    gone.forEach((name, offer) -> ever.put(name, Room.of(offer)));
    return new Shortage(group, free, whole, ever).text();
  }

  /** The members that are here, in the order in which they came. */
  public List<MemberRoom> members() {
    return members.values().stream().map(Ledger::room).toList();
  }

  private static MemberRoom room(Member member) {
    SortedMap<String, Double> gpus = new TreeMap<>();
    for (int i = 0; i < member.free.deviceCount(); i++) {
      gpus.put(member.offer.gpus().get(i), member.free.device(i) / (double) Need.WHOLE);
    }
    return new MemberRoom(member.name, member.offer, member.free.toResources(), gpus, member.slots);
  }

  /** What all members that are here have together. */
  public Resources total() {
    return members.values().stream()
        .map(member -> member.offer.total())
        .reduce(Resources.NOTHING, Resources::plus);
  }

  /** What all members that are here have free together. */
  public Resources free() {
    return members.values().stream()
        .map(member -> member.free.toResources())
        .reduce(Resources.NOTHING, Resources::plus);
  }
}
