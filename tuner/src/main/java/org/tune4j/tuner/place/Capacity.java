package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;

/** How many trials that ask for the same run side by side. */
public final class Capacity {
  private Capacity() {}

  /**
   * How often a request can be met by members that hold nothing. Groups of several bundles are
   * placed one after the other: there may be a way to place more of them.
   *
   * @param members those that are alike together
   * @param most where counting ends; 0 or more
   */
  public static int of(PlacementGroup group, List<SweepEvent.Members> members, int most) {
    if (group.isNothing()) {
      return 0;
    }
    return group.bundles().size() == 1
        ? ofOne(group.bundles().getFirst(), members, most)
        : ofSeveral(group, members, most);
  }

  private static int ofOne(Resources bundle, List<SweepEvent.Members> members, int most) {
    Need need = Need.of(bundle);
    long count = 0;
    for (SweepEvent.Members some : members) {
      count += some.count() * room(some).capacity(need, most);
    }
    return (int) Math.min(most, count);
  }

  private static int ofSeveral(PlacementGroup group, List<SweepEvent.Members> members, int most) {
    List<Room> rooms = new ArrayList<>();
    for (SweepEvent.Members some : members) {
      for (int i = 0; i < some.count(); i++) {
        rooms.add(room(some));
      }
    }
    int count = 0;
    while (count < most) {
      Placer.Answer answer = Placer.place(group, rooms);
      if (answer == null) {
        return count;
      }
      for (int i = 0; i < answer.spots().size(); i++) {
        Placer.Spot spot = answer.spots().get(i);
        rooms.get(spot.room()).take(Need.of(group.bundles().get(i)), spot.devices());
      }
      count++;
    }
    return count;
  }

  private static Room room(SweepEvent.Members members) {
    return Room.of(offer(members.each()));
  }

  /** Of GPUs only those count that nobody else has a part of. */
  static Offer offer(Resources room) {
    return Offer.of(
        new Resources(room.cpu(), StrictMath.floor(room.gpu()), room.memory(), room.custom()));
  }
}
