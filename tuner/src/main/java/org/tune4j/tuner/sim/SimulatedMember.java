package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.place.Offer;

/**
 * A member, what lies on it, and the books of that: the ledger's are checked against them, so they
 * are kept in another way.
 */
final class SimulatedMember {
  private static final double ROUNDING = 1e-6;

  final String name;

  /** What begins here takes so many times as long. */
  double factor = 1;

  /** Whether its driver believes that it is there. */
  boolean known;

  private @Nullable Offer offer; // null while it is not there
  private final Set<Attempt> attempts = new LinkedHashSet<>();
  private final Map<String, Double> gpus = new TreeMap<>();
  private final Map<String, Double> custom = new TreeMap<>();
  private final List<Attempt> orphans = new ArrayList<>();
  private double cpu;
  private double memory;

  private long since;
  private double cpuMicros;
  private double busyCpuMicros;
  private double gpuMicros;
  private double busyGpuMicros;
  private long began;

  SimulatedMember(String name) {
    this.name = name;
  }

  boolean isThere() {
    return offer != null;
  }

  /** What it offers. */
  Offer offer() {
    if (offer == null) {
      throw new IllegalStateException("simulation: " + name + " is not there");
    }
    return offer;
  }

  /** A new driver knows whether it is there. */
  void isKnownAnew() {
    known = isThere();
    orphans.clear();
  }

  /** An attempt has lost what it held here. */
  void orphan(Attempt attempt) {
    attempt.gone = true;
    orphans.add(attempt);
  }

  /** The attempts that lost something here since this was asked last. */
  List<Attempt> takeOrphans() {
    List<Attempt> taken = List.copyOf(orphans);
    orphans.clear();
    return taken;
  }

  void join(Offer all, long now) {
    upTo(now);
    offer = all;
  }

  /** It is gone, with all that was held here. */
  void leave(long now, Usage usage) {
    upTo(now);
    usage.change(now, 0, -cpu, 0, -busyGpus(), 0);
    attempts.forEach(this::orphan);
    attempts.clear();
    gpus.clear();
    custom.clear();
    cpu = 0;
    memory = 0;
    offer = null;
  }

  /** An attempt holds a bundle here. */
  void take(Attempt attempt, Placement.Slot slot, long now, Usage usage) {
    upTo(now);
    attempts.add(attempt);
    change(slot, 1);
    usage.change(now, 0, slot.resources().cpu(), 0, slot.resources().gpu(), 0);
    String excess = excess(offer());
    if (excess != null) {
      throw new BrokenInvariantException(
          "%s was given %s: now %s holds more %s than there is"
              .formatted(attempt.holder(), slot, name, excess));
    }
  }

  /** It holds a bundle no more; call {@link #drop} when that was the last. */
  void give(Attempt attempt, Placement.Slot slot, long now, Usage usage) {
    if (attempts.contains(attempt)) {
      upTo(now);
      change(slot, -1);
      usage.change(now, 0, -slot.resources().cpu(), 0, -slot.resources().gpu(), 0);
    }
  }

  void drop(Attempt attempt) {
    attempts.remove(attempt);
  }

  /** Another attempt begins with its trainable here. */
  void begin() {
    began++;
  }

  SimulationResult.MemberUse use(long now) {
    upTo(now);
    return new SimulationResult.MemberUse(
        name, cpuMicros / 1e6, busyCpuMicros / 1e6, gpuMicros / 1e6, busyGpuMicros / 1e6, began);
  }

  private void change(Placement.Slot slot, int sign) {
    Resources bundle = slot.resources();
    cpu += sign * bundle.cpu();
    memory += sign * (double) bundle.memory();
    double each = bundle.gpu() < 1 ? bundle.gpu() : 1;
    slot.gpus().forEach(id -> gpus.merge(id, sign * each, Double::sum));
    bundle.custom().forEach((what, amount) -> custom.merge(what, sign * amount, Double::sum));
  }

  /** What more is held of than there is; {@code null} for nothing. */
  private @Nullable String excess(Offer there) {
    if (cpu > there.total().cpu() + ROUNDING) {
      return "CPU";
    }
    if (memory > there.total().memory()) {
      return "memory";
    }
    for (Map.Entry<String, Double> device : gpus.entrySet()) {
      if (device.getValue() > 1 + ROUNDING || !there.gpus().contains(device.getKey())) {
        return "of GPU " + device.getKey();
      }
    }
    for (Map.Entry<String, Double> held : custom.entrySet()) {
      if (held.getValue() > there.total().custom(held.getKey()) + ROUNDING) {
        return held.getKey();
      }
    }
    return null;
  }

  private double busyGpus() {
    double sum = 0;
    for (double held : gpus.values()) {
      sum += held;
    }
    return sum;
  }

  private void upTo(long now) {
    if (offer != null) {
      double time = now - since;
      cpuMicros += time * offer.total().cpu();
      gpuMicros += time * offer.total().gpu();
      busyCpuMicros += time * cpu;
      busyGpuMicros += gpus.isEmpty() ? 0 : time * busyGpus();
    }
    since = now;
  }
}
