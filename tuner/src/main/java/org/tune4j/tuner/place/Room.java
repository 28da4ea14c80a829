package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Resources;

/** What is free on a member, in the units of {@link Need}. Mutable. */
final class Room {
  private long cpu;
  private long memory;
  private final @Nullable SortedMap<String, Long> custom; // null when there is none at all
  private final long[] devices; // what is free of each GPU

  private Room(long cpu, long memory, @Nullable SortedMap<String, Long> custom, long[] devices) {
    this.cpu = cpu;
    this.memory = memory;
    this.custom = custom;
    this.devices = devices;
  }

  /** All that a member offers. */
  static Room of(Offer offer) {
    return of(offer.total(), Collections.nCopies(offer.gpus().size(), 1.0));
  }

  /**
   * What is free on a member.
   *
   * @param gpus how much of each GPU, from 0 to 1
   */
  static Room of(Resources total, List<Double> gpus) {
    SortedMap<String, Long> custom = null;
    if (!total.custom().isEmpty()) {
      custom = new TreeMap<>();
      for (Map.Entry<String, Double> entry : total.custom().entrySet()) {
        custom.put(entry.getKey(), Need.hundredths(entry.getValue()));
      }
    }
    long[] devices = gpus.stream().mapToLong(Need::hundredths).toArray();
    return new Room(Need.hundredths(total.cpu()), total.memory(), custom, devices);
  }

  Room copy() {
    return new Room(cpu, memory, custom == null ? null : new TreeMap<>(custom), devices.clone());
  }

  long cpu() {
    return cpu;
  }

  long memory() {
    return memory;
  }

  long custom(String name) {
    return custom == null ? 0 : custom.getOrDefault(name, 0L);
  }

  /** What is free of all GPUs together. */
  long gpu() {
    long sum = 0;
    for (long device : devices) {
      sum += device;
    }
    return sum;
  }

  boolean hasGpus() {
    return devices.length > 0;
  }

  /** How many GPUs nobody holds a part of. */
  int wholeGpus() {
    int count = 0;
    for (long device : devices) {
      count += device == Need.WHOLE ? 1 : 0;
    }
    return count;
  }

  /** The most that is free of one GPU. */
  long largestPart() {
    long most = 0;
    for (long device : devices) {
      most = Math.max(most, device);
    }
    return most;
  }

  /** What is free of a GPU, by its place in the offer. */
  long device(int index) {
    return devices[index];
  }

  int deviceCount() {
    return devices.length;
  }

  /** Whether anything that a trial cannot run without is free. Memory alone is not. */
  boolean isUsable() {
    return cpu > 0
        || largestPart() > 0
        || (custom != null && custom.values().stream().anyMatch(amount -> amount > 0));
  }

  boolean fits(Need need) {
    return need.cpu() <= cpu
        && need.memory() <= memory
        && (need.gpu() == 0 || fitsGpu(need))
        && fitsCustom(need);
  }

  private boolean fitsGpu(Need need) {
    return need.isPartOfGpu() ? need.gpu() <= largestPart() : need.wholeGpus() <= wholeGpus();
  }

  private boolean fitsCustom(Need need) {
    for (int i = 0; i < need.custom().size(); i++) {
      Need.Custom wanted = need.custom().get(i);
      if (wanted.amount() > custom(wanted.name())) {
        return false;
      }
    }
    return true;
  }

  /** The part-used device that a part fits best in; there must be one. */
  private int bestDevice(long part) {
    int best = -1;
    for (int i = 0; i < devices.length; i++) {
      if (devices[i] >= part && (best < 0 || devices[i] < devices[best])) {
        best = i;
      }
    }
    return best;
  }

  /** What is left of the device that a part fits best in. */
  long leftOverOf(long part) {
    return devices[bestDevice(part)] - part;
  }

  /** The devices for what fits: the first that are whole, or the one that a part fits best in. */
  List<Integer> choose(Need need) {
    if (need.gpu() == 0) {
      return List.of();
    }
    if (need.isPartOfGpu()) {
      return List.of(bestDevice(need.gpu()));
    }
    List<Integer> chosen = new ArrayList<>(need.wholeGpus());
    for (int i = 0; chosen.size() < need.wholeGpus(); i++) {
      if (devices[i] == Need.WHOLE) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  /** Whether just these devices can give it what it needs. */
  boolean fitsOn(Need need, List<Integer> chosen) {
    long each = need.isPartOfGpu() ? need.gpu() : Need.WHOLE;
    return chosen.size() == (need.isPartOfGpu() ? 1 : need.wholeGpus())
        && Set.copyOf(chosen).size() == chosen.size()
        && chosen.stream().allMatch(i -> devices[i] >= each)
        && fits(need);
  }

  void take(Need need, List<Integer> chosen) {
    change(need, chosen, -1);
  }

  void give(Need need, List<Integer> chosen) {
    change(need, chosen, 1);
  }

  private void change(Need need, List<Integer> chosen, int sign) {
    cpu += sign * need.cpu();
    memory += sign * need.memory();
    long each = need.isPartOfGpu() ? need.gpu() : Need.WHOLE;
    for (int device : chosen) {
      devices[device] += sign * each;
    }
    if (custom != null) {
      need.custom().forEach(some -> custom.merge(some.name(), sign * some.amount(), Long::sum));
    }
  }

  /** How many bundles of that kind fit at once; exact, as long as they are all that is taken. */
  long capacity(Need need, long most) {
    long capacity = need.cpu() == 0 ? most : Math.min(most, cpu / need.cpu());
    capacity = need.memory() == 0 ? capacity : Math.min(capacity, memory / need.memory());
    for (Need.Custom wanted : need.custom()) {
      capacity = Math.min(capacity, custom(wanted.name()) / wanted.amount());
    }
    return need.gpu() == 0 ? capacity : Math.min(capacity, gpuCapacity(need));
  }

  private long gpuCapacity(Need need) {
    if (!need.isPartOfGpu()) {
      return wholeGpus() / need.wholeGpus();
    }
    long parts = 0;
    for (long device : devices) {
      parts += device / need.gpu();
    }
    return parts;
  }

  /** Two rooms with the same look are as good as each other. */
  Object look() {
    long[] sorted = devices.clone();
    Arrays.sort(sorted);
    return new Look(cpu, memory, custom == null ? Map.of() : Map.copyOf(custom), text(sorted));
  }

  private record Look(long cpu, long memory, Map<String, Long> custom, String devices) {}

  private static String text(long[] devices) {
    return devices.length == 0 ? "" : Arrays.toString(devices);
  }

  /** As others know it. */
  Resources toResources() {
    SortedMap<String, Double> amounts = new TreeMap<>();
    if (custom != null) {
      custom.forEach((name, amount) -> amounts.put(name, amount / (double) Need.WHOLE));
    }
    return new Resources(cpu / (double) Need.WHOLE, gpu() / (double) Need.WHOLE, memory, amounts);
  }
}
