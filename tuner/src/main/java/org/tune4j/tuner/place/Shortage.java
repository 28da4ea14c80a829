package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Bytes;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;

/**
 * Why a group is not placed, in the words of people.
 *
 * @param free what is free, by member
 * @param here all that the members that are here offer
 * @param ever all that those have ever offered that are here or may come back
 */
record Shortage(
    PlacementGroup group,
    SortedMap<String, Room> free,
    SortedMap<String, Room> here,
    SortedMap<String, Room> ever) {

  String text() {
    if (group.isNothing()) {
      return "can never run, as it asks for no CPU and no GPU";
    }
    if (ever.isEmpty()) {
      return "waits for " + group + ": no member has joined";
    }
    if (!fits(ever)) {
      return "can never run, as it asks for " + missing(ever, false);
    }
    if (!fits(here)) {
      Set<String> gone = new TreeSet<>(ever.keySet());
      gone.removeAll(here.keySet());
      return "waits for " + missing(here, false) + " (gone: " + String.join(", ", gone) + ")";
    }
    return "waits for " + (fits(free) ? "its turn: there is room" : missing(free, true));
  }

  private boolean fits(SortedMap<String, Room> rooms) {
    if (group.bundles().size() == 1) {
      Need need = Need.of(group.bundles().getFirst());
      return rooms.values().stream().anyMatch(room -> room.fits(need));
    }
    return Placer.place(group, List.copyOf(rooms.values())) != null;
  }

  /**
   * What is asked for, and how much of it there is.
   *
   * @param now whether the rooms are what is free now, of what there is
   */
  private String missing(SortedMap<String, Room> rooms, boolean now) {
    Set<Resources> kinds = new LinkedHashSet<>(group.bundles());
    for (Resources bundle : kinds) {
      String text = missing(bundle, rooms, now);
      if (text != null) {
        return text;
      }
    }
    String text = group.strategy() == Strategy.STRICT_PACK ? onOne(rooms, now) : inAll(rooms, now);
    return text == null ? tooMany(kinds, rooms, now) : text;
  }

  // ---- one bundle ----

  /** {@code null} when there is a member that has room for it. */
  private @Nullable String missing(Resources bundle, SortedMap<String, Room> rooms, boolean now) {
    Need need = Need.of(bundle);
    if (rooms.values().stream().anyMatch(room -> room.fits(need))) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    for (Kind kind : kinds(bundle)) {
      Most most = most(rooms, kind.onOne());
      if (most.amount() < kind.need()) {
        parts.add(missing(kind, most, rooms, now));
      }
    }
    return parts.isEmpty() ? notTogether(bundle, rooms, now) : String.join("; ", parts);
  }

  private String missing(Kind kind, Most most, SortedMap<String, Room> rooms, boolean now) {
    long all = sum(rooms, kind.onOne());
    if (kind.isPart() && most.amount() > 0) {
      return "%s of one device: at most %s is %s (%s)"
          .formatted(kind.asked(), kind.show(most.amount()), now ? "free" : "there", most.member());
    }
    if (all < kind.need()) {
      return now
          ? "%s: %s of %s %s free"
              .formatted(
                  kind.asked(), kind.show(all), kind.show(sum(here, kind.onOne())), kind.verb())
          : "%s: %s".formatted(kind.asked(), there(kind, all));
    }
    return "%s on one member: at most %s %s %s (%s)"
        .formatted(
            kind.asked(),
            kind.show(most.amount()),
            kind.verb(),
            now ? "free" : "there",
            most.member());
  }

  private static String there(Kind kind, long all) {
    return all == 0 ? "there is none" : "there " + kind.verb() + " " + kind.show(all);
  }

  /** Everything is there, but on different members. */
  private String notTogether(Resources bundle, SortedMap<String, Room> rooms, boolean now) {
    String best = "";
    long fewest = Long.MAX_VALUE;
    for (Map.Entry<String, Room> room : rooms.entrySet()) {
      long lacking =
          kinds(bundle).stream()
              .filter(kind -> kind.onOne().applyAsLong(room.getValue()) < kind.need())
              .count();
      if (lacking < fewest) {
        fewest = lacking;
        best = room.getKey() + (now ? " has free: " : " has: ") + of(room.getValue(), bundle);
      }
    }
    return "%s on one member: no member has that together (%s)".formatted(bundle, best);
  }

  // ---- several bundles ----

  private String onOne(SortedMap<String, Room> rooms, boolean now) {
    Resources total = group.total();
    String best = "";
    long most = -1;
    for (Map.Entry<String, Room> room : rooms.entrySet()) {
      if (room.getValue().cpu() > most) {
        most = room.getValue().cpu();
        best = room.getKey() + (now ? " has free: " : " has: ") + of(room.getValue(), total);
      }
    }
    return "%s on one member: no member has that together (%s)".formatted(total, best);
  }

  /** {@code null} when there is as much as is asked for, were it not for the members. */
  private @Nullable String inAll(SortedMap<String, Room> rooms, boolean now) {
    for (Kind kind : kinds(group.total())) {
      ToLongFunction<Room> amount = kind.isGpu() ? Room::gpu : kind.onOne();
      long all = sum(rooms, amount);
      if (all < kind.need()) {
        return now
            ? "%s in all: %s of %s %s free"
                .formatted(kind.asked(), kind.show(all), kind.show(sum(here, amount)), kind.verb())
            : "%s in all: %s".formatted(kind.asked(), there(kind, all));
      }
    }
    return null;
  }

  /** Each bundle finds a place, but not all of them at once. */
  private String tooMany(Set<Resources> kinds, SortedMap<String, Room> rooms, boolean now) {
    boolean apart = group.strategy() == Strategy.STRICT_SPREAD;
    for (Resources bundle : kinds) {
      Need need = Need.of(bundle);
      long count = group.bundles().stream().filter(bundle::equals).count();
      long room = rooms.values().stream().mapToLong(r -> r.capacity(need, apart ? 1 : count)).sum();
      if (room < count) {
        return "%d x [%s]%s: there is %s for %d"
            .formatted(
                count,
                bundle,
                apart ? " on members of their own" : "",
                now ? "room" : "no more than room",
                room);
      }
    }
    if (apart && rooms.size() < group.bundles().size()) {
      return "%d members, one for each bundle: there are %d"
          .formatted(group.bundles().size(), rooms.size());
    }
    return group + ": there is room for each bundle, but not for all at once";
  }

  // ---- what is counted ----

  /**
   * One kind of resource that is asked for.
   *
   * @param asked as people read it
   * @param onOne what one member has of it for one bundle, in the unit of the need
   */
  private record Kind(String name, String asked, long need, ToLongFunction<Room> onOne) {
    boolean isGpu() {
      return name.equals("GPU");
    }

    boolean isPart() {
      return isGpu() && need < Need.WHOLE;
    }

    String show(long amount) {
      return name.equals("memory")
          ? Bytes.text(amount)
          : Numbers.text(amount / (double) Need.WHOLE);
    }

    String verb() {
      return name.equals("memory") ? "is" : "are";
    }
  }

  private static List<Kind> kinds(Resources asked) {
    List<Kind> kinds = new ArrayList<>();
    if (asked.gpu() > 0) {
      long need = Need.hundredths(asked.gpu());
      ToLongFunction<Room> onOne =
          need < Need.WHOLE ? Room::largestPart : room -> (long) room.wholeGpus() * Need.WHOLE;
      kinds.add(new Kind("GPU", Numbers.text(asked.gpu()) + " GPU", need, onOne));
    }
    if (asked.cpu() > 0) {
      kinds.add(
          new Kind(
              "CPU", Numbers.text(asked.cpu()) + " CPU", Need.hundredths(asked.cpu()), Room::cpu));
    }
    if (asked.memory() > 0) {
      kinds.add(new Kind("memory", Bytes.text(asked.memory()), asked.memory(), Room::memory));
    }
    asked
        .custom()
        .forEach(
            (name, amount) ->
                kinds.add(
                    new Kind(
                        name,
                        Numbers.text(amount) + " " + name,
                        Need.hundredths(amount),
                        room -> room.custom(name))));
    return kinds;
  }

  /** Of what a member has, the kinds that are asked for. */
  private static String of(Room room, Resources asked) {
    Resources all = room.toResources();
    SortedMap<String, Double> custom = new TreeMap<>(all.custom());
    custom.keySet().retainAll(asked.custom().keySet());
    return new Resources(
            asked.cpu() > 0 ? all.cpu() : 0,
            asked.gpu() > 0 ? all.gpu() : 0,
            asked.memory() > 0 ? all.memory() : 0,
            custom)
        .toString();
  }

  private record Most(String member, long amount) {}

  private static Most most(SortedMap<String, Room> rooms, ToLongFunction<Room> amount) {
    Most most = new Most("", 0);
    for (Map.Entry<String, Room> room : rooms.entrySet()) {
      long here = amount.applyAsLong(room.getValue());
      if (here > most.amount() || most.member().isEmpty()) {
        most = new Most(room.getKey(), here);
      }
    }
    return most;
  }

  private static long sum(SortedMap<String, Room> rooms, ToLongFunction<Room> amount) {
    return rooms.values().stream().mapToLong(amount).sum();
  }
}
