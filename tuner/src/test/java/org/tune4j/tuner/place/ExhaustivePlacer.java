package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;

/**
 * What there is and what is free of it, kept in the plainest way, and a placer that tries every
 * bundle on every member and every device.
 */
final class ExhaustivePlacer {
  private static final double SLACK = 1e-6;

  /** What is free on one member. */
  static final class Free {
    private final Offer offer;
    private double cpu;
    private double memory;
    private double licences;
    private final double[] gpus;

    Free(Offer offer) {
      this.offer = offer;
      cpu = offer.total().cpu();
      memory = offer.total().memory();
      licences = offer.total().custom("licence");
      gpus = new double[offer.gpus().size()];
      Arrays.fill(gpus, 1);
    }

    private boolean change(Resources amount, List<Integer> devices, int sign) {
      cpu += sign * amount.cpu();
      memory += sign * amount.memory();
      licences += sign * amount.custom("licence");
      for (int device : devices) {
        gpus[device] += sign * Math.min(1, amount.gpu());
      }
      return cpu > -SLACK
          && memory > -SLACK
          && licences > -SLACK
          && Arrays.stream(gpus).allMatch(free -> free > -SLACK && free < 1 + SLACK);
    }
  }

  final Map<String, Free> members = new LinkedHashMap<>();

  /** Takes what a placement says; false when that is more than there is, or no such device. */
  boolean take(Placement placement) {
    boolean right = true;
    for (Placement.Slot slot : placement.slots()) {
      Free free = members.get(slot.member());
      int wanted = (int) Math.ceil(slot.resources().gpu());
      right &=
          free != null && slot.gpus().size() == wanted && Set.copyOf(slot.gpus()).size() == wanted;
      right &= free != null && free.change(slot.resources(), devices(free, slot), -1);
    }
    return right;
  }

  /** Gives back what lies on members that are here. */
  void give(Placement placement) {
    for (Placement.Slot slot : placement.slots()) {
      Free free = members.get(slot.member());
      if (free != null) {
        free.change(slot.resources(), devices(free, slot), 1);
      }
    }
  }

  private static List<Integer> devices(Free free, Placement.Slot slot) {
    return slot.gpus().stream().map(free.offer.gpus()::indexOf).toList();
  }

  /** On how many members the group can lie; empty when it cannot. */
  TreeSet<Integer> memberCounts(PlacementGroup group) {
    TreeSet<Integer> counts = new TreeSet<>();
    descend(group, 0, new ArrayList<>(), counts);
    switch (group.strategy()) {
      case STRICT_PACK -> counts.removeIf(count -> count != 1);
      case STRICT_SPREAD -> counts.removeIf(count -> count != group.bundles().size());
      case PACK, SPREAD -> {}
    }
    return counts;
  }

  private void descend(
      PlacementGroup group, int bundle, List<String> chosen, TreeSet<Integer> counts) {
    if (bundle == group.bundles().size()) {
      counts.add(Set.copyOf(chosen).size());
      return;
    }
    Resources asked = group.bundles().get(bundle);
    members.forEach(
        (name, free) -> {
          for (List<Integer> devices : deviceSets(asked.gpu(), free.gpus.length)) {
            if (free.change(asked, devices, -1)) {
              chosen.add(name);
              descend(group, bundle + 1, chosen, counts);
              chosen.removeLast();
            }
            free.change(asked, devices, 1);
          }
        });
  }

  private static List<List<Integer>> deviceSets(double gpu, int there) {
    List<List<Integer>> sets = new ArrayList<>();
    for (int bits = 0; bits < 1 << there; bits++) {
      if (Integer.bitCount(bits) == (int) Math.ceil(gpu)) {
        List<Integer> set = new ArrayList<>();
        for (int i = 0; i < there; i++) {
          if ((bits >> i & 1) == 1) {
            set.add(i);
          }
        }
        sets.add(set);
      }
    }
    return sets;
  }
}
