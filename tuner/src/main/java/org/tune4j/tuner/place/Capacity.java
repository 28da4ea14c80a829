package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;

/** Whether trials that ask for the same fit on the grid side by side. */
public final class Capacity {
  /** To place more groups of several bundles takes too long to be done after each result. */
  private static final int MOST_GROUPS = 256;

  private Capacity() {}

  /**
   * Whether members that hold nothing can meet a request so many times. Groups of several bundles
   * are placed one after the other: there may be a way to place more of them, and of more than
   * {@value #MOST_GROUPS} it is not known.
   *
   * @param members those that are alike together
   * @param times 1 or more
   */
  public static boolean fits(PlacementGroup group, List<SweepEvent.Members> members, int times) {
    if (group.isNothing()) {
      return false;
    }
    return group.bundles().size() == 1
        ? fitsOne(Need.of(group.bundles().getFirst()), members, times)
        : times <= MOST_GROUPS
            && isEnough(Need.of(group.total()), members, times)
            && fitsSeveral(group, members, times);
  }

  private static boolean fitsOne(Need need, List<SweepEvent.Members> members, int times) {
    long count = 0;
    for (SweepEvent.Members some : members) {
      count += some.count() * room(some).capacity(need, times);
    }
    return count >= times;
  }

  /** Whether all members together have that much. */
  private static boolean isEnough(Need need, List<SweepEvent.Members> members, int times) {
    long cpu = 0;
    long gpu = 0;
    for (SweepEvent.Members some : members) {
      Need each = Need.of(some.each());
      cpu += some.count() * each.cpu();
      gpu += some.count() * each.gpu();
    }
    return need.cpu() * times <= cpu && need.gpu() * times <= gpu;
  }

  private static boolean fitsSeveral(
      PlacementGroup group, List<SweepEvent.Members> members, int times) {
    List<Room> rooms = new ArrayList<>();
    for (SweepEvent.Members some : members) {
      for (int i = 0; i < some.count(); i++) {
        rooms.add(room(some));
      }
    }
    for (int count = 0; count < times; count++) {
      Placer.Answer answer = Placer.place(group, rooms);
      if (answer == null) {
        return false;
      }
      for (int i = 0; i < answer.spots().size(); i++) {
        Placer.Spot spot = answer.spots().get(i);
        rooms.get(spot.room()).take(Need.of(group.bundles().get(i)), spot.devices());
      }
    }
    return true;
  }

  private static Room room(SweepEvent.Members members) {
    Resources each = members.each();
    Resources whole =
        new Resources(each.cpu(), StrictMath.floor(each.gpu()), each.memory(), each.custom());
    return Room.of(Offer.of(whole));
  }
}
